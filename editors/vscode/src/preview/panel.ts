import * as vscode from "vscode";
import type { Limner } from "../limner";
import type { DraftReply } from "../protocol";
import { Previews } from "./previews";

/** A preview beside the editor, from the first word of progress to the choice. */
export interface Preview {
  /** Say what is being done; `fraction` 0 to 1 of the whole. */
  progress(message: string, fraction?: number): void;
  /** Show what has been written so far. */
  written(code: string): void;
  /** Show the candidates; `placed` is the index of the one that is in the document already. */
  show(reply: DraftReply, placed?: number): void;
  /** Say why there is nothing to show; with no message, close. */
  fail(message?: string): void;
}

const byLimner = new WeakMap<Limner, Previews>();

/**
 * Open a preview, in the tab of the one before; a request that it still showed is cancelled.
 *
 * `cancel` is called where the user takes the request back before its answer.
 */
export function openPreview(limner: Limner, title: string, cancel: () => void): Preview {
  return previewsOf(limner).begin(title, cancel);
}

/** The preview's commands. */
export function registerPreview(limner: Limner): vscode.Disposable {
  const previews = previewsOf(limner);
  return vscode.Disposable.from(
    previews,
    vscode.commands.registerCommand("limner.openPreview", () => {
      previews.open();
    }),
    vscode.commands.registerCommand("limner.acceptPreview", () => previews.accept()),
    vscode.commands.registerCommand("limner.discardPreview", () => previews.discard()),
  );
}

function previewsOf(limner: Limner): Previews {
  const known = byLimner.get(limner);
  if (known) return known;
  const previews = new Previews(limner);
  byLimner.set(limner, previews);
  return previews;
}
