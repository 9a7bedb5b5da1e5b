import { beforeEach, describe, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Hooks } from "../../src/client";
import { Connection, type Phase } from "../../src/server/connection";
import type { Places } from "../../src/server/find";
import { temporaryFolder, writeProgram } from "../folder";

/** A client without a server: it starts at once, or not at all. */
class Client {
  readonly initializeResult = { serverInfo: { name: "limner", version: "0.1.0" } };
  readonly dispose = vi.fn(() => Promise.resolve());
  readonly sendNotification = vi.fn();
  private readonly listeners: ((change: { newState: string }) => void)[] = [];

  constructor(
    readonly hooks: Hooks,
    private readonly failure?: Error,
  ) {}

  readonly start = (): Promise<void> =>
    this.failure ? Promise.reject(this.failure) : Promise.resolve();

  onDidChangeState(listen: (change: { newState: string }) => void): void {
    this.listeners.push(listen);
  }

  /** As where its process dies: whether it is started again. */
  end(): boolean {
    const again = this.hooks.restart();
    if (again) this.enter("running");
    return again;
  }

  enter(newState: string): void {
    this.listeners.forEach((listen) => listen({ newState }));
  }
}

const made: Client[] = [];
const trouble: { failure?: Error | undefined } = {};
const settings: { path: string } = { path: "" };

vi.mock("../../src/client", () => ({
  createClient: (_program: unknown, _args: unknown, hooks: Hooks) => {
    const client = new Client(hooks, trouble.failure);
    made.push(client);
    return client;
  },
  meaning: (state: string) => state,
}));
vi.mock("../../src/server/places", () => ({
  placesHere: (): Promise<Places> =>
    Promise.resolve({
      path: settings.path,
      interpreter: "",
      python: undefined,
      folders: [],
      environment: "/nowhere",
      untrusted: [],
    }),
}));

let explained: Phase[];
let connection: Connection;

beforeEach(async () => {
  made.length = 0;
  trouble.failure = undefined;
  settings.path = await writeProgram(`${await temporaryFolder()}/limner`);
  explained = [];
  const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  connection = new Connection(
    {} as vscode.ExtensionContext,
    log as unknown as vscode.LogOutputChannel,
    ({ phase }) => explained.push(phase),
  );
});

describe("a start", () => {
  test("makes one client for all who ask", async () => {
    const [one, other] = await Promise.all([connection.client(), connection.client()]);

    expect(one).toBe(other);
    expect(made).toHaveLength(1);
    expect(connection.phase).toMatchObject({ kind: "running", version: "0.1.0" });
  });

  test("without a Limner is told to those who asked for one, and to nobody else", async () => {
    settings.path = "";

    expect(await connection.start()).toBeUndefined();
    expect(explained).toEqual([]);

    expect(await connection.client()).toBeUndefined();
    expect(explained).toEqual([{ kind: "missing" }]);
  });

  test("with a setting that names nothing says so", async () => {
    settings.path = "/nowhere/limner";

    await connection.client();

    expect(explained).toMatchObject([
      { kind: "failed", message: expect.stringContaining("/nowhere/limner") as string },
    ]);
  });

  test("that fails is tried again with the next request", async () => {
    trouble.failure = new Error("spawn EACCES");
    expect(await connection.client()).toBeUndefined();
    expect(connection.phase.kind).toBe("failed");

    trouble.failure = undefined;

    expect(await connection.client()).toBe(made[1]);
  });
});

describe("a server that ends by itself", () => {
  test("is started again, and its client is told to those who listen", async () => {
    const heard: LanguageClient[] = [];
    connection.onClient((client) => heard.push(client));
    await connection.start();

    expect(made[0]?.end()).toBe(true);

    expect(heard).toEqual([made[0], made[0]]);
  });

  test("is left alone where it ends again and again, and the user is told", async () => {
    await connection.start();

    const again = [1, 2, 3, 4].map(() => made[0]?.end());

    expect(again).toEqual([true, true, true, false]);
    expect(explained).toMatchObject([{ kind: "failed" }]);
  });

  test("ends often, but over hours", async () => {
    await connection.start();
    vi.useFakeTimers();
    try {
      const again = Array.from({ length: 10 }, () => {
        vi.advanceTimersByTime(100_000);
        return made[0]?.end();
      });

      expect(again).not.toContain(false);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is waited for while it starts again", async () => {
    await connection.start();
    made[0]?.enter("starting");
    expect(connection.phase.kind).toBe("starting");

    expect(await connection.client()).toBe(made[0]);

    expect(made).toHaveLength(1);
  });

  test("and cannot be started again is given up, and the user is told", async () => {
    await connection.start();

    made[0]?.enter("lost");

    expect(explained).toMatchObject([{ kind: "failed" }]);
    expect(await connection.client()).toBe(made[1]);
  });

  test("and was stopped is not started again", async () => {
    await connection.start();

    await connection.stop();

    expect(made[0]?.dispose).toHaveBeenCalledOnce();
    expect(made[0]?.end()).toBe(false);
    expect(connection.phase).toEqual({ kind: "off" });
  });
});

test("a restart ends one server and makes another", async () => {
  await connection.start();

  expect(await connection.restart()).toBe(made[1]);

  expect(made[0]?.dispose).toHaveBeenCalledOnce();
});

test("a workspace that comes to be trusted has the server ask for the settings again", async () => {
  await connection.start();

  await connection.trusted();

  expect(made[0]?.sendNotification).toHaveBeenCalledWith("workspace/didChangeConfiguration", {
    settings: null,
  });
});

test("a command that somebody takes is theirs until they give it back", async () => {
  const handle = vi.fn(() => Promise.resolve("done"));
  const taken = connection.takeCommand("limner.code", handle);
  await connection.start();
  const hooks = made[0]?.hooks;

  expect(hooks?.handler("limner.code")).toBe(handle);
  expect(hooks?.handler("limner.fix")).toBeUndefined();

  taken.dispose();
  expect(hooks?.handler("limner.code")).toBeUndefined();
});
