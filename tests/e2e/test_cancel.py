"""Cancelling: by the progress bar or the request, a command or a request of our own."""

import asyncio
import time

import psutil
import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled

from editor import started

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "large_shot", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest.fixture
def uri(vscode, tmp_path):
    return vscode.open((tmp_path / "page.html").as_uri(), "html", "<p>x</p>\n")


def request_id(editor, future):
    """The id under which a request of the client's was sent."""
    futures = editor.client.protocol._request_futures
    return next(number for number, waiting in futures.items() if waiting is future)


def send(editor, method, params):
    future = editor.client.protocol.send_request(method, params)
    return asyncio.wrap_future(future), request_id(editor, future)


def command(uri, image):
    return types.ExecuteCommandParams("limner.code", arguments=[{"uri": uri, "image": image}])


async def served_at_once(editor, uri):
    """The worker does the next request, a small one, without waiting for the one before."""
    start = time.perf_counter()
    answer = await editor.command({"uri": uri, "image": "shot.png"})
    assert answer["applied"]
    return time.perf_counter() - start


async def test_the_progress_bar_cancels_a_command(vscode, uri):
    running = asyncio.ensure_future(vscode.command({"uri": uri, "image": "large.png"}, token=7))
    await vscode.until_progress()

    vscode.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(7))

    assert await asyncio.wait_for(running, 5) is None
    assert vscode.progress[-1] == (7, {"kind": "end", "message": "cancelled"})
    assert vscode.applied == []
    await served_at_once(vscode, uri)


async def test_a_cancelled_request_stops_the_command_and_is_answered_once(vscode, uri):
    running, number = send(vscode, "workspace/executeCommand", command(uri, "large.png"))
    await vscode.until_progress()

    vscode.client.cancel_request(types.CancelParams(number))

    with pytest.raises(JsonRpcRequestCancelled):
        await asyncio.wait_for(running, 5)
    await served_at_once(vscode, uri)
    # Only the edit of the second request came: the first really stopped.
    assert len(vscode.applied) == 1


async def test_a_request_of_our_own_is_cancelled_likewise(vscode, uri):
    params = {"uri": uri, "image": "large.png"}
    running, number = send(vscode, "limner/code", params)
    await vscode.until_progress()

    vscode.client.cancel_request(types.CancelParams(number))

    with pytest.raises(JsonRpcRequestCancelled):
        await asyncio.wait_for(running, 5)
    assert vscode.progress[-1][1] == {"kind": "end", "message": "cancelled"}


async def test_the_worker_stays_warm_over_a_cancel(vscode, uri):
    await vscode.command({"uri": uri, "image": "shot.png"})
    server = psutil.Process(vscode.server_pid)
    before = {child.pid for child in server.children()}
    running = asyncio.ensure_future(vscode.command({"uri": uri, "image": "large.png"}, token=7))
    await vscode.until_progress()

    vscode.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(7))
    await running
    await served_at_once(vscode, uri)

    assert {child.pid for child in server.children()} == before


async def test_a_cancel_reaches_the_engine_in_mid_answer(tmp_path, shot, slow_engine):
    url, asked, left = slow_engine
    async with started(tmp_path, engineUrl=url, model="slow") as editor:
        uri = editor.open((tmp_path / "page.html").as_uri(), "html", "")
        running = asyncio.ensure_future(editor.command({"uri": uri, "image": shot.name}, token=7))
        assert await asyncio.to_thread(asked.wait, 60)

        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(7))

        assert await asyncio.wait_for(running, 5) is None
        assert await asyncio.to_thread(left.wait, 5), "the engine went on answering nobody"
        assert editor.applied == []


async def test_a_cancel_of_nothing_disturbs_nothing(vscode, uri):
    vscode.client.cancel_request(types.CancelParams("no such request"))
    vscode.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams("no bar"))

    assert await vscode.actions(uri, 0)


async def test_shutting_down_drops_what_is_running(own_vscode, tmp_path):
    uri = own_vscode.open((tmp_path / "page.html").as_uri(), "html", "<p>x</p>\n")
    running, _ = send(own_vscode, "workspace/executeCommand", command(uri, "large.png"))
    await own_vscode.until_progress()

    await asyncio.wait_for(own_vscode.client.shutdown_async(None), 5)

    own_vscode.client.exit(None)
    assert await asyncio.wait_for(own_vscode.client._server.wait(), 10) == 0
    running.cancel()
