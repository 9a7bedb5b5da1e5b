// A warm Vitest that runs one candidate after another: `node --input-type=module -e <this text>`.
// The frames are described in `limner_server.proof.runner.warm`. Vite keeps what it has transformed;
// the test files run anew, each as the workspace's settings isolate it.

import fs from 'node:fs';
import path from 'node:path';

const KEPT = 4096;
const frames = framesOf(fs);
const job = frames.read();
const { token } = frames.read();
const become = layerOf(fs, path);
// Nobody but the frames speaks here.
process.stdout.write = () => true;
process.stderr.write = () => true;

const { createVitest, parseCLI } = await import('vitest/node');
const { filter, options } = parseCLI(['vitest', ...job.argv]);
let vitest = null;

for (;;) {
  const request = frames.read();
  const start = performance.now();
  const written = become(request.files);
  // The clock here is the wall's, on a machine that may be busy.
  let clock;
  const late = new Promise((resolve) => {
    clock = setTimeout(resolve, request.processor * 2000, 'late');
  });
  const how = await Promise.race([run(written).catch((error) => error), late]);
  clearTimeout(clock);
  const isLate = how === 'late';
  frames.write({
    token,
    report: how instanceof Error || isLate ? null : reported(),
    output: (how instanceof Error ? String(how.stack) : said()).slice(0, KEPT),
    seconds: (performance.now() - start) / 1000,
    timed_out: isLate,
    modules: [],
    spoilt: isLate || how instanceof Error,
  });
}

async function run(written) {
  if (!vitest) {
    const settings = { ...options, watch: true, run: false, reporters: [{}], ui: false };
    vitest = await createVitest('test', settings, { server: { watch: null } });
    await vitest.start(filter);
    return;
  }
  for (const file of written) {
    for (const project of [vitest, ...vitest.projects]) {
      (project.vite ?? project.server).moduleGraph.onFileChange(file);
    }
    vitest.invalidateFile?.(file);
  }
  const files = vitest.state.getFiles().map((file) => file.filepath);
  await vitest.rerunFiles([...new Set(files)], undefined, false, false);
}

function tests() {
  const found = [];
  const visit = (task, names) => {
    const own = [...names, task.name];
    if (task.type === 'suite') for (const one of task.tasks) visit(one, own);
    else if (task.result) found.push({ name: own.join(' '), ...task.result });
  };
  for (const file of vitest.state.getFiles()) for (const task of file.tasks) visit(task, []);
  return found;
}

function reported() {
  const of = (state) => tests().filter((test) => test.state === state);
  const names = (state) => of(state).map((test) => test.name);
  const files = vitest.state.getFiles();
  const ended = files.every((file) => ['pass', 'skip'].includes(file.result?.state));
  return {
    finished: ended && !vitest.state.getUnhandledErrors().length,
    passed: names('pass'),
    failed: names('fail'),
    timed_out: false,
    broken: of('pass').length + of('fail').length ? '' : 'no test ran',
    lines: null,
  };
}

function said() {
  if (!vitest) return '';
  const files = vitest.state.getFiles().map((file) => ({ name: file.filepath, ...file.result }));
  return [...files, ...tests()]
    .flatMap(({ name, errors }) => (errors ?? []).map((one) => `${name}: ${one.stack ?? one.message}`))
    .join('\n');
}
