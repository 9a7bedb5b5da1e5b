import * as vscode from "vscode";
import type { LanguageClient, Range } from "vscode-languageclient/node";
import { DOCUMENTS } from "../languages";
import type { CodeParams } from "../protocol";

/** Where code is wanted. */
export interface Place {
  readonly document: vscode.TextDocument;
  /** What it replaces, or an empty range where it is inserted; none: at the end. */
  readonly range?: vscode.Range;
}

/** A language of files that hold no page at all. */
const NO_PAGES = "python";
/** In which language a page of a stack is. */
const LANGUAGE_OF: Readonly<Record<NonNullable<CodeParams["stack"]>, string>> = {
  html: "html",
  tailwind: "html",
  react: "javascriptreact",
  vue: "vue",
};

/** As the server is told of a place. */
export function toldPlace(
  client: LanguageClient,
  { document, range }: Place,
): { uri: string; version: number; range?: Range } {
  const { code2ProtocolConverter: converter } = client;
  const told = { uri: converter.asUri(document.uri), version: document.version };
  return range ? { ...told, range: converter.asRange(range) } : told;
}

/** The editor that the user is in, where it shows something that Limner works on. */
export function editorInUse(): vscode.TextEditor | undefined {
  const shown = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return shown.find((editor) => editor && vscode.languages.match(DOCUMENTS, editor.document));
}

/** The cursor; what is selected stays. */
export function placeAtCursor(): Place | undefined {
  const editor = editorInUse();
  if (!editor) return undefined;
  const { active } = editor.selection;
  return { document: editor.document, range: new vscode.Range(active, active) };
}

/** Where a page goes: to the cursor, where a page can be; else into a new document. */
export async function placeForPage(): Promise<Place> {
  const place = placeAtCursor();
  return place && (await canHoldPage(place.document)) ? place : newPage();
}

async function newPage(): Promise<Place> {
  const stack = vscode.workspace.getConfiguration("limner").get<string>("stack", "auto");
  const language = stack in LANGUAGE_OF ? LANGUAGE_OF[stack as keyof typeof LANGUAGE_OF] : "html";
  const known = await vscode.languages.getLanguages();
  const document = await vscode.workspace.openTextDocument({
    language: known.includes(language) ? language : "html",
  });
  await vscode.window.showTextDocument(document);
  return { document };
}

async function canHoldPage({ languageId, uri }: vscode.TextDocument): Promise<boolean> {
  if (languageId === NO_PAGES) return false;
  if (uri.scheme !== "file") return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) === 0;
  } catch {
    return true; // no longer on the disk: it is still shown, and can be saved anew
  }
}
