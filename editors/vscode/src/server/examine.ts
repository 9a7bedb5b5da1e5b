import type * as vscode from "vscode";
import type { Program } from "./find";
import { run } from "./run";

/** One finding of `limner doctor --json`. */
export interface Finding {
  readonly name: string;
  readonly there: boolean;
  readonly detail: string;
  readonly remedy: string;
  readonly needed: boolean;
}

/** What Limner finds on this machine; undefined where it was cancelled, or cannot tell. */
export async function examine(
  program: Program,
  log: Pick<vscode.LogOutputChannel, "warn">,
  token?: vscode.CancellationToken,
): Promise<readonly Finding[] | undefined> {
  const ran = await run(program.command, [...program.args, "doctor", "--json"], token);
  try {
    return JSON.parse(ran.output) as Finding[];
  } catch {
    log.warn(`limner doctor ended with ${ran.code}`, ran.errors);
    return undefined;
  }
}

/** What the findings come to. */
export function summary(findings: readonly Finding[]): string {
  const missing = missingNames(findings);
  return missing.length
    ? `Limner needs ${missing.join(", ")}`
    : "Limner has all it needs on this machine";
}

/** What is missing that Limner cannot do without. */
export function missingNames(findings: readonly Finding[]): string[] {
  return findings.filter(({ there, needed }) => needed && !there).map(({ name }) => name);
}
