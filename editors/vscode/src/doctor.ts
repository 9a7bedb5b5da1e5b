import * as vscode from "vscode";
import type { Connection } from "./server/connection";
import { explain } from "./explain";
import { examine, type Finding, summary } from "./server/examine";

/** A finding to choose; choosing one that is missing puts its remedy into a terminal. */
interface Item extends vscode.QuickPickItem {
  readonly remedy: string;
}

/** Show what `limner doctor` finds on this machine. */
export async function showDoctor(connection: Connection): Promise<void> {
  const findings = await lookAround(connection);
  if (!findings) return;
  const chosen = await vscode.window.showQuickPick(items(findings), {
    title: summary(findings),
    placeHolder: "Choose what is missing to have the line that gets it in a terminal; it is not run.",
    matchOnDetail: true,
  });
  if (!chosen?.remedy) return;
  const terminal = vscode.window.createTerminal("Limner");
  terminal.show();
  terminal.sendText(chosen.remedy, false);
}

/** The findings as items, what is missing and needed first. */
export function items(findings: readonly Finding[]): Item[] {
  const rank = ({ there, needed }: Finding): number => (there ? 2 : needed ? 0 : 1);
  return [...findings]
    .sort((one, other) => rank(one) - rank(other))
    .map(({ name, there, needed, detail, remedy }) => ({
      label: `${there ? "$(pass)" : needed ? "$(error)" : "$(info)"} ${name}`,
      description: there ? "" : needed ? "missing" : "not there; Limner works without it",
      detail: there || !remedy ? detail : `${detail}: ${remedy}`,
      remedy: there ? "" : remedy,
    }));
}

async function lookAround(connection: Connection): Promise<readonly Finding[] | undefined> {
  await connection.start();
  const { phase, log } = connection;
  if (phase.kind !== "running") {
    await explain(connection);
    return undefined;
  }
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Limner: looking at this machine",
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_, token) => examine(phase.program, log, token));
}
