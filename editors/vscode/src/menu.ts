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
  const editing = vscode.window.activeTextEditor !== undefined;
  const chosen = await vscode.window.showQuickPick(entries(phase, status, editing), {
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
export function entries(phase: Phase, status: Status | undefined, editing: boolean): Entry[] {
  const there = phase.kind !== "missing";
  const runs = phase.kind === "running" || phase.kind === "starting";
  const start = { label: "$(play) Start the server", command: "limner.restart" };
  return [
    ...(there ? [] : [{ label: "$(cloud-download) Install Limner...", command: "limner.install" }]),
    ...(there && !runs ? [start] : []),
    ...(there ? [...(editing ? HERE : []), ...ANYWHERE] : []),
    { label: "Server", kind: vscode.QuickPickItemKind.Separator },
    ...(runs ? [{ label: "$(debug-restart) Restart the server", command: "limner.restart" }] : []),
    ...(there ? [{ label: "$(pulse) Look for what is missing", command: "limner.doctor" }] : []),
    { label: "$(output) Show the log", command: "limner.showLog" },
    {
      label: "$(gear) Settings",
      description: status?.model ?? "",
      command: "workbench.action.openSettings",
      argument: "limner.",
    },
    { label: "$(mortar-board) Get started", command: "limner.openWalkthrough" },
  ];
}

const HERE: Entry[] = [
  { label: "Where the cursor is", kind: vscode.QuickPickItemKind.Separator },
  { label: "$(wrench) Fix this", command: "limner.fixHere" },
  { label: "$(beaker) Write tests for this", command: "limner.testHere" },
  { label: "$(book) Document this", command: "limner.documentHere" },
  { label: "$(comment-discussion) Ask about this...", command: "limner.askQuestion" },
];
const ANYWHERE: Entry[] = [
  { label: "Pictures and words", kind: vscode.QuickPickItemKind.Separator },
  { label: "$(clippy) Code from the clipboard's picture", command: "limner.codeFromClipboard" },
  { label: "$(file-media) Code from a picture...", command: "limner.codeFromImage" },
  { label: "$(sparkle) Generate code from words...", command: "limner.generateFromWords" },
  { label: "$(search) Find the source of a picture...", command: "limner.locateImage" },
  { label: "$(open-preview) Open the last preview", command: "limner.openPreview" },
  { label: "$(layers) Choose the stack of generated pages...", command: "limner.chooseStack" },
  { label: "$(mortar-board) Tune the model on this code...", command: "limner.tuneHere" },
];

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
