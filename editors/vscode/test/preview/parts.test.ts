import { describe, expect, test } from "vitest";
import { firstDrawnLine, partAtPoint, partOfLine } from "../../src/preview/parts";
import type { DrawnLines } from "../../src/protocol";

const PAGE: DrawnLines = { first_line: 4, last_line: 9, box: [0, 0, 400, 300] };
const NAV: DrawnLines = { first_line: 5, last_line: 7, box: [0, 0, 400, 40] };
const ITEM: DrawnLines = { first_line: 6, last_line: 6, box: [300, 5, 400, 35] };
const LINK: DrawnLines = { first_line: 6, last_line: 6, box: [310, 10, 390, 30] };
const PARTS = [PAGE, NAV, ITEM, LINK];

describe("the part of the picture that a line draws", () => {
  test("is the innermost around it", () => {
    expect(partOfLine(PARTS, 7)).toBe(NAV);
    expect(partOfLine(PARTS, 9)).toBe(PAGE);
  });

  test("is the smallest where several are on the line", () => {
    expect(partOfLine(PARTS, 6)).toBe(LINK);
  });

  test("is none above the page's body", () => {
    expect(partOfLine(PARTS, 3)).toBeUndefined();
  });
});

describe("the lines that draw a point of the picture", () => {
  test("are those of the innermost part around it", () => {
    expect(partAtPoint(PARTS, 350, 20)).toBe(LINK);
    expect(partAtPoint(PARTS, 305, 20)).toBe(ITEM);
    expect(partAtPoint(PARTS, 20, 20)).toBe(NAV);
    expect(partAtPoint(PARTS, 20, 200)).toBe(PAGE);
  });

  test("are none beside the picture", () => {
    expect(partAtPoint(PARTS, 20, 300)).toBeUndefined();
  });
});

test("the first line that draws anything is where a preview opens the code", () => {
  expect(firstDrawnLine(PARTS)).toBe(4);
  expect(firstDrawnLine([])).toBeUndefined();
});
