import { element, icon } from "./element";

const STEP = 0.02;
const LEAP = 0.1;

/** A handle between two pictures that lie on each other; it moves along `along`. */
export class Slider {
  readonly root: HTMLElement;
  #split = 0.5;

  constructor(
    private readonly along: HTMLElement,
    private readonly onMove: (split: number) => void,
  ) {
    this.root = element(
      "div",
      {
        class: "slider",
        role: "slider",
        tabindex: "0",
        "aria-label": "Between the picture and what the code draws",
        "aria-orientation": "horizontal",
        "aria-valuemin": "0",
        "aria-valuemax": "100",
        title:
          "Drag, or use the arrow keys: the picture on the left, what the code draws on the right",
      },
      element("span", { class: "grip" }, icon("grip")),
    );
    this.root.addEventListener("keydown", (event) => {
      const split = this.#afterKey(event.key);
      if (split === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.move(split);
    });
    this.root.addEventListener("pointerdown", (event) => {
      this.root.setPointerCapture(event.pointerId);
      this.root.classList.add("dragged");
    });
    this.root.addEventListener("pointermove", (event) => {
      if (this.root.hasPointerCapture(event.pointerId)) this.#follow(event.clientX);
    });
    this.root.addEventListener("lostpointercapture", () => {
      this.root.classList.remove("dragged");
    });
  }

  /** Show the picture up to `split`, 0 to 1 of the width. */
  move(split: number): void {
    this.#split = Math.min(Math.max(split, 0), 1);
    const percent = Math.round(this.#split * 100);
    this.along.style.setProperty("--split", `${this.#split * 100}%`);
    this.root.setAttribute("aria-valuenow", `${percent}`);
    this.root.setAttribute("aria-valuetext", `${percent}% picture, ${100 - percent}% drawn`);
    this.onMove(this.#split);
  }

  #afterKey(key: string): number | undefined {
    switch (key) {
      case "ArrowLeft":
      case "ArrowDown":
        return this.#split - STEP;
      case "ArrowRight":
      case "ArrowUp":
        return this.#split + STEP;
      case "PageDown":
        return this.#split - LEAP;
      case "PageUp":
        return this.#split + LEAP;
      case "Home":
        return 0;
      case "End":
        return 1;
      default:
        return undefined;
    }
  }

  #follow(clientX: number): void {
    const { left, width } = this.along.getBoundingClientRect();
    if (width > 0) this.move((clientX - left) / width);
  }
}
