import * as vscode from "vscode";
import type { Limner } from "../limner";

/** Of JSON-RPC and LSP: the request was cancelled, by us or by the server. */
const CANCELLED = [-32800, -32802];
/** Of JSON-RPC: the connection ended before the answer. */
const DISCONNECTED = [-32096, -32097];
const SHOW_LOG = "Show Log";

/** Whether the user took it back: then there is nothing to tell. */
export function isCancelled(error: unknown): boolean {
  return error instanceof vscode.CancellationError || CANCELLED.includes(code(error));
}

/** What went wrong, in one line for the user. */
export function failureOf(error: unknown): string {
  if (DISCONNECTED.includes(code(error))) return "The server stopped before it answered: try again.";
  return error instanceof Error ? error.message : String(error);
}

/** Tell the user what went wrong, once; the details go to the log. */
export function tellFailure(limner: Limner, error: unknown): void {
  if (isCancelled(error)) return;
  limner.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  void vscode.window.showErrorMessage(`Limner: ${failureOf(error)}`, SHOW_LOG).then((chosen) => {
    if (chosen === SHOW_LOG) limner.log.show();
  });
}

function code(error: unknown): number {
  const holds = typeof error === "object" && error !== null && "code" in error;
  return holds && typeof error.code === "number" ? error.code : 0;
}
