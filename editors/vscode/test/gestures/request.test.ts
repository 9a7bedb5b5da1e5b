import { describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { type CancellationToken, ProgressType } from "vscode-jsonrpc/node";
import { request } from "../../src/gestures/request";
import { connected } from "./server";

/** Milliseconds that a busy machine may take. */
const PATIENCE = 5000;

interface Tokens {
  readonly workDoneToken: string;
  readonly partialResultToken: string;
}
const PROGRESS = new ProgressType<object>();

describe("a request that takes its time", () => {
  test("tells what is being done and what has been written", async () => {
    const { client, server } = connected();
    server.onRequest("limner/code", async ({ workDoneToken, partialResultToken }: Tokens) => {
      const report = { kind: "report", message: "Drawing", percentage: 40 };
      await server.sendProgress(PROGRESS, workDoneToken, { kind: "begin", title: "Code" });
      await server.sendProgress(PROGRESS, workDoneToken, report);
      await server.sendProgress(PROGRESS, partialResultToken, { kind: "report", text: "<main>" });
      return { code: "<main></main>" };
    });
    const listener = { progress: vi.fn(), written: vi.fn() };
    const { token } = new vscode.CancellationTokenSource();

    const answer = await request(client, "limner/code", { uri: "file:///a" }, listener, token);

    expect(answer).toEqual({ code: "<main></main>" });
    expect(listener.progress.mock.calls).toEqual([["Drawing", 0.4]]);
    expect(listener.written.mock.calls).toEqual([["<main>"]]);
  });

  test("streams to nobody where nobody wants it", async () => {
    const { client, server } = connected();
    server.onRequest("limner/code", (params: object) => Object.keys(params).sort());
    const listener = { progress: vi.fn() };
    const { token } = new vscode.CancellationTokenSource();

    const answer = await request(client, "limner/code", { uri: "file:///a" }, listener, token);

    expect(answer).toEqual(["uri", "workDoneToken"]);
  });

  test("is given up at once by a cancel, which the server hears", async () => {
    const { client, server } = connected();
    const begun = vi.fn();
    const heard = vi.fn();
    server.onRequest("limner/code", (_: Tokens, token: CancellationToken) => {
      begun();
      token.onCancellationRequested(heard);
      return new Promise(() => undefined);
    });
    const source = new vscode.CancellationTokenSource();

    const asked = request(client, "limner/code", {}, { progress: vi.fn() }, source.token);
    await vi.waitFor(() => {
      expect(begun).toHaveBeenCalled();
    }, PATIENCE);
    source.cancel();

    await expect(asked).rejects.toBeInstanceOf(vscode.CancellationError);
    await vi.waitFor(() => {
      expect(heard).toHaveBeenCalled();
    }, PATIENCE);
  });
});
