import { beforeEach, describe, expect, test, vi } from "vitest";
import { ResponseError } from "vscode-jsonrpc/node";
import { Draft } from "../../src/preview/draft";
import {
  ACCEPT_REQUEST,
  type AcceptParams,
  type Choice,
  type DraftReply,
} from "../../src/protocol";
import { connected, replyFor } from "../gestures/server";

const URI = "file:///w/page.html";

function choice(proposer: string): Choice {
  const drawn = [{ first_line: 0, last_line: 0, box: [0, 0, 10, 10] as const }];
  const proof = replyFor(URI).proof;
  return { proposer, code: `<p>${proposer}</p>`, score: 0.9, proof, rendering: "", drawn };
}

describe("a draft", () => {
  const { limner, server } = connected();
  let asked: AcceptParams[] = [];
  let applied = true;

  beforeEach(() => {
    asked = [];
    applied = true;
    server.onRequest(ACCEPT_REQUEST, (params: AcceptParams) => {
      asked.push(params);
      return { applied };
    });
  });

  function draft(placed?: number, more: Partial<DraftReply> = {}): Draft {
    const choices = [choice("trace"), choice("model")];
    return new Draft(limner, "Code from login.png", replyFor(URI, { choices, ...more }), placed);
  }

  test("shows its first candidate, and none of them is in the document", () => {
    expect(draft().view).toMatchObject({ chosen: 0, placed: null, busy: false });
  });

  test("puts the candidate that is looked at into the document", async () => {
    const made = draft();
    made.choose(1);

    await expect(made.accept(vi.fn())).resolves.toBe(true);

    expect(asked).toEqual([{ draft: "d1", choice: 1 }]);
    expect(made.view).toMatchObject({ chosen: 1, placed: 1, busy: false });
  });

  test("is busy until the server has answered", async () => {
    const made = draft();
    const busy: boolean[] = [];

    const accepting = made.accept(() => busy.push(made.view.busy));
    const again = await made.accept(vi.fn());
    await accepting;

    expect(again).toBe(false);
    expect(busy).toEqual([true, false]);
    expect(asked).toHaveLength(1);
  });

  test("tells the server once which candidate was pasted without it", async () => {
    const made = draft(0);
    made.choose(1);
    await made.accept(vi.fn());
    await made.discard(vi.fn());

    expect(asked).toEqual([{ draft: "d1", choice: 1, instead: 0 }, { draft: "d1" }]);
    expect(made.view.placed).toBeNull();
  });

  test("that is not in the document is discarded without the server", async () => {
    await expect(draft().discard(vi.fn())).resolves.toBe(true);

    expect(asked).toEqual([]);
  });

  test("stays as it is where the editor refuses the change", async () => {
    applied = false;
    const made = draft();

    await expect(made.accept(vi.fn())).resolves.toBe(false);

    expect(made.view).toMatchObject({ placed: null, busy: false });
  });

  test("passes on what the server says is in the way, and can be accepted again", async () => {
    server.onRequest(ACCEPT_REQUEST, () => new ResponseError(-32803, "the page has changed there"));
    const made = draft();

    await expect(made.accept(vi.fn())).rejects.toThrow("the page has changed there");

    expect(made.view).toMatchObject({ placed: null, busy: false });
  });

  test("notices that it was undone in the editor, and done again", async () => {
    const made = draft();
    made.choose(1);
    await made.accept(vi.fn());

    made.notice(false);
    expect(made.view.placed).toBeNull();
    made.notice(true);
    expect(made.view.placed).toBe(1);
  });

  test("of which nothing can be found in a document is not taken for undone", () => {
    const made = draft(0, { choices: [{ ...choice("trace"), drawn: [] }] });

    made.notice(false);

    expect(made.view.placed).toBe(0);
  });

  test("goes into the file that its edit makes", () => {
    const target = "file:///w/login.html";
    const documentChanges = [
      { kind: "create" as const, uri: target },
      { textDocument: { uri: target, version: null }, edits: [] },
    ];

    expect(draft(undefined, { edit: { documentChanges } }).target).toBe(target);
    expect(draft().target).toBe(URI);
  });

  test("does not send its edit and its files to the page that shows it", () => {
    expect(draft().view.reply).not.toHaveProperty("edit");
    expect(draft().view.reply).not.toHaveProperty("files");
  });
});
