import * as vscode from "vscode";
import type { Status } from "./protocol";
import type { Phase } from "./server/connection";
import { engineLine } from "./status";

/** A line of the menu that runs a command. */
interface Entry extends vscode.QuickPickItem {
  readonly command?: string;
  readonly argument?: string;
}

/** Let the user choose from what can be done now. */
export async function showMenu(phase: Phase, status: Status | undefined): Promise<void> {
  const chosen = await vscode.window.showQuickPick(entries(phase, status), {
    title: headline(phase),
    placeHolder: status ? engineLine(status) : "What shall Limner do?",
  });
  if (chosen?.command) {
    await vscode.commands.executeCommand(
      chosen.command,
      ...(chosen.argument === undefined ? [] : [chosen.argument]),
    );
  }
}

/** What the menu offers while the server is as `phase` says. */
export function entries(phase: Phase, status: Status | undefined): Entry[] {
  const work: Entry[] = [
    { label: "$(clippy) Code from the clipboard's picture", command: "limner.codeFromClipboard" },
    { label: "$(file-media) Code from a picture...", command: "limner.codeFromImage" },
    { label: "$(sparkle) Generate code from words...", command: "limner.generateFromWords" },
    { label: "$(search) Find the source of a picture...", command: "limner.locateImage" },
    { label: "$(comment-discussion) Ask about this code...", command: "limner.askQuestion" },
    { label: "$(open-preview) Open the last preview", command: "limner.openPreview" },
  ];
  const start: Entry[] =
    phase.kind === "missing"
      ? [{ label: "$(cloud-download) Install Limner...", command: "limner.install" }]
      : phase.kind === "failed" || phase.kind === "off"
        ? [{ label: "$(play) Start the server", command: "limner.restart" }]
        : [];
  const server: Entry[] = [
    ...(phase.kind === "running" || phase.kind === "starting"
      ? [{ label: "$(debug-restart) Restart the server", command: "limner.restart" }]
      : []),
    { label: "$(output) Show the log", command: "limner.showLog" },
    ...(phase.kind === "missing"
      ? []
      : [{ label: "$(pulse) Look for what is missing", command: "limner.doctor" }]),
    {
      label: "$(gear) Settings",
      ...(status ? { description: status.model || "built-in model" } : {}),
      command: "workbench.action.openSettings",
      argument: "limner.",
    },
    { label: "$(mortar-board) Get started", command: "limner.openWalkthrough" },
  ];
  return [
    ...start,
    ...(phase.kind === "missing" ? [] : work),
    {
      label: "$(layers) Choose the stack of generated pages...",
      command: "limner.chooseStack",
    },
    { label: "Server", kind: vscode.QuickPickItemKind.Separator },
    ...server,
  ];
}

function headline(phase: Phase): string {
  switch (phase.kind) {
    case "off":
      return "Limner is off";
    case "missing":
      return "Limner is not installed";
    case "starting":
      return "Limner is starting";
    case "failed":
      return phase.message;
    case "running":
      return `Limner ${phase.version}`;
  }
}
