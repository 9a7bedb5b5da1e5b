"""Shows how far a long work is, on stderr: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from limner_adapters.quality.telling import Tell
from limner_server.cli.console import remark


@contextmanager
def shown(breath: float) -> Iterator[Tell]:
    """What is told in the block is shown.

    Args:
        breath: seconds between two lines where there is no terminal. What ends at once, such as a
            refusal, has nothing to tell before.
    """
    if sys.stderr.isatty():
        from limner_server.cli.progress import progress_bar  # noqa: PLC0415 - where there is a bar

        with progress_bar() as bar:
            yield bar
        return
    last, spoken = "", time.monotonic()

    def tell(message: str, share: float) -> None:
        nonlocal last, spoken
        if message != last and time.monotonic() > spoken + breath:
            last, spoken = message, time.monotonic()
            remark(f"{share:4.0%} {message}")

    yield tell
