import { beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { ResponseError } from "vscode-jsonrpc/node";
import type { Limner } from "../../src/limner";
import { Previews } from "../../src/preview/previews";
import { ACCEPT_REQUEST } from "../../src/protocol";
import { connected, replyFor } from "../gestures/server";
import { opening, type Tab } from "./tab";

const REPLY = replyFor("file:///w/page.html");
const TITLE = "Code from login.png";

describe("a preview", () => {
  let tabs: Tab[];
  let previews: Previews;
  let server: ReturnType<typeof connected>["server"];
  const cancel = vi.fn();

  beforeEach(() => {
    const made = connected();
    server = made.server;
    const context = { extensionUri: vscode.Uri.parse("file:///extension") };
    tabs = opening();
    previews = new Previews({ ...made.limner, context } as unknown as Limner);
    cancel.mockClear();
  });

  /** The newest tab, whose page has been loaded. */
  function loaded(): Tab {
    const tab = tabs.at(-1);
    if (!tab) throw new Error("no tab was opened");
    tab.say({ kind: "ready" });
    return tab;
  }

  test("opens beside the editor, and leaves the focus there", () => {
    previews.begin(TITLE, cancel);

    expect(vscode.window.createWebviewPanel).toHaveBeenCalledWith(
      "limner.preview",
      TITLE,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      expect.objectContaining({ enableScripts: true, enableForms: false }),
    );
  });

  test("lets its page load and run nothing but its own", () => {
    previews.begin(TITLE, cancel);

    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(loaded().html)?.[1] ?? "";
    const [, nonce] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(policy.split("; ").map((one) => one.split(" ")[0])).toEqual([
      "default-src",
      "img-src",
      "style-src",
      "script-src",
    ]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(nonce?.length).toBeGreaterThan(16);
    expect(loaded().html.match(/<script /g)).toHaveLength(1);
    expect(loaded().html).toContain(`<script nonce="${nonce ?? ""}"`);
  });

  test("shows a page that was loaded late what there is by then", () => {
    const preview = previews.begin(TITLE, cancel);
    preview.progress("Reading the picture", 0.2);
    preview.written("<h1>");

    expect(loaded().told.at(-1)).toMatchObject({
      kind: "working",
      message: "Reading the picture",
      fraction: 0.2,
      code: "<h1>",
    });
  });

  test("shows the answer as soon as it is there", () => {
    const preview = previews.begin(TITLE, cancel);
    const tab = loaded();

    preview.show(REPLY);

    expect(tab.told.at(-1)).toMatchObject({ kind: "draft", chosen: 0, placed: null });
  });

  test("that is closed before its answer cancels the request, and shows the answer no more", () => {
    const preview = previews.begin(TITLE, cancel);

    loaded().close();
    preview.show(REPLY);

    expect(cancel).toHaveBeenCalledTimes(1);
    expect(tabs).toHaveLength(1);
  });

  test("cancels where its page says so, and is gone at once", () => {
    previews.begin(TITLE, cancel);

    loaded().say({ kind: "cancel" });

    expect(cancel).toHaveBeenCalledTimes(1);
    expect(tabs[0]?.isOpen).toBe(false);
  });

  test("that is closed after its answer cancels nothing", () => {
    previews.begin(TITLE, cancel).show(REPLY);

    loaded().close();

    expect(cancel).not.toHaveBeenCalled();
  });

  test("is one: the next request takes its tab, and the former is cancelled", () => {
    const former = previews.begin(TITLE, cancel);
    const tab = loaded();
    previews.begin("Code from shop.png", vi.fn());

    former.show(REPLY);

    expect(cancel).toHaveBeenCalledTimes(1);
    expect(tabs).toHaveLength(1);
    expect(tab.title).toBe("Code from shop.png");
    expect(tab.told.at(-1)).toMatchObject({ kind: "working", title: "Code from shop.png" });
  });

  test("comes to the front for the next request, and leaves the focus in the editor", () => {
    previews.begin(TITLE, cancel);
    const tab = loaded();
    tab.hide();

    previews.begin("Code from shop.png", vi.fn());

    expect(tab.revealed).toEqual(["seen"]);
  });

  test("gets the focus where its command says so", () => {
    previews.begin(TITLE, cancel).show(REPLY);

    previews.open();

    expect(loaded().revealed).toEqual(["focused"]);
  });

  test("says why there is nothing to show", () => {
    const preview = previews.begin(TITLE, cancel);
    const tab = loaded();

    preview.fail("there is no Tesseract: install it");

    expect(tab.told.at(-1)).toMatchObject({
      kind: "failed",
      message: "there is no Tesseract: install it",
    });
    tab.close();
    expect(cancel).not.toHaveBeenCalled();
  });

  test("is closed where there is nothing to say", () => {
    previews.begin(TITLE, cancel).fail();

    expect(tabs[0]?.isOpen).toBe(false);
    expect(cancel).not.toHaveBeenCalled();
  });

  test("that was closed comes back with the last answer", () => {
    previews.begin(TITLE, cancel).show(REPLY);
    loaded().close();

    previews.open();

    expect(tabs).toHaveLength(2);
    expect(loaded().told.at(-1)).toMatchObject({ kind: "draft", title: TITLE });
  });

  test("that never was cannot come back, which is said", () => {
    previews.open();

    expect(tabs).toHaveLength(0);
    expect(vscode.window.showInformationMessage).toHaveBeenCalledWith(
      expect.stringContaining("paste a screenshot"),
    );
  });

  test("tells what was in the way of Accept, and stays", async () => {
    server.onRequest(ACCEPT_REQUEST, () => new ResponseError(-32803, "the page has changed there"));
    previews.begin(TITLE, cancel).show(REPLY);
    const tab = loaded();

    await previews.accept();

    expect(vscode.window.showErrorMessage).toHaveBeenCalledWith("the page has changed there");
    expect(tab.isOpen).toBe(true);
    expect(tab.told.at(-1)).toMatchObject({ kind: "standing", placed: null, busy: false });
  });

  test("does as Accept and Discard say only where there is something to accept", async () => {
    previews.begin(TITLE, cancel);
    const asked = vi.fn(() => ({ applied: true }));
    server.onRequest(ACCEPT_REQUEST, asked);

    await previews.accept();
    expect(asked).not.toHaveBeenCalled();
    await previews.discard();

    expect(cancel).toHaveBeenCalledTimes(1);
    expect(tabs[0]?.isOpen).toBe(false);
  });
});
