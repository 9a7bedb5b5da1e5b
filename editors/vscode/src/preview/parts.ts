import type { DrawnLines } from "../protocol";

/** Left, top, right and bottom in a picture's pixels. */
export type Box = DrawnLines["box"];

/** What a line draws: of the parts that it is in, the innermost. */
export function partOfLine(parts: readonly DrawnLines[], line: number): DrawnLines | undefined {
  return innermost(parts.filter((part) => part.first_line <= line && line <= part.last_line));
}

/** What draws a point of the picture: of the parts around it, the innermost. */
export function partAtPoint(
  parts: readonly DrawnLines[],
  x: number,
  y: number,
): DrawnLines | undefined {
  return innermost(
    parts.filter(({ box: [left, top, right, bottom] }) => {
      return left <= x && x < right && top <= y && y < bottom;
    }),
  );
}

/** The first line that draws anything. */
export function firstDrawnLine(parts: readonly DrawnLines[]): number | undefined {
  return parts.length === 0 ? undefined : Math.min(...parts.map((part) => part.first_line));
}

/** The one with the fewest lines; of elements on the same lines, the smallest in the picture. */
function innermost(around: readonly DrawnLines[]): DrawnLines | undefined {
  return [...around].sort(
    (one, other) => lines(one) - lines(other) || area(one.box) - area(other.box),
  )[0];
}

function lines(part: DrawnLines): number {
  return part.last_line - part.first_line;
}

function area([left, top, right, bottom]: Box): number {
  return (right - left) * (bottom - top);
}
