// A reporter of node:test that fills in a report: `node --test --test-reporter=<this text>`.

import fs from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';

const { token } = JSON.parse(fs.readFileSync(0, 'utf8'));

export default async function* report(source) {
  const passed = new Set();
  const failed = new Set();
  const above = [];
  for await (const { type, data } of source) {
    if (type === 'test:start') {
      above.length = data.nesting;
      above.push(data.name);
    } else if (type === 'test:pass' || type === 'test:fail') {
      const names = [...above.slice(0, data.nesting), data.name];
      const file = data.file ? path.relative(process.cwd(), data.file) : '';
      const name = [file, ...names].filter((one) => one && one !== data.file).join(' > ');
      const suite = data.details?.type === 'suite';
      const below = data.details?.error?.failureType === 'subtestsFailed';
      if (type === 'test:fail' && !below && !data.todo && !data.skip) failed.add(name);
      if (type === 'test:pass' && !suite && !data.todo && !data.skip) passed.add(name);
      if (type === 'test:fail') yield `${name}: ${reason(data.details?.error)}\n`;
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message;
    }
  }
  const text = JSON.stringify({
    finished: true,
    passed: [...passed].filter((name) => !failed.has(name)),
    failed: [...failed],
    timed_out: false,
    broken: passed.size + failed.size ? '' : 'no test was found',
    lines: null,
  });
  yield `\n${token}${deflateSync(text).toString('base64')}\n`;
}

function reason(error) {
  return String(error?.cause?.stack ?? error?.cause ?? error?.message ?? '');
}
