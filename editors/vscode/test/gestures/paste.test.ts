import { beforeEach, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { codeToInsert } from "../../src/gestures/insertion";
import { registerPaste } from "../../src/gestures/paste";
import { connected } from "./server";
import { transfer } from "./transfer";

vi.mock("../../src/gestures/insertion", () => ({ codeToInsert: vi.fn() }));

const DOCUMENT = { uri: vscode.Uri.parse("file:///w/index.html") } as vscode.TextDocument;
const RANGES = [new vscode.Range(1, 2, 1, 2)];
const PICTURE = { name: "image.png", data: () => Promise.resolve(Uint8Array.of(137, 80)) };
const EDIT = new vscode.WorkspaceEdit();
const { token } = new vscode.CancellationTokenSource();
let provider: vscode.DocumentPasteEditProvider;
let metadata: vscode.DocumentPasteProviderMetadata;

beforeEach(() => {
  vi.mocked(codeToInsert).mockReset().mockResolvedValue(EDIT);
  Object.assign(vscode.languages, {
    registerDocumentPasteEditProvider: (...[, given, about]: Parameters<
      typeof vscode.languages.registerDocumentPasteEditProvider
    >) => {
      provider = given;
      metadata = about;
      return new vscode.Disposable(() => undefined);
    },
  });
  registerPaste(connected().limner);
});

async function pasted(
  items: Parameters<typeof transfer>[0],
  triggerKind: vscode.DocumentPasteTriggerKind = vscode.DocumentPasteTriggerKind.Automatic,
): Promise<vscode.DocumentPasteEdit[] | null | undefined> {
  const context = { only: undefined, triggerKind };
  const data = transfer(items);
  return provider.provideDocumentPasteEdits?.(DOCUMENT, RANGES, data, context, token);
}

test("a picture is offered at once, and written as code only when its edit has won", async () => {
  const [edit] = (await pasted({ "image/png": PICTURE })) ?? [];
  const asked = vi.mocked(codeToInsert).mock.calls.length;
  const resolved = edit && (await provider.resolveDocumentPasteEdit?.(edit, token));

  expect(asked).toBe(0);
  expect(resolved?.additionalEdit).toBe(EDIT);
  expect(resolved?.insertText).toBe("");
  const [, place, picture] = vi.mocked(codeToInsert).mock.calls[0] ?? [];
  expect(place).toMatchObject({ document: DOCUMENT, range: RANGES[0] });
  expect(picture?.image).toMatch(/^data:image\/png;base64,/);
});

test("text and Markdown's own pictures go before it", async () => {
  const [edit] = (await pasted({ "text/plain": "words", "image/png": PICTURE })) ?? [];

  expect(edit?.yieldTo?.map(({ value }) => value)).toEqual(["text", "markdown"]);
});

test("one that the user names in Paste As is written at once: VS Code does not ask again", async () => {
  const [edit] = (await pasted({ "image/png": PICTURE }, vscode.DocumentPasteTriggerKind.PasteAs)) ?? [];

  expect(edit?.additionalEdit).toBe(EDIT);
});

test("without a picture there is nothing to offer", async () => {
  expect(await pasted({ "text/plain": "words" })).toBeUndefined();
  expect(metadata.pasteMimeTypes).not.toContain("text/plain");
});
