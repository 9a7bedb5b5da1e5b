import type * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** What the parts of the extension share. */
export interface Limner {
  readonly context: vscode.ExtensionContext;
  /** One channel, which is never opened unasked. */
  readonly log: vscode.LogOutputChannel;
  /**
   * The client, started where it is not running yet. Undefined where it cannot be started: the user
   * has been told why, and what to do about it.
   */
  client(): Promise<LanguageClient | undefined>;
  /**
   * Do one of the server's commands in the server's place, where a code action asks for it. The
   * other ones go to the server.
   */
  takeCommand(name: string, handle: (argument: unknown) => Promise<unknown>): vscode.Disposable;
  /** Called with each client that runs, also with one that runs already: for its notifications. */
  onClient(listen: (client: LanguageClient) => void): vscode.Disposable;
}
