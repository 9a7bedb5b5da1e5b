import * as vscode from "vscode";
import type { Limner } from "../limner";
import { TUNE_COMMAND, type TuneParams } from "../protocol";
import { carryOut } from "./command";
import { editorInUse, toldPlace } from "./place";

/** An adapter that learns from the folder that the user works in; the server asks before it starts. */
export async function tuneHere(limner: Limner): Promise<void> {
  const editor = editorInUse();
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!editor && !folder) {
    void vscode.window.showInformationMessage("Limner: open the folder to learn from first");
    return;
  }
  const client = await limner.client();
  if (!client) return;
  const shown: TuneParams = editor ? { uri: toldPlace(client, { document: editor.document }).uri } : {};
  await carryOut(limner, TUNE_COMMAND, shown);
}
