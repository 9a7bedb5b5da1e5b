import { vi } from "vitest";
import * as vscode from "vscode";
import type { FromWebview, ToWebview } from "../../src/preview/messages";

/** The tab of a webview as VS Code keeps it, without the page in it. */
export interface Tab {
  readonly html: string;
  readonly title: string;
  readonly isOpen: boolean;
  /** Whether it was brought to the front, and with the focus. */
  readonly revealed: readonly ("seen" | "focused")[];
  /** All that the page was told. */
  readonly told: readonly ToWebview[];
  /** As the page would say it. */
  say(message: FromWebview): void;
  /** As the user would. */
  close(): void;
  hide(): void;
}

/** From now on VS Code opens these; the last is the newest. */
export function opening(): Tab[] {
  const tabs: Tab[] = [];
  const made = vi.fn((_type: string, title: string) => {
    const { panel, tab } = panelOf(title);
    tabs.push(tab);
    return panel;
  });
  vi.mocked(vscode.commands.executeCommand).mockResolvedValue(undefined);
  const marked = { key: "", dispose: vi.fn() };
  vi.mocked(vscode.window.createTextEditorDecorationType).mockReturnValue(marked);
  Object.assign(vscode.window, { createWebviewPanel: made });
  return tabs;
}

function panelOf(title: string): { panel: vscode.WebviewPanel; tab: Tab } {
  const [said, closed] = [new vscode.EventEmitter<FromWebview>(), new vscode.EventEmitter<void>()];
  const told: ToWebview[] = [];
  const revealed: ("seen" | "focused")[] = [];
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    closed.fire();
  };
  const webview = {
    html: "",
    cspSource: "https://webview.test",
    onDidReceiveMessage: said.event,
    asWebviewUri: (uri: vscode.Uri) => uri,
    postMessage: (message: ToWebview) => {
      told.push(message);
      return Promise.resolve(true);
    },
  };
  const panel = {
    title,
    webview,
    visible: true,
    onDidChangeViewState: vi.fn(),
    onDidDispose: closed.event,
    dispose: close,
    reveal: (_column: undefined, preserveFocus: boolean) => {
      revealed.push(preserveFocus ? "seen" : "focused");
    },
  };
  const tab = {
    told,
    revealed,
    close,
    hide: () => {
      panel.visible = false;
    },
    say: (message: FromWebview) => {
      said.fire(message);
    },
    get html() {
      return webview.html;
    },
    get title() {
      return panel.title;
    },
    get isOpen() {
      return isOpen;
    },
  };
  return { panel: panel as unknown as vscode.WebviewPanel, tab };
}
