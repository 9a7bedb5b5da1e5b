import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { findProgram, type Places, SettingError } from "../../src/server/find";
import { temporaryFolder, writeProgram } from "../folder";

function places(chosen: Partial<Places>): Places {
  return {
    path: "",
    interpreter: "",
    python: undefined,
    folders: [],
    environment: "/nowhere",
    untrusted: [],
    ...chosen,
  };
}

describe("where Limner is found", () => {
  test("nowhere, where it is not installed", async () => {
    expect(await findProgram(places({ folders: ["/nowhere/bin"] }))).toBeUndefined();
  });

  test("in the setting, before all else", async () => {
    const folder = await temporaryFolder();
    const mine = await writeProgram(path.join(folder, "mine"));
    await writeProgram(path.join(folder, "limner"));

    const found = await findProgram(places({ path: mine, folders: [folder] }));

    expect(found).toEqual({ command: mine, args: [], origin: "setting" });
  });

  test("as a module of the interpreter that the setting names", async () => {
    const python = await writeProgram(path.join(await temporaryFolder(), "python"));

    const found = await findProgram(places({ interpreter: python }));

    expect(found).toMatchObject({ command: python, args: ["-m", "limner_server.cli.main"] });
  });

  test("beside the Python of the workspace, then on the PATH, then in its own environment", async () => {
    const folder = await temporaryFolder();
    const program = (name: string): string => path.join(folder, name, "bin", "limner");
    const all = places({
      python: path.join(folder, "chosen/bin/python"),
      folders: [path.join(folder, "path/bin")],
      environment: path.join(folder, "own"),
    });
    const origins = [];
    for (const name of ["own", "path", "chosen"]) {
      await writeProgram(program(name));
      origins.push((await findProgram(all))?.origin);
    }

    expect(origins).toEqual(["own", "path", "python"]);
  });

  test("never in a folder that nobody trusts, nor relative to one", async () => {
    const root = await temporaryFolder();
    await writeProgram(path.join(root, "node_modules/.bin/limner"));

    const found = await findProgram(
      places({ folders: [path.join(root, "node_modules/.bin"), "node_modules/.bin"], untrusted: [root] }),
    );

    expect(found).toBeUndefined();
  });
});

test.each([
  ["limner.path", { path: "/nowhere/limner" }],
  ["limner.interpreter", { interpreter: "/nowhere/python" }],
  ["limner.path", { path: "limner" }],
])("a setting %s that names no program is said to", async (name, chosen) => {
  const looking = findProgram(places(chosen));

  await expect(looking).rejects.toThrow(SettingError);
  await expect(looking).rejects.toThrow(name);
});
