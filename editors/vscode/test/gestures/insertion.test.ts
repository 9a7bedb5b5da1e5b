import { beforeEach, describe, expect, test, vi } from "vitest";
import * as vscode from "vscode";
import type { CancellationToken } from "vscode-jsonrpc/node";
import { codeToInsert } from "../../src/gestures/insertion";
import { openPreview } from "../../src/preview/panel";
import type { AcceptParams, CodeParams, DraftReply } from "../../src/protocol";
import { connected, replyFor } from "./server";

/** Milliseconds that a busy machine may take. */
const PATIENCE = 5000;

vi.mock("../../src/preview/panel", () => ({ openPreview: vi.fn() }));

const URI = "file:///w/index.html";
const PICTURE = { image: "data:image/png;base64,iVBORw==", name: "the pasted picture" };

describe("a picture that is pasted", () => {
  const show = vi.fn();
  let text = "";
  let change: (event: { document: unknown }) => void = () => undefined;
  let bar: vscode.CancellationTokenSource;
  const document = {
    uri: vscode.Uri.parse(URI),
    version: 1,
    getText: () => text,
  };
  const place = { document: document as unknown as vscode.TextDocument };
  const editor = (): vscode.CancellationTokenSource => new vscode.CancellationTokenSource();

  beforeEach(() => {
    text = "";
    document.version = 1;
    bar = new vscode.CancellationTokenSource();
    vi.mocked(openPreview).mockReturnValue({ show } as unknown as ReturnType<typeof openPreview>);
    show.mockReset();
    vi.mocked(vscode.window.withProgress).mockImplementation((_, task) =>
      task({ report: vi.fn() }, bar.token),
    );
    vi.spyOn(vscode.workspace, "onDidChangeTextDocument").mockImplementation((listen) => {
      change = listen as unknown as typeof change;
      return new vscode.Disposable(() => undefined);
    });
  });

  function answering(reply: DraftReply): {
    limner: ReturnType<typeof connected>["limner"];
    asked: CodeParams[];
    accepted: AcceptParams[];
    answer: () => void;
  } {
    const { limner, server } = connected();
    const asked: CodeParams[] = [];
    const accepted: AcceptParams[] = [];
    let answer = (): void => undefined;
    const ready = new Promise<void>((resolve) => {
      answer = resolve;
    });
    server.onRequest("limner/code", async (params: CodeParams) => {
      asked.push(params);
      await ready;
      return reply;
    });
    server.onRequest("limner/accept", (params: AcceptParams) => {
      accepted.push(params);
      return { applied: true };
    });
    return { limner, asked, accepted, answer };
  }

  function told(kind: "showInformationMessage" | "showWarningMessage"): unknown[][] {
    return vi.mocked(vscode.window[kind]).mock.calls;
  }

  test("becomes an edit with its files, and the server hears where it is", async () => {
    const files = { "file:///w/images/a.png": "iVBORw==" };
    const { limner, asked, accepted, answer } = answering(replyFor(URI, { files }));
    const created = vi.spyOn(vscode.WorkspaceEdit.prototype, "createFile");
    answer();

    const edit = await codeToInsert(limner, place, PICTURE, editor().token);
    text = "<h1>Log in</h1>";
    document.version = 2;
    change({ document });

    expect(edit?.get(document.uri)[0]?.newText).toBe("<h1>Log in</h1>");
    const [file, options] = created.mock.calls[0] ?? [];
    expect(file?.toString()).toBe("file:///w/images/a.png");
    expect(options?.contents).toEqual(Buffer.from([137, 80, 78, 71]));
    expect(asked[0]).toMatchObject({ uri: URI, version: 1, image: PICTURE.image, preview: true });
    await vi.waitFor(() => {
      expect(told("showInformationMessage")).toEqual([
        ["Code from the pasted picture: looks 96 % like the picture.", "Show Preview"],
      ]);
    }, PATIENCE);
    expect(accepted).toEqual([{ draft: "d1", choice: 0, instead: 0 }]);
  });

  test("says that it is unproven where it is", async () => {
    const proof = { status: "unproven", summary: "no browser", figures: {}, remedy: "install one" };
    const reply = replyFor(URI, { proof: proof as DraftReply["proof"] });
    const { limner, answer } = answering(reply);
    answer();

    await codeToInsert(limner, place, PICTURE, editor().token);
    text = "<h1>Log in</h1>";
    document.version = 2;
    change({ document });

    await vi.waitFor(() => {
      expect(told("showWarningMessage")).toEqual([
        [
          "Code from the pasted picture is not proven: no browser. install one",
          "Show Preview",
        ],
      ]);
    }, PATIENCE);
  });

  test("is offered where the user typed meanwhile, and goes in when asked to", async () => {
    const { limner, accepted, answer } = answering(replyFor(URI));
    const typing = editor();
    vi.mocked(vscode.window.showInformationMessage).mockResolvedValue("Put It In" as never);

    const pasting = codeToInsert(limner, place, PICTURE, typing.token);
    typing.cancel();
    const edit = await pasting;
    answer();

    expect(edit).toBeUndefined();
    await vi.waitFor(() => {
      expect(accepted).toEqual([{ draft: "d1", choice: 0 }]);
    }, PATIENCE);
    expect(told("showInformationMessage")[0]?.slice(1)).toEqual(["Put It In", "Show Preview"]);
  });

  test("is forgotten at once where the user cancels", async () => {
    const { limner, asked, accepted } = answering(replyFor(URI));

    const pasting = codeToInsert(limner, place, PICTURE, editor().token);
    await vi.waitFor(() => {
      expect(asked).toHaveLength(1);
    }, PATIENCE);
    bar.cancel();

    expect(await pasting).toBeUndefined();
    expect(told("showInformationMessage")).toEqual([]);
    expect(told("showWarningMessage")).toEqual([]);
    expect(vi.mocked(vscode.window.showErrorMessage).mock.calls).toEqual([]);
    expect(accepted).toEqual([]);
  });

  test("is shown first where it would go into a file of its own", async () => {
    const edit = { changes: { "file:///w/login.html": [{ range: null, newText: "<h1>" }] } };
    const reply = replyFor(URI, { edit: edit as unknown as DraftReply["edit"] });
    const { limner, answer } = answering(reply);
    answer();

    const pasted = await codeToInsert(limner, place, PICTURE, editor().token);

    expect(pasted).toBeUndefined();
    expect(show).toHaveBeenCalledWith(reply, undefined);
  });

  test("that cannot be written is told in one line", async () => {
    const { limner, server } = connected();
    server.onRequest("limner/code", (_: unknown, __: CancellationToken) => {
      throw new Error("the picture is damaged: take it again");
    });

    const pasted = await codeToInsert(limner, place, PICTURE, editor().token);

    expect(pasted).toBeUndefined();
    const [message] = vi.mocked(vscode.window.showErrorMessage).mock.calls[0] ?? [];
    expect(message).toMatch(/^Limner: .*the picture is damaged: take it again$/);
  });
});
