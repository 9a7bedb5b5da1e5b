import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["dist", "node_modules"]),
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "max-lines": ["error", 300],
      "no-console": "error",
    },
  },
  { files: ["src/protocol.ts"], rules: { "max-lines": "off" } }, // written by editors/declare.py
  {
    files: ["src/**/*.ts"],
    ignores: ["src/client.ts"],
    rules: {
      // It takes longer to load than all else together: only `client.ts` does, which is loaded late.
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "vscode-languageclient/node",
              allowTypeImports: true,
              message: "import types alone; src/client.ts has the values",
            },
          ],
        },
      ],
    },
  },
);
