import { createVSCodeMock } from "jest-mock-vscode";
import { vi } from "vitest";

// Tests run outside VS Code: there, its module is this stand-in, and what it lacks.
vi.mock("vscode", async () => {
  const { CancellationTokenSource } = await import("vscode-jsonrpc/node");
  class CancellationError extends Error {}
  const QuickPickItemKind = { Separator: -1, Default: 0 };
  return { ...createVSCodeMock(vi), CancellationError, CancellationTokenSource, QuickPickItemKind };
});
