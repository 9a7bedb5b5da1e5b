import * as vscode from "vscode";
import type { Limner } from "../limner";
import { type CodeParams, LOCATE_COMMAND, type LocateParams } from "../protocol";
import { carryOut } from "./command";
import { KIND } from "./paste";
import { CLIPBOARD, type Picture, PICTURES, pictureOfFile } from "./picture";
import { type Place, editorInUse, placeForPage, toldPlace } from "./place";
import { codeInPreview } from "./previewed";

/** Code from a picture's file, in a preview; without one, the user is asked for it. */
export async function codeFromImage(limner: Limner, uri?: vscode.Uri): Promise<void> {
  const file = uri ?? (await chooseFile("Write Code"));
  if (!file) return;
  await preview(limner, await placeForPage(), await pictureOfFile(file));
}

/** Code from the picture on the clipboard, in a preview; `params` where a code action has them. */
export async function codeFromClipboard(limner: Limner, params?: CodeParams): Promise<void> {
  if (isUsersMachine()) {
    if (params) return codeInPreview(limner, CLIPBOARD, () => params);
    return preview(limner, await placeForPage(), { name: CLIPBOARD });
  }
  if (vscode.env.uiKind === vscode.UIKind.Web || !editorInUse()) {
    const how = "press Ctrl+V in a file of code: your clipboard is out of Limner's reach here";
    void vscode.window.showInformationMessage(`Limner: ${how}`);
    return;
  }
  // VS Code itself reaches the user's clipboard.
  await vscode.commands.executeCommand("editor.action.pasteAs", { kind: KIND.value });
}

/** The source of what a picture shows; without one, the user is asked for it. */
export async function locateImage(limner: Limner, uri?: vscode.Uri): Promise<void> {
  const params = uri ? await inFile(uri) : await chooseLocated();
  if (params) await carryOut(limner, LOCATE_COMMAND, params);
}

async function preview(limner: Limner, place: Place, picture: Picture): Promise<void> {
  await codeInPreview(limner, picture.name, (client) => ({
    ...toldPlace(client, place),
    ...picture,
  }));
}

async function chooseLocated(): Promise<LocateParams | undefined> {
  if (isUsersMachine()) {
    const file = "A file...";
    const chosen = await vscode.window.showQuickPick(["The picture on the clipboard", file], {
      placeHolder: "Of which picture?",
    });
    if (chosen === undefined) return undefined;
    if (chosen !== file) return { uri: shownUri(), clipboard: true };
  }
  const uri = await chooseFile("Find Its Source");
  return uri && inFile(uri);
}

/** The folder of the workspace that the picture lies in is looked through. */
async function inFile(uri: vscode.Uri): Promise<LocateParams> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri);
  const { image } = await pictureOfFile(uri);
  return { uri: inWorkspace ? uri.toString() : shownUri(), image };
}

function shownUri(): string | undefined {
  return editorInUse()?.document.uri.toString();
}

async function chooseFile(openLabel: string): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: "Choose a picture",
    openLabel,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri,
    filters: { Pictures: Object.values(PICTURES).flat() },
  });
  return chosen?.[0];
}

/** Whether the server runs where the user sits, so that it sees the same clipboard. */
function isUsersMachine(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}
