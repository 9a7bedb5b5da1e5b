import { beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { doHere } from "../../src/gestures/here";
import { DOC_COMMAND, FIX_COMMAND } from "../../src/protocol";
import { connected } from "./server";

const URI = "file:///w/shop.py";
const AT = { uri: URI, version: 3, range: { start: { line: 1 }, end: { line: 1 } } };

describe("what is done at the cursor", () => {
  beforeEach(() => {
    const document = { uri: vscode.Uri.parse(URI), version: 3, languageId: "python" };
    const selection = new vscode.Selection(1, 4, 1, 4);
    vi.spyOn(vscode.window, "activeTextEditor", "get").mockReturnValue({
      document,
      selection,
    } as unknown as vscode.TextEditor);
    vi.mocked(vscode.languages.match).mockReturnValue(10);
    vi.mocked(vscode.languages.getDiagnostics).mockReturnValue([] as never);
    const { token } = new vscode.CancellationTokenSource();
    vi.mocked(vscode.window.withProgress).mockImplementation((_, task) =>
      task({ report: vi.fn() }, token),
    );
  });

  /** A server that offers these actions; what it is then told to do. */
  function offering(...offers: [string, string, object][]): ReturnType<typeof connected>["limner"] & {
    done: object[];
  } {
    const { limner, server } = connected();
    const done: object[] = [];
    server.onRequest("textDocument/codeAction", () =>
      offers.map(([title, command, argument]) => ({
        title,
        command: { title, command, arguments: [argument] },
      })),
    );
    server.onRequest("workspace/executeCommand", ({ command, arguments: [argument] }: Executed) => {
      done.push({ command, argument });
      return null;
    });
    return { ...limner, done };
  }
  interface Executed {
    readonly command: string;
    readonly arguments: object[];
  }

  test("is what the server offers there", async () => {
    const limner = offering(
      ["Fix `total` so that its tests pass", FIX_COMMAND, AT],
      ["Fix from the clipboard image of a traceback", FIX_COMMAND, { uri: URI, clipboard: true }],
      ["Document `total`", DOC_COMMAND, AT],
    );

    await doHere(limner, FIX_COMMAND);

    expect(limner.done).toEqual([{ command: FIX_COMMAND, argument: AT }]);
    expect(vscode.window.showQuickPick).not.toHaveBeenCalled();
  });

  test("is asked where there are several", async () => {
    const diagnostic = { ...AT, diagnostic: { message: "undefined name" } };
    const limner = offering(
      ["Fix and prove: undefined name", FIX_COMMAND, diagnostic],
      ["Fix `total` so that its tests pass", FIX_COMMAND, AT],
    );
    vi.mocked(vscode.window.showQuickPick).mockImplementation(((items: unknown[]) =>
      Promise.resolve(items[0])) as never);

    await doHere(limner, FIX_COMMAND);

    expect(limner.done).toEqual([{ command: FIX_COMMAND, argument: diagnostic }]);
  });

  test("of a fix is anything in the file where the cursor is in nothing", async () => {
    const limner = offering();

    await doHere(limner, FIX_COMMAND);

    expect(limner.done).toEqual([{ command: FIX_COMMAND, argument: { uri: URI, version: 3 } }]);
  });

  test("of documentation is nothing where the cursor is in nothing", async () => {
    const limner = offering();

    await doHere(limner, DOC_COMMAND);

    expect(limner.done).toEqual([]);
    const [message] = vi.mocked(vscode.window.showInformationMessage).mock.calls[0] ?? [];
    expect(message).toContain("go to a function");
  });

  test("needs an open editor", async () => {
    vi.spyOn(vscode.window, "activeTextEditor", "get").mockReturnValue(undefined);
    vi.spyOn(vscode.window, "visibleTextEditors", "get").mockReturnValue([]);
    const limner = offering();

    await doHere(limner, FIX_COMMAND);

    expect(limner.done).toEqual([]);
    expect(vscode.window.showInformationMessage).toHaveBeenCalledWith(
      "Limner: open a file of code first",
    );
  });
});
