import * as vscode from "vscode";

/** The editor that shows a document, if one does. */
export function editorOf(uri: vscode.Uri): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === uri.toString(),
  );
}

/** Show a document, where it is shown already if it is, with the cursor at a place. */
export async function showDocument(uri: vscode.Uri, cursor?: vscode.Position): Promise<void> {
  await vscode.window.showTextDocument(uri, {
    viewColumn: editorOf(uri)?.viewColumn ?? vscode.ViewColumn.One,
    ...(cursor && { selection: new vscode.Range(cursor, cursor) }),
  });
}

/** Go on where the cursor is in a document, if it is shown: its text may have become shorter. */
export async function returnTo(uri: vscode.Uri): Promise<void> {
  const editor = editorOf(uri);
  if (!editor) return;
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  shown.revealRange(shown.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
