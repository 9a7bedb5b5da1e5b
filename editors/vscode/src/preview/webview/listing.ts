import type { DrawnLines } from "../../protocol";
import { element } from "./element";
import { scrollWithin } from "./scrolling";
import { colour } from "./syntax";

/** What the listing tells of its lines. */
export interface ListingEvents {
  /** The mouse or the keyboard is on a line, or on none. */
  line(line: number | undefined): void;
  /** A line was chosen, with Enter or a double click. */
  pick(line: number): void;
}

/** Code with numbered lines, of which one is current and some are marked. */
export class Listing {
  readonly root: HTMLElement;
  readonly #caption = element("div", { class: "captions" });
  readonly #list: HTMLElement;
  #keys: readonly string[] = [];
  #current: number | undefined;
  #marked: readonly [first: number, last: number] | undefined;

  constructor(private readonly events: ListingEvents) {
    this.#list = element("div", {
      class: "scroll lines",
      role: "listbox",
      tabindex: "0",
      "aria-label": "Lines of code",
    });
    this.root = element("section", { class: "pane code" }, this.#caption, this.#list);
    this.#list.addEventListener("pointerover", (event) => {
      const line = this.#lineOf(event.target);
      if (line !== undefined) this.events.line(line);
    });
    this.#list.addEventListener("pointerleave", () => {
      this.events.line(this.#focused ? this.#current : undefined);
    });
    this.#list.addEventListener("click", (event) => {
      this.enter(this.#lineOf(event.target), false);
    });
    this.#list.addEventListener("dblclick", (event) => {
      const line = this.#lineOf(event.target);
      if (line !== undefined) this.events.pick(line);
    });
    this.#list.addEventListener("keydown", (event) => {
      this.#key(event);
    });
    this.#list.addEventListener("focus", () => {
      if (this.#list.matches(":focus-visible")) this.enter(this.#current ?? this.#topLine(), true);
    });
    this.#list.addEventListener("blur", () => {
      this.events.line(undefined);
    });
  }

  /** Say what the code is, and more at the right. */
  caption(captions: readonly string[]): void {
    this.#caption.replaceChildren(...captions.map((caption) => element("span", {}, caption)));
  }

  /** Show code; lines that draw something say so in the margin. */
  show(code: string, drawn: readonly DrawnLines[], diff: boolean): void {
    const drawing = new Set(drawn.flatMap(linesOf));
    const lines = code.replace(/\n$/, "").split("\n");
    const kindOf = (index: number): string => (drawing.has(index) ? "line drawing" : "line");
    const keys = lines.map((line, index) => `${diff ? "diff" : kindOf(index)}: ${line}`);
    // What is still being written grows at its end: the lines above stay as they are.
    const changed = keys.findIndex((key, index) => key !== this.#keys[index]);
    const kept = changed < 0 ? keys.length : changed;
    this.#leave();
    this.mark(undefined, false);
    this.#keys = keys;
    this.#list.style.setProperty("--numbers", `${`${lines.length}`.length}ch`);
    while (this.#list.children.length > kept) this.#list.lastElementChild?.remove();
    for (let index = kept; index < lines.length; index++) {
      const spans = colour(lines, index, diff);
      this.#list.append(row(index, kindOf(index), spans));
    }
  }

  /** Show what is still being written, from its end. */
  follow(code: string): void {
    const atEnd = this.#list.scrollTop + this.#list.clientHeight >= this.#list.scrollHeight - 24;
    this.caption(["Being written"]);
    this.show(code, [], false);
    if (atEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Mark the lines of a part, or none; `reveal` scrolls to them. */
  mark(part: DrawnLines | undefined, reveal: boolean): void {
    if (this.#marked) this.#each(...this.#marked, (line) => line.classList.remove("marked"));
    this.#marked = part && [part.first_line, part.last_line];
    if (this.#marked) this.#each(...this.#marked, (line) => line.classList.add("marked"));
    if (part && reveal) this.reveal(part.first_line);
  }

  /** Scroll a line to the middle, if it cannot be seen. */
  reveal(line: number): void {
    const row = this.#row(line);
    if (row) scrollWithin(this.#list, row, true);
  }

  /** Scroll so that a line is the first that can be seen. */
  open(line: number): void {
    const row = this.#row(line);
    if (row) this.#list.scrollTop = row.offsetTop;
  }

  get #focused(): boolean {
    return document.activeElement === this.#list;
  }

  #row(line: number): HTMLElement | undefined {
    return (this.#list.children.item(line) ?? undefined) as HTMLElement | undefined;
  }

  #each(first: number, last: number, mark: (line: Element) => void): void {
    for (let line = first; line <= last; line++) {
      const row = this.#row(line);
      if (row) mark(row);
    }
  }

  #lineOf(target: EventTarget | null): number | undefined {
    const row = target instanceof Element ? target.closest(".line") : null;
    return row ? Number(row.id.slice("line-".length)) : undefined;
  }

  #topLine(): number {
    const { left, top } = this.#list.getBoundingClientRect();
    return this.#lineOf(document.elementFromPoint(left + 8, top + 8)) ?? 0;
  }

  /** Make a line the current one. */
  enter(line: number | undefined, reveal = true): void {
    const row = line === undefined ? undefined : this.#row(line);
    if (line === undefined || !row) return;
    this.#leave();
    this.#current = line;
    row.setAttribute("aria-selected", "true");
    this.#list.setAttribute("aria-activedescendant", row.id);
    if (reveal) scrollWithin(this.#list, row);
    this.events.line(line);
  }

  /** No line is the current one. */
  #leave(): void {
    if (this.#current === undefined) return;
    this.#row(this.#current)?.setAttribute("aria-selected", "false");
    this.#list.removeAttribute("aria-activedescendant");
    this.#current = undefined;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.#list.children.length - 1;
    const page = Math.max(
      1,
      Math.floor(this.#list.clientHeight / (this.#row(0)?.offsetHeight ?? 20)),
    );
    const at = this.#current ?? 0;
    const steps: Partial<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.enter(Math.min(Math.max(to, 0), last), true);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.events.pick(at);
    }
  }
}

function row(index: number, kind: string, spans: readonly (Node | string)[]): HTMLElement {
  return element(
    "div",
    { class: kind, role: "option", id: `line-${index}`, "aria-selected": "false" },
    element("span", { class: "number" }, `${index + 1}`),
    element("code", {}, ...spans),
  );
}

function linesOf({ first_line, last_line }: DrawnLines): number[] {
  return Array.from({ length: last_line - first_line + 1 }, (_, index) => first_line + index);
}
