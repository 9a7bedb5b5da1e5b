// Notes what code reaches that is not the same everywhere and always: shared text, put before
// `cases.cjs`. The functions of Node.js stay what they are and tell when they are called.

const SLEEP = 5;

function watchOutside(require, root) {
  const os = require('node:os');
  const path = require('node:path');
  const { syncBuiltinESMExports } = require('node:module');
  const { fileURLToPath } = require('node:url');
  const seen = new Set();
  const watch = { seen, on: false, timers: [] };
  const note = (what) => {
    if (watch.on) seen.add(what);
  };
  const real = { setTimeout, clearTimeout, clearInterval, now: performance.now.bind(performance) };
  watch.real = real;

  // Has a method tell before it does what it does.
  const tell = (object, name, before) => {
    const method = object?.[name];
    const { enumerable = true, configurable = true } = Object.getOwnPropertyDescriptor(object ?? {}, name) ?? {};
    if (typeof method !== 'function' || !configurable) return;
    const told = function (...given) {
      before(...given);
      return new.target ? Reflect.construct(method, given, new.target) : Reflect.apply(method, this, given);
    };
    Object.defineProperties(told, { name: { value: name }, length: { value: method.length } });
    if (method.prototype) told.prototype = method.prototype;
    for (const key of Object.getOwnPropertySymbols(method)) {
      Object.defineProperty(told, key, Object.getOwnPropertyDescriptor(method, key));
    }
    Object.defineProperty(object, name, { value: told, writable: true, configurable: true, enumerable });
  };
  const all = (object, what, but = []) => {
    for (const name of Object.keys(object)) {
      if (typeof object[name] === 'function' && !but.includes(name)) tell(object, name, () => note(what));
    }
  };

  const temporary = path.resolve(os.tmpdir()) + path.sep;
  const own = root + path.sep;
  const here = process.cwd();
  const named = (given) => {
    if (typeof given === 'string') return path.resolve(here, given);
    if (given instanceof URL && given.protocol === 'file:') return fileURLToPath(given);
    return Buffer.isBuffer(given) ? path.resolve(here, String(given)) : '';
  };
  const file = (given) => {
    const place = named(given);
    // The workspace may lie in the temporary folder itself.
    if (place && (!place.startsWith(temporary) || place.startsWith(own))) note('files');
  };
  const fs = require('node:fs');
  for (const holder of [fs, fs.promises]) {
    for (const name of Object.keys(holder)) if (!/^[A-Z_]/.test(name)) tell(holder, name, file);
  }

  for (const name of ['http', 'https']) {
    const module = require(`node:${name}`);
    for (const one of ['request', 'get', 'createServer']) tell(module, one, () => note('network'));
  }
  const net = require('node:net');
  for (const name of ['connect', 'createConnection', 'createServer']) tell(net, name, () => note('network'));
  tell(net.Socket.prototype, 'connect', () => note('network'));
  tell(require('node:dgram'), 'createSocket', () => note('network'));
  for (const holder of [require('node:dns'), require('node:dns').promises]) all(holder, 'network');
  for (const name of ['fetch', 'WebSocket', 'EventSource']) tell(globalThis, name, () => note('network'));

  all(require('node:child_process'), 'processes');
  tell(require('node:worker_threads'), 'Worker', () => note('processes'));

  const crypto = require('node:crypto');
  const dice = ['randomBytes', 'randomInt', 'randomUUID', 'randomFill', 'randomFillSync', 'getRandomValues'];
  for (const name of [...dice, 'generateKeyPair', 'generateKeyPairSync', 'generateKey', 'generateKeySync']) {
    tell(crypto, name, () => note('random'));
  }
  const web = Object.getPrototypeOf(globalThis.crypto);
  for (const name of ['randomUUID', 'getRandomValues']) tell(web, name, () => note('random'));
  tell(Math, 'random', () => note('random'));

  const { Date: RealDate } = globalThis;
  tell(RealDate, 'now', () => note('clock'));
  globalThis.Date = new Proxy(RealDate, {
    construct(target, given, as) {
      if (!given.length) note('clock');
      return Reflect.construct(target, given, as);
    },
    apply(target, self, given) {
      note('clock');
      return Reflect.apply(target, self, given);
    },
  });
  RealDate.prototype.constructor = globalThis.Date;
  tell(Object.getPrototypeOf(performance), 'now', () => note('clock'));
  for (const name of ['hrtime', 'uptime', 'cpuUsage', 'memoryUsage']) tell(process, name, () => note('clock'));

  for (const [holder, repeats] of [[globalThis, false], [require('node:timers'), false]]) {
    for (const name of ['setTimeout', 'setInterval']) {
      const method = holder[name];
      holder[name] = Object.assign(
        function (call, delay, ...rest) {
          if (delay > SLEEP || name === 'setInterval' || repeats) note('sleep');
          const timer = method(call, delay, ...rest);
          if (watch.on) watch.timers.push(timer);
          return timer;
        },
        { ...method },
      );
      for (const key of Object.getOwnPropertySymbols(method)) {
        Object.defineProperty(holder[name], key, Object.getOwnPropertyDescriptor(method, key));
      }
    }
  }
  const later = require('node:timers/promises');
  for (const name of ['setTimeout', 'setInterval']) {
    tell(later, name, (delay) => name === 'setInterval' || delay > SLEEP ? note('sleep') : undefined);
  }
  tell(Atomics, 'wait', () => note('sleep'));

  for (const name of Object.keys(os)) if (!['EOL', 'tmpdir'].includes(name)) tell(os, name, () => note('environment'));
  tell(process, 'cwd', () => note('environment'));
  const environment = process.env;
  watch.env = new Proxy(environment, {
    get(target, name) {
      if (typeof name === 'string' && name !== 'NODE_ENV') note('environment');
      return target[name];
    },
    has(target, name) {
      note('environment');
      return name in target;
    },
  });
  process.env = watch.env;
  for (const [name, what] of [['argv', 'environment'], ['stdin', 'input']]) {
    const described = Object.getOwnPropertyDescriptor(process, name);
    Object.defineProperty(process, name, {
      configurable: true,
      enumerable: true,
      get() {
        note(what);
        return described.get ? described.get.call(process) : described.value;
      },
      set(value) {
        described.value = value;
        delete described.get;
      },
    });
  }
  const readline = require('node:readline');
  for (const holder of [readline, readline.promises]) tell(holder, 'createInterface', () => note('input'));
  // The console looks at the environment for its colours.
  for (const name of Object.keys(console)) {
    const method = console[name];
    if (typeof method !== 'function') continue;
    console[name] = (...given) => {
      const { on } = watch;
      watch.on = false;
      try {
        return method.apply(console, given);
      } finally {
        watch.on = on;
      }
    };
  }
  syncBuiltinESMExports();

  // Ends what a case set going.
  watch.rest = () => {
    for (const timer of watch.timers) real.clearTimeout(timer);
    watch.timers = [];
  };
  return watch;
}
