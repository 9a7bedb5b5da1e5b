// How often what stands at an offset ran, from V8's counts of blocks: shared text, put before
// `cases.cjs`.

function counting(inspector) {
  const session = new inspector.Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  // The counts since the last call, at each point of the script with this name.
  return (name, points) => {
    let found = [];
    session.post('Profiler.takePreciseCoverage', (error, told) => {
      // What has a path for a name goes by its address.
      found = error ? [] : told.result.filter(({ url }) => pathOf(url) === name);
    });
    return points ? points.map((point) => found.reduce((sum, script) => sum + countAt(script, point), 0)) : [];
  };
}

function pathOf(url) {
  return url.startsWith('file:') ? decodeURIComponent(url.replace(/^file:\/\//, '')) : url;
}

// That of the smallest block around it.
function countAt(script, point) {
  let [count, size] = [0, Infinity];
  for (const { ranges } of script.functions) {
    for (const { startOffset, endOffset, count: counted } of ranges) {
      if (startOffset <= point && point < endOffset && endOffset - startOffset < size) {
        [count, size] = [counted, endOffset - startOffset];
      }
    }
  }
  return count;
}
