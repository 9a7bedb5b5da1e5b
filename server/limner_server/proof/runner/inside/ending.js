// Whether a script came to its end: shared text, put before `once.mjs` and `server.cjs`.

// An exit with code 0 counts where it is the last that its file does, after every test: what
// follows the call only closes brackets, or catches what failed before.
function testsWereOver(fs, entry, site) {
  if (!site || site.getFileName()?.replace(/^file:\/\//, '') !== entry) return false;
  const lines = fs.readFileSync(entry, 'utf8').split('\n').slice(site.getLineNumber() - 1);
  lines[0] = lines[0].slice(site.getColumnNumber() - 1);
  const call = /^(?:process\s*\.\s*)?exit\s*\(/.exec(lines.join('\n'));
  if (!call) return false;
  const rest = lines.join('\n').slice(call[0].length);
  let depth = 1;
  let end = 0;
  while (depth && end < rest.length) {
    depth += { '(': 1, ')': -1 }[rest[end]] ?? 0;
    end += 1;
  }
  const after = rest.slice(end).replace(/\/\/.*$|\/\*[^]*?\*\//gm, '');
  return /^[\s;)}\]]*(?:\.catch\b[^]*)?$/.test(after);
}

// The place that called `below`.
function callSite(below) {
  const { prepareStackTrace } = Error;
  const at = {};
  Error.prepareStackTrace = (_, sites) => sites[0];
  Error.captureStackTrace(at, below);
  const site = at.stack;
  Error.prepareStackTrace = prepareStackTrace;
  return site;
}

// Why no test could run, where an error means that.
function brokenBy(error) {
  const codes = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_UNKNOWN_FILE_EXTENSION'];
  const broken = error?.name === 'SyntaxError' || codes.includes(error?.code);
  return broken ? String(error.message).split('\n')[0] || 'SyntaxError' : '';
}
