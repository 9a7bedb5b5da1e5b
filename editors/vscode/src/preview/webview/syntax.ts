import { element } from "./element";

/** Enough for a glance at HTML, JSX, Vue and CSS; the editor does the rest. */
const KINDS = {
  comment: /<!--.*?(?:-->|$)|\/\*.*?(?:\*\/|$)/,
  string: /"[^"]*"|'[^']*'|`[^`]*`/,
  tag: /<\/?[A-Za-z][\w.-]*|\/?>/,
  name: /[\w:@-]+(?==["'{])/,
  property: /^\s+[\w-]+(?=:\s)/,
};
const TOKEN = new RegExp(
  Object.entries(KINDS)
    .map(([kind, { source }]) => `(?<${kind}>${source})`)
    .join("|"),
  "g",
);

/** A line as text with coloured spans in it; of a diff, as what is added or removed. */
export function colour(lines: readonly string[], index: number, diff: boolean): (Node | string)[] {
  return diff ? ofDiff(lines, index) : ofCode(lines[index] ?? "");
}

function ofDiff(lines: readonly string[], index: number): (Node | string)[] {
  const [before = "", line = "", after = ""] = [lines[index - 1], lines[index], lines[index + 1]];
  const names = isNames(line, after) || isNames(before, line);
  const kind = names ? "" : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "";
  return kind ? [element("span", { class: kind }, line)] : [line];
}

/** Whether these two lines say which file is changed. */
function isNames(line: string, after: string): boolean {
  return line.startsWith("--- ") && after.startsWith("+++ ");
}

function ofCode(line: string): (Node | string)[] {
  const spans: (Node | string)[] = [];
  let end = 0;
  for (const found of line.matchAll(TOKEN)) {
    const groups: Partial<Record<string, string>> = found.groups ?? {};
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    if (kind === undefined) continue;
    spans.push(line.slice(end, found.index), element("span", { class: kind }, found[0]));
    end = found.index + found[0].length;
  }
  spans.push(line.slice(end));
  return spans;
}
