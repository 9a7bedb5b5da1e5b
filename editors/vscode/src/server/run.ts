import { spawn } from "node:child_process";
import { homedir } from "node:os";
import type * as vscode from "vscode";

/** What a program said, and how it ended; -1 where it did not start or was ended by us. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Run a program to its end, or to the user's; `line` hears each line of its output. */
export async function run(
  command: string,
  args: readonly string[],
  token?: vscode.CancellationToken,
  line?: (text: string) => void,
): Promise<Ran> {
  const posix = process.platform !== "win32";
  return new Promise((resolve) => {
    let output = "";
    let errors = "";
    let rest = "";
    const child = spawn(command, args, {
      cwd: homedir(),
      // A group of its own, so that its children end with it.
      detached: posix,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PYTHONSAFEPATH: "1", PYTHONUNBUFFERED: "1" },
    });
    const end = (): void => {
      if (child.pid === undefined) return;
      if (!posix) spawn("taskkill", ["/pid", `${child.pid}`, "/t", "/f"]);
      else process.kill(-child.pid, "SIGKILL");
    };
    const asked = token?.onCancellationRequested(end);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? "";
      lines.forEach((one) => line?.(one));
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
    child.on("error", (error) => {
      asked?.dispose();
      resolve({ code: -1, output, errors: errors + error.message });
    });
    child.on("close", (code) => {
      asked?.dispose();
      resolve({ code: code ?? -1, output, errors });
    });
  });
}
