// Has a test file of `node --test` end by itself: `--import <this text>`, which the process of each
// test file inherits. An exit by force skips tests, and must not count as a pass.

if (process.env.NODE_TEST_CONTEXT) {
  const { reallyExit } = process;
  process.reallyExit = (code) => reallyExit.call(process, code || 1);
}
