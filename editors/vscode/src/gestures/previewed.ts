import * as vscode from "vscode";
import type { Limner } from "../limner";
import { openPreview } from "../preview/panel";
import {
  CODE_REQUEST,
  type CodeParams,
  type DraftReply,
  GENERATE_REQUEST,
  type GenerateParams,
} from "../protocol";
import { failureOf, isCancelled } from "./failure";
import { notified } from "./notified";
import { accept, show, titleFor } from "./reply";
import { request } from "./request";

/** Write a picture as code before the user's eyes; nothing is changed before Accept. */
export async function codeInPreview(
  limner: Limner,
  name: string,
  paramsFor: (client: Client) => CodeParams,
): Promise<void> {
  const source = new vscode.CancellationTokenSource();
  const preview = openPreview(limner, titleFor(name), () => {
    source.cancel();
  });
  try {
    preview.progress("Starting");
    const client = await limner.client();
    if (!client) {
      preview.fail();
      return;
    }
    const params = { ...paramsFor(client), preview: true };
    preview.show(await request<DraftReply>(client, CODE_REQUEST, params, preview, source.token));
  } catch (error) {
    limner.log.error(String(error));
    preview.fail(isCancelled(error) ? undefined : failureOf(error));
  } finally {
    source.dispose();
  }
}

/** Write words as code: a page is shown before it goes in, other code the server asks about. */
export async function generate(
  limner: Limner,
  paramsFor: (client: Client) => GenerateParams,
): Promise<void> {
  const made = await notified(limner, "Writing code", async (client, bar, token) => {
    const params = { ...paramsFor(client), preview: true };
    return { client, reply: await request<DraftReply>(client, GENERATE_REQUEST, params, bar, token) };
  });
  if (!made) return;
  const { client, reply } = made;
  if (reply.choices.length > 0) show(limner, reply.name, reply);
  else await accept(limner, client, { draft: reply.draft, choice: 0 });
}

type Client = NonNullable<Awaited<ReturnType<Limner["client"]>>>;
