import type { Choice } from "../../protocol";
import type { Drafted } from "../messages";
import { element, icon } from "./element";
import { sentence, tenths } from "./words";

/** The candidates as radio buttons, each with its score. */
export class Choices {
  readonly root = element("fieldset", { class: "choices" });
  #draft: string | undefined;

  constructor(private readonly onChoose: (choice: number) => void) {
    this.root.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) this.onChoose(Number(event.target.value));
    });
  }

  /** Show the candidates of a draft; nothing where there is no choice. */
  show({ reply, chosen, placed, busy }: Drafted): void {
    this.root.hidden = reply.choices.length < 2;
    this.root.disabled = busy;
    if (this.#draft !== reply.draft) {
      this.#draft = reply.draft;
      this.root.replaceChildren(
        element("legend", { class: "unseen" }, "Candidates"),
        ...reply.choices.map(card),
      );
    }
    for (const [index, label] of [...this.root.querySelectorAll("label")].entries()) {
      const input = label.querySelector("input");
      if (input) input.checked = index === chosen;
      label.classList.toggle("placed", index === placed);
      label
        .querySelector(".where")
        ?.replaceChildren(
          ...(index === placed
            ? [icon("check"), element("span", { class: "unseen" }, "in the document")]
            : []),
        );
    }
  }

  /** Whether there is such a candidate to choose. */
  has(choice: number): boolean {
    return (
      !this.root.hidden &&
      !this.root.disabled &&
      choice < this.root.querySelectorAll("label").length
    );
  }
}

function card(choice: Choice, index: number): HTMLElement {
  const input = element("input", { type: "radio", name: "choice", value: `${index}` });
  const meter = element("span", { class: "meter" }, element("span"));
  meter.style.setProperty("--share", `${100 * choice.score}%`);
  return element(
    "label",
    { class: "card", title: `${choice.proof.summary} (key ${index + 1})` },
    input,
    element("span", { class: "key", "aria-hidden": "true" }, `${index + 1}`),
    element("span", { class: "proposer" }, sentence(choice.proposer)),
    element("span", { class: "where" }),
    element("span", { class: "score" }, tenths(choice.score)),
    meter,
  );
}
