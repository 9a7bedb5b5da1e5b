// Draws a page of the application as HTML: its own JSX, compiled by TypeScript, on a runtime of a
// few lines that knows what the pages use of React and i18next.
//
// node draw.mjs TYPESCRIPT < {"page": "pages/SignIn", "language": "en", "props": {}, "theme": ""}

import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const ts = require(process.argv[2]);
const source = join(dirname(fileURLToPath(import.meta.url)), 'src');
const asked = JSON.parse(readFileSync(0, 'utf8'));
const EMPTY = new Set(['br', 'hr', 'img', 'input']);
const NAMES = { className: 'class', htmlFor: 'for' };
const modules = new Map();

const escaped = (text) =>
  String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

function draw(node) {
  if (Array.isArray(node)) return node.map(draw).join('');
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  return typeof node === 'object' ? node.html : escaped(node);
}

function element(kind, props, ...children) {
  const given = { ...props, children };
  if (typeof kind === 'function') return { html: draw(kind(given)) };
  if (kind === null) return { html: draw(children) };
  const attributes = Object.entries(props ?? {})
    .filter(([name, value]) => !['key', 'children'].includes(name) && value !== false && typeof value !== 'function')
    .map(([name, value]) => ` ${NAMES[name] ?? name}="${escaped(value === true ? name : value)}"`);
  const open = `<${kind}${attributes.join('')}>`;
  return { html: EMPTY.has(kind) ? open : `${open}${draw(children)}</${kind}>` };
}

function catalogue(name) {
  return JSON.parse(readFileSync(join(source, 'locales', asked.language, `${name}.json`), 'utf8'));
}

function useTranslation(space = 'common', { keyPrefix = '' } = {}) {
  const t = (key, values = {}) => {
    const [name, rest] = key.includes(':') ? key.split(':') : [space, key];
    const path = [...(keyPrefix && name === space ? [keyPrefix] : []), ...rest.split('.')];
    const last = path.pop();
    const around = path.reduce((at, part) => at?.[part], catalogue(name)) ?? {};
    const text = around[last] ?? around[`${last}_${values.count === 1 ? 'one' : 'other'}`] ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  };
  return { t };
}

const RUNTIME = {
  react: { createElement: element, Fragment: null, useState: (value) => [value, () => {}] },
  'react-i18next': { useTranslation },
};

function load(path) {
  const file = [path, `${path}.jsx`, `${path}.js`].find((one) => existsSync(one));
  if (!modules.has(file)) {
    const module = { exports: {} };
    modules.set(file, module);
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      fileName: file,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        jsx: ts.JsxEmit.React,
        jsxFactory: 'element',
        jsxFragmentFactory: 'null',
      },
    });
    const find = (name) => RUNTIME[name] ?? load(join(dirname(file), name));
    new Function('module', 'exports', 'require', 'element', outputText)(
      module, module.exports, find, element,
    );
  }
  return modules.get(file).exports;
}

const Page = load(join(source, asked.page)).default;
const style = readFileSync(join(source, '..', 'style.css'), 'utf8');
process.stdout.write(
  `<!doctype html><html><head><meta charset="utf-8"><style>${style}</style></head>` +
    `<body class="${asked.theme}">${draw(element(Page, asked.props))}</body></html>`,
);
