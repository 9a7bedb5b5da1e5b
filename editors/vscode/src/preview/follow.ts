import * as vscode from "vscode";
import type { Limner } from "../limner";
import {
  DRAWN_REQUEST,
  type DrawnLines,
  type DrawnParams,
  type DrawnPart,
  type DrawnReply,
} from "../protocol";
import { editorOf, showDocument } from "./documents";
import type { Draft } from "./draft";
import { type Box, partOfLine } from "./parts";

// The cursor rests where the user looks; on the way there it draws nothing.
const REST = 120;

/** Between a document and the picture of the draft that is in it: cursor to part, part to lines. */
export class Follow implements vscode.Disposable {
  readonly #uri: vscode.Uri;
  readonly #marked = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor("editor.hoverHighlightBackground"),
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.rangeHighlightForeground"),
  });
  readonly #listening: vscode.Disposable;
  #known: { version: number; parts: Promise<readonly DrawnLines[] | undefined> } | undefined;
  #rest: NodeJS.Timeout | undefined;
  #ended = false;

  /** `show` outlines a part of the picture; `notice` hears whether the code is there at all. */
  constructor(
    private readonly limner: Limner,
    private readonly draft: Draft,
    private readonly show: (box: Box | null) => void,
    private readonly notice: (isThere: boolean) => void,
  ) {
    this.#uri = vscode.Uri.parse(draft.target);
    const touched = ({ document }: { readonly document: vscode.TextDocument }): void => {
      if (document.uri.toString() !== this.#uri.toString()) return;
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => void this.refresh(), REST);
    };
    this.#listening = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        touched(textEditor);
      }),
      vscode.workspace.onDidChangeTextDocument(touched),
    );
  }

  /** Outline what the cursor's line draws. */
  async refresh(): Promise<void> {
    const editor = this.#editor();
    if (!editor) return;
    const parts = await this.#parts(editor.document);
    if (!parts || this.#ended) return;
    this.notice(parts.length > 0);
    this.show(partOfLine(parts, editor.selection.active.line)?.box ?? null);
  }

  /** Forget what was known: another candidate is in the document. */
  forget(): void {
    this.#known = undefined;
  }

  /** Mark the lines that draw a part, or none; they are not scrolled to. */
  async point(box: Box | null): Promise<void> {
    const editor = this.#editor();
    if (!editor) return;
    const part = box && (await this.#drawing(editor.document, box));
    editor.setDecorations(this.#marked, part ? [rangeOf(part)] : []);
  }

  /** Go to the lines that draw a part. */
  async reveal(box: Box): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#uri);
    const part = await this.#drawing(document, box);
    if (part) await showDocument(this.#uri, document.lineAt(part.first_line).range.end);
  }

  dispose(): void {
    this.#ended = true;
    clearTimeout(this.#rest);
    this.#listening.dispose();
    this.#marked.dispose();
  }

  #editor(): vscode.TextEditor | undefined {
    return editorOf(this.#uri);
  }

  async #drawing(document: vscode.TextDocument, box: Box): Promise<DrawnLines | undefined> {
    const parts = await this.#parts(document);
    return parts?.find((part) => part.box.every((edge, index) => edge === box[index]));
  }

  /** What the lines of the document draw, as it is now; undefined where nobody can tell. */
  #parts(document: vscode.TextDocument): Promise<readonly DrawnLines[] | undefined> {
    if (this.#known?.version !== document.version) {
      this.#known = { version: document.version, parts: this.#ask() };
    }
    return this.#known.parts;
  }

  async #ask(): Promise<readonly DrawnLines[] | undefined> {
    if (!this.draft.wasPlaced) return undefined;
    const client = await this.limner.client();
    if (!client) return undefined;
    const params: DrawnParams = { uri: this.draft.target };
    try {
      const { parts } = await client.sendRequest<DrawnReply>(DRAWN_REQUEST, params);
      return parts.filter(({ draft }) => draft === this.draft.name).map(linesOf);
    } catch (problem) {
      this.limner.log.warn(`cannot tell what the lines draw: ${String(problem)}`);
      return undefined;
    }
  }
}

/** Of a range of whole lines, which may end where the next line begins. */
function linesOf({ range: { start, end }, box }: DrawnPart): DrawnLines {
  const beforeEnd = end.character === 0 && end.line > start.line;
  return { first_line: start.line, last_line: beforeEnd ? end.line - 1 : end.line, box };
}

function rangeOf({ first_line, last_line }: DrawnLines): vscode.Range {
  return new vscode.Range(first_line, 0, last_line, 0);
}
