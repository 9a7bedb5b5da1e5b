// A warm Node.js that runs one candidate after another: `node -e <this text>`.
// The frames are described in `limner_server.proof.runner.warm`. Each run loads all CommonJS modules
// anew, and ends when the event loop is empty.

'use strict';

const fs = require('node:fs');
const inspector = require('node:inspector');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const KEPT = 4096;
// Neither modules of the other kind nor the results of node:test are forgotten.
const STALE = /\bimport\s*\(|['"](?:node:test|worker_threads|node:worker_threads|cluster)['"]/;
const clock = performance.now.bind(performance);

const frames = framesOf(fs);
const job = frames.read();
const { token } = frames.read();
for (const name of ['require', 'module', 'exports', '__filename', '__dirname']) {
  delete globalThis[name];
}
process.argv = [process.execPath, ...job.argv];
process.argv[1] = path.resolve(job.argv[0]);

const root = fs.realpathSync(job.root);
const own = (file) => file.startsWith(`${root}/`) && !file.includes('/node_modules/');
const fresh = {
  globals: Object.getOwnPropertyDescriptors(globalThis),
  process: Object.getOwnPropertyDescriptors(process),
  console: Object.getOwnPropertyDescriptors(console),
  env: { ...process.env },
  cwd: process.cwd(),
};
const idle = [process.stdout, process.stderr] && process.getActiveResourcesInfo().length;
const become = layerOf(fs, path);
let run = null;

class Exit extends Error {}

function start(request) {
  become(request.files);
  restore();
  run = { start: clock(), output: '', broken: '', failed: false, exited: false, timedOut: false };
  const state = run;
  state.session = request.lines ? watchLines(inspector) : null;
  const print = (chunk, encoding, done) => {
    state.output = (state.output + chunk).slice(-2 * KEPT);
    (done ?? encoding)?.call?.();
    return true;
  };
  process.stdout.write = print;
  process.stderr.write = print;
  const { assert } = console;
  console.assert = (condition, ...rest) => {
    state.failed ||= !condition;
    assert.call(console, condition, ...rest);
  };
  process.exit = function leave(code = process.exitCode) {
    const over = !Number(code ?? 0) && testsWereOver(fs, process.argv[1], callSite(leave));
    if (!over) fail(state, new Error(`the program ended with exit code ${code ?? 0}`));
    state.exited = true;
    throw new Exit();
  };
  const thrown = (error) => {
    fail(state, error);
    finish(state);
  };
  process.on('uncaughtException', thrown);
  process.on('unhandledRejection', thrown);
  process.on('beforeExit', () => finish(state));
  // The clock here is the wall's, on a machine that may be busy.
  const milliseconds = Math.ceil(request.processor * 2000);
  setTimeout(() => {
    state.timedOut = true;
    finish(state);
  }, milliseconds).unref();
  globalThis.limnerMain = () => {
    delete globalThis.limnerMain;
    Module._load(process.argv[1], null, true);
  };
  try {
    main.runInThisContext({ timeout: milliseconds });
  } catch (error) {
    state.timedOut = error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    fail(state, error);
    finish(state);
  }
  if (state.exited) finish(state);
}

const main = new vm.Script('limnerMain()', { filename: 'limner' });

function fail(state, error) {
  if (error instanceof Exit) return;
  state.failed = true;
  state.broken ||= brokenBy(error);
  state.output += `${error?.stack ?? error}\n`;
}

function restore() {
  for (const file of Object.keys(Module._cache)) delete Module._cache[file];
  for (const request of Object.keys(Module._pathCache)) delete Module._pathCache[request];
  process.removeAllListeners();
  for (const [object, descriptors] of [
    [globalThis, fresh.globals],
    [process, fresh.process],
    [console, fresh.console],
  ]) {
    for (const name of Reflect.ownKeys(object)) if (!(name in descriptors)) delete object[name];
    Object.defineProperties(object, descriptors);
  }
  process.exitCode = undefined;
  process.env = { ...fresh.env };
  process.chdir(fresh.cwd);
}

// Tells what came of the run, and goes on to the next.
function finish(state) {
  if (run !== state) return;
  run = null;
  const loaded = Object.keys(Module._cache).filter(own);
  const stale = loaded.some((file) => STALE.test(fs.readFileSync(file, 'utf8')));
  const broken = stale ? 'it cannot be run anew in one process' : state.broken;
  const finished = !state.failed && !process.exitCode;
  // What an end by force leaves behind would run on into the next.
  const spoilt = process.getActiveResourcesInfo().length > idle;
  frames.write({
    token,
    report: {
      finished,
      passed: [],
      failed: [],
      timed_out: state.timedOut,
      broken,
      lines: state.session && { script: linesSoFar(fs, state.session, root) },
    },
    output: state.output.slice(-KEPT),
    seconds: (clock() - state.start) / 1000,
    timed_out: state.timedOut,
    modules: [],
    spoilt,
  });
  if (spoilt) process.reallyExit(0);
  state.session?.disconnect();
  // The event loop ends unless something is left to be done.
  setImmediate(() => start(frames.read()));
}

start(frames.read());
