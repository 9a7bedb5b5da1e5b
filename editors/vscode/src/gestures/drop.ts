import * as vscode from "vscode";
import { DOCUMENTS } from "../languages";
import type { Limner } from "../limner";
import { codeToInsert } from "./insertion";
import { KIND } from "./paste";
import { PICTURES, pictureOfTransfer } from "./picture";

/** In Markdown a picture that is dropped becomes a link to it: that is what people want there. */
const LEFT_ALONE = "markdown";
const TITLE = "Insert code from the picture (Limner)";

/** A picture dropped into a document, from outside or from the explorer: code where it fell. */
export function registerDrop(limner: Limner): vscode.Disposable {
  const documents = DOCUMENTS.filter(({ language }) => language !== LEFT_ALONE);
  const provider: vscode.DocumentDropEditProvider = {
    async provideDocumentDropEdits(document, position, transfer, token) {
      const picture = await pictureOfTransfer(transfer);
      if (!picture || token.isCancellationRequested) return undefined;
      const place = { document, range: new vscode.Range(position, position) };
      const edit = new vscode.DocumentDropEdit("", TITLE, KIND);
      // Unlike a paste, a drop is not worked out later: VS Code takes it as it comes. Where nothing
      // came of it, it is an empty edit: with none at all, the picture's path would go in.
      edit.additionalEdit = await codeToInsert(limner, place, picture, token);
      return edit;
    },
  };
  return vscode.languages.registerDocumentDropEditProvider(documents, provider, {
    providedDropEditKinds: [KIND],
    dropMimeTypes: [...Object.keys(PICTURES), "text/uri-list"],
  });
}
