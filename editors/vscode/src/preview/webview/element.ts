/** An HTML element with attributes and children; strings are text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A shape in the colour of the text around it, hidden from screen readers. */
export function icon(shape: keyof typeof SHAPES): SVGElement {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "0 0 16 16");
  made.setAttribute("class", `icon ${shape}`);
  made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  made.append(path);
  return made;
}

/** Text in which `code` stands in backticks. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

const SVG = "http://www.w3.org/2000/svg";

/** Drawn as lines, on a square of 16. */
const SHAPES = {
  check: "M3 8.5l3.2 3.2L13 4.8",
  warning: "M8 2.2L14.5 13.5H1.5zM8 6.5v3.4M8 11.4v.6",
  cross: "M4 4l8 8M12 4l-8 8",
  grip: "M5.5 5.5L3 8l2.5 2.5M10.5 5.5L13 8l-2.5 2.5",
} as const;
