import { beforeEach, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { placeForPage } from "../../src/gestures/place";

const NEW = { uri: vscode.Uri.parse("untitled:Untitled-1") } as vscode.TextDocument;
let stack = "auto";

beforeEach(() => {
  stack = "auto";
  vi.mocked(vscode.languages.match).mockReturnValue(10);
  vi.mocked(vscode.languages.getLanguages).mockResolvedValue(["html", "javascriptreact"]);
  vi.spyOn(vscode.workspace, "openTextDocument").mockResolvedValue(NEW);
  vi.spyOn(vscode.workspace, "getConfiguration").mockReturnValue({ get: () => stack } as never);
  vi.spyOn(vscode.window, "visibleTextEditors", "get").mockReturnValue([]);
});

/** The editor that the user is in. */
function showing(languageId: string, permissions?: vscode.FilePermission): vscode.TextDocument {
  const document = { languageId, uri: vscode.Uri.parse("file:///w/a") } as vscode.TextDocument;
  const selection = new vscode.Selection(1, 0, 4, 2);
  const editor = { document, selection } as unknown as vscode.TextEditor;
  vi.spyOn(vscode.window, "activeTextEditor", "get").mockReturnValue(editor);
  vi.spyOn(vscode.workspace.fs, "stat").mockResolvedValue({ permissions } as vscode.FileStat);
  return document;
}

test("a page goes to the cursor, and what is selected stays", async () => {
  const document = showing("html");

  const place = await placeForPage();

  expect(place).toEqual({ document, range: new vscode.Range(4, 2, 4, 2) });
});

test.each([
  ["a language without pages", "python", undefined],
  ["a file that may not be changed", "html", vscode.FilePermission.Readonly],
])("%s is left alone: the page gets a document of its own", async (_, language, permissions) => {
  showing(language, permissions);
  const shown = vi.spyOn(vscode.window, "showTextDocument").mockResolvedValue({} as never);

  const place = await placeForPage();

  expect(place).toEqual({ document: NEW });
  expect(shown).toHaveBeenCalledWith(NEW);
});

test.each([
  ["auto", "html"],
  ["tailwind", "html"],
  ["react", "javascriptreact"],
  // No extension that knows its language is installed.
  ["vue", "html"],
])("with no editor a page of %s is a new document in %s", async (chosen, language) => {
  stack = chosen;
  vi.spyOn(vscode.window, "activeTextEditor", "get").mockReturnValue(undefined);

  await placeForPage();

  expect(vscode.workspace.openTextDocument).toHaveBeenCalledWith({ language });
});
