import { describe, expect, test } from "vitest";
import { QuickPickItemKind } from "vscode";
import { entries } from "../src/menu";
import type { Status } from "../src/protocol";
import type { Phase } from "../src/server/connection";
import { engineLine, say } from "../src/status";

const running = { kind: "running", version: "0.1.0" } as Phase;
const idle: Status = {
  tasks: [],
  engine: "local",
  url: "",
  model: "",
  running: false,
  loaded: "",
  adapters: {},
  error: "",
};

describe("the status item", () => {
  test("is quiet where nothing is being done", () => {
    const { text, tooltip, warns } = say(running, idle, true);

    expect(text).toBe("$(eye) Limner");
    expect(tooltip).toBe(
      "Limner 0.1.0: idle\nEngine: on this machine, the built-in model (starts when needed)",
    );
    expect(warns).toBe(false);
  });

  test("spins and names what is being done", () => {
    const { text, tooltip } = say(running, { ...idle, tasks: ["Fix shop.py"] }, true);

    expect(text).toContain("~spin");
    expect(tooltip).toContain("busy\n- Fix shop.py");
  });

  test("says that a workspace which nobody trusts is not run", () => {
    expect(say(running, idle, false).tooltip).toContain("Restricted mode");
  });

  test("keeps what the engine failed with", () => {
    const { text, tooltip } = say(running, { ...idle, error: "out of memory" }, true);

    expect(text).toBe("$(warning) Limner");
    expect(tooltip).toContain("out of memory");
  });

  test("works with a server that tells no status", () => {
    expect(say(running, undefined, true).tooltip).toBe("Limner 0.1.0: idle");
  });

  test.each<[Phase, string, boolean]>([
    [{ kind: "off" }, "off", false],
    [{ kind: "starting" }, "starting", false],
    [{ kind: "missing" }, "not installed", false],
    [{ kind: "failed", message: "It broke." }, "It broke.", true],
  ])("tells of %j", (phase, words, warns) => {
    const said = say(phase, undefined, true);

    expect(said.tooltip).toContain(words);
    expect(said.warns).toBe(warns);
  });
});

test.each<[Partial<Status>, string]>([
  [{ engine: "none" }, "none, by the settings"],
  [{ engine: "remote", url: "http://gpu:8000/v1", model: "qwen" }, "http://gpu:8000/v1, qwen"],
  [{ running: true, loaded: "limner-builtin" }, "limner-builtin (running)"],
])("the engine of %j is told as %j", (status, words) => {
  expect(engineLine({ ...idle, ...status })).toContain(words);
});

test("adapters of the user's own are told, those that came with the model are not", () => {
  const status = { ...idle, adapters: { ui: "ui", fix: "mine", doc: "mine" } };

  expect(say(running, status, true).tooltip).toContain("Adapters: mine for fix, mine for doc");
  expect(say(running, idle, true).tooltip).not.toContain("Adapters");
});

describe("the menu", () => {
  const offered = (phase: Phase, editing = true): (string | undefined)[] =>
    entries(phase, idle, editing)
      .filter(({ kind }) => kind !== QuickPickItemKind.Separator)
      .map(({ command }) => command);

  test("offers to install what is not there, and nothing that would need it", () => {
    const commands = offered({ kind: "missing" });

    expect(commands[0]).toBe("limner.install");
    expect(commands).not.toContain("limner.codeFromClipboard");
    expect(commands).not.toContain("limner.doctor");
  });

  test("offers what a cursor is needed for only where there is one", () => {
    expect(offered(running, true)).toContain("limner.fixHere");
    expect(offered(running, false)).not.toContain("limner.fixHere");
  });

  test("starts a server that has failed", () => {
    const [first, ...rest] = entries({ kind: "failed", message: "" }, undefined, false);

    expect(first).toEqual({ label: "$(play) Start the server", command: "limner.restart" });
    expect(rest).not.toContainEqual(expect.objectContaining({ command: "limner.restart" }));
  });
});
