import { mkdir, rm } from "node:fs/promises";
import * as path from "node:path";
import type * as vscode from "vscode";
import { program, runnable, scriptsOf } from "./find";
import { run } from "./run";

/** What is to be installed. */
export interface Wanted {
  /** The Python to make the environment with. */
  readonly python: string;
  readonly version: string;
  /** Whether the local engine comes along. */
  readonly engine: boolean;
}

/** It could not be installed; the message is for the user, and the log has the rest. */
export class InstallError extends Error {}

/**
 * Install Limner into an environment of its own, or bring the one that is there up to date. Where
 * it fails or is cancelled, an environment that was not there before is not there afterwards.
 *
 * @param folder of the environment.
 * @param wanted to be installed.
 * @param report hears what is being done.
 * @param token cancels it.
 * @returns whether it is there; false where the user cancelled.
 */
export async function install(
  folder: string,
  wanted: Wanted,
  report: (message: string) => void,
  token: vscode.CancellationToken,
  log: Pick<vscode.LogOutputChannel, "info" | "warn">,
): Promise<boolean> {
  const python = path.join(scriptsOf(folder), program("python"));
  const isNew = !(await runnable(path.join(scriptsOf(folder), program("limner"))));
  const step = async (command: string, args: readonly string[]): Promise<boolean> => {
    log.info([command, ...args].join(" "));
    const ran = await run(command, args, token, (line) => {
      log.info(line);
      const said = progressLine(line);
      if (said) report(said);
    });
    if (ran.errors) log.warn(ran.errors);
    if (ran.code !== 0 && !token.isCancellationRequested) {
      throw new InstallError(trouble(ran.output + ran.errors, wanted.version));
    }
    return ran.code === 0;
  };
  const pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input"];
  const limner = `limner${wanted.engine ? "[engine]" : ""}==${wanted.version}`;
  let done = false;
  try {
    if (isNew) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(path.dirname(folder), { recursive: true });
      report("making the environment");
      if (!(await step(wanted.python, ["-m", "venv", folder]))) return false;
    }
    report("looking for packages");
    done = await step(python, [...pip, "--upgrade", "--progress-bar=off", limner]);
    if (!done) return false;
    // A quicker reader of texts, which not every platform has.
    await step(python, [...pip, "--only-binary=:all:", "tesserocr"]).catch(() => undefined);
    return true;
  } finally {
    if (isNew && !done) await rm(folder, { recursive: true, force: true });
  }
}

/** What a line of pip's tells the user; empty for nothing. */
export function progressLine(line: string): string {
  const collected = /^\s*Collecting ([\w.-]+)/.exec(line)?.[1];
  if (collected) return collected;
  // The file of a package: its name, its version, what it is for.
  const [, file, size] = /^\s*Downloading (?:\S*\/)?([^\s/-]+)-\S+(?: \((.+)\))?/.exec(line) ?? [];
  if (file) return size ? `${file} (${size})` : file;
  return line.startsWith("Installing collected packages") ? "putting the packages in place" : "";
}

/** One line for the user, with what to do, of what pip or venv said. */
export function trouble(output: string, version: string): string {
  if (/No matching distribution found for limner/i.test(output)) {
    return `pip finds no Limner ${version} where it looks for packages: install it by hand, and name it in the setting limner.path.`;
  }
  if (/No space left on device|Errno 28/i.test(output)) {
    return "The disk is full: make room, then install again.";
  }
  if (/ConnectionError|Temporary failure in name resolution|NewConnectionError|timed out/i.test(output)) {
    return "pip cannot reach its package index: look at the network or the proxy, then install again.";
  }
  return "Limner could not be installed: the log says why.";
}
