import type { Shown } from "../messages";
import type { Box } from "../parts";
import { element } from "./element";
import { scrollWithin } from "./scrolling";
import { Slider } from "./slider";

/** Of a picture, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the stage tells of the mouse. */
export interface StageEvents {
  /** It is at a point of the picture, or left it. */
  point(at: Point | null): void;
  /** A point of the picture was clicked. */
  pick(at: Point): void;
  /** The slider moved; 0 to 1. */
  split(split: number): void;
}

/** The picture and what the code draws, one on the other, and the part that is pointed at. */
export class Stage {
  readonly root: HTMLElement;
  readonly #stage = element("div", { class: "stage" });
  readonly #picture = element("img", { class: "picture", draggable: "false" });
  readonly #drawn = element("img", { class: "drawn", draggable: "false" });
  readonly #outline = element("div", { class: "outline", hidden: "" });
  readonly #slider: Slider;
  readonly #captions = element("div", { class: "captions" });
  readonly #scroll: HTMLElement;
  #size = { width: 0, height: 0 };

  constructor(events: StageEvents, split: number) {
    this.#slider = new Slider(this.#stage, (to) => {
      events.split(to);
    });
    this.#stage.append(this.#picture, this.#drawn, this.#outline, this.#slider.root);
    this.#scroll = element("div", { class: "scroll" }, this.#stage);
    this.root = element(
      "section",
      { class: "pane looks", "aria-label": "Picture" },
      this.#captions,
      this.#scroll,
    );
    this.#slider.move(split);
    this.#stage.addEventListener("pointermove", (event) => {
      events.point(this.#slider.root.contains(event.target as Node) ? null : this.#at(event));
    });
    this.#stage.addEventListener("pointerleave", () => {
      events.point(null);
    });
    this.#stage.addEventListener("click", (event) => {
      if (!this.#slider.root.contains(event.target as Node)) events.pick(this.#at(event));
    });
    this.#drawn.addEventListener("load", () => {
      if (this.#picture.hidden) this.#resize(this.#drawn.naturalWidth, this.#drawn.naturalHeight);
    });
  }

  /** Show a candidate beside its picture, or what there is of the two. */
  show(reply: Shown, choice: number): void {
    const rendering = reply.choices[choice]?.rendering ?? "";
    const shot = reply.shot;
    const both = shot !== null && rendering !== "";
    this.root.hidden = shot === null && rendering === "";
    this.#picture.hidden = shot === null;
    this.#drawn.hidden = rendering === "";
    this.#slider.root.hidden = !both;
    this.#stage.classList.toggle("both", both);
    this.#picture.alt = `The picture: ${reply.name}`;
    this.#drawn.alt = `What candidate ${choice + 1} draws`;
    const captions = [...(shot ? ["Picture"] : []), ...(rendering ? ["Drawn from the code"] : [])];
    this.#captions.replaceChildren(...captions.map((caption) => element("span", {}, caption)));
    if (shot) {
      load(this.#picture, shot.uri);
      this.#resize(shot.width, shot.height);
    }
    if (rendering) load(this.#drawn, rendering);
    this.#outline.hidden = true;
  }

  /** Outline a part of the picture; `reveal` scrolls to it. */
  outline(box: Box | undefined, reveal: boolean): void {
    const { width, height } = this.#size;
    this.#outline.hidden = box === undefined || width === 0 || height === 0;
    if (box === undefined || this.#outline.hidden) return;
    const [left, top, right, bottom] = box;
    // In hundredths of the width, also downwards: what is drawn may be taller than the picture.
    const style = this.#outline.style;
    style.setProperty("left", `${(100 * left) / width}%`);
    style.setProperty("width", `${(100 * (right - left)) / width}%`);
    style.setProperty("top", `calc(${top / width} * 100cqw)`);
    style.setProperty("height", `calc(${(bottom - top) / width} * 100cqw)`);
    if (reveal) scrollWithin(this.#scroll, this.#outline);
  }

  #resize(width: number, height: number): void {
    this.#size = { width, height };
    this.#stage.style.setProperty("--natural-width", `${width}px`);
  }

  #at(event: MouseEvent): Point {
    const { left, top, width } = this.#stage.getBoundingClientRect();
    const scale = width > 0 ? this.#size.width / width : 0;
    return { x: (event.clientX - left) * scale, y: (event.clientY - top) * scale };
  }
}

/** Only where it is another: decoding a large picture again would flicker. */
function load(image: HTMLImageElement, uri: string): void {
  if (image.getAttribute("src") !== uri) image.src = uri;
}
