"""What a page will need later, started while there is other work: Chromium, and the engine.

Nothing is started that the request does not ask for. What goes wrong here goes wrong again where
the thing itself is asked for, and is told there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from limner_server.errors import LimnerError
from limner_server.proof.browser import Browser
from limner_server.proof.chromium import find_chromium
from limner_server.tasks.engines import configured, engine_of
from limner_server.tasks.request import NO_MODEL
from limner_server.tasks.task import Run


def warm(browser: Browser, engine_url: str, model: str, run: Run) -> None:
    """Begin to start them.

    Args:
        browser: that will draw the page.
        engine_url: base URL of the request's engine; empty for the configured one.
        model: its name there; empty for the configured one, `NO_MODEL` where none will be asked.
        run: of the request; where it is cancelled, nobody waits for the engine any more.
    """
    _in_background(browser.start)
    # Of what cannot be drawn no model is asked.
    if model != NO_MODEL and find_chromium() is not None:
        # Silent: until somebody waits for it, it is no progress.
        waiting = Run(cancelled=run.cancelled)
        _in_background(lambda: engine_of(configured(engine_url, model), waiting))


def _in_background(start: Callable[[], object]) -> None:
    def begin() -> None:
        with suppress(LimnerError):
            start()

    threading.Thread(target=begin, name="limner-warming", daemon=True).start()
