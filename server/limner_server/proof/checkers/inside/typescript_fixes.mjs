// Asks TypeScript's language service what it would do about the errors of a line.
//
// Reads from stdin {typescript, project, path, line, indent, ending}; writes a list of
// {code, start, description, changes: [{path, edits: [{start, length, text}]}]}, where offsets
// count UTF-16 code units.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const asked = JSON.parse(readFileSync(0, "utf8"));
const ts = createRequire(asked.typescript)(asked.typescript);

function configuration() {
  if (!asked.project) {
    const options = { strict: true, allowJs: true, checkJs: true, skipLibCheck: true };
    return { options: { ...options, target: ts.ScriptTarget.ES2022 }, fileNames: [] };
  }
  const { config } = ts.readConfigFile(asked.project, ts.sys.readFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(asked.project));
}

const { options, fileNames } = configuration();
const service = ts.createLanguageService({
  ...ts.sys,
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [...new Set([...fileNames, asked.path])],
  getScriptVersion: () => "0",
  getScriptSnapshot: (path) =>
    ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path)) : undefined,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});
const format = {
  ...ts.getDefaultFormatCodeSettings(asked.ending),
  indentSize: asked.indent.replace("\t", "    ").length,
  tabSize: 4,
  convertTabsToSpaces: !asked.indent.startsWith("\t"),
};

const text = service.getProgram().getSourceFile(asked.path);
const errors = [
  ...service.getSyntacticDiagnostics(asked.path),
  ...service.getSemanticDiagnostics(asked.path),
].filter(({ start }) => text.getLineAndCharacterOfPosition(start).line + 1 === asked.line);
const fixes = errors.flatMap(({ start, length, code }) =>
  service
    .getCodeFixesAtPosition(asked.path, start, start + length, [code], format, {})
    .map(({ description, changes }) => ({
      code,
      description,
      changes: changes.map(({ fileName, textChanges }) => ({
        path: fileName,
        edits: textChanges.map(({ span, newText }) => ({ ...span, text: newText })),
      })),
    })),
);
console.log(JSON.stringify(fixes));
