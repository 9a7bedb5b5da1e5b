// Which lines run, from V8's counts of blocks: shared text, put before `once.mjs` and `server.cjs`.

function watchLines(inspector) {
  const session = new inspector.Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  return session;
}

// The lines that ran so far, of the workspace's own files by their paths from its root.
function linesSoFar(fs, session, root) {
  const within = `${root}/`;
  let found = {};
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const paths = result.map((script) => [
      decodeURIComponent(script.url.replace(/^file:\/\//, '')),
      script,
    ]);
    found = Object.fromEntries(
      paths
        .filter(([path]) => path.startsWith(within) && !path.includes('/node_modules/'))
        .map(([path, script]) => [
          path.slice(within.length),
          linesOf(fs.readFileSync(path, 'utf8'), script.functions),
        ]),
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
