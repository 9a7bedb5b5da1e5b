import type { Working } from "../messages";
import { element } from "./element";
import { sentence } from "./words";

/** What is being done, and how much of it is done. */
export class Doing {
  readonly root: HTMLElement;
  readonly #message = element("p", { role: "status" });
  readonly #bar = element("div", { class: "bar", role: "progressbar", "aria-label": "Progress" });
  readonly #done = element("div", { class: "done" });

  constructor() {
    this.#bar.append(this.#done);
    this.root = element("section", { class: "doing" }, this.#bar, this.#message);
  }

  /** Show how far it is. */
  show({ message, fraction }: Working): void {
    const said = sentence(message);
    if (this.#message.textContent !== said) this.#message.textContent = said;
    this.#bar.classList.toggle("unknown", fraction === null);
    if (fraction === null) {
      this.#bar.removeAttribute("aria-valuenow");
      this.#done.style.removeProperty("width");
    } else {
      this.#bar.setAttribute("aria-valuenow", `${Math.round(100 * fraction)}`);
      this.#done.style.setProperty("width", `${100 * fraction}%`);
    }
  }
}
