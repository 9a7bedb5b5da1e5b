// What every warm process of Node.js does: shared text, put before `server.cjs` and `vitest.mjs`.

// Frames over stdin and stdout: four bytes of length, big-endian, then as much JSON.
function framesOf(fs) {
  const { readSync, writeSync } = fs;
  const still = new Int32Array(new SharedArrayBuffer(4));
  const exactly = (count) => {
    const content = Buffer.alloc(count);
    let have = 0;
    while (have < count) {
      try {
        const more = readSync(0, content, have, count - have, null);
        if (!more) process.reallyExit(0);
        have += more;
      } catch (error) {
        // Whoever looks at `process.stdin` makes it one that does not wait.
        if (error.code !== 'EAGAIN') throw error;
        Atomics.wait(still, 0, 0, 1);
      }
    }
    return content;
  };
  const read = () => JSON.parse(exactly(exactly(4).readUInt32BE()).toString());
  const write = (message) => {
    const content = Buffer.from(JSON.stringify(message));
    const head = Buffer.alloc(4);
    head.writeUInt32BE(content.length);
    let left = Buffer.concat([head, content]);
    while (left.length) {
      try {
        left = left.subarray(writeSync(1, left));
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
      }
    }
  };
  return { read, write };
}

// Lays the files of one candidate after another over the workspace, in the sandbox's view.
// It answers with the paths of those that it wrote.
function layerOf(fs, path) {
  const before = new Map();
  let now = {};
  return (files) => {
    const written = [];
    for (const file of Object.keys(now)) {
      if (file in files) continue;
      const content = before.get(file);
      if (content === null) fs.unlinkSync(file);
      else fs.writeFileSync(file, content);
      written.push(file);
    }
    for (const [file, content] of Object.entries(files)) {
      if (now[file] === content) continue;
      if (!before.has(file)) before.set(file, fs.existsSync(file) ? fs.readFileSync(file) : null);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, Buffer.from(content, 'base64'));
      written.push(file);
    }
    now = files;
    return written;
  };
}
