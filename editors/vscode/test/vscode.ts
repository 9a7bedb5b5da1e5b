import { createVSCodeMock } from "jest-mock-vscode";
import { vi } from "vitest";

// Tests run outside VS Code: there, its module is this stand-in, and what it lacks.
vi.mock("vscode", async () => {
  const { CancellationTokenSource } = await import("vscode-jsonrpc/node");
  class CancellationError extends Error {}
  return { ...createVSCodeMock(vi), CancellationError, CancellationTokenSource };
});
