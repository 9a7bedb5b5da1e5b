import { expect, test, vi } from "vitest";
import * as vscode from "vscode";
import { chooseStack } from "../../src/gestures/stack";

function settings(stack: string): { update: ReturnType<typeof vi.fn> } {
  const update = vi.fn().mockResolvedValue(undefined);
  const configuration = { get: () => stack, update };
  vi.spyOn(vscode.workspace, "getConfiguration").mockReturnValue(configuration as never);
  return { update };
}

function choosing(label: string): void {
  vi.mocked(vscode.window.showQuickPick).mockImplementation(((items: vscode.QuickPickItem[]) =>
    Promise.resolve(items.find((item) => item.label === label))) as never);
}

test("the stack is kept with the workspace", async () => {
  const { update } = settings("auto");
  const folder = { uri: vscode.Uri.parse("file:///w"), name: "w", index: 0 };
  vi.spyOn(vscode.workspace, "workspaceFolders", "get").mockReturnValue([folder]);
  choosing("Vue");

  await chooseStack();

  expect(update).toHaveBeenCalledWith("stack", "vue", vscode.ConfigurationTarget.Workspace);
});

test("without a workspace it is kept with the user", async () => {
  const { update } = settings("vue");
  vi.spyOn(vscode.workspace, "workspaceFolders", "get").mockReturnValue(undefined);
  choosing("React");

  await chooseStack();

  expect(update).toHaveBeenCalledWith("stack", "react", vscode.ConfigurationTarget.Global);
});

test("nothing is kept where nothing is chosen", async () => {
  const { update } = settings("auto");
  choosing("none of them");

  await chooseStack();

  expect(update).not.toHaveBeenCalled();
});
