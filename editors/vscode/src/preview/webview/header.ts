import type { View } from "../messages";
import { element } from "./element";

/** What the user can do in the header. */
export interface HeaderEvents {
  accept(): void;
  discard(): void;
  cancel(): void;
  close(): void;
}

/** The title, and what can be done. */
export class Header {
  readonly root: HTMLElement;
  readonly #title = element("h1");
  readonly #accept = element("button", { type: "button", class: "primary" }, "Accept");
  readonly #discard = element("button", { type: "button" }, "Discard");
  readonly #cancel = element("button", { type: "button" }, "Cancel");
  readonly #close = element("button", { type: "button" }, "Close");

  constructor(events: HeaderEvents) {
    const actions = [this.#accept, this.#close, this.#discard, this.#cancel];
    this.root = element(
      "header",
      {},
      this.#title,
      element("div", { class: "actions" }, ...actions),
    );
    this.#accept.addEventListener("click", () => {
      events.accept();
    });
    this.#discard.addEventListener("click", () => {
      events.discard();
    });
    this.#cancel.addEventListener("click", () => {
      events.cancel();
    });
    this.#close.addEventListener("click", () => {
      events.close();
    });
  }

  /** Offer what can be done with what is shown. */
  show(view: View): void {
    const focused = this.root.contains(document.activeElement);
    this.#title.textContent = view.title;
    this.#title.title = view.title;
    const draft = view.kind === "draft";
    const stands = draft && view.placed === view.chosen;
    this.#cancel.hidden = view.kind !== "working";
    this.#accept.hidden = !draft || stands;
    this.#close.hidden = !(stands || view.kind === "failed");
    this.#discard.hidden = !draft;
    for (const button of [this.#accept, this.#discard]) {
      // Not `disabled`, which would take the focus away.
      button.setAttribute("aria-disabled", `${draft && view.busy}`);
    }
    this.#accept.textContent = draft && view.placed !== null ? "Use This Instead" : "Accept";
    this.#accept.title = "Put this candidate into the document (Ctrl+Enter)";
    this.#close.title = stands ? "Keep what is in the document, and close the preview" : "";
    this.#discard.title =
      draft && view.placed !== null
        ? "Put back what stood in the document before (Ctrl+Backspace)"
        : "Close the preview and change nothing (Ctrl+Backspace)";
    this.#cancel.title = "Stop, and change nothing (Escape)";
    if (focused) this.focus();
  }

  /** Put the focus on what is likeliest to be wanted. */
  focus(): void {
    [this.#accept, this.#close, this.#cancel].find((button) => !button.hidden)?.focus();
  }
}
