// TypeScript and JSX as the JavaScript that they stand for, by the tools of the workspace: shared
// text, put before `cases.cjs`. A result is `{ code, map }`: the map is null where each character
// stays where it is, else a source map.

function translatorOf(fs, path, Module) {
  const tool = (file, ...names) => {
    // The last of the names, as the package before it sees it.
    let from = Module.createRequire(file);
    try {
      for (const name of names.slice(0, -1)) from = Module.createRequire(from.resolve(name));
      return from(names.at(-1));
    } catch {
      return null;
    }
  };
  const stripped = (file, text) => {
    if (!Module.stripTypeScriptTypes || /\.[jt]sx$/.test(file)) return null;
    try {
      return { code: Module.stripTypeScriptTypes(text, { mode: 'strip' }), map: null };
    } catch {
      return null;
    }
  };
  const byEsbuild = (file, text) => {
    const esbuild =
      tool(file, 'esbuild') ?? tool(file, 'vite', 'esbuild') ??
      tool(file, 'tsx', 'esbuild') ?? tool(file, 'vitest', 'vite', 'esbuild');
    if (!esbuild) return null;
    const loader = { '.mts': 'ts', '.cts': 'ts', '.js': 'jsx' }[path.extname(file)] ?? path.extname(file).slice(1);
    const compilerOptions = { experimentalDecorators: /^\s*@\w/m.test(text) };
    const options = { loader, sourcemap: true, jsx: 'automatic', target: 'esnext', logLevel: 'silent' };
    const { code, map } = esbuild.transformSync(text, { ...options, tsconfigRaw: { compilerOptions } });
    return { code, map: JSON.parse(map) };
  };
  const byTypeScript = (file, text) => {
    const typescript = tool(file, 'typescript');
    if (!typescript?.transpileModule) return null;
    const { ModuleKind, ScriptTarget, JsxEmit } = typescript;
    const options = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022, jsx: JsxEmit.ReactJSX };
    const compilerOptions = { ...options, sourceMap: true, experimentalDecorators: true };
    const told = typescript.transpileModule(text, { compilerOptions, fileName: file, reportDiagnostics: true });
    const [error] = told.diagnostics ?? [];
    if (error) throw new SyntaxError(typescript.flattenDiagnosticMessageText(error.messageText, '\n'));
    return { code: told.outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'), map: JSON.parse(told.sourceMapText) };
  };
  const bySwc = (file, text) => {
    const swc = tool(file, '@swc/core');
    if (!swc) return null;
    const syntax = /\.[cm]?tsx?$/.test(file) ? 'typescript' : 'ecmascript';
    const parser = { syntax, tsx: file.endsWith('.tsx'), jsx: true, decorators: true };
    const { code, map } = swc.transformSync(text, { jsc: { parser, target: 'es2022' }, sourceMaps: true, swcrc: false });
    return { code, map: JSON.parse(map) };
  };
  return (file, text) => {
    for (const way of [stripped, byEsbuild, byTypeScript, bySwc]) {
      const found = way(file, text);
      if (found) return found;
    }
    throw Object.assign(new Error('nothing here turns TypeScript or JSX into JavaScript'), { code: 'LIMNER_NO_TOOL' });
  };
}

// Where in the code each of these offsets of the text went, by a source map ("Source Map", ECMA-426).
function placedBy(map, text, code, offsets) {
  const starts = (of) => [0, ...[...of.matchAll(/\n/g)].map((one) => one.index + 1)];
  const [textStarts, codeStarts] = [starts(text), starts(code)];
  const known = [];
  let [line, column] = [0, 0];
  map.mappings.split(';').forEach((segments, row) => {
    let at = 0;
    for (const segment of segments.split(',')) {
      const [along, , down, across] = numbersOf(segment);
      if (along === undefined) continue;
      at += along;
      if (down === undefined) continue;
      line += down;
      column += across;
      known.push([textStarts[line] + column, codeStarts[row] + at]);
    }
  });
  known.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  // The first that is told at the offset or soon after it, before anything else is said.
  return offsets.map((offset) => {
    const [first, at] = known.find(([one]) => one >= offset) ?? [];
    return first === undefined || /[;}]|=>/.test(text.slice(offset, first)) ? -1 : at;
  });
}

function numbersOf(segment) {
  const found = [];
  let [value, shift] = [0, 0];
  for (const one of segment) {
    const digit = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(one);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return found;
}
