// Bundles the extension for Node and the preview's page for its webview: `npm run build`.
import { context } from "esbuild";
import { copyFileSync, mkdirSync } from "node:fs";

const production = process.argv.includes("--production");
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "info",
  legalComments: "none",
};
const node = { ...shared, platform: "node", format: "cjs", target: "node20", external: ["vscode"] };
// A file of its own, which is read when the first client is made: the extension is there before.
const languageClient = {
  ...node,
  entryPoints: ["vscode-languageclient/node"],
  outfile: "dist/languageclient.js",
};
const extension = {
  ...node,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  // By `require`: an import would see nothing of what a bundle exports.
  supported: { "dynamic-import": false },
  plugins: [
    {
      name: "language-client-apart",
      setup: ({ onResolve }) =>
        onResolve({ filter: /^vscode-languageclient\/node$/ }, () => ({
          path: "./languageclient.js",
          external: true,
        })),
    },
  ],
};
const webview = {
  ...shared,
  entryPoints: ["src/preview/webview/main.ts"],
  outfile: "dist/preview.js",
  platform: "browser",
  format: "iife",
  target: "es2022",
};

// The sample that the walkthrough tries is the one of `limner demo`.
mkdirSync("dist", { recursive: true });
copyFileSync("../../server/limner_server/samples/harbour.png", "dist/harbour.png");

for (const options of [languageClient, extension, webview]) {
  const build = await context(options);
  await build.rebuild();
  if (process.argv.includes("--watch")) await build.watch();
  else await build.dispose();
}
