import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { CODE_REQUEST, type DraftReply } from "../protocol";
import { notified } from "./notified";
import type { Picture } from "./picture";
import { type Place, toldPlace } from "./place";
import { editOf, offer, show, tellPasted, titleFor } from "./reply";
import { type Listener, request } from "./request";

/** As long as VS Code may take to apply an edit that it was given, in milliseconds. */
const SOON = 3000;
const WENT_ON = "(you went on meanwhile: it will ask before it goes in)";

/**
 * The edit by which a paste or a drop puts a picture's code into the document. A notification tells
 * how it gets on, and at the end how good the code is.
 *
 * VS Code drops a paste as soon as the user types or moves the cursor, and `token` says so. The
 * work is not lost by that: it goes on, and what comes of it is offered. Undefined where nothing is
 * to be pasted.
 */
export async function codeToInsert(
  limner: Limner,
  place: Place,
  picture: Picture,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit | undefined> {
  const { name } = picture;
  const answering = notified(limner, titleFor(name), async (client, bar, cancelled) => {
    const params = { ...toldPlace(client, place), ...picture, preview: true };
    const listener = alsoSaying(bar, token);
    return {
      client,
      reply: await request<DraftReply>(client, CODE_REQUEST, params, listener, cancelled),
    };
  });
  await Promise.race([answering, cancellation(token)]);
  if (token.isCancellationRequested) {
    void answering.then((answer) => answer && offer(limner, answer.client, name, answer.reply));
    return undefined;
  }
  const answer = await answering;
  return answer && (await insertion(limner, answer.client, place.document, name, answer.reply));
}

async function insertion(
  limner: Limner,
  client: LanguageClient,
  document: vscode.TextDocument,
  name: string,
  reply: DraftReply,
): Promise<vscode.WorkspaceEdit | undefined> {
  const edit = await editOf(client, reply);
  if (!edit.has(document.uri)) {
    // The document cannot hold a page: a file of its own is for the user to accept.
    show(limner, name, reply);
    return undefined;
  }
  void isApplied(document, reply).then((applied) => {
    if (!applied) return offer(limner, client, name, reply);
    goBehind(document, reply);
    return tellPasted(limner, client, name, reply);
  });
  return edit;
}

/** Put the cursor behind the code, as after any paste: VS Code leaves it somewhere within. */
function goBehind(document: vscode.TextDocument, { code }: DraftReply): void {
  const editor = vscode.window.activeTextEditor;
  const start = document.getText().indexOf(code);
  if (editor?.document !== document || start < 0) return;
  const end = document.positionAt(start + code.length);
  editor.selection = new vscode.Selection(end, end);
  editor.revealRange(editor.selection);
}

/** Whether the code comes to stand in the document soon. */
async function isApplied(document: vscode.TextDocument, { code }: DraftReply): Promise<boolean> {
  const lines = code.split(/\r?\n/).map((line) => line.trim());
  const longest = lines.reduce((one, other) => (other.length > one.length ? other : one), "");
  const before = document.version;
  return new Promise((resolve) => {
    const end = (applied: boolean): void => {
      changes.dispose();
      clearTimeout(timer);
      resolve(applied);
    };
    const timer = setTimeout(end, SOON, false);
    const changes = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document || document.version === before) return;
      if (document.getText().includes(longest)) end(true);
    });
  });
}

/** Tells the user as well that the result will not go in by itself, where that is so. */
function alsoSaying(bar: Listener, token: vscode.CancellationToken): Listener {
  return {
    progress(message, fraction) {
      bar.progress(token.isCancellationRequested ? `${message} ${WENT_ON}` : message, fraction);
    },
  };
}

async function cancellation(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => { resolve(); });
  });
}
