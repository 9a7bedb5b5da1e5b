"""Jobs, and the ways to stop them."""

import asyncio

import pytest

from limner_server.errors import CancelledError
from limner_server.lsp.jobs import Jobs


async def work_for_ever(jobs, token, stopped):
    jobs.name_by_token(token)
    try:
        await asyncio.Event().wait()
    finally:
        stopped.append(token)


@pytest.mark.parametrize(
    "stop",
    [
        lambda jobs: jobs.cancel_request(7),
        lambda jobs: jobs.cancel_progress("bar"),
        lambda jobs: jobs.cancel_all(),
    ],
)
async def test_a_job_is_stopped_by_its_request_its_token_or_with_all(stop):
    jobs, stopped = Jobs(), []
    running = asyncio.ensure_future(jobs.run(work_for_ever(jobs, "bar", stopped), 7))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    stop(jobs)

    with pytest.raises(CancelledError):
        await running
    assert stopped == ["bar"]


async def test_a_job_is_stopped_with_the_handler_that_waits_for_it():
    jobs, stopped = Jobs(), []
    running = asyncio.ensure_future(jobs.run(work_for_ever(jobs, "bar", stopped), 7))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await asyncio.sleep(0)

    assert stopped == ["bar"]


async def test_a_finished_job_is_forgotten():
    jobs = Jobs()

    async def work():
        jobs.name_by_token("bar")
        return 42

    assert await jobs.run(work(), 7) == 42
    jobs.cancel_request(7)
    jobs.cancel_progress("bar")


async def test_the_error_of_a_job_is_the_error_of_its_run():
    async def work():
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        await Jobs().run(work(), None)
