import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type Status, STATUS_CHANGED, STATUS_REQUEST } from "./protocol";
import type { Connection, Phase } from "./server/connection";

/** What the status item says. */
export interface Saying {
  readonly text: string;
  readonly tooltip: string;
  readonly warns: boolean;
}

/** One item: off, starting, idle, busy, in trouble; a click opens the menu. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "limner.status",
    vscode.StatusBarAlignment.Right,
    100,
  );
  private readonly listening: vscode.Disposable;
  private hearing: vscode.Disposable | undefined;
  private status: Status | undefined;

  constructor(private readonly connection: Connection) {
    this.item.name = "Limner";
    this.item.command = "limner.menu";
    this.listening = vscode.Disposable.from(
      connection.onDidChange((phase) => this.follow(phase)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.show()),
    );
    this.show();
    this.item.show();
  }

  /** What the server said last; undefined where none is running. */
  get last(): Status | undefined {
    return this.status;
  }

  dispose(): void {
    this.hearing?.dispose();
    this.listening.dispose();
    this.item.dispose();
  }

  private follow(phase: Phase): void {
    this.hearing?.dispose();
    this.hearing = undefined;
    this.status = undefined;
    if (phase.kind === "running") this.hear(phase.client);
    this.show();
  }

  private hear(client: LanguageClient): void {
    const take = (status: Status): void => {
      this.status = status;
      this.show();
    };
    this.hearing = client.onNotification(STATUS_CHANGED, take);
    client.sendRequest<Status>(STATUS_REQUEST).then(take, (error: unknown) => {
      this.connection.log.warn("the server does not tell its status", error);
    });
  }

  private show(): void {
    const { text, tooltip, warns } = say(
      this.connection.phase,
      this.status,
      vscode.workspace.isTrusted,
    );
    this.item.text = text;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: tooltip, role: "button" };
    this.item.backgroundColor = warns
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
  }
}

/** What the item says of the server, and of what it is doing. */
export function say(phase: Phase, status: Status | undefined, trusted: boolean): Saying {
  switch (phase.kind) {
    case "off":
      return { text: "$(circle-slash) Limner", tooltip: "Limner is off.", warns: false };
    case "missing":
      return {
        text: "$(circle-slash) Limner",
        tooltip: "Limner is not installed. Click to install it.",
        warns: false,
      };
    case "starting":
      return { text: "$(loading~spin) Limner", tooltip: "Limner is starting.", warns: false };
    case "failed":
      return { text: "$(warning) Limner", tooltip: phase.message, warns: true };
    case "running":
      return running(phase.version, status, trusted);
  }
}

/** The engine, as the item and the menu name it. */
export function engineLine(status: Status): string {
  const model = status.loaded || status.model || "the built-in model";
  switch (status.engine) {
    case "none":
      return "Engine: none, by the settings";
    case "remote":
      return `Engine: ${status.url}${status.model ? `, ${status.model}` : ""}`;
    case "local": {
      const state = status.running ? "running" : "starts when needed";
      return `Engine: on this machine, ${model} (${state})`;
    }
  }
}

/** Whose adapters the tasks use, where they are not those that came with the model. */
export function adaptersLine(status: Status): string | undefined {
  const own = Object.entries(status.adapters).filter(([task, adapter]) => task !== adapter);
  if (!own.length) return undefined;
  return `Adapters: ${own.map(([task, adapter]) => `${adapter} for ${task}`).join(", ")}`;
}

function running(version: string, status: Status | undefined, trusted: boolean): Saying {
  const tasks = status?.tasks ?? [];
  const lines = [
    `Limner ${version}: ${tasks.length ? "busy" : "idle"}`,
    ...tasks.map((task) => `- ${task}`),
    ...(status ? [engineLine(status), adaptersLine(status)] : []),
    ...(status?.error ? [`Last trouble: ${status.error}`] : []),
    ...(trusted ? [] : ["Restricted mode: nothing of this workspace is run."]),
  ];
  const idle = status?.error ? "$(warning)" : status?.engine === "none" ? "$(eye-closed)" : "$(eye)";
  return {
    text: `${tasks.length ? "$(loading~spin)" : idle} Limner`,
    tooltip: lines.filter((line) => line !== undefined).join("\n"),
    warns: false,
  };
}
