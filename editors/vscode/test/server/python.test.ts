import * as path from "node:path";
import { expect, test } from "vitest";
import { pathFolders } from "../../src/server/places";
import { findPython } from "../../src/server/python";
import { temporaryFolder, writeProgram } from "../folder";

test("finds a Python of this machine that environments can be made with", async () => {
  const { python } = await findPython([], pathFolders());

  expect(python?.version).toMatch(/^3\.\d+\.\d+$/);
});

test("prefers the one that the user has chosen", async () => {
  const folder = await temporaryFolder();
  const chosen = await writeProgram(path.join(folder, "mine"), "echo '[3, 12, 1, true]'");
  await writeProgram(path.join(folder, "python3"), "echo '[3, 13, 0, true]'");

  const { python } = await findPython([chosen], [folder]);

  expect(python).toEqual({ command: chosen, version: "3.12.1" });
});

test("passes over what is too old, broken or not whole, and says why", async () => {
  const folder = await temporaryFolder();
  await writeProgram(path.join(folder, "python3"), "echo '[3, 9, 2, true]'");
  await writeProgram(path.join(folder, "python3.12"), "echo '[3, 12, 0, false]'");
  await writeProgram(path.join(folder, "python"), "echo broken; exit 9009");

  const { python, unfit } = await findPython([], [folder]);

  expect(python).toBeUndefined();
  expect(unfit).toEqual([
    `${folder}/python3 is Python 3.9.2`,
    `${folder}/python3.12 lacks venv (Debian, Ubuntu: apt install python3.12-venv)`,
  ]);
});
