import * as vscode from "vscode";
import { pageOf } from "./html";
import type { FromWebview, ToWebview, View } from "./messages";

/** What the window tells of itself. */
export interface WindowEvents {
  /** The page says something; "ready" where it was loaded and has been told what to show. */
  said(message: FromWebview): void;
  /** It was closed, by the user or by us. */
  closed(): void;
}

// As often as a person sees a difference.
const PAUSE = 50;

/** A tab beside the editor that shows a view. */
export class PreviewWindow implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  #view: View;
  /** Whether the page hears: it does not before it is loaded, nor while its tab is hidden. */
  #hears = false;
  #pause: NodeJS.Timeout | undefined;

  constructor(context: vscode.ExtensionContext, view: View, events: WindowEvents) {
    this.#view = view;
    const dist = vscode.Uri.joinPath(context.extensionUri, "dist");
    const panel = vscode.window.createWebviewPanel(
      "limner.preview",
      view.title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableForms: false, localResourceRoots: [dist] },
    );
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(context.extensionUri, "media", "icon.png");
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#hears = false;
    });
    panel.onDidDispose(() => {
      this.#hears = false;
      clearTimeout(this.#pause);
      events.closed();
    });
    panel.webview.onDidReceiveMessage((message: FromWebview) => {
      if (message.kind === "ready") {
        this.#hears = true;
        this.#send();
      }
      events.said(message);
    });
    panel.webview.html = pageOf(panel.webview, dist);
  }

  /** Show a view, now or, where one came a moment ago, soon. */
  show(view: View): void {
    const another = view.kind !== this.#view.kind || view.title !== this.#view.title;
    this.#view = view;
    if (this.#panel.title !== view.title) this.#panel.title = view.title;
    if (another) this.#send();
    else this.#pause ??= setTimeout(() => this.#send(), PAUSE);
  }

  /** Tell the page what has changed in what it shows. */
  tell(message: Exclude<ToWebview, View>): void {
    if (this.#hears) void this.#panel.webview.postMessage(message);
  }

  /** Where a draft stands now: the page is not sent its pictures again. */
  stand(view: View & { kind: "draft" }): void {
    this.#view = view;
    const { chosen, placed, busy } = view;
    this.tell({ kind: "standing", chosen, placed, busy });
  }

  /** Bring it to the front; the focus too, or it stays where it is. */
  reveal(focus: boolean): void {
    if (focus || !this.#panel.visible) this.#panel.reveal(undefined, !focus);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #send(): void {
    clearTimeout(this.#pause);
    this.#pause = undefined;
    if (this.#hears) void this.#panel.webview.postMessage(this.#view);
  }
}
