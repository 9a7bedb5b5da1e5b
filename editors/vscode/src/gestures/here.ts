import * as vscode from "vscode";
import type { Command, CodeAction, LanguageClient } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { DOC_COMMAND, FIX_COMMAND, type FixParams, TEST_COMMAND } from "../protocol";
import { carryOut } from "./command";
import { tellFailure } from "./failure";
import { editorInUse } from "./place";

/** Of LSP: the user asked for what can be done. */
const INVOKED = 1;
const NOTHING = {
  [TEST_COMMAND]: "there is nothing here to write tests for: go to a function or a class",
  [DOC_COMMAND]: "there is nothing here to document: go to a function or a class",
};
type Task = typeof FIX_COMMAND | keyof typeof NOTHING;

/** Fix, test or document what is at the cursor: as the server's code actions would. */
export async function doHere(limner: Limner, task: Task): Promise<void> {
  const editor = editorInUse();
  const client = editor && (await limner.client());
  if (!editor) void vscode.window.showInformationMessage("Limner: open a file of code first");
  if (!editor || !client) return;
  try {
    const offers = await offered(client, editor, task);
    if (offers.length > 0) {
      const chosen = await choose(offers);
      if (chosen) await carryOut(limner, task, chosen.argument);
    } else if (task === FIX_COMMAND) {
      await carryOut(limner, task, anywhere(client, editor));
    } else {
      void vscode.window.showInformationMessage(`Limner: ${NOTHING[task]}`);
    }
  } catch (error) {
    tellFailure(limner, error);
  }
}

interface Offer {
  readonly label: string;
  readonly argument: object;
}

/** What the server offers of this task at the cursor or for the selection. */
async function offered(
  client: LanguageClient,
  { document, selection }: vscode.TextEditor,
  task: Task,
): Promise<Offer[]> {
  const { code2ProtocolConverter: converter } = client;
  const diagnostics = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ range }) => range.intersection(selection));
  const actions = await client.sendRequest<(CodeAction | Command)[]>("textDocument/codeAction", {
    textDocument: converter.asTextDocumentIdentifier(document),
    range: converter.asRange(selection),
    context: {
      diagnostics: await converter.asDiagnostics(diagnostics),
      triggerKind: INVOKED,
    },
  });
  return actions.flatMap(({ title, command }) => {
    if (typeof command !== "object" || command.command !== task) return [];
    const argument: unknown = command.arguments?.[0];
    const isAtCursor = typeof argument === "object" && argument && !("clipboard" in argument);
    return isAtCursor ? [{ label: title, argument }] : [];
  });
}

async function choose(offers: readonly Offer[]): Promise<Offer | undefined> {
  if (offers.length === 1) return offers[0];
  return vscode.window.showQuickPick(offers, { placeHolder: "What is to be done here?" });
}

/** Nothing is named at the cursor: whatever fails in the file. */
function anywhere(client: LanguageClient, { document }: vscode.TextEditor): FixParams {
  return { uri: client.code2ProtocolConverter.asUri(document.uri), version: document.version };
}
