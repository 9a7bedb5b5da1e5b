"""The progress of a task, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from limner_server.tasks.task import Progress, silent


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
