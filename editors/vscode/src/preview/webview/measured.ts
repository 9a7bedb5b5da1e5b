import type { Proof } from "../../protocol";
import type { Shown } from "../messages";
import { element, icon, prose } from "./element";
import { figureName, seconds, sentence, tenths } from "./words";

/** The verdict, which opens into what was measured. */
export class Measured {
  readonly root: HTMLDetailsElement;
  readonly #verdict = element("span", { class: "verdict" });
  readonly #figures = element("dl", { class: "figures" });
  readonly #origin = element("p", { class: "origin" });
  readonly #remedy = element("p", { class: "remedy" });

  constructor() {
    this.root = element(
      "details",
      { class: "measured" },
      element(
        "summary",
        {},
        this.#verdict,
        element("span", { class: "more" }, "What was measured"),
      ),
      this.#remedy,
      this.#figures,
      this.#origin,
    );
  }

  /** Show what was measured of a candidate, and what it took. */
  show(reply: Shown, choice: number): void {
    const proof = reply.choices[choice]?.proof ?? reply.proof;
    const proven = proof.status === "proven";
    this.#verdict.className = `verdict ${proof.status}`;
    this.#verdict.replaceChildren(
      icon(proven ? "check" : "warning"),
      ...prose(proven ? sentence(proof.summary) : `${sentence(proof.status)}: ${proof.summary}`),
    );
    this.#remedy.hidden = proof.remedy === "";
    this.#remedy.replaceChildren(...prose(proof.remedy));
    this.#figures.replaceChildren(...figures(proof));
    const steps = Object.entries(reply.timings).filter(([, taken]) => taken >= 0.05);
    const whole = steps.reduce((sum, [, taken]) => sum + taken, 0);
    const listed = steps.map(([step, taken]) => `${step} ${seconds(taken)}`).join(", ");
    this.#origin.textContent = `${seconds(whole)}: ${listed}; ${reply.engine}`;
  }
}

function figures(proof: Proof): HTMLElement[] {
  return Object.entries(proof.figures).map(([name, value]) => {
    // Shares are drawn; what counts something has no whole to be a share of.
    const isShare = value >= 0 && value <= 1;
    const figure = element(
      "div",
      isShare ? { class: "share" } : {},
      element("dt", {}, figureName(name)),
      element("dd", {}, isShare ? `${tenths(value)}%` : `${value}`),
    );
    figure.style.setProperty("--share", `${100 * value}%`);
    return figure;
  });
}
