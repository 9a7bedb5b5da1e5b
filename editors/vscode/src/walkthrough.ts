import * as vscode from "vscode";
import {
  ACCEPT_REQUEST,
  CODE_REQUEST,
  DOC_COMMAND,
  FIX_COMMAND,
  TEST_COMMAND,
} from "./protocol";
import type { Answered, Connection } from "./server/connection";

/** What a user has come to: a step of the walkthrough is done where its milestone is reached. */
export type Milestone = "running" | "coded" | "chosen" | "proven";

const PROVING = [FIX_COMMAND, TEST_COMMAND, DOC_COMMAND];

// How long VS Code may take to read the walkthrough whose tab it has opened.
const READING = 2000;

/** Notes what the user reaches, for the walkthrough. */
export function watchMilestones(connection: Connection): vscode.Disposable {
  const reached = new Set<Milestone>();
  let later: NodeJS.Timeout | undefined;
  const reach = (milestone: Milestone | undefined): void => {
    if (!milestone || reached.has(milestone)) return;
    reached.add(milestone);
    void signal(milestone);
  };
  const signalAll = (): void => {
    for (const milestone of reached) void signal(milestone);
  };
  return vscode.Disposable.from(
    connection.onDidChange(({ kind }) => reach(kind === "running" ? kind : undefined)),
    connection.onDidAnswer((answered) => reach(milestone(answered))),
    vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      // A walkthrough, among the few tabs that tell nothing of themselves.
      if (!opened.some(({ input }) => input === undefined)) return;
      clearTimeout(later);
      signalAll();
      later = setTimeout(signalAll, READING);
    }),
    new vscode.Disposable(() => clearTimeout(later)),
  );
}

/**
 * Tell a walkthrough that is open. It hears a key as it becomes true, and is deaf to one that was
 * true before it was read: so the key does not stay.
 */
async function signal(milestone: Milestone): Promise<void> {
  const key = `limner.reached.${milestone}`;
  await vscode.commands.executeCommand("setContext", key, true);
  await vscode.commands.executeCommand("setContext", key, false);
}

/** The milestone that an answer of the server is, if any. */
export function milestone({ method, params, result }: Answered): Milestone | undefined {
  if (!isObject(result)) return undefined;
  if (method === CODE_REQUEST) return "coded";
  if (!isObject(params)) return undefined;
  if (method === ACCEPT_REQUEST) {
    // What a paste put in by itself, nobody has chosen.
    const chosen = typeof params.choice === "number" && params.choice !== params.instead;
    return result.applied === true && chosen ? "chosen" : undefined;
  }
  const command = method === "workspace/executeCommand" ? params.command : undefined;
  return PROVING.some((one) => one === command) ? "proven" : undefined;
}

/** Open the walkthrough at its beginning. */
export async function openWalkthrough(context: vscode.ExtensionContext): Promise<void> {
  const walkthrough = `${context.extension.id}#start`;
  await vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough, false);
}

/** Have the sample screenshot written as a page, in a document that is thrown away as easily. */
export async function trySample(context: vscode.ExtensionContext): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: "html", content: "" });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  const sample = vscode.Uri.joinPath(context.extensionUri, "dist", "harbour.png");
  await vscode.commands.executeCommand("limner.codeFromImage", sample);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
