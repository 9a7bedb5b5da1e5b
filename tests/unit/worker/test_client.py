"""The worker through its client: a real child process, doing odd things."""

import asyncio
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from limner_server import errors
from limner_server.worker import client as client_module
from limner_server.worker.client import WorkerClient

ODD_TASKS = (sys.executable, str(Path(__file__).with_name("odd_tasks.py")))


@pytest.fixture
async def worker():
    worker = WorkerClient(ODD_TASKS)
    yield worker
    await worker.close()


async def ask(worker, task, arguments=None, time_limit=20.0):
    reports = []
    answer = await worker.ask(task, arguments or {}, reports.append, time_limit)
    return answer, [(report.message, report.fraction, report.partial) for report in reports]


async def begun(worker, task, **more):
    """A request that the worker is at work on."""
    started = asyncio.Event()
    asking = asyncio.ensure_future(
        worker.ask(task, {}, lambda _: started.set(), more.get("time_limit", 20.0))
    )
    await started.wait()
    return asking


def alive(pid):
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


async def test_a_task_is_answered_and_its_progress_heard(worker):
    answer, reports = await ask(worker, "echo", {"text": "😋"})

    assert answer["text"] == "😋"
    assert reports == [("echoing", 0.5, "so far")]


async def test_the_same_worker_answers_again(worker):
    first, _ = await ask(worker, "echo")
    second, _ = await ask(worker, "echo")

    assert first["pid"] == second["pid"]


async def test_an_error_of_ours_comes_back_as_itself(worker):
    with pytest.raises(errors.ImageError, match="no such picture: give another"):
        await ask(worker, "refuse")


async def test_an_unexpected_error_is_one_line_and_the_worker_lives(worker):
    with pytest.raises(errors.LimnerError, match="unexpected ZeroDivisionError"):
        await ask(worker, "fail")

    assert (await ask(worker, "echo"))[0]["pid"]


async def test_a_cancel_frees_the_worker_for_the_next_request(worker):
    pid = (await ask(worker, "echo"))[0]["pid"]
    waiting = await begun(worker, "wait")

    start = time.perf_counter()
    waiting.cancel()
    answer, _ = await ask(worker, "echo")

    assert answer["pid"] == pid
    assert time.perf_counter() - start < 1
    assert waiting.cancelled()


async def test_a_task_that_ignores_its_cancel_is_ended(worker, monkeypatch):
    monkeypatch.setattr(client_module, "GRACE", 0.2)
    pid = (await ask(worker, "echo"))[0]["pid"]
    hanging = await begun(worker, "hang")

    hanging.cancel()
    answer, _ = await ask(worker, "echo")

    assert answer["pid"] != pid
    assert not alive(pid)


async def test_a_request_that_takes_too_long_is_given_up(worker, monkeypatch):
    monkeypatch.setattr(client_module, "GRACE", 0.2)

    with pytest.raises(errors.TimeLimitError, match="longer than 1 s"):
        await ask(worker, "hang", time_limit=1.0)

    assert (await ask(worker, "echo"))[0]["pid"]


async def test_a_worker_that_dies_takes_only_its_own_request_with_it(worker):
    dying = await begun(worker, "die")
    waiting = asyncio.ensure_future(ask(worker, "echo"))

    with pytest.raises(errors.WorkerDiedError, match=r"died at work.*: try again"):
        await dying
    answer, reports = await waiting

    assert answer["pid"]
    assert reports[0][0] == "Waiting for the request before"


async def test_a_worker_that_cannot_even_start_fails_each_request():
    worker = WorkerClient((sys.executable, "-c", "raise SystemExit(3)"))

    for _ in range(2):
        with pytest.raises(errors.WorkerDiedError, match="exit code 3"):
            await ask(worker, "echo")


async def test_an_idle_worker_gives_its_memory_back(worker, monkeypatch):
    monkeypatch.setattr(client_module, "IDLE", 0.1)
    pid = (await ask(worker, "echo"))[0]["pid"]

    for _ in range(500):
        if not alive(pid):
            break
        await asyncio.sleep(0.02)

    assert not alive(pid)
    assert (await ask(worker, "echo"))[0]["pid"] != pid


async def test_whoever_asks_while_an_idle_worker_leaves_gets_another(worker, monkeypatch):
    monkeypatch.setattr(client_module, "IDLE", 0.0)
    pid = (await ask(worker, "echo"))[0]["pid"]

    while worker._process is not None:  # noqa: ASYNC110 - the very moment at which it is let go
        await asyncio.sleep(0)

    assert (await ask(worker, "echo"))[0]["pid"] != pid


async def test_the_worker_ends_with_the_server():
    worker = WorkerClient(ODD_TASKS)
    pid = (await ask(worker, "echo"))[0]["pid"]

    await worker.close()

    assert not alive(pid)
