"""Looking for processes, and waiting for what will come."""

import time
from pathlib import Path


def processes_with(word):
    """The numbers of the processes that were started with `word` as an argument."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if word.encode() in words:
            found.append(int(folder.name))
    return found


def wait_until(condition):
    """Wait until `condition()` holds, which it soon will."""
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)
