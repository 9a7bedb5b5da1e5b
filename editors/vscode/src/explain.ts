import * as vscode from "vscode";
import type { Connection } from "./server/connection";
import { offerInstall } from "./server/offer";

/** Tell the user why there is no server, and what to do about it. */
export async function explain(connection: Connection): Promise<void> {
  const { phase, log } = connection;
  if (phase.kind === "missing") await offerInstall(connection);
  if (phase.kind !== "failed") return;
  const [again, settings, show] = ["Start Again", "Settings", "Show Log"];
  const chosen = await vscode.window.showErrorMessage(phase.message, again, settings, show);
  if (chosen === again) await connection.restart();
  if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "limner.path");
  }
  if (chosen === show) log.show();
}
