import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { findProgram, type Program, SettingError } from "./find";
import { placesHere } from "./places";

/** How the server is. */
export type Phase =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "running";
      readonly client: LanguageClient;
      readonly program: Program;
      readonly version: string;
    };

// A server that ends more often than this within the time is left alone.
const RESTARTS = 3;
const RESTARTS_WITHIN = 180_000;
const STOP_LIMIT = 2000;
// Python and all that it loads, from a slow disk.
const START_LIMIT = 60_000;

/** One window's server: found, started, started again, stopped. */
export class Connection implements Limner, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Phase>();
  private readonly answers = new vscode.EventEmitter<Answered>();
  private readonly handlers = new Map<string, (argument: unknown) => Promise<unknown>>();
  private starting: Promise<LanguageClient | undefined> | undefined;
  /** Also while it starts again by itself. */
  private owned: LanguageClient | undefined;
  private ends: number[] = [];
  private current: Phase = { kind: "off" };

  readonly onDidChange = this.changed.event;
  /** What the server has answered, for those who look on. */
  readonly onDidAnswer = this.answers.event;

  /** `explain` tells the user why there is no server, and what to do about it. */
  constructor(
    readonly context: vscode.ExtensionContext,
    readonly log: vscode.LogOutputChannel,
    private readonly explain: (connection: Connection) => void,
  ) {}

  get phase(): Phase {
    return this.current;
  }

  async client(): Promise<LanguageClient | undefined> {
    const client = await this.start();
    if (!client) this.explain(this);
    return client;
  }

  takeCommand(name: string, handle: (argument: unknown) => Promise<unknown>): vscode.Disposable {
    this.handlers.set(name, handle);
    return new vscode.Disposable(() => this.handlers.delete(name));
  }

  onClient(listen: (client: LanguageClient) => void): vscode.Disposable {
    if (this.current.kind === "running") listen(this.current.client);
    return this.onDidChange((phase) => {
      if (phase.kind === "running") listen(phase.client);
    });
  }

  /** The client, started where it is not running; the user is told nothing. */
  async start(): Promise<LanguageClient | undefined> {
    if (this.current.kind === "running") return this.current.client;
    this.starting ??= this.begin().finally(() => (this.starting = undefined));
    return this.starting;
  }

  /** Stop the server, and start it as the settings say now. */
  async restart(): Promise<LanguageClient | undefined> {
    await this.stop();
    this.ends = [];
    return this.start();
  }

  /** The user has come to trust the workspace: programs of it may be ours, and it may be run. */
  async trusted(): Promise<void> {
    const phase = this.current;
    if (phase.kind === "running") {
      // It asks for the settings, among them whether code may be run.
      await phase.client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    } else {
      await this.start();
    }
  }

  /** A setting that says which server runs has changed: run that one. */
  async configured(change: vscode.ConfigurationChangeEvent): Promise<void> {
    const named = ["limner.path", "limner.interpreter", "limner.args"];
    if (named.some((name) => change.affectsConfiguration(name))) await this.restart();
  }

  async stop(): Promise<void> {
    await this.starting;
    const client = this.owned;
    this.owned = undefined;
    this.enter({ kind: "off" });
    await client?.dispose(STOP_LIMIT);
  }

  dispose(): void {
    void this.stop();
    this.changed.dispose();
    this.answers.dispose();
  }

  private async begin(): Promise<LanguageClient | undefined> {
    this.enter({ kind: "starting" });
    try {
      if (this.owned) {
        // It is starting again by itself.
        await within(START_LIMIT, this.owned.start());
        return this.owned;
      }
      const program = await findProgram(await placesHere(this.context));
      if (program) return await this.launch(program);
      this.log.info("Limner is not installed");
      this.enter({ kind: "missing" });
      return undefined;
    } catch (error) {
      const known = error instanceof SettingError;
      this.log.error(known ? error.message : (error as Error));
      this.lose(known ? error.message : "Limner's server does not start.");
      return undefined;
    }
  }

  private async launch(program: Program): Promise<LanguageClient> {
    this.log.info(`starting ${[program.command, ...program.args].join(" ")} (${program.origin})`);
    // Loaded late: the extension is to be there at once.
    const { createClient, meaning } = await import("../client");
    const args = vscode.workspace.getConfiguration("limner").get<string[]>("args", []);
    const client = createClient(program, args, {
      log: this.log,
      restart: () => this.owned === client && this.mayRestart(),
      handler: (command) => this.handlers.get(command),
      answered: (method, params, result) => this.answers.fire({ method, params, result }),
    });
    try {
      await within(START_LIMIT, client.start());
    } catch (error) {
      void client.dispose(0).catch(() => undefined);
      throw error;
    }
    this.owned = client;
    const running = (): void => {
      const version = client.initializeResult?.serverInfo?.version ?? "";
      this.log.info(`Limner ${version} is running`);
      this.enter({ kind: "running", client, program, version });
    };
    client.onDidChangeState(({ newState }) => {
      if (this.owned !== client) return;
      const state = meaning(newState);
      if (state === "running") running();
      if (state === "starting") this.enter({ kind: "starting" });
      if (state === "lost") this.lose("Limner's server does not start again.", true);
    });
    running();
    return client;
  }

  /** Whether the server, which has ended by itself, is to be started again. */
  private mayRestart(): boolean {
    const now = Date.now();
    this.ends = [...this.ends.filter((end) => now - end < RESTARTS_WITHIN), now];
    if (this.ends.length <= RESTARTS) {
      this.log.warn("the server has ended; starting it again");
      return true;
    }
    this.lose("Limner's server has ended several times.", true);
    return false;
  }

  /** There is no server any more; `told` where the user has to hear it who asked for nothing. */
  private lose(message: string, told = false): void {
    this.owned = undefined;
    this.enter({ kind: "failed", message });
    if (told) this.explain(this);
  }

  private enter(phase: Phase): void {
    this.current = phase;
    this.changed.fire(phase);
  }
}

/** An answer of the server. */
export interface Answered {
  readonly method: string;
  readonly params: unknown;
  readonly result: unknown;
}

async function within<T>(limit: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limit / 1000} s`)), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
