import * as path from "node:path";
import { program, runnable } from "./find";
import { run } from "./run";

/** A Python that an environment can be made with. */
export interface Python {
  readonly command: string;
  /** "3.12.4" */
  readonly version: string;
}

/** What was found, and why each of the others will not do: for the user who has none that will. */
export interface Search {
  readonly python: Python | undefined;
  readonly unfit: readonly string[];
}

const NEEDED = [3, 11] as const;
const NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];
const QUESTION = `
import importlib.util, json, sys
whole = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
print(json.dumps([*sys.version_info[:3], whole]))
`;

/** The first Python that will do: the `preferred` ones, then those in `folders`. */
export async function findPython(
  preferred: readonly string[],
  folders: readonly string[],
): Promise<Search> {
  const unfit: string[] = [];
  const named = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, program(name))));
  for (const command of new Set([...preferred, ...named])) {
    if (!path.isAbsolute(command) || !(await runnable(command))) continue;
    const { code, output } = await run(command, ["-c", QUESTION]);
    // What Windows puts on the PATH in place of a Python that is not there answers nothing.
    if (code !== 0) continue;
    const [major, minor, micro, whole] = JSON.parse(output) as [number, number, number, boolean];
    const version = [major, minor, micro].join(".");
    if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
      unfit.push(`${command} is Python ${version}`);
    } else if (!whole) {
      unfit.push(`${command} lacks venv (Debian, Ubuntu: apt install python${major}.${minor}-venv)`);
    } else {
      return { python: { command, version }, unfit };
    }
  }
  return { python: undefined, unfit };
}
