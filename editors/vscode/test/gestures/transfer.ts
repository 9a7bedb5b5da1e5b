import type * as vscode from "vscode";

/** What a paste or a drop brings along: texts and files by MIME type. */
export function transfer(
  items: Record<string, string | Partial<vscode.DataTransferFile>>,
): vscode.DataTransfer {
  const entries = Object.entries(items).map(([type, value]) => [
    type,
    {
      asString: () => Promise.resolve(typeof value === "string" ? value : ""),
      asFile: () => (typeof value === "string" ? undefined : value),
    },
  ]);
  return new Map(entries as never) as unknown as vscode.DataTransfer;
}
