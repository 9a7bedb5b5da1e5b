import { randomBytes } from "node:crypto";
import * as vscode from "vscode";

/** The webview's page: its own script, its own styles, pictures that come as data, and no more. */
export function pageOf(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const source = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const policy = [
    "default-src 'none'",
    `img-src data: ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${source("preview.css")}">
  <title>Limner</title>
</head>
<body>
  <main></main>
  <script nonce="${nonce}" src="${source("preview.js")}"></script>
</body>
</html>
`;
}
