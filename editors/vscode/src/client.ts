import { homedir } from "node:os";
import * as vscode from "vscode";
import {
  CloseAction,
  type ConfigurationParams,
  ErrorAction,
  LanguageClient,
  type MessageSignature,
  type Middleware,
  type ResponseError,
  RevealOutputChannelOn,
  State,
  type StaticFeature,
} from "vscode-languageclient/node";
import { DOCUMENTS } from "./languages";
import type { Program } from "./server/find";
import { withTrust } from "./trust";

/** What the client asks of those who start it. */
export interface Hooks {
  readonly log: vscode.LogOutputChannel;
  /** Whether a server that ended by itself is to be started again. */
  restart(): boolean;
  /** Who does a command in the server's place, if anybody. */
  handler(command: string): ((argument: unknown) => Promise<unknown>) | undefined;
  /** The server has answered a request. */
  answered(method: string, params: unknown, result: unknown): void;
}

/** Problems are told by those who start the client, in their words; the rest goes to the log. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client of the server that `program` runs; it is not started. */
export function createClient(
  program: Program,
  args: readonly string[],
  hooks: Hooks,
): LanguageClient {
  const client = new Client(
    "limner",
    "Limner",
    {
      command: program.command,
      args: [...program.args, "lsp", ...args],
      options: {
        // Neither a folder that is open nor what it holds is where Python looks for modules.
        cwd: homedir(),
        env: { ...process.env, PYTHONSAFEPATH: "1" },
      },
    },
    {
      documentSelector: DOCUMENTS,
      // Else a request that comes at once would be answered before the settings have been asked for.
      initializationOptions: () =>
        withTrust({ ...vscode.workspace.getConfiguration("limner") }, workspaceTrust()),
      outputChannel: hooks.log,
      traceOutputChannel: hooks.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({
          action: hooks.restart() ? CloseAction.Restart : CloseAction.DoNotRestart,
          handled: true,
        }),
      },
      initializationFailedHandler: () => false,
      middleware: middleware(hooks),
    },
  );
  client.registerFeature(statusFeature);
  return client;
}

/** What becomes of a client that has been started: it may end and start again by itself. */
export function meaning(state: State): "running" | "starting" | "lost" | undefined {
  switch (state) {
    case State.Running:
      return "running";
    case State.Starting:
      return "starting";
    case State.StartFailed:
      return "lost";
    default:
      // Stopped by us, or about to start again.
      return undefined;
  }
}

/** Says that we want to hear of the server's status. */
const statusFeature: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { limner: { status: true } };
  },
  initialize() {
    // The notifications are listened to by the status item.
  },
  getState: () => ({ kind: "static" }),
  clear() {
    // There is nothing to forget.
  },
};

function middleware(hooks: Hooks): Middleware {
  return {
    async executeCommand(command, args: unknown[], next) {
      const handle = hooks.handler(command);
      if (handle && args.length === 1) return handle(args[0]);
      try {
        return (await next(command, args)) as unknown;
      } catch (error) {
        void vscode.window.showErrorMessage((error as ResponseError<unknown>).message);
        return undefined;
      }
    },
    async sendRequest(type, params, token, next) {
      const result = await next(type, params, token);
      hooks.answered(method(type), params, result);
      return result;
    },
    workspace: {
      async configuration(params: ConfigurationParams, token, next) {
        const values = await next(params, token);
        if (!Array.isArray(values)) return values;
        return values.map((value: unknown, index) =>
          params.items[index]?.section === "limner" ? withTrust(value, workspaceTrust()) : value,
        );
      },
    },
  };
}

function method(type: string | MessageSignature): string {
  return typeof type === "string" ? type : type.method;
}

function workspaceTrust(): { trusted: boolean; asked: boolean } {
  const asked = vscode.workspace
    .getConfiguration("security.workspace.trust")
    .get("enabled", true);
  return { trusted: vscode.workspace.isTrusted, asked };
}
