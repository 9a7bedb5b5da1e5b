import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Places } from "./find";

/** The part of the Python extension's interface that we need. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(
      environment: { readonly path: string },
    ): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

/** The folder of the environment that the extension installs Limner into. */
export function ownEnvironment(context: vscode.ExtensionContext): string {
  return path.join(context.globalStorageUri.fsPath, "environment");
}

/** The places where this window looks for Limner. */
export async function placesHere(context: vscode.ExtensionContext): Promise<Places> {
  const settings = vscode.workspace.getConfiguration("limner");
  const roots = vscode.workspace.workspaceFolders?.map((folder) => folder.uri.fsPath) ?? [];
  return {
    path: resolved(settings.get("path", ""), roots[0]),
    interpreter: resolved(settings.get("interpreter", ""), roots[0]),
    python: await chosenPython(),
    folders: [...pathFolders(), path.join(homedir(), ".local", "bin")],
    environment: ownEnvironment(context),
    untrusted: vscode.workspace.isTrusted ? [] : roots,
  };
}

/** The folders of the PATH. */
export function pathFolders(): string[] {
  return (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
}

/** The Python that the Python extension runs in this workspace; undefined where it is not there. */
export async function chosenPython(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  if (!extension || !vscode.workspace.isTrusted) return undefined;
  try {
    const { environments } = await extension.activate();
    const active = environments.getActiveEnvironmentPath(
      vscode.workspace.workspaceFolders?.[0]?.uri,
    );
    return (await environments.resolveEnvironment(active))?.executable.uri?.fsPath;
  } catch {
    // One that cannot tell is as good as none.
    return undefined;
  }
}

/** A path of the settings, as VS Code's own settings may be written. */
export function resolved(value: string, root: string | undefined): string {
  const home = value.replace(/^~(?=$|[/\\])/, homedir());
  return root ? home.replaceAll("${workspaceFolder}", root) : home;
}
