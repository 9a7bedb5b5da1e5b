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

/** Notes what the user reaches, for the walkthrough. */
export function watchMilestones(connection: Connection): vscode.Disposable {
  const reached = new Set<Milestone>();
  const say = (milestone: Milestone, value: boolean): void =>
    void vscode.commands.executeCommand("setContext", `limner.${milestone}`, value);
  const reach = (milestone: Milestone | undefined): void => {
    if (!milestone || reached.has(milestone)) return;
    reached.add(milestone);
    say(milestone, true);
  };
  // A walkthrough hears only what comes after it was opened: then it is told again.
  const tellAgain = (tabs: readonly vscode.Tab[]): void => {
    if (!tabs.some(({ input }) => input === undefined)) return;
    for (const milestone of reached) {
      say(milestone, false);
      say(milestone, true);
    }
  };
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) =>
      tellAgain([...opened, ...changed]),
    ),
    connection.onDidChange(({ kind }) => reach(kind === "running" ? kind : undefined)),
    connection.onDidAnswer((answered) => reach(milestone(answered))),
  );
}

/** The milestone that an answer of the server is, if any. */
export function milestone({ method, params, result }: Answered): Milestone | undefined {
  if (!isObject(result)) return undefined;
  if (method === CODE_REQUEST) return "coded";
  if (!isObject(params)) return undefined;
  if (method === ACCEPT_REQUEST) {
    return result.applied === true && typeof params.choice === "number" ? "chosen" : undefined;
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
