import { createVSCodeMock } from "jest-mock-vscode";
import { vi } from "vitest";

// Tests run outside VS Code: there, its module is this stand-in.
vi.mock("vscode", () => createVSCodeMock(vi));
