import type { LSPAny } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import { notified } from "./notified";
import { request } from "./request";

/**
 * Have the server do one of its commands, which asks, applies and tells by itself. A notification
 * with Cancel tells how it gets on.
 */
export async function carryOut(limner: Limner, command: string, argument: object): Promise<unknown> {
  return notified(limner, "Limner", (client, bar, token) => {
    const params = { command, arguments: [argument] };
    return request<LSPAny>(client, "workspace/executeCommand", params, bar, token);
  });
}
