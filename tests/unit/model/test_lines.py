"""Lines to engines are kept and used again, where all was read on them, and only there."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from engine_pages import Page, delta, engine_pages, events
from limner_model.client import Engine
from limner_model.connection import Connection
from limner_model.errors import EngineDiedError, RequestRefusedError
from limner_model.lines import Line, Lines, Place, _certificates, client

HELLO = [{"role": "user", "content": "hi"}]
CHAT = "/v1/chat/completions"
SAID = events(delta(content="ab"), delta("stop"))


def test_requests_one_after_the_other_share_a_connection():
    with engine_pages({CHAT: SAID, "/v1/models": Page({"data": []})}) as (url, heard):
        engine = Engine(url, "m")
        for _ in range(3):
            assert engine.complete(HELLO, max_tokens=5) == "ab"
            assert engine.models() == []

    assert {one.connection for one in heard} == {0}


def test_an_answer_that_is_left_takes_its_connection_along():
    with engine_pages({CHAT: SAID}) as (url, heard):
        engine = Engine(url, "m")
        pieces = engine.stream(HELLO, max_tokens=5)
        assert next(pieces) == "ab"
        pieces.close()
        assert engine.complete(HELLO, max_tokens=5) == "ab"

    assert [one.connection for one in heard] == [0, 1]


def test_a_refusal_leaves_the_connection_as_good_as_new():
    refused = Page({"error": {"message": "no"}}, 400)

    with engine_pages({CHAT: lambda before: SAID if before else refused}) as (url, heard):
        engine = Engine(url, "m")
        with pytest.raises(RequestRefusedError):
            engine.complete(HELLO, max_tokens=5)
        assert engine.complete(HELLO, max_tokens=5) == "ab"

    assert {one.connection for one in heard} == {0}


def test_requests_beside_each_other_have_connections_of_their_own():
    with engine_pages({CHAT: SAID}) as (url, heard):
        engine = Engine(url, "m")
        first, second = (engine.stream(HELLO, max_tokens=5) for _ in range(2))
        assert next(first) + next(second) + "".join(first) + "".join(second) == "abab"

    assert len({one.connection for one in heard}) == 2


def test_no_more_are_kept_than_are_of_use_and_none_that_was_closed():
    place = Place("http://127.0.0.1:1", None, is_local=True)
    lines, made = Lines(), [Line(client(place)) for _ in range(6)]

    for line in made:
        lines.keep(place, line)
    kept = [line for _ in made if (line := lines.take(place)) is not None]

    assert kept == made[:1:-1]
    assert [line.http.is_closed for line in made] == [True, True, *[False] * 4]
    for line in kept:
        line.close()


def test_certificates_are_read_once_however_many_ask(monkeypatch):
    read: list[str] = []
    create = httpx.create_ssl_context

    def counted():
        read.append("read")
        return create()

    _certificates.cache_clear()
    monkeypatch.setattr(httpx, "create_ssl_context", counted)
    place = Place("https://127.0.0.1:1", None, is_local=True)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(client, [place] * 8))

    assert read == ["read"]
    for one in made:
        one.close()


@contextmanager
def hanging_up(answers: int) -> Iterator[tuple[str, list[bytes]]]:
    """An engine whose connections hear every request, but only answer so many, then hang up."""
    heard: list[bytes] = []
    body = b'{"data": []}'
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                for turn in range(answers + 1):
                    if not (request := connection.recv(65536)):
                        break  # a line that was kept, closed at the end
                    heard.append(request)
                    if turn < answers:
                        connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        # Not waited for: the last line to it is kept by who asks, until it is too old.
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1", heard


def test_an_engine_that_hangs_up_just_then_is_asked_on_a_new_connection():
    with hanging_up(answers=1) as (url, heard):
        connection = Connection(url, timeout=10)
        for _ in range(2):
            with connection.get("/models") as reply:
                assert reply.whole() == b'{"data": []}'

    assert len(heard) == 3


def test_an_engine_that_hangs_up_on_a_new_connection_is_not_asked_again():
    with hanging_up(answers=0) as (url, heard):
        with pytest.raises(EngineDiedError), Connection(url, timeout=10).get("/models"):
            pass
        assert len(heard) == 1


def test_an_engine_that_does_not_end_after_its_last_word_is_not_waited_for():
    done = threading.Event()
    said = SAID.body
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n"

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(head + said)
            done.wait(30)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        engine = Engine(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", "m", timeout=60)
        assert engine.complete(HELLO, max_tokens=5) == "ab"
        assert not done.is_set()
        done.set()
        thread.join()
