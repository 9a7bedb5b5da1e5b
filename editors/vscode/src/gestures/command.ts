import type { LSPAny } from "vscode-languageclient/node";
import type { Limner } from "../limner";
import {
  ASK_COMMAND,
  DOC_COMMAND,
  FIX_COMMAND,
  LOCATE_COMMAND,
  TEST_COMMAND,
  TUNE_COMMAND,
} from "../protocol";
import { notified } from "./notified";
import { request } from "./request";

/** What the notification of each says that is being done. */
const TITLES = {
  [FIX_COMMAND]: "Finding a fix",
  [TEST_COMMAND]: "Writing tests",
  [DOC_COMMAND]: "Writing documentation",
  [LOCATE_COMMAND]: "Looking for the picture's source",
  [ASK_COMMAND]: "Looking for an answer",
  [TUNE_COMMAND]: "Learning from your code",
};
export type PlainCommand = keyof typeof TITLES;
/** The commands that need no preview. */
export const PLAIN_COMMANDS = Object.keys(TITLES) as PlainCommand[];

/**
 * Have the server do one of its commands, which asks, applies and tells by itself. A notification
 * with Cancel tells how it gets on.
 */
export async function carryOut(limner: Limner, command: PlainCommand, argument: object): Promise<unknown> {
  return notified(limner, TITLES[command], (client, bar, token) => {
    const params = { command, arguments: [argument] };
    return request<LSPAny>(client, "workspace/executeCommand", params, bar, token);
  });
}
