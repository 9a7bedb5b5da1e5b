import * as vscode from "vscode";
import { showDoctor } from "./doctor";
import { explain } from "./explain";
import { registerGestures } from "./gestures/register";
import { showMenu } from "./menu";
import { registerPreview } from "./preview/panel";
import { Connection } from "./server/connection";
import { installHere, offerOnce, offerUpdate } from "./server/offer";
import { StatusItem } from "./status";
import { openWalkthrough, trySample, watchMilestones } from "./walkthrough";

let connection: Connection | undefined;

/** Puts everything in its place; the server starts behind it. */
export function activate(context: vscode.ExtensionContext): void {
  const begun = performance.now();
  const log = vscode.window.createOutputChannel("Limner", { log: true });
  const limner = new Connection(context, log, (one) => void explain(one));
  const status = new StatusItem(limner);
  connection = limner;
  const commands: Record<string, () => unknown> = {
    "limner.doctor": () => showDoctor(limner),
    "limner.install": () => installHere(limner),
    "limner.menu": () => showMenu(limner.phase, status.last),
    "limner.openWalkthrough": () => openWalkthrough(context),
    "limner.restart": async () => {
      if (!(await limner.restart())) await explain(limner);
    },
    "limner.showLog": () => log.show(),
    "limner.trySample": () => trySample(context),
  };
  context.subscriptions.push(
    log,
    limner,
    status,
    watchMilestones(limner),
    registerGestures(limner),
    registerPreview(limner),
    vscode.workspace.onDidGrantWorkspaceTrust(() => limner.trusted()),
    vscode.workspace.onDidChangeConfiguration((change) => limner.configured(change)),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
  // The window waits for what is done here, but not for what comes of it.
  setImmediate(() => void begin(limner));
  log.info(`ready in ${(performance.now() - begun).toFixed(0)} ms`);
}

/** Ends the server with the window. */
export async function deactivate(): Promise<void> {
  await connection?.stop();
}

async function begin(limner: Connection): Promise<void> {
  await limner.start();
  if (limner.phase.kind === "missing") await offerOnce(limner);
  if (limner.phase.kind === "running") await offerUpdate(limner);
}
