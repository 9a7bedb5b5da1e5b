import { PassThrough } from "node:stream";
import { vi } from "vitest";
import * as vscode from "vscode";
import {
  type CancellationToken,
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Limner } from "../../src/limner";
import type { DraftReply } from "../../src/protocol";

// Its values are those of the protocol; the client itself cannot be loaded outside VS Code.
vi.mock("vscode-languageclient/node", async () => import("vscode-languageserver-protocol/node"));

/** What the extension's parts share, with a server at the other end of a real connection. */
export function connected(): { limner: Limner; client: LanguageClient; server: MessageConnection } {
  const [there, back] = [new PassThrough(), new PassThrough()];
  const ours = connection(back, there);
  const server = connection(there, back);
  const client = {
    onProgress: ours.onProgress.bind(ours),
    sendRequest: (method: string, params: unknown, token?: CancellationToken) =>
      token ? ours.sendRequest(method, params, token) : ours.sendRequest(method, params),
    code2ProtocolConverter: {
      asUri: (uri: vscode.Uri) => uri.toString(),
      asRange: ({ start, end }: vscode.Range) => ({ start, end }),
      asDiagnostics: (diagnostics: unknown[]) => Promise.resolve(diagnostics),
      asTextDocumentIdentifier: ({ uri }: vscode.TextDocument) => ({ uri: uri.toString() }),
    },
    protocol2CodeConverter: {
      asUri: (uri: string) => vscode.Uri.parse(uri),
      asWorkspaceEdit: (edit: { changes: Record<string, { newText: string }[]> }) => {
        const made = new vscode.WorkspaceEdit();
        for (const [uri, changes] of Object.entries(edit.changes)) {
          const start = new vscode.Position(0, 0);
          for (const { newText } of changes) made.insert(vscode.Uri.parse(uri), start, newText);
        }
        return Promise.resolve(made);
      },
    },
  } as unknown as LanguageClient;
  const log = { error: vi.fn(), show: vi.fn() };
  const limner = { log, client: () => Promise.resolve(client) } as unknown as Limner;
  return { limner, client, server };
}

/** An answer to `limner/code` for a document. */
export function replyFor(uri: string, more: Partial<DraftReply> = {}): DraftReply {
  return {
    draft: "d1",
    name: "login.png",
    uri,
    stack: "html",
    code: "<h1>Log in</h1>",
    edit: { changes: { [uri]: [{ range: nowhere(), newText: "<h1>Log in</h1>" }] } },
    files: {},
    proof: { status: "proven", summary: "looks 96 % like the picture", figures: {}, remedy: "" },
    shot: null,
    choices: [],
    timings: {},
    engine: "none",
    ...more,
  };
}

function nowhere(): { start: { line: 0; character: 0 }; end: { line: 0; character: 0 } } {
  return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}

function connection(reading: PassThrough, writing: PassThrough): MessageConnection {
  const made = createMessageConnection(
    new StreamMessageReader(reading),
    new StreamMessageWriter(writing),
  );
  made.listen();
  return made;
}
