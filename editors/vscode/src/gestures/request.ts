import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type {
  LanguageClient,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from "vscode-languageclient/node";
import type { Written } from "../protocol";

type Step = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

/** Hears how a request gets on. */
export interface Listener {
  /** What is being done; `fraction` 0 to 1 of the whole. */
  progress(message: string, fraction?: number): void;
  /** What has been written so far. */
  written?(code: string): void;
}

/**
 * The answer to a request of the server's that takes its time.
 *
 * @throws CancellationError as soon as `token` says so; the server is told, and not waited for.
 */
export async function request<Answer>(
  client: LanguageClient,
  method: string,
  params: object,
  listener: Listener,
  token: vscode.CancellationToken,
): Promise<Answer> {
  // Loaded already, with the client: this costs nothing, and a static import would cost the start.
  const { ProgressType, WorkDoneProgress } = await import("vscode-languageclient/node");
  const workDoneToken = randomUUID();
  const listening = [client.onProgress(WorkDoneProgress.type, workDoneToken, telling(listener))];
  let tokens: object = { workDoneToken };
  if (listener.written) {
    const partialResultToken = randomUUID();
    tokens = { workDoneToken, partialResultToken };
    const heard = new ProgressType<Written>();
    listening.push(
      client.onProgress(heard, partialResultToken, ({ text }) => listener.written?.(text)),
    );
  }
  try {
    const answer = client.sendRequest<Answer>(method, { ...params, ...tokens }, token);
    return await unlessCancelled(answer, token);
  } finally {
    for (const one of listening) one.dispose();
  }
}

/** The result of `work`; where the token cancels, a CancellationError at once. */
export async function unlessCancelled<Result>(
  work: Promise<Result>,
  token: vscode.CancellationToken,
): Promise<Result> {
  const waiting: vscode.Disposable[] = [];
  const cancelled = new Promise<never>((_, reject) => {
    const cancel = (): void => {
      reject(new vscode.CancellationError());
    };
    if (token.isCancellationRequested) cancel();
    else waiting.push(token.onCancellationRequested(cancel));
  });
  // Nobody hears how work that was given up ends.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    for (const one of waiting) one.dispose();
  }
}

function telling(listener: Listener): (value: Step) => void {
  return (value) => {
    // How it begins and ends, whoever asked shows in words of their own.
    if (value.kind !== "report") return;
    const { message = "", percentage } = value;
    listener.progress(message, percentage === undefined ? undefined : percentage / 100);
  };
}
