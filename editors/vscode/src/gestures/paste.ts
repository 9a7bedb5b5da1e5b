import * as vscode from "vscode";
import { DOCUMENTS } from "../languages";
import type { Limner } from "../limner";
import { codeToInsert } from "./insertion";
import { type Picture, PICTURES, pictureOfTransfer } from "./picture";

/** Of edits by which a picture becomes code, as users name it in `editor.pasteAs.preferences`. */
export const KIND = vscode.DocumentDropOrPasteEditKind.Empty.append("code", "fromPicture");
/** Who asks for these gets them: text, and in Markdown the picture itself. */
const YIELD_TO = [
  vscode.DocumentDropOrPasteEditKind.Text,
  vscode.DocumentDropOrPasteEditKind.Empty.append("markdown"),
];
const TITLE = "Code from the picture (Limner)";

/** A paste that has not been worked out yet. */
class PicturePaste extends vscode.DocumentPasteEdit {
  constructor(
    readonly document: vscode.TextDocument,
    readonly range: vscode.Range | undefined,
    readonly picture: Picture,
  ) {
    // Where the code goes, and how it is indented, the edit says: VS Code would indent it again.
    super("", TITLE, KIND);
    this.yieldTo = YIELD_TO;
  }
}

/** Ctrl+V of a picture: code, straight into the document. */
export function registerPaste(limner: Limner): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider<PicturePaste> = {
    async provideDocumentPasteEdits(document, ranges, transfer, context, token) {
      const picture = await pictureOfTransfer(transfer);
      if (!picture || token.isCancellationRequested) return undefined;
      const edit = new PicturePaste(document, ranges[0], picture);
      // VS Code has the edit that wins worked out, except where the user names the edit: then now.
      const named = context.triggerKind === vscode.DocumentPasteTriggerKind.PasteAs;
      return [named ? await worked(edit, token) : edit];
    },
    async resolveDocumentPasteEdit(edit, token) {
      return worked(edit, token);
    },
  };
  const worked = async (
    edit: PicturePaste,
    token: vscode.CancellationToken,
  ): Promise<PicturePaste> => {
    edit.additionalEdit ??= await codeToInsert(limner, edit, edit.picture, token);
    return edit;
  };
  return vscode.languages.registerDocumentPasteEditProvider(DOCUMENTS, provider, {
    providedPasteEditKinds: [KIND],
    pasteMimeTypes: Object.keys(PICTURES),
  });
}
