"""An engine that is busy is asked again, later each time, never all at once, and not for ever."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from engine_pages import Page, engine_pages
from limner_model.client import Engine
from limner_model.connection import Connection
from limner_model.errors import CancelledError, EngineBusyError, OutOfMemoryError
from limner_model.patience import Patience, seconds_told
from limner_model.scheduling.priority import Priority

CHAT = "/v1/chat/completions"
AT_ONCE = Patience(first=0.0)


def ask(connection: Connection, cancelled: threading.Event | None = None) -> bytes:
    with connection.post("/chat/completions", {}, cancelled) as reply:
        return reply.whole()


@pytest.mark.parametrize(
    "busy",
    [
        # server-http.cpp of llama.cpp, while it loads.
        Page(
            {"error": {"message": "Loading model", "type": "unavailable_error", "code": 503}}, 503
        ),
        # sched.go of Ollama, in OpenAI's envelope.
        Page({"error": {"message": "server busy, please try again.", "type": "api_error"}}, 503),
        # scheduler.py of SGLang 0.5.23.
        Page({"object": "error", "message": "The request queue is full.", "code": 503}, 503),
        # exceptions.py of vLLM 0.33 (QueueOverflowError).
        Page({"error": {"message": "The engine is currently busy", "code": 503}}, 503),
        # Of a proxy.
        Page(b"<html>Too Many Requests</html>", 429, {"Retry-After": "0"}),
        Page(b"", 503),
    ],
)
def test_an_engine_that_is_busy_is_asked_again(busy: Page):
    told: list[str] = []

    with engine_pages({CHAT: lambda before: busy if before < 2 else Page(b"{}")}) as (url, heard):
        assert ask(Connection(url, patience=AT_ONCE, told=told.append)) == b"{}"

    assert len(heard) == 3
    assert len(told) == 2
    assert all("busy" in one and "asking again in" in one for one in told)


def test_an_engine_that_stays_busy_is_left_when_patience_would_end():
    patience = Patience(seconds=30.0, first=0.0)
    busy = Page(b"", 503, {"Retry-After": "40"})

    with (
        engine_pages({CHAT: busy}) as (url, heard),
        pytest.raises(EngineBusyError) as raised,
    ):
        ask(Connection(url, patience=patience))

    assert raised.value.seconds == 40.0
    assert raised.value.remedy
    assert len(heard) == 1


def test_what_waiting_does_not_mend_is_told_at_once():
    full = Page({"error": {"code": "out_of_memory", "message": "too large"}}, 503)

    with engine_pages({CHAT: full}) as (url, heard), pytest.raises(OutOfMemoryError):
        ask(Connection(url, patience=AT_ONCE))

    assert len(heard) == 1


def test_ghost_text_is_not_asked_for_again():
    """Nobody waits for it, and there is new text at the next stroke."""
    with engine_pages({CHAT: Page(b"", 429, {"Retry-After": "0"})}) as (url, heard):
        engine = Engine(url, "m", priority=Priority.SUGGESTED)
        with pytest.raises(EngineBusyError):
            engine.complete([{"role": "user", "content": "hi"}], max_tokens=5)
        assert len(heard) == 1


def test_who_waits_may_give_up():
    cancelled = threading.Event()
    busy = Page(b"", 429, {"Retry-After": "50"})

    def told(_: str) -> None:
        cancelled.set()

    with engine_pages({CHAT: busy}) as (url, heard), pytest.raises(CancelledError):
        ask(Connection(url, told=told), cancelled)

    assert len(heard) == 1


def test_the_waits_grow_up_to_a_limit_and_are_spread():
    most = Patience(first=0.5, longest=4.0, dice=lambda: 1.0)
    least = Patience(first=0.5, longest=4.0, dice=lambda: 0.0)

    assert [most.wait(attempts, 0.0, None) for attempts in range(1, 7)] == [0.5, 1, 2, 4, 4, 4]
    assert [least.wait(attempts, 0.0, None) for attempts in range(1, 7)] == [0.0] * 6


def test_no_wait_is_shorter_than_the_engine_says():
    assert Patience(dice=lambda: 0.0).wait(1, 0.0, 7.0) == 7.0
    assert Patience(dice=lambda: 1.0, first=0.5).wait(1, 0.0, 7.0) == 7.5


def test_no_wait_begins_that_would_outlast_patience():
    patience = Patience(seconds=10.0, dice=lambda: 0.0)

    assert patience.wait(1, 4.0, 6.0) == 6.0
    assert patience.wait(2, 4.1, 6.0) is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("3", 3.0),
        ("1.5", 1.5),
        ("-1", 0.0),
        ("soon", None),
        ("inf", None),
    ],
)
def test_what_the_engine_says_is_read(header: str | None, seconds: float | None):
    assert seconds_told(header) == seconds


def test_nobody_waits_for_ever():
    assert seconds_told("inf") is None
    assert seconds_told("nan") is None


def test_the_engine_may_say_a_date():
    assert seconds_told("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    told = seconds_told(format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True))
    assert told is not None
    assert 7_000 < told <= 7_200
