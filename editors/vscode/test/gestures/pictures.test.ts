import { beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { codeFromClipboard, locateImage } from "../../src/gestures/pictures";
import { carryOut } from "../../src/gestures/command";
import { codeInPreview } from "../../src/gestures/previewed";
import type { CodeParams } from "../../src/protocol";
import { connected } from "./server";

vi.mock("../../src/gestures/command", () => ({ carryOut: vi.fn() }));
vi.mock("../../src/gestures/previewed", () => ({ codeInPreview: vi.fn() }));

const { limner, client } = connected();
const SHOWN = vscode.Uri.parse("file:///b/index.html");

beforeEach(() => {
  vi.mocked(codeInPreview).mockReset();
  vi.mocked(carryOut).mockReset();
  vi.mocked(vscode.commands.executeCommand).mockReset();
  const document = { uri: SHOWN, version: 7, languageId: "html" };
  const selection = new vscode.Selection(2, 0, 2, 0);
  const editor = { document, selection } as unknown as vscode.TextEditor;
  vi.spyOn(vscode.window, "activeTextEditor", "get").mockReturnValue(editor);
  vi.mocked(vscode.languages.match).mockReturnValue(10);
  vi.spyOn(vscode.workspace.fs, "stat").mockResolvedValue({} as vscode.FileStat);
});

function at(uiKind: vscode.UIKind, remoteName?: string): void {
  Object.assign(vscode.env, { uiKind, remoteName });
}

describe("the clipboard", () => {
  test("is read by a server on the user's machine", async () => {
    at(vscode.UIKind.Desktop);

    await codeFromClipboard(limner);

    const [, , paramsFor] = vi.mocked(codeInPreview).mock.calls[0] ?? [];
    const params: CodeParams | undefined = paramsFor?.(client);
    expect(params?.uri).toBe(SHOWN.toString());
    expect(params?.image).toBeUndefined();
  });

  test("is read by VS Code where the server is on another machine", async () => {
    at(vscode.UIKind.Desktop, "ssh-remote");

    await codeFromClipboard(limner);

    expect(vscode.commands.executeCommand).toHaveBeenCalledWith("editor.action.pasteAs", {
      kind: "code.fromPicture",
    });
    expect(codeInPreview).not.toHaveBeenCalled();
  });

  test("in a browser is read by Ctrl+V alone, and the user is told so", async () => {
    at(vscode.UIKind.Web, "code.example");

    await codeFromClipboard(limner);

    const [message] = vi.mocked(vscode.window.showInformationMessage).mock.calls.at(-1) ?? [];
    expect(message).toContain("Ctrl+V");
    expect(codeInPreview).not.toHaveBeenCalled();
  });
});

describe("the source of a picture", () => {
  test.each([
    ["the folder that it lies in", "file:///a/shot.png", true, "file:///a/shot.png"],
    ["the folder that the user is in", "file:///home/shot.png", false, SHOWN.toString()],
  ])("is looked for in %s", async (_, picture, inWorkspace, uri) => {
    const folder = { uri: vscode.Uri.parse("file:///a"), name: "a", index: 0 };
    vi.spyOn(vscode.workspace, "getWorkspaceFolder").mockReturnValue(
      inWorkspace ? folder : undefined,
    );

    await locateImage(limner, vscode.Uri.parse(picture));

    expect(carryOut).toHaveBeenCalledWith(limner, "limner.locate", { uri, image: picture });
  });
});
