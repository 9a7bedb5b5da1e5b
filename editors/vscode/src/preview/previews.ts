import * as vscode from "vscode";
import type { Limner } from "../limner";
import type { DraftReply } from "../protocol";
import { Draft } from "./draft";
import { returnTo, showDocument } from "./documents";
import { Follow } from "./follow";
import type { FromWebview, View, Working } from "./messages";
import type { Preview } from "./panel";
import { PreviewWindow } from "./window";

/** A request that has not been answered. */
interface Request {
  readonly cancel: () => void;
  view: Working;
}

/** The one preview of a window of VS Code: what it shows, and what the user does with it. */
export class Previews implements vscode.Disposable {
  readonly #limner: Limner;
  #window: PreviewWindow | undefined;
  #request: Request | undefined;
  /** The last answer; kept when the preview is closed, to be opened again. */
  #draft: Draft | undefined;
  #follow: Follow | undefined;

  constructor(limner: Limner) {
    this.#limner = limner;
  }

  /** Show a request from its beginning; one that was still shown is taken back. */
  begin(title: string, cancel: () => void): Preview {
    this.#takeBack();
    const view: Working = { kind: "working", title, message: "", fraction: null, code: "" };
    const request: Request = { cancel, view };
    this.#request = request;
    this.#stopFollowing();
    this.#show(view);
    this.#window?.reveal(false);
    const isShown = (): boolean => this.#request === request;
    const work = (change: Partial<Working>): void => {
      if (!isShown()) return;
      request.view = { ...request.view, ...change };
      this.#show(request.view);
    };
    return {
      progress: (message, fraction) => {
        work({
          message: message || request.view.message,
          fraction: fraction ?? request.view.fraction,
        });
      },
      written: (code) => {
        work({ code });
      },
      show: (reply, placed) => {
        if (isShown()) this.#answer(title, reply, placed);
      },
      fail: (message) => {
        if (!isShown()) return;
        this.#request = undefined;
        if (message === undefined) this.#window?.dispose();
        else this.#show({ kind: "failed", title, message });
      },
    };
  }

  /** Bring the preview to the front; where it was closed, with the last answer. */
  open(): void {
    if (!this.#window && this.#draft) this.#present(this.#draft);
    if (this.#window) this.#window.reveal(true);
    else {
      void vscode.window.showInformationMessage(
        "There is no preview yet: paste a screenshot into a file, or drop one there.",
      );
    }
  }

  /** Put the candidate that is shown into its document. */
  async accept(): Promise<void> {
    const draft = this.#shownDraft();
    if (!draft || !(await this.#done(draft.accept(() => this.#stand(draft))))) return;
    this.#follow?.forget();
    await showDocument(vscode.Uri.parse(draft.target));
    await this.#follow?.refresh();
  }

  /** Put back what stood in the document, if need be, and close the preview. */
  async discard(): Promise<void> {
    const draft = this.#shownDraft();
    if (draft && !(await this.#done(draft.discard(() => this.#stand(draft))))) return;
    this.#window?.dispose();
    if (draft) await returnTo(vscode.Uri.parse(draft.target));
  }

  dispose(): void {
    this.#window?.dispose();
  }

  #answer(title: string, reply: DraftReply, placed?: number): void {
    this.#request = undefined;
    this.#draft = new Draft(this.#limner, title, reply, placed);
    this.#present(this.#draft);
  }

  #present(draft: Draft): void {
    this.#stopFollowing();
    this.#follow = new Follow(
      this.#limner,
      draft,
      (box) => this.#window?.tell({ kind: "part", box }),
      (isThere) => {
        draft.notice(isThere);
        this.#stand(draft);
      },
    );
    this.#show(draft.view);
    void this.#follow.refresh();
  }

  #show(view: View): void {
    if (this.#window) {
      this.#window.show(view);
      return;
    }
    this.#window = new PreviewWindow(this.#limner.context, view, {
      said: (message) => {
        this.#hear(message);
      },
      closed: () => {
        this.#closed();
      },
    });
    void vscode.commands.executeCommand("setContext", "limner.previewOpen", true);
  }

  #hear(message: FromWebview): void {
    switch (message.kind) {
      case "ready":
        void this.#follow?.refresh();
        return;
      case "accept":
        void this.accept();
        return;
      case "discard":
        void this.discard();
        return;
      case "cancel":
      case "close":
        this.#window?.dispose();
        return;
      case "choose":
        this.#draft?.choose(message.choice);
        if (this.#draft) this.#stand(this.#draft);
        return;
      case "point":
        void this.#follow?.point(message.box);
        return;
      case "reveal":
        void this.#follow?.reveal(message.box);
    }
  }

  /** The draft that is shown; none while a request is, or where the preview is closed. */
  #shownDraft(): Draft | undefined {
    return this.#window && !this.#request && this.#follow ? this.#draft : undefined;
  }

  #stand(draft: Draft): void {
    if (draft === this.#shownDraft()) this.#window?.stand(draft.view);
  }

  /** Whether the server did it; what was in the way is told to the user. */
  async #done(change: Promise<boolean>): Promise<boolean> {
    try {
      return await change;
    } catch (problem) {
      this.#limner.log.error(problem instanceof Error ? problem : String(problem));
      const message = problem instanceof Error ? problem.message : String(problem);
      void vscode.window.showErrorMessage(message);
      return false;
    }
  }

  #takeBack(): void {
    const request = this.#request;
    this.#request = undefined;
    request?.cancel();
  }

  #stopFollowing(): void {
    this.#follow?.dispose();
    this.#follow = undefined;
  }

  #closed(): void {
    this.#window = undefined;
    this.#stopFollowing();
    void vscode.commands.executeCommand("setContext", "limner.previewOpen", false);
    this.#takeBack();
  }
}
