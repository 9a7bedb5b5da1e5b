import * as vscode from "vscode";
import type { Connection } from "./connection";
import { type Wanted, install, InstallError } from "./environment";
import { findProgram } from "./find";
import { chosenPython, ownEnvironment, pathFolders, placesHere, resolved } from "./places";
import { findPython, type Python } from "./python";

// Kept for all windows and sessions: whoever was asked once is not asked again.
const OFFERED = "limner.offered";
const INSTALL = "Install...";
const CHOOSE = "I Have It...";

/** Say once, ever, that Limner is not there, and offer to install it. */
export async function offerOnce(connection: Connection): Promise<void> {
  const { globalState } = connection.context;
  if (globalState.get(OFFERED)) return;
  await globalState.update(OFFERED, true);
  await offerInstall(connection);
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
  const version = (context.extension.packageJSON as { version: string }).version;
  const there = await findProgram(await placesHere(context)).catch(() => undefined);
  if (there && there.origin !== "own") {
    const again = "Install Beside It...";
    const chosen = await vscode.window.showInformationMessage(
      `Limner is there already: ${there.command}. It is brought up to date where it came from; one that the extension installs is used only where there is no other.`,
      again,
    );
    if (chosen !== again) return;
  }
  const python = await usablePython();
  if (!python) return;
  const engine = await askForEngine(version, python);
  if (engine === undefined) return;
  try {
    const wanted = { python: python.command, version, engine };
    if (await installWithProgress(connection, wanted)) {
      void vscode.window.showInformationMessage(`Limner ${version} is installed and running.`);
    }
  } catch (error) {
    const message =
      error instanceof InstallError ? error.message : "Limner could not be installed: the log says why.";
    log.error(error as Error);
    const chosen = await vscode.window.showErrorMessage(message, "Show Log");
    if (chosen) log.show();
  }
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
      detail:
        "Downloads PyTorch as well, one gigabyte or more: for the built-in model, and larger ones that fit this machine.",
      engine: true,
    },
    {
      label: "$(zap) Limner without an engine",
      detail:
        "Downloads some 150 MB: screenshots are traced and measured, fixes and tests are searched for. A model may come from an engine that you name in limner.engineUrl.",
      engine: false,
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Install Limner ${version} with Python ${python.version}`,
    placeHolder: "By pip, from the package index that it is set up with. Choose what, or Escape.",
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
    return (await connection.start()) !== undefined && done;
  });
}
