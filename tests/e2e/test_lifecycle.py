"""The life of a server: beginning, settings, faults, end."""

import asyncio
import os
import signal

import psutil
import pytest
from lsprotocol import types

from bad_pictures import write_odd, write_unreadable
from editor import started

pytestmark = pytest.mark.asyncio(loop_scope="session")

REQUEST_FAILED = -32803


def page(editor, folder, text="<p>x</p>\n"):
    return editor.open((folder / "page.html").as_uri(), "html", text)


def heavy_modules(pid):
    """The libraries that the process has mapped and a thin server must not have."""
    maps = {entry.path for entry in psutil.Process(pid).memory_maps()}
    return {
        name for name in ("numpy", "cv2", "torch", "PIL") for path in maps if f"/{name}/" in path
    }


@pytest.mark.usefixtures("needs_chromium")
async def test_the_server_is_thin_also_at_work(vscode, tmp_path, shot):
    uri = page(vscode, tmp_path)

    await vscode.command({"uri": uri, "image": shot.name})

    assert psutil.Process(vscode.server_pid).memory_info().rss < 120 * 2**20
    assert heavy_modules(vscode.server_pid) == set()


@pytest.mark.usefixtures("needs_chromium")
async def test_it_leaves_nothing_behind(tmp_path, shot):
    async with started(tmp_path) as editor:
        await editor.command({"uri": page(editor, tmp_path), "image": shot.name})
        children = psutil.Process(editor.server_pid).children(recursive=True)
        assert children
        await editor.client.shutdown_session()
        assert editor.client._server.returncode == 0

    _, alive = await asyncio.to_thread(psutil.wait_procs, children, 15)
    assert alive == []


async def test_an_exit_without_a_shutdown_is_1(own_vscode):
    own_vscode.client.exit(None)

    assert await asyncio.wait_for(own_vscode.client._server.wait(), 10) == 1


@pytest.mark.usefixtures("needs_chromium")
async def test_an_editor_that_crashes_takes_its_server_along(tmp_path, shot):
    async with started(tmp_path) as editor:
        await editor.command({"uri": page(editor, tmp_path), "image": shot.name})
        server = psutil.Process(editor.server_pid)
        everything = [server, *server.children(recursive=True)]

        editor.client._server.stdin.close()

        _, alive = await asyncio.to_thread(psutil.wait_procs, everything, 15)
        assert alive == []


async def test_bad_settings_are_said_and_not_obeyed(tmp_path):
    async with started(tmp_path, "neovim", stack="angular", timeLimit=-1) as editor:
        await editor.until(lambda: len(editor.messages) >= 2)

        assert any("limner.stack must be one of" in message for message in editor.messages)
        assert any("limner.timeLimit must be" in message for message in editor.messages)


@pytest.mark.usefixtures("needs_chromium")
async def test_changed_settings_are_fetched(own_vscode, tmp_path, shot):
    await own_vscode.until(lambda: "workspace/didChangeConfiguration" in own_vscode.registered)
    uri = own_vscode.open((tmp_path / "a.html").as_uri(), "html", "")

    own_vscode.client.set_configuration({"model": "none", "stack": "tailwind"}, section="limner")
    own_vscode.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    await own_vscode.actions(uri, 0)
    answer = await own_vscode.command({"uri": uri, "image": shot.name})

    assert answer["stack"] == "tailwind"


@pytest.mark.usefixtures("needs_chromium")
async def test_a_worker_that_is_killed_is_told_and_replaced(own_vscode, tmp_path, shot, large_shot):
    uri = page(own_vscode, tmp_path)
    running = asyncio.ensure_future(own_vscode.command({"uri": uri, "image": large_shot.name}))
    await own_vscode.until_progress()
    (worker,) = psutil.Process(own_vscode.server_pid).children()

    os.kill(worker.pid, signal.SIGKILL)

    with pytest.raises(Exception, match=r"the worker process died at work.*try again"):
        await running
    assert (await own_vscode.command({"uri": uri, "image": shot.name}))["applied"]


@pytest.mark.usefixtures("needs_chromium")
async def test_a_worker_that_is_killed_leaves_no_browser_behind(own_vscode, tmp_path, shot):
    uri = page(own_vscode, tmp_path)
    await own_vscode.command({"uri": uri, "image": shot.name})
    (worker,) = psutil.Process(own_vscode.server_pid).children()
    browser = worker.children(recursive=True)
    assert browser

    worker.kill()

    _, alive = await asyncio.to_thread(psutil.wait_procs, browser, 15)
    assert alive == []


@pytest.mark.parametrize(
    "name", ["missing.png", "folder.png", "empty.png", "truncated.png", "text.png", "bomb.png"]
)
async def test_what_is_no_picture_is_one_line(vscode, tmp_path, name):
    path = write_unreadable(tmp_path)[name]

    with pytest.raises(Exception, match=r"\.png") as refusal:
        await vscode.command({"uri": page(vscode, tmp_path), "image": path.name})

    assert refusal.value.code == REQUEST_FAILED
    assert "\n" not in refusal.value.message
    assert vscode.applied == []


@pytest.mark.parametrize("name", ["blank.png", "noise.png", "photo.png", "dot.png"])
@pytest.mark.usefixtures("needs_chromium")
async def test_a_picture_that_is_no_page_still_gets_its_code(vscode, tmp_path, name):
    path = write_odd(tmp_path)[name]

    answer = await vscode.command({"uri": page(vscode, tmp_path), "image": path.name})

    assert answer["applied"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "one object"),
        ([1], "one object"),
        ([{}], "'uri'"),
        ([{"uri": "file:///nowhere.html"}], "no such document"),
        ([{"uri": "untitled:1", "stack": "angular"}], "no such stack"),
    ],
)
async def test_arguments_that_make_no_sense_are_one_line(vscode, arguments, says):
    with pytest.raises(Exception, match=says) as refusal:
        await vscode.command(*arguments)

    assert refusal.value.code == REQUEST_FAILED


async def test_no_clipboard_is_one_line(tmp_path, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    async with started(tmp_path) as editor:
        uri = page(editor, tmp_path)

        with pytest.raises(Exception, match="clipboard") as refusal:
            await editor.run((await editor.actions(uri, 0))[0])

        assert "\n" not in refusal.value.message


@pytest.mark.usefixtures("needs_chromium")
async def test_in_a_read_only_folder_the_pictures_go_into_the_code(
    vscode, read_only_folder, icon_shot
):
    uri = vscode.open((read_only_folder / "page.html").as_uri(), "html", "")

    answer = await vscode.command({"uri": uri, "image": str(icon_shot)})

    assert answer["applied"]
    assert "Fresh bread" in vscode.texts[uri]
    assert 'src="data:image/png;base64,' in vscode.texts[uri]
    assert any("cannot write" in message for message in vscode.messages)


@pytest.mark.usefixtures("needs_chromium")
async def test_a_read_only_folder_that_needs_a_file_is_one_line(vscode, read_only_folder, shot):
    uri = vscode.open((read_only_folder / "page.tsx").as_uri(), "typescriptreact", "")

    with pytest.raises(Exception, match="cannot write") as refusal:
        await vscode.command({"uri": uri, "image": str(shot)})

    assert refusal.value.code == REQUEST_FAILED
    assert "\n" not in refusal.value.message
    assert vscode.applied == []


@pytest.mark.usefixtures("needs_chromium")
async def test_two_editors_at_once_each_get_their_code(tmp_path, shot):
    async with started(tmp_path, "neovim") as one, started(tmp_path, "emacs") as other:
        uris = [editor.open((tmp_path / "a.html").as_uri(), "html", "") for editor in (one, other)]

        answers = await asyncio.gather(
            one.command({"uri": uris[0], "image": shot.name}),
            other.command({"uri": uris[1], "image": shot.name}),
        )

        assert all(answer["applied"] for answer in answers)
        assert one.texts[uris[0]] == other.texts[uris[1]]


@pytest.mark.usefixtures("needs_chromium")
async def test_requests_of_one_editor_are_done_in_turn(vscode, tmp_path, shot):
    uris = [vscode.open((tmp_path / f"{number}.html").as_uri(), "html", "") for number in range(3)]

    answers = await asyncio.gather(
        *(vscode.command({"uri": uri, "image": shot.name}) for uri in uris)
    )

    assert all(answer["applied"] for answer in answers)
    assert len({vscode.texts[uri] for uri in uris}) == 1
