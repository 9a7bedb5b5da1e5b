// Watches a script from within, in a fresh process: `node --import <this text> script.js`.
// It passes where it reaches its end and no `console.assert` failed.

import fs from 'node:fs';
import inspector from 'node:inspector';
import process from 'node:process';
import { deflateSync } from 'node:zlib';

const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const { writeSync } = fs;
const { stringify } = JSON;
const { exit, argv } = process;
const { assert } = console;
const report = { finished: false, passed: [], failed: [], timed_out: false, broken: '', lines: null };
let drained = false;
let asserted = true;

console.assert = (condition, ...rest) => {
  asserted &&= Boolean(condition);
  assert.call(console, condition, ...rest);
};
process.exit = function leave(code = process.exitCode) {
  drained ||= !Number(code ?? 0) && testsWereOver(fs, argv[1], callSite(leave));
  exit.call(process, code);
};
process.on('beforeExit', () => {
  drained = true;
});
process.on('uncaughtExceptionMonitor', (error) => {
  report.broken ||= brokenBy(error);
});

let session;
if (job.lines) {
  session = new inspector.Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

process.on('exit', (code) => {
  report.finished = drained && asserted && !code;
  if (session) report.lines = { script: covered() };
  say(`\n${job.token}${deflateSync(stringify(report)).toString('base64')}`);
});

function say(text) {
  let left = Buffer.from(text);
  while (left.length) {
    try {
      left = left.subarray(writeSync(1, left));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

// The lines that ran, by path, from V8's counts of blocks.
function covered() {
  let found = {};
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const own = result.filter(({ url }) => url.startsWith('file://'));
    const paths = own.map((script) => [decodeURIComponent(script.url.slice(7)), script]);
    found = Object.fromEntries(
      paths
        .filter(([path]) => path.startsWith(`${job.root}/`) && !path.includes('/node_modules/'))
        .map(([path, script]) => [path, linesOf(fs.readFileSync(path, 'utf8'), script.functions)]),
    );
  });
  return found;
}

function linesOf(text, functions) {
  const counts = new Int32Array(text.length + 1);
  const ranges = functions.flatMap((one) => one.ranges);
  const size = (range) => range.endOffset - range.startOffset;
  // The outer first: what lies within says it better.
  ranges.sort((one, other) => size(other) - size(one));
  for (const { startOffset, endOffset, count } of ranges) counts.fill(count, startOffset, endOffset);
  const lines = [];
  let offset = 0;
  text.split('\n').forEach((line, index) => {
    const start = offset + line.search(/\S|$/);
    if (/[^\s{}()[\];,]/.test(line) && !/^\s*\/\//.test(line)) {
      const end = offset + line.trimEnd().length;
      if (counts.subarray(start, end).some((count) => count > 0)) lines.push(index + 1);
    }
    offset += line.length + 1;
  });
  return lines;
}
