import { execFileSync } from "node:child_process";
import { access, readdir } from "node:fs/promises";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { install, InstallError, progressLine, trouble } from "../../src/server/environment";
import { pathFolders } from "../../src/server/places";
import { findPython } from "../../src/server/python";
import { run } from "../../src/server/run";
import { temporaryFolder } from "../folder";

// A package called limner with a program of that name, as small as they come.
const WHEEL = `
import sys, zipfile
folder, version = sys.argv[1:]
info = f"limner-{version}.dist-info"
with zipfile.ZipFile(f"{folder}/limner-{version}-py3-none-any.whl", "w") as wheel:
    wheel.writestr("limner_stub.py", f"def main(): print({version!r})")
    wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: limner\\nVersion: {version}\\n")
    wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\\nlimner = limner_stub:main\\n")
    wheel.writestr(f"{info}/RECORD", "")
`;

describe("an installation by the real pip", () => {
  let python: string;
  let folder: string;
  const log = { info: () => undefined, warn: () => undefined };

  beforeEach(async () => {
    python = (await findPython([], pathFolders())).python?.command ?? "";
    const packages = await temporaryFolder();
    for (const version of ["1.0", "2.0"]) execFileSync(python, ["-c", WHEEL, packages, version]);
    // Its index is this folder and nothing else.
    vi.stubEnv("PIP_NO_INDEX", "1");
    vi.stubEnv("PIP_FIND_LINKS", packages);
    folder = path.join(await temporaryFolder(), "environment");
  });
  afterEach(() => vi.unstubAllEnvs());

  const attempt = (version: string, token = new vscode.CancellationTokenSource().token) => {
    const said: string[] = [];
    const done = install(
      folder,
      { python, version, engine: false },
      (line) => said.push(line),
      token,
      log,
    );
    return { said, done };
  };

  test("brings the program, and later a newer one", { timeout: 60_000 }, async () => {
    const { said, done } = attempt("1.0");
    expect(await done).toBe(true);
    expect(said).toEqual(expect.arrayContaining(["making the environment", "putting the packages in place"]));

    expect(await attempt("2.0").done).toBe(true);

    const { output } = await run(path.join(folder, "bin/limner"), []);
    expect(output).toBe("2.0\n");
  });

  test("leaves nothing where there is no such version", { timeout: 60_000 }, async () => {
    await expect(attempt("3.0").done).rejects.toThrow(InstallError);

    await expect(access(folder)).rejects.toThrow();
  });

  test("leaves nothing where it is cancelled", { timeout: 60_000 }, async () => {
    const source = new vscode.CancellationTokenSource();
    const { said, done } = attempt("1.0", source.token);
    await vi.waitFor(async () => expect(await readdir(folder)).not.toHaveLength(0), 20_000);

    source.cancel();

    expect(await done).toBe(false);
    expect(said).not.toContain("putting the packages in place");
    await expect(access(folder)).rejects.toThrow();
  });
});

test.each([
  ["Collecting tree-sitter-python>=0.25 (from limner)", "tree-sitter-python"],
  ["  Downloading numpy-2.4.0-cp313-cp313-manylinux.whl (16.6 MB)", "numpy (16.6 MB)"],
  ["  Downloading https://index.invalid/a/cattrs-25.1-py3-none-any.whl", "cattrs"],
  ["Installing collected packages: numpy, limner", "putting the packages in place"],
  ["Requirement already satisfied: pip", ""],
])("of pip's line %j the user sees %j", (line, said) => {
  expect(progressLine(line)).toBe(said);
});

test.each([
  ["ERROR: No matching distribution found for limner==9", "limner.path"],
  ["OSError: [Errno 28] No space left on device", "make room"],
  ["NewConnectionError: failed to establish a new connection", "network"],
  ["something else", "log"],
])("%j has a remedy", (output, remedy) => {
  expect(trouble(output, "9")).toContain(remedy);
});
