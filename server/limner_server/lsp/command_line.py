"""Runs a verb of the command line in a process of its own, and hears what it says meanwhile.

The server imports nothing of what trains models: it has the command line do it.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from limner_server.errors import LimnerError

# -P: a folder that somebody else filled must not shadow our modules or Python's.
_PROGRAM: Final = (sys.executable, "-P", "-m", "limner_server.cli.main")
_NAME: Final = "limner: "
# Done, and nothing proven: both come with an answer. Others are refusals.
_ANSWERED: Final = (0, 1)
# Seconds that a verb has to put away what it was doing.
_GRACE: Final = 60.0
# Bytes of one line; the result is one object on many lines.
_LONGEST_LINE: Final = 2**20


async def run_verb(
    words: Sequence[str], tell: Callable[[str], None], program: Sequence[str] = _PROGRAM
) -> dict[str, Any]:
    """Run a verb with `--json`. Cancelling the caller interrupts it, as Ctrl-C does.

    Args:
        words: the verb and its arguments.
        tell: hears each line that it remarks.
        program: that is run.

    Returns:
        What it printed.

    Raises:
        LimnerError: it refused; the line is its own.
    """
    process = await asyncio.create_subprocess_exec(
        *program,
        *words,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    assert process.stdout is not None and process.stderr is not None  # noqa: PT018, S101 - asked for
    remarks = asyncio.create_task(_heard(process.stderr, tell))
    try:
        printed = await process.stdout.read()
        code = await process.wait()
        last = await remarks
    finally:
        await _end(process)
        remarks.cancel()
    if code not in _ANSWERED:
        raise LimnerError(last or f"limner {words[0]} ended with exit code {code}")
    try:
        answer: dict[str, Any] = json.loads(printed)
    except ValueError as error:
        raise LimnerError(f"limner {words[0]} printed no answer") from error
    return answer


async def _heard(stream: asyncio.StreamReader, tell: Callable[[str], None]) -> str:
    """Pass on what is remarked, and return the last of it; libraries have their own to say."""
    last = ""
    async for line in stream:
        text = line.decode(errors="replace").rstrip()
        if text.startswith(_NAME):
            last = text.removeprefix(_NAME)
            tell(last)
    return last


async def _end(process: asyncio.subprocess.Process) -> None:
    """Interrupt it where it still runs, and end it where it does not stop."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        # Windows has no Ctrl-C for one process alone.
        if sys.platform == "win32":
            process.terminate()
        else:
            process.send_signal(signal.SIGINT)
    # Whoever cancelled does not wait for it: the verb puts away what it was doing by itself.
    asyncio.get_running_loop().call_later(_GRACE, _kill, process)


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
