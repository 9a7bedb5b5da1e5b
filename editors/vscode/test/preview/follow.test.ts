import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { Draft } from "../../src/preview/draft";
import { Follow } from "../../src/preview/follow";
import { DRAWN_REQUEST, type DrawnPart } from "../../src/protocol";
import { connected, replyFor } from "../gestures/server";
import { opening } from "./tab";

const URI = "file:///w/page.html";

function part(first: number, after: number, box: DrawnPart["box"], draft = "d1"): DrawnPart {
  const range = { start: { line: first, character: 0 }, end: { line: after, character: 0 } };
  return { draft, range, box };
}

describe("between a document and the picture of its code", () => {
  const { limner, server } = connected();
  const show = vi.fn();
  const notice = vi.fn();
  const setDecorations = vi.fn();
  let editor: { selection: vscode.Selection };
  let follow: Follow;
  let parts: DrawnPart[];

  beforeEach(() => {
    opening();
    parts = [part(2, 6, [0, 0, 400, 300]), part(3, 4, [40, 30, 240, 90])];
    server.onRequest(DRAWN_REQUEST, () => ({ parts }));
    const shown = {
      document: { uri: vscode.Uri.parse(URI), version: 1 },
      selection: new vscode.Selection(3, 5, 3, 5),
      viewColumn: vscode.ViewColumn.One,
      setDecorations,
    };
    editor = shown;
    Object.assign(vscode.window, { visibleTextEditors: [shown] });
    show.mockClear();
    notice.mockClear();
    follow = new Follow(limner, new Draft(limner, "", replyFor(URI), 0), show, notice);
  });

  afterEach(() => {
    follow.dispose();
    Object.assign(vscode.window, { visibleTextEditors: [] });
  });

  test("the cursor shows the innermost part that its line draws", async () => {
    await follow.refresh();

    expect(show).toHaveBeenCalledWith([40, 30, 240, 90]);
    expect(notice).toHaveBeenCalledWith(true);
  });

  test("a range ends above the line at whose beginning it ends", async () => {
    editor.selection = new vscode.Selection(4, 0, 4, 0);

    await follow.refresh();

    expect(show).toHaveBeenCalledWith([0, 0, 400, 300]);
  });

  test("parts of other drafts are none of ours", async () => {
    parts = [part(3, 4, [40, 30, 240, 90], "d2")];

    await follow.refresh();

    expect(show).toHaveBeenCalledWith(null);
    expect(notice).toHaveBeenCalledWith(false);
  });

  test("a part of the picture marks its lines, and none marks none", async () => {
    await follow.point([40, 30, 240, 90]);
    expect(setDecorations).toHaveBeenLastCalledWith(expect.anything(), [
      new vscode.Range(3, 0, 3, 0),
    ]);
    await follow.point(null);
    expect(setDecorations).toHaveBeenLastCalledWith(expect.anything(), []);
  });

  test("nothing is shown any more once another draft has taken the place", async () => {
    const asked = follow.refresh();
    follow.dispose();
    await asked;

    expect(show).not.toHaveBeenCalled();
  });

  test("nothing is said of a draft that has never been in a document", async () => {
    follow.dispose();
    follow = new Follow(limner, new Draft(limner, "", replyFor(URI)), show, notice);

    await follow.refresh();

    expect(show).not.toHaveBeenCalled();
    expect(notice).not.toHaveBeenCalled();
  });
});
