import { access, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { LANGUAGES } from "../src/languages";

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

let manifest: Manifest;
let sources: string;

beforeAll(async () => {
  manifest = JSON.parse(await readFile("package.json", "utf8")) as Manifest;
  const names = await readdir("src", { recursive: true });
  const files = names.filter((name) => name.endsWith(".ts") && name !== "protocol.ts");
  const texts = files.map((name) => readFile(path.join("src", name), "utf8"));
  sources = (await Promise.all(texts)).join("\n");
});

const declared = (): string[] => manifest.contributes.commands.map(({ command }) => command);

test("it wakes up for the languages that it works on", () => {
  expect(manifest.activationEvents).toEqual(LANGUAGES.map((language) => `onLanguage:${language}`));
});

test("each command that is declared is registered", () => {
  const missing = declared().filter((command) => !sources.includes(`"${command}"`));

  expect(missing).toEqual([]);
});

test("menus and keys name commands that are declared", () => {
  const { menus, keybindings } = manifest.contributes;
  const named = [...Object.values(menus).flat(), ...keybindings].map(({ command }) => command);

  expect(declared()).toEqual(expect.arrayContaining(named));
});

describe("the walkthrough", () => {
  const steps = (): readonly Step[] => manifest.contributes.walkthroughs[0]?.steps ?? [];

  test("has four steps, each with a picture and what it shows in words", async () => {
    expect(steps()).toHaveLength(4);
    for (const { media } of steps()) {
      await access(media.svg);
      expect(media.altText).not.toBe("");
    }
  });

  test("has buttons that run commands of ours or of VS Code", () => {
    const linked = steps().flatMap(({ description }) =>
      [...description.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1]),
    );
    const ours = linked.filter((command) => !command?.startsWith("workbench."));

    expect(ours.length).toBeGreaterThan(6);
    expect(declared()).toEqual(expect.arrayContaining(ours));
  });

  test("has steps that are done where something real was reached", () => {
    const events = steps().flatMap(({ completionEvents }) => completionEvents);

    expect(events).toEqual(
      ["running", "coded", "chosen", "proven"].map((milestone) => `onContext:limner.reached.${milestone}`),
    );
  });
});
