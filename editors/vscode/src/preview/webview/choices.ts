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
  show({ reply, chosen, placed }: Drafted): void {
    this.root.hidden = reply.choices.length < 2;
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
        .querySelector(".key")
        ?.replaceChildren(...(index === placed ? there() : [`${index + 1}`]));
    }
  }

  /** Whether there is such a candidate to choose. */
  has(choice: number): boolean {
    return !this.root.hidden && choice < this.root.querySelectorAll("label").length;
  }
}

/** Says of a candidate that it is in the document. */
function there(): Node[] {
  return [icon("check"), element("span", { class: "unseen" }, "In the document")];
}

function card(choice: Choice, index: number): HTMLElement {
  const input = element("input", { type: "radio", name: "choice", value: `${index}` });
  const meter = element("span", { class: "meter" }, element("span"));
  meter.style.setProperty("--share", `${100 * choice.score}%`);
  return element(
    "label",
    { class: "card", title: `${choice.proof.summary} (key ${index + 1})` },
    input,
    element("span", { class: "key" }),
    element("span", { class: "proposer" }, sentence(choice.proposer)),
    meter,
    element("span", { class: "score" }, tenths(choice.score)),
  );
}
