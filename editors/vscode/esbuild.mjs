// Bundles the extension for Node and the preview's page for its webview: `npm run build`.
import { context } from "esbuild";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";

const production = process.argv.includes("--production");
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "info",
  legalComments: "none",
};
const extension = {
  ...shared,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
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

const builds = [extension, webview].filter(({ entryPoints }) => existsSync(entryPoints[0]));
for (const options of builds) {
  const build = await context(options);
  await build.rebuild();
  if (process.argv.includes("--watch")) await build.watch();
  else await build.dispose();
}
