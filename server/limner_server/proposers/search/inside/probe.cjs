// Calls functions of variants of a file, and tells what each answers. Reads and prints as probe.py
// does; the arguments are JSON.
'use strict';

const { createRequire } = require('node:module');
const { readFileSync, writeSync } = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const asked = JSON.parse(readFileSync(0, 'utf8'));
const quiet = new Proxy({}, { get: () => () => undefined });

function answer(context, name, literal) {
  try {
    context.literal = literal;
    const call = `(() => { const given = ${name}(...JSON.parse(literal));
      return given === undefined || given === null || Number.isNaN(given) ? '' :
        typeof given + JSON.stringify(given); })()`;
    const told = vm.runInContext(call, context, { timeout: asked.seconds * 1000 });
    return String(told).slice(0, 2000);
  } catch (error) {
    return `!${(error && error.code) || (error && error.name)}`;
  }
}

function answers(text) {
  const module = { exports: {} };
  const context = vm.createContext({
    module,
    exports: module.exports,
    require: createRequire(asked.path),
    console: quiet,
    __filename: asked.path,
    __dirname: path.dirname(asked.path),
    process: { argv: ['node', asked.path], env: {}, exit() {}, on() {} },
  });
  try {
    vm.runInContext(text, context, { filename: asked.path, timeout: 2000 });
  } catch {
    return [];
  }
  return asked.calls.map(([name, literal]) => answer(context, name, literal));
}

const found = asked.texts.map(answers);
writeSync(1, asked.token + JSON.stringify(found));
process.exit(0);
