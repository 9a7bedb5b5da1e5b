"""What the command line shows: results on stdout, progress and remarks on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from limner_server.errors import OutputError
from limner_server.tasks.task import Progress, silent


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


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415 - only where somebody sees it
    from rich.progress import BarColumn, SpinnerColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        shown = bar.add_task("", total=1.0)

        def report(message: str, fraction: float | None = None, partial: str = "") -> None:
            del partial
            bar.update(shown, description=message, completed=fraction)

        yield report
