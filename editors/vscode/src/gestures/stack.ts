import * as vscode from "vscode";
import type { CodeParams } from "../protocol";

type Stack = NonNullable<CodeParams["stack"]> | "auto";
const STACKS: Readonly<Record<Stack, { readonly name: string; readonly what: string }>> = {
  auto: { name: "Automatic", what: "by the document's language and the project" },
  html: { name: "HTML", what: "with a style sheet of its own" },
  tailwind: { name: "Tailwind", what: "HTML with Tailwind's classes" },
  react: { name: "React", what: "a component" },
  vue: { name: "Vue", what: "a single-file component" },
};

/** Choose what pages are written in, for this workspace from now on. */
export async function chooseStack(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("limner");
  const current = settings.get<Stack>("stack", "auto");
  const items = Object.entries(STACKS).map(([stack, { name, what }]) => ({
    label: name,
    description: stack === current ? `${what} (now)` : what,
    stack,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: "What are pages written in, in this workspace?",
  });
  if (!chosen) return;
  const isKept = vscode.workspace.workspaceFolders !== undefined;
  const { Workspace, Global } = vscode.ConfigurationTarget;
  await settings.update("stack", chosen.stack, isKept ? Workspace : Global);
}
