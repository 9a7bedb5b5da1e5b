import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { tellFailure } from "./failure";
import { type Listener, unlessCancelled } from "./request";

/** Something to be done with the server while a notification tells of it. */
export type Work<Result> = (
  client: LanguageClient,
  listener: Listener,
  token: vscode.CancellationToken,
) => Promise<Result>;

/**
 * Do something while a notification with Cancel tells how it gets on.
 *
 * Undefined where it was cancelled, which ends the waiting at once, or failed, which the user is
 * told.
 */
export async function notified<Result>(
  limner: Limner,
  title: string,
  work: Work<Result>,
): Promise<Result | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title,
    cancellable: true,
  };
  try {
    return await vscode.window.withProgress(options, async (bar, token) => {
      const client = await unlessCancelled(limner.client(), token);
      return client && (await work(client, listenerOf(bar), token));
    });
  } catch (error) {
    tellFailure(limner, error);
    return undefined;
  }
}

function listenerOf(bar: vscode.Progress<{ message?: string; increment?: number }>): Listener {
  let shown = 0;
  return {
    progress(message, fraction) {
      // A bar takes steps, and goes forward only.
      const reached = Math.max(shown, Math.round((fraction ?? 0) * 100));
      bar.report({ message, increment: reached - shown });
      shown = reached;
    },
  };
}
