import * as vscode from "vscode";
import type { Connection } from "./connection";
import { type Wanted, install, InstallError } from "./environment";
import { examine, missingNames, summary } from "./examine";
import { findProgram } from "./find";
import { chosenPython, ownEnvironment, pathFolders, placesHere, resolved } from "./places";
import { findPython, type Python } from "./python";

// Kept for all windows and sessions: whoever was asked once is not asked again.
const OFFERED = "limner.offered";
const UPDATE_OFFERED = "limner.updateOffered";
const UPDATE = "Update...";
const INSTALL = "Install...";
const CHOOSE = "I Have It...";

/** Say once, ever, that Limner is not there, and offer to install it. */
export async function offerOnce(connection: Connection): Promise<void> {
  const { globalState } = connection.context;
  if (globalState.get(OFFERED)) return;
  await globalState.update(OFFERED, true);
  await offerInstall(connection);
}

/** Say once for each version that the server which the extension installed is not of its version. */
export async function offerUpdate(connection: Connection): Promise<void> {
  const { context, phase } = connection;
  const { globalState } = context;
  const version = versionOf(context);
  if (phase.kind !== "running" || phase.program.origin !== "own") return;
  if (phase.version === version || globalState.get(UPDATE_OFFERED) === version) return;
  await globalState.update(UPDATE_OFFERED, version);
  const chosen = await vscode.window.showInformationMessage(
    `Limner's server is version ${phase.version}, the extension ${version}.`,
    UPDATE,
  );
  if (chosen === UPDATE) await installHere(connection);
}

/** Say that Limner is not there, and offer to install it. */
export async function offerInstall(connection: Connection): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(
    "Limner's server is not installed yet. It can have an environment of its own; nothing else on this machine is changed.",
    INSTALL,
    CHOOSE,
  );
  if (chosen === INSTALL) await installHere(connection);
  if (chosen === CHOOSE) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "limner.path");
  }
}

/** Ask what to install, install it, and start it. */
export async function installHere(connection: Connection): Promise<void> {
  const { context, log } = connection;
  const version = versionOf(context);
  const there = await findProgram(await placesHere(context)).catch(() => undefined);
  const another = there && there.origin !== "own";
  // Its own may have come by another window, meanwhile.
  if (another || (there && connection.phase.kind === "missing")) {
    const update = another ? " It is brought up to date where it came from." : "";
    void vscode.window.showInformationMessage(`Limner is there already: ${there.command}.${update}`);
    await connection.start();
    return;
  }
  const python = await usablePython();
  if (!python) return;
  const engine = await askForEngine(version, python);
  if (engine === undefined) return;
  try {
    const wanted = { python: python.command, version, engine };
    if (await installWithProgress(connection, wanted)) {
      await tellInstalled(connection, version);
    }
  } catch (error) {
    const message =
      error instanceof InstallError ? error.message : "Limner could not be installed: the log says why.";
    log.error(error as Error);
    const chosen = await vscode.window.showErrorMessage(message, "Show Log");
    if (chosen) log.show();
  }
}

function versionOf(context: vscode.ExtensionContext): string {
  return (context.extension.packageJSON as { version: string }).version;
}

/** Say that it is there, and what of the system it lacks. */
async function tellInstalled({ phase, log }: Connection, version: string): Promise<void> {
  const findings = phase.kind === "running" ? await examine(phase.program, log) : undefined;
  if (!findings || missingNames(findings).length === 0) {
    void vscode.window.showInformationMessage(`Limner ${version} is installed and running.`);
    return;
  }
  const show = "Show How to Get Them";
  const message = `Limner ${version} is installed. ${summary(findings)} of this machine as well.`;
  const chosen = await vscode.window.showWarningMessage(message, show);
  if (chosen === show) await vscode.commands.executeCommand("limner.doctor");
}

/** A Python to make an environment with; the user is told what is missing where there is none. */
async function usablePython(): Promise<Python | undefined> {
  const setting = vscode.workspace.getConfiguration("limner").get("interpreter", "");
  const preferred = [resolved(setting, undefined), await chosenPython()].filter(
    (command): command is string => Boolean(command),
  );
  const { python, unfit } = await findPython(preferred, pathFolders());
  if (python) return python;
  const found = unfit.length ? ` Found: ${unfit.join("; ")}.` : "";
  const settings = "Open Settings";
  const chosen = await vscode.window.showErrorMessage(
    `Limner needs Python 3.11 or newer: install it, or name it in the setting limner.interpreter.${found}`,
    settings,
  );
  if (chosen === settings) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "limner.interpreter");
  }
  return undefined;
}

/** Whether the engine is to come along; undefined where nothing is to be installed. */
async function askForEngine(version: string, python: Python): Promise<boolean | undefined> {
  const items = [
    {
      label: "$(sparkle) Limner with its local engine",
      description: "200 MB, and 1 to 3 GB for PyTorch",
      detail: "For the built-in model, and larger ones that fit this machine.",
      engine: true,
    },
    {
      label: "$(zap) Limner without an engine",
      description: "200 MB",
      detail: "Pages are traced, fixes searched for; an engine elsewhere is asked if you name one.",
      engine: false,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Install Limner ${version} with Python ${python.version}`,
    placeHolder: "By pip, from its package index, into an environment of the extension's own",
    ignoreFocusOut: true,
  });
  return chosen?.engine;
}

async function installWithProgress(connection: Connection, wanted: Wanted): Promise<boolean> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: "Installing Limner",
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const { context, log } = connection;
    // What is running cannot be replaced everywhere.
    await connection.stop();
    const folder = ownEnvironment(context);
    const report = (message: string): void => progress.report({ message });
    const done = await install(folder, wanted, report, token, log);
    progress.report({ message: "starting" });
    const started = (await connection.start()) !== undefined;
    if (done && !started) {
      throw new InstallError("Limner is installed, but its server does not start: the log says why.");
    }
    return done;
  });
}
