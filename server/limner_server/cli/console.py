"""What the command line says: results on stdout, remarks on stderr."""

from __future__ import annotations

import os
import sys

from limner_server.errors import OutputError


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
    print(f"limner: {text}", file=sys.stderr)


def drop_stdout() -> None:
    """Let what is still buffered go nowhere: Python would try again at its exit, and complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
