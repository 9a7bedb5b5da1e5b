// Runs one case after another against a file of the workspace, each with all its modules loaded
// anew: `node --experimental-vm-modules -e <shared text and this>`.
// The first frame is `{"root", "path", "texts": {path: text}, "aliases": {path: {name: path}}}`, the
// second `{"token"}`. A message is `{"text": str, "points": [offset], "bindings": [[name, from]],
// "seconds": s, "late": int, "cases": [{"names": [name], "imports": [[module, name, alias]],
// "arrange": str, "act": str, "async": bool}]}`: what the file says, the offsets whose counts are
// wanted, what cases call its exports, how long each may take, how many may take longer before the
// others are not run. Its answer is `{"token", "answers": [as `perform` has it]}`, of which the last
// is "unloaded" where the file does not load.

'use strict';

const fs = { ...require('node:fs') };
const inspector = require('node:inspector');
const Module = require('node:module');
const path = require('node:path');
const url = require('node:url');
const util = require('node:util');
const vm = require('node:vm');

const KEPT = 4096;
// Longer to load than a test would wait, in seconds.
const LOADING = 8;
const ENGINE = /^(?:Cannot (?:read|set) properties of |Cannot destructure |Cannot convert undefined|Cannot use 'in' operator|Cannot mix BigInt|Cannot access )|is not (?:a function|iterable|defined|a constructor)\b|Maximum call stack|Class constructor|not an object|called on (?:null|undefined|incompatible)|must be an instance of|undefined is not/;

const frames = framesOf({ ...fs });
const job = frames.read();
const { token } = frames.read();
for (const name of ['require', 'module', 'exports', '__filename', '__dirname']) delete globalThis[name];

const loader = loaderOf({ fs, path, vm, Module, url, root: job.root, aliases: job.aliases });
for (const [file, text] of Object.entries(job.texts)) loader.say(file, text);
const counts = counting(inspector);
const watch = watchOutside(Module.createRequire(job.path), job.root);
const { real } = watch;
const write = { stdout: process.stdout, stderr: process.stderr };
const prototypes = [Object, Array, String, Number, Function, Map, Set, Date, Promise, RegExp, Error].map(
  (one) => one.prototype,
);
const fresh = new Map(
  [globalThis, process, console, Math, JSON, Object, Array, Date, Promise, ...prototypes].map((one) => [
    one,
    Object.getOwnPropertyDescriptors(one),
  ]),
);
const cwd = process.cwd();
const compiled = new Map();
const entry = new vm.Script('limnerEntry()', { filename: 'limner' });

class Exit extends Error {}

// Calls something that may go on for ever.
function within(seconds, call) {
  globalThis.limnerEntry = () => {
    delete globalThis.limnerEntry;
    return call();
  };
  return entry.runInThisContext({ timeout: Math.ceil(seconds * 1000) });
}

class Late extends Error {}

async function inTime(seconds, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = real.setTimeout(() => reject(new Late()), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    real.clearTimeout(timer);
  }
}

function restore() {
  watch.rest();
  for (const [object, descriptors] of fresh) {
    for (const name of Reflect.ownKeys(object)) if (!Object.hasOwn(descriptors, name)) delete object[name];
    for (const [name, one] of Object.entries(descriptors)) {
      if (one.writable && one.configurable && object[name] !== one.value) Object.defineProperty(object, name, one);
    }
  }
  process.removeAllListeners();
  process.exitCode = undefined;
  process.env = watch.env;
  if (process.chdir) process.chdir(cwd);
}

function callOf({ names, arrange, act, async: isAsync }, bound) {
  const given = ['limner', ...bound].join(', ');
  const own = names.join(', ');
  const body = `${arrange}\nlimner.arranged(() => ({ ${own} }));\nlimner.returned(${isAsync ? 'await ' : ''}(${act}\n));`;
  const text = isAsync
    ? `(async function (${given}) {'use strict';\n${body}\n})`
    : `(function (${given}) {'use strict';\n${body}\n})`;
  if (!compiled.has(text)) {
    if (compiled.size > KEPT) compiled.clear();
    compiled.set(text, new vm.Script(text, { filename: 'limner-case' }));
  }
  return compiled.get(text).runInThisContext();
}

function boundTo(bindings, { value, isModule }) {
  return bindings.map(([, from]) => {
    if (from === '*') return value;
    if (from !== 'default' || isModule) return value?.[from];
    return value?.__esModule ? value.default : value;
  });
}

// One case: everything that came of it.
async function perform(asked, points, name) {
  const told = { ending: 'broken', value: '', kind: '', message: '', state: [], printed: '', counts: [], form: '', line: 0 };
  const state = { acting: false, done: false, value: undefined, seen: null, before: new Map() };
  let add = (more) => {
    told.counts = told.counts.length ? told.counts.map((one, index) => one + more[index]) : more;
  };
  const print = (chunk, encoding, done) => {
    told.printed = (told.printed + chunk).slice(0, KEPT);
    (done ?? encoding)?.call?.();
    return true;
  };
  const limner = {
    arranged(see) {
      if (asked.names.length) {
        add(counts(name, points));
        state.seen = see;
        state.before = new Map(quietly(() => sights(see)));
        counts(name, null);
      }
      state.acting = true;
      told.printed = '';
    },
    returned(value) {
      [state.done, state.value] = [true, value];
    },
  };
  const instance = loader.instance();
  let bound, given;
  write.stdout.write = write.stderr.write = print;
  try {
    const loaded = await inTime(LOADING, within(LOADING, () => instance.load(job.path)));
    bound = asked.bindings.map(([one]) => one);
    given = boundTo(asked.bindings, loaded);
    for (const [module, from, alias] of asked.imports) {
      const other = await instance.dynamic(module, job.path);
      if (other.status === 'unlinked') await other.link(() => {});
      bound.push(alias);
      given.push(from === '*' ? other.namespace : other.namespace[from]);
    }
  } catch (error) {
    return { ...told, ending: 'unloaded', ...errorOf(error) };
  }
  let call;
  try {
    call = callOf(asked, bound);
  } catch (error) {
    return { ...told, ...errorOf(error) };
  }
  const exit = process.reallyExit;
  process.exit = process.reallyExit = process.abort = () => {
    throw new Exit('the program ended');
  };
  let failure = null;
  const thrown = (error) => {
    failure ??= { error };
  };
  process.on('uncaughtException', thrown);
  process.on('unhandledRejection', thrown);
  counts(name, null);
  watch.seen.clear();
  watch.on = true;
  try {
    const promise = within(asked.seconds, () => call(limner, ...given));
    if (asked.async) await inTime(asked.seconds, promise);
    if (!asked.async && isPromise(state.value)) {
      told.form = 'await';
      state.value = await inTime(asked.seconds, state.value);
    } else if (isIterator(state.value)) {
      told.form = 'spread';
      state.value = within(asked.seconds, () => [...upTo(MOST_MEMBERS, state.value)]);
    }
    told.ending = 'returned';
  } catch (error) {
    failure = { error };
  } finally {
    watch.on = false;
    add(counts(name, points));
    process.reallyExit = exit;
  }
  if (failure) ended(told, state, failure.error);
  else Object.assign(told, sameAs(state) ?? outcome(state.value));
  if (state.seen && told.ending !== 'broken') told.state.unshift(...changes(state, quietly(() => sights(state.seen))));
  return told;
}

function ended(told, state, error) {
  const { kind, message, line } = errorOf(error);
  Object.assign(told, { kind, message, line });
  const late = error instanceof Late || error?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
  const accident = error instanceof Exit || (error instanceof Error && ENGINE.test(error.message) && !isThrown(told));
  if (late) told.ending = 'timed out';
  else told.ending = state.acting && !accident ? 'raised' : 'broken';
  if (told.ending === 'raised' && !(error instanceof Error)) Object.assign(told, { value: spell(error).text });
}

// Whether the code itself throws on the line where the error came up.
function isThrown({ line }) {
  const text = loader.prepare(job.path).code.split('\n')[line - 1] ?? '';
  return /\bthrow\b|\bError\(|\breject\(/.test(text);
}

function errorOf(error) {
  if (!(error instanceof Error)) return { kind: kindOf(error), message: '', line: 0 };
  const kind = error.constructor?.name || error.name;
  const place = String(error.stack ?? '').split('\n').find((one) => one.includes(job.path));
  const line = Number(/:(\d+)(?::\d+)?\)?$/.exec(place ?? '')?.[1] ?? 0);
  return { kind: String(kind), message: String(error.message).slice(0, KEPT), line };
}

// What is returned is an object that the test has a name for.
function sameAs({ value, seen }) {
  if (!seen || typeof value !== 'object' || value === null) return null;
  const [name] = Object.entries(seen()).find(([, one]) => one === value) ?? [];
  return name ? { value: name, kind: kindOf(value) } : null;
}

function outcome(value) {
  const { text, kind } = spell(value);
  const isInstance = typeof value === 'object' && value !== null && kindOf(value) !== 'Object';
  if (!isInstance || /^(?:Array|Map|Set|Date|RegExp|URL|Buffer|\w*Error|\w+Array)\b/.test(kind)) {
    return { value: text, kind };
  }
  // Of an instance a test looks at what it has.
  const state = quietly(() => parts('result', value)).filter(([, one]) => one);
  return { value: '', kind, state: state.slice(0, 12) };
}

const sights = (see) => Object.entries(see()).flatMap(([name, value]) => parts(name, value));

function changes(state, after) {
  return after.filter(([name, text]) => text && state.before.get(name) !== text);
}

function quietly(call) {
  const { on } = watch;
  watch.on = false;
  try {
    return within(5, call);
  } catch {
    return [];
  } finally {
    watch.on = on;
  }
}

const isPromise = (value) => util.types.isPromise(value) || (kindOf(value) !== 'Object' && typeof value?.then === 'function');
const isIterator = (value) =>
  typeof value === 'object' && value !== null && typeof value.next === 'function' &&
  typeof value[Symbol.iterator] === 'function' && value[Symbol.iterator]() === value;

function* upTo(most, iterator) {
  for (const one of iterator) {
    if (most-- <= 0) throw new Late();
    yield one;
  }
}

// Offsets as they stand in what runs.
const placed = { text: null, points: null, found: [] };
function placesOf(points) {
  const one = loader.prepare(job.path);
  if (placed.text === one && placed.points?.length === points.length) return placed.found;
  const into = one.map ? placedBy(one.map, one.text, one.code, points) : points;
  const before = one.type === 'module' ? 0 : OPEN.length;
  const found = into.map((point) => (point < 0 ? -1 : point + before));
  Object.assign(placed, { text: one, points, found });
  return found;
}

async function answer(message) {
  loader.say(job.path, message.text);
  let points = [];
  try {
    points = message.points.length ? placesOf(message.points) : [];
  } catch {
    // Then it does not load either.
  }
  const answers = [];
  let late = 0;
  for (const asked of message.cases) {
    const told = await perform({ ...message, ...asked }, points, job.path);
    answers.push({ ...told, outside: [...watch.seen] });
    restore();
    late += told.ending === 'timed out';
    if (told.ending === 'unloaded' || late === message.late) break;
  }
  return { token, answers };
}

async function serve() {
  for (;;) {
    const message = frames.read();
    frames.write(await answer(message));
  }
}

serve();
