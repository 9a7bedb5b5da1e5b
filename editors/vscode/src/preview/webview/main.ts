/** The preview's page: draws what the panel tells, and tells what the user does. */
import type { DrawnLines } from "../../protocol";
import type { Drafted, FromWebview, Shown, ToWebview, View } from "../messages";
import { type Box, firstDrawnLine, partAtPoint, partOfLine } from "../parts";
import { Choices } from "./choices";
import { element, prose } from "./element";
import { Header } from "./header";
import { Listing } from "./listing";
import { Measured } from "./measured";
import "./preview.css";
import { type Point, Stage } from "./stage";
import { sentence } from "./words";
import { Doing } from "./working";

const host = acquireVsCodeApi<{ readonly split: number }>();
const doing = new Doing();
const problem = element("p", { class: "problem", role: "alert" });
const measured = new Measured();
const choices = new Choices(choose);
const said = element("p", { class: "unseen", role: "status" });
const header = new Header({
  accept: () => {
    tell({ kind: "accept" });
  },
  discard: () => {
    tell({ kind: "discard" });
  },
  cancel: () => {
    tell({ kind: "cancel" });
  },
  close: () => {
    tell({ kind: "close" });
  },
});
const stage = new Stage(
  {
    point: (at) => {
      point(at && partAtPoint(drawn(), at.x, at.y));
    },
    pick,
    split: (split) => host.setState({ split }),
  },
  host.getState()?.split ?? 0.5,
);
const listing = new Listing({ line: pointAtLine, pick: reveal });

let view: View | undefined;
/** What the cursor's line in the document draws: outlined where nothing is pointed at. */
let cursor: Box | undefined;
let pointed: DrawnLines | undefined;

document
  .querySelector("main")
  ?.append(
    header.root,
    doing.root,
    problem,
    measured.root,
    choices.root,
    element("div", { class: "panes" }, stage.root, listing.root),
    said,
  );
window.addEventListener("message", (event: MessageEvent<ToWebview>) => {
  hear(event.data);
});
window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && view?.kind === "working") tell({ kind: "cancel" });
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  if (digit >= 0 && choices.has(digit)) choose(digit);
});
tell({ kind: "ready" });

function tell(message: FromWebview): void {
  host.postMessage(message);
}

function hear(message: ToWebview): void {
  switch (message.kind) {
    case "part":
      cursor = message.box ?? undefined;
      if (!pointed) showCursor();
      return;
    case "standing":
      if (view?.kind === "draft") draw({ ...view, ...message, kind: "draft" });
      return;
    default:
      draw(message);
  }
}

function draw(next: View): void {
  const before = view;
  view = next;
  document.body.dataset.kind = next.kind;
  header.show(next);
  doing.root.hidden = next.kind !== "working";
  problem.hidden = next.kind !== "failed";
  measured.root.hidden = choices.root.hidden = stage.root.hidden = next.kind !== "draft";
  listing.root.hidden = next.kind === "failed";
  switch (next.kind) {
    case "working":
      doing.show(next);
      listing.root.hidden = next.code === "";
      listing.follow(next.code);
      return;
    case "failed":
      problem.replaceChildren(...prose(sentence(next.message)));
      return;
    case "draft":
      drawDraft(next, before);
  }
}

function drawDraft(next: Drafted, before: View | undefined): void {
  const { reply, chosen } = next;
  choices.show(next);
  listing.caption(captions(next));
  const same = before?.kind === "draft" && before.reply === reply && before.chosen === chosen;
  if (same) return;
  if (pointed) tell({ kind: "point", box: null });
  pointed = undefined;
  if (before?.kind !== "draft" || before.reply.draft !== reply.draft) cursor = undefined;
  measured.show(reply, chosen);
  stage.show(reply, chosen);
  stage.outline(cursor, false);
  listing.show(reply.choices[chosen]?.code ?? reply.code, drawn(), isDiff(reply));
  listing.open(firstDrawnLine(drawn()) ?? 0);
  const among =
    reply.choices.length > 1 ? ` Candidate ${chosen + 1} of ${reply.choices.length}.` : "";
  said.textContent = `${(reply.choices[chosen]?.proof ?? reply.proof).summary}.${among}`;
}

/** What is said above the code: what it is, and where. */
function captions({ reply, chosen, placed }: Drafted): string[] {
  const what = isDiff(reply) ? "Changes" : "Code";
  if (placed === null) return [what];
  const here = placed === chosen;
  return [what, here ? "In the document" : `Candidate ${placed + 1} is in the document`];
}

/** Of other code than a page, which may be in several files. */
function isDiff(reply: Shown): boolean {
  return reply.choices.length === 0 && reply.stack === null;
}

/** Which part of the picture which lines of the shown candidate draw. */
function drawn(): readonly DrawnLines[] {
  return view?.kind === "draft" ? (view.reply.choices[view.chosen]?.drawn ?? []) : [];
}

function choose(choice: number): void {
  if (view?.kind !== "draft" || view.chosen === choice) return;
  draw({ ...view, chosen: choice });
  tell({ kind: "choose", choice });
}

function pointAtLine(line: number | undefined): void {
  const part = line === undefined ? undefined : partOfLine(drawn(), line);
  pointed = part;
  listing.mark(part, false);
  stage.outline(part?.box ?? cursor, true);
}

/** Show what the cursor's line in the document draws. */
function showCursor(): void {
  stage.outline(cursor, true);
  listing.mark(
    drawn().find(({ box }) => box.join() === cursor?.join()),
    true,
  );
}

/** Show which lines draw a part, here and, of what is in the document, there. */
function point(part: DrawnLines | null | undefined): void {
  if (part === pointed || (!part && !pointed)) return;
  pointed = part ?? undefined;
  listing.mark(pointed, true);
  stage.outline(pointed?.box ?? cursor, false);
  if (stands()) tell({ kind: "point", box: pointed?.box ?? null });
}

function pick(at: Point): void {
  const part = partAtPoint(drawn(), at.x, at.y);
  if (!part) return;
  listing.enter(part.first_line);
  reveal(part.first_line);
}

/** Go to what a line has become in the document. */
function reveal(line: number): void {
  const part = partOfLine(drawn(), line);
  if (part && stands()) tell({ kind: "reveal", box: part.box });
}

function stands(): boolean {
  return view?.kind === "draft" && view.placed === view.chosen;
}
