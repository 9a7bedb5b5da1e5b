import type { Limner } from "../limner";
import type { DraftReply } from "../protocol";

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

/** Open a preview; `cancel` is called where the user takes the request back before its answer. */
export function openPreview(limner: Limner, title: string, cancel: () => void): Preview {
  throw new Error(`not there yet: ${limner.context.extension.id}, ${title}, ${typeof cancel}`);
}
