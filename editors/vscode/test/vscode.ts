import { createVSCodeMock } from "jest-mock-vscode";
import { vi } from "vitest";

// Tests run outside VS Code: there, its module is this stand-in, and what it lacks.
vi.mock("vscode", async () => {
  const { CancellationTokenSource } = await import("vscode-jsonrpc/node");
  class CancellationError extends Error {}
  const QuickPickItemKind = { Separator: -1, Default: 0 };
  const DocumentPasteTriggerKind = { Automatic: 0, PasteAs: 1 };
  class DocumentDropOrPasteEditKind {
    static readonly Empty = new DocumentDropOrPasteEditKind("");
    static readonly Text = new DocumentDropOrPasteEditKind("text");
    constructor(readonly value: string) {}
    append(...parts: string[]): DocumentDropOrPasteEditKind {
      return new DocumentDropOrPasteEditKind([this.value, ...parts].filter(Boolean).join("."));
    }
  }
  class DocumentPasteEdit {
    yieldTo: unknown;
    additionalEdit: unknown;
    constructor(
      readonly insertText: string,
      readonly title: string,
      readonly kind: DocumentDropOrPasteEditKind,
    ) {}
  }
  return {
    ...createVSCodeMock(vi),
    CancellationError,
    CancellationTokenSource,
    DocumentDropOrPasteEditKind,
    DocumentPasteEdit,
    DocumentPasteTriggerKind,
    QuickPickItemKind,
    UIKind: { Desktop: 1, Web: 2 },
    env: { uiKind: 1, remoteName: undefined },
  };
});
