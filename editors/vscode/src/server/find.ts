import { access, constants } from "node:fs/promises";
import * as path from "node:path";

/** How the server is started, without what makes it one: `limner lsp`. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: "setting" | "python" | "path" | "own";
}

/** Where to look for Limner. */
export interface Places {
  /** Of the settings, with variables replaced; empty where they name none. */
  readonly path: string;
  readonly interpreter: string;
  /** The Python that the user has chosen for the workspace; undefined for none. */
  readonly python: string | undefined;
  /** The PATH's folders, and those that programs are installed into. */
  readonly folders: readonly string[];
  /** The folder of the extension's own environment. */
  readonly environment: string;
  /** Folders of a workspace that nobody trusts: nothing in them is run. */
  readonly untrusted: readonly string[];
}

/** A setting names a program that is not there; the message is for the user. */
export class SettingError extends Error {}

/** A place of Limner that can be run; undefined where it is nowhere. */
export async function findProgram(places: Places): Promise<Program | undefined> {
  if (places.path) {
    return { ...(await named("limner.path", places.path)), args: [], origin: "setting" };
  }
  if (places.interpreter) {
    const found = await named("limner.interpreter", places.interpreter);
    return { ...found, args: ["-m", "limner_server.cli.main"], origin: "setting" };
  }
  const candidates: [Program["origin"], string][] = [
    ...(places.python ? [["python", path.dirname(places.python)] as [Program["origin"], string]] : []),
    ...places.folders.map((folder): [Program["origin"], string] => ["path", folder]),
    ["own", scriptsOf(places.environment)],
  ];
  for (const [origin, folder] of candidates) {
    // A relative folder of the PATH would be the workspace's.
    if (!path.isAbsolute(folder) || places.untrusted.some((root) => within(folder, root))) continue;
    const command = path.join(folder, program("limner"));
    if (await runnable(command)) return { command, args: [], origin };
  }
  return undefined;
}

/** The folder of a virtual environment that its programs are in. */
export function scriptsOf(environment: string): string {
  return path.join(environment, process.platform === "win32" ? "Scripts" : "bin");
}

/** The file name of a program. */
export function program(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

/** Whether a file is there that may be run. */
export async function runnable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function named(setting: string, command: string): Promise<{ command: string }> {
  if (!path.isAbsolute(command) || !(await runnable(command))) {
    throw new SettingError(
      `The setting ${setting} names ${command}, which is no program here: correct it, or empty it to have Limner looked for.`,
    );
  }
  return { command };
}

function within(folder: string, root: string): boolean {
  const relative = path.relative(root, folder);
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}
