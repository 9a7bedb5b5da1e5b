"""What the command line says: results on stdout, remarks on stderr."""

from __future__ import annotations

import os
import re
import sys
from typing import Final

from limner_server.errors import OutputError

# Colours, the cursor, titles, the clipboard: what ECMA-48 and xterm begin with an escape.
_SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show(text: str) -> None:
    """Write a result to stdout, and be sure that it got there.

    Raises:
        OutputError: it did not: the disk behind stdout is full.
        BrokenPipeError: nobody reads any more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_stdout()
        raise OutputError(
            f"cannot write the result ({error.strerror})", "choose another place with room"
        ) from error


def remark(text: str) -> None:
    """Tell the user one line beside the result."""
    # It may quote what a test printed.
    print(f"limner: {visible(_SEQUENCE.sub('', text))}", file=sys.stderr)


def visible(text: str) -> str:
    """The text with its control characters spelt out, so that it cannot steer a terminal."""
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def drop_stdout() -> None:
    """Let what is still buffered go nowhere: Python would try again at its exit, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
