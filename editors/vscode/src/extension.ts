import * as vscode from "vscode";
import { registerGestures } from "./gestures/register";
import { Connection } from "./server/connection";

let connection: Connection | undefined;

/** Puts everything in its place; the server starts behind it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Limner", { log: true });
  const limner = new Connection(context, log, () => undefined);
  connection = limner;
  context.subscriptions.push(
    log,
    limner,
    registerGestures(limner),
    vscode.commands.registerCommand("limner.showLog", () => log.show()),
    vscode.commands.registerCommand("limner.restart", () => limner.restart()),
  );
  void limner.start();
}

/** Ends the server with the window. */
export async function deactivate(): Promise<void> {
  await connection?.stop();
}
