"""What a page will need later is started while there is other work, and only what it will need."""

import threading
import time

import pytest

from limner_server.errors import ToolMissingError
from limner_server.proof.browser import Browser
from limner_server.tasks.request import NO_MODEL
from limner_server.tasks.task import Run
from limner_server.tasks.warming import warm


class Started(Browser):
    """Notes when it is asked to start."""

    def __init__(self, problem=None):
        super().__init__()
        self.begun = threading.Event()
        self.problem = problem

    def start(self):
        self.begun.set()
        if self.problem is not None:
            raise self.problem


def warming():
    return [one for one in threading.enumerate() if one.name == "limner-warming"]


def settled():
    """Once nothing is being started any more."""
    for thread in warming():
        thread.join(20)
    return not warming()


def test_the_browser_starts_and_nobody_waits_for_it(browser):
    begun = time.perf_counter()

    warm(browser, "", NO_MODEL, Run())

    assert time.perf_counter() - begun < 1
    assert settled()


def test_no_engine_is_started_where_no_model_is_wanted():
    browser = Started()

    warm(browser, "", NO_MODEL, Run())

    assert len(warming()) <= 1
    assert browser.begun.wait(5)


@pytest.mark.parametrize("problem", [ToolMissingError("no Chromium", "install it"), None])
def test_what_cannot_be_started_is_told_where_it_is_needed(problem):
    browser = Started(problem)

    warm(browser, "http://127.0.0.1:9/v1", "absent", Run())

    assert browser.begun.wait(5)
    assert settled()
