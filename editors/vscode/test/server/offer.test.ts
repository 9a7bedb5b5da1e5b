import { beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import type { Connection, Phase } from "../../src/server/connection";
import { offerOnce, offerUpdate } from "../../src/server/offer";

const asked = vi.mocked(vscode.window.showInformationMessage);
const kept = new Map<string, unknown>();

/** A connection of extension 2.0 in this phase, in a window of a user who has seen what is kept. */
function connection(phase: Phase): Connection {
  const globalState = {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(kept.set(key, value)),
  };
  const extension = { packageJSON: { version: "2.0" } };
  return { phase, context: { globalState, extension } } as unknown as Connection;
}

function running(origin: string, version: string): Connection {
  return connection({ kind: "running", version, program: { origin } } as unknown as Phase);
}

beforeEach(() => {
  kept.clear();
  asked.mockReset().mockResolvedValue(undefined);
});

test("that Limner is missing is said once, in whatever window", async () => {
  await offerOnce(connection({ kind: "missing" }));
  await offerOnce(connection({ kind: "missing" }));

  expect(asked).toHaveBeenCalledOnce();
  expect(asked.mock.calls[0]).toContain("Install...");
});

describe("an update of the server", () => {
  test("is offered once for a version", async () => {
    await offerUpdate(running("own", "1.0"));
    await offerUpdate(running("own", "1.0"));

    expect(asked).toHaveBeenCalledOnce();
    expect(asked.mock.calls[0]).toContain("Update...");
  });

  test.each([
    ["own", "2.0"],
    ["path", "1.0"],
  ])("is not offered for one from %s of version %s", async (origin, version) => {
    await offerUpdate(running(origin, version));

    expect(asked).not.toHaveBeenCalled();
  });
});
