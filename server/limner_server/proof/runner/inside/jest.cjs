// A warm Jest that runs one candidate after another: `node -e <this text>`.
// The frames are described in `limner_server.proof.runner.warm`. Jest loads every test file, and all
// that it requires, anew into a context of its own; what it has transformed it keeps.

'use strict';

const fs = require('node:fs');
const path = require('node:path');

const KEPT = 4096;
const frames = framesOf(fs);
const job = frames.read();
const { token } = frames.read();
const become = layerOf(fs, path);
// Nobody but the frames speaks here.
process.stdout.write = () => true;
process.stderr.write = () => true;
process.exit = (code) => {
  throw new Error(`the program ended with exit code ${code ?? 0}`);
};

const jestPath = require.resolve('jest', { paths: [process.cwd()] });
const jest = require(jestPath);
const cli = require.resolve('jest-cli', { paths: [path.dirname(jestPath)] });
// Until release 29 it lay in a file of its own.
const { buildArgv } = jest.buildArgv ? jest : require(path.join(path.dirname(cli), 'run'));
const settings = { ci: true, runInBand: true, silent: true, coverage: false, reporters: [] };
const quiet = { watch: false, watchAll: false, watchman: false, notify: false, json: false };

async function serve() {
  const argv = { ...(await buildArgv(job.argv)), ...settings, ...quiet };
  const projects = argv.projects?.length ? argv.projects : [argv.rootDir ?? process.cwd()];
  for (;;) {
    const request = frames.read();
    const start = performance.now();
    become(request.files);
    process.exitCode = undefined;
    const ran = await jest.runCLI(argv, projects).catch((error) => error);
    const spoilt = ran instanceof Error;
    frames.write({
      token,
      report: spoilt ? null : reported(ran.results),
      output: (spoilt ? ran.stack : said(ran.results)).slice(0, KEPT),
      seconds: (performance.now() - start) / 1000,
      timed_out: false,
      modules: [],
      spoilt,
    });
  }
}

function reported(results) {
  const tests = results.testResults.flatMap((file) => file.testResults);
  const names = (status) =>
    tests.filter((test) => test.status === status).map((test) => test.fullName);
  const [passed, failed] = [names('passed'), names('failed')];
  return {
    finished: results.success && !results.runExecError,
    passed,
    failed,
    timed_out: false,
    broken: passed.length + failed.length ? '' : 'no test ran',
    lines: null,
  };
}

function said(results) {
  return results.testResults.map((file) => file.failureMessage ?? '').join('\n');
}

serve();
