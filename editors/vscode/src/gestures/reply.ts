import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { openPreview } from "../preview/panel";
import { ACCEPT_REQUEST, type AcceptParams, type AcceptReply, type DraftReply } from "../protocol";
import { tellFailure } from "./failure";

const SHOW = "Show Preview";
const PUT_IN = "Put It In";

/** The edit that puts a reply's first candidate where it belongs, with the files beside it. */
export async function editOf(client: LanguageClient, reply: DraftReply): Promise<vscode.WorkspaceEdit> {
  const edit =
    (await client.protocol2CodeConverter.asWorkspaceEdit(reply.edit)) ?? new vscode.WorkspaceEdit();
  for (const [uri, content] of Object.entries(reply.files)) {
    const contents = Buffer.from(content, "base64");
    edit.createFile(client.protocol2CodeConverter.asUri(uri), { contents, ignoreIfExists: true });
  }
  return edit;
}

/** Tell how good the code is that now stands in the document, and offer to look closer. */
export async function tellPasted(
  limner: Limner,
  client: LanguageClient,
  name: string,
  reply: DraftReply,
): Promise<void> {
  // The server hears that it is there: from now on it knows which line draws what.
  await accept(limner, client, { draft: reply.draft, choice: 0, instead: 0 });
  if ((await tell(name, reply, "", SHOW)) === SHOW) show(limner, name, reply, 0);
}

/** Offer code that could not go in by itself. */
export async function offer(
  limner: Limner,
  client: LanguageClient,
  name: string,
  reply: DraftReply,
): Promise<void> {
  const why = "You went on meanwhile, so it is not in the document yet.";
  const chosen = await tell(name, reply, why, PUT_IN, SHOW);
  if (chosen === SHOW) show(limner, name, reply);
  if (chosen === PUT_IN) await accept(limner, client, { draft: reply.draft, choice: 0 });
}

/** Show a reply in the preview; `placed` where a candidate is in the document already. */
export function show(limner: Limner, name: string, reply: DraftReply, placed?: number): void {
  const nothingToCancel = (): void => undefined;
  openPreview(limner, titleFor(name), nothingToCancel).show(reply, placed);
}

/** Have the server put a candidate into its document; whether it is there now. */
export async function accept(
  limner: Limner,
  client: LanguageClient,
  params: AcceptParams,
): Promise<boolean> {
  try {
    return (await client.sendRequest<AcceptReply>(ACCEPT_REQUEST, params)).applied;
  } catch (error) {
    tellFailure(limner, error);
    return false;
  }
}

/** What a request for code is called. */
export function titleFor(name: string): string {
  return `Code from ${name}`;
}

/** Say what was measured; what is not proven is a warning that says so. */
async function tell(
  name: string,
  { proof }: DraftReply,
  more: string,
  ...actions: string[]
): Promise<string | undefined> {
  if (proof.status === "proven") {
    const line = `${titleFor(name)}: ${proof.summary}. ${more}`;
    return vscode.window.showInformationMessage(line.trim(), ...actions);
  }
  const line = `${titleFor(name)} is not proven: ${proof.summary}. ${proof.remedy} ${more}`;
  return vscode.window.showWarningMessage(line.replace(/\s+/g, " ").trim(), ...actions);
}
