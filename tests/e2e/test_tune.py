"""`limner tune` from end to end: the real trainer and engine, a tiny model; and in an editor."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lsprotocol import types

from editor import started
from limner_adapters.tuning.components import find_components
from limner_adapters.tuning.sources import MOST_FILES, find_sources
from limner_model.daemon import stop_engine
from limner_model.installed import HAS_READ
from limner_server.lsp.protocol import TUNE_COMMAND
from own_code import repository, search
from small_workspace import contents
from tiny_model import save_tiny_model

_PATIENCE = 300.0
VERBS = ("add", "sum", "drop", "send", "read", "sort", "make", "find", "keep", "turn", "move")
THINGS = ("prices", "orders", "carts", "bills")
FILES = {
    f"shop/{verb}.py": "".join(
        f'def {verb}_{thing}({thing}):\n    """{verb.capitalize()} the {thing} of a shop."""\n'
        f"    result = {thing} + {len(thing)}\n    return result\n\n\n"
        for thing in THINGS
    )
    for verb in VERBS
}


@pytest.fixture(autouse=True)
def user(tmp_path, monkeypatch):
    """A user with one small model, and an engine of their own."""
    home = tmp_path / "home"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    (home / "run").mkdir(parents=True, mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    base = save_tiny_model(home / "data/limner/models/tiny", context=2048)
    config = json.loads((base / "config.json").read_text())
    (base / "config.json").write_text(json.dumps(config | {HAS_READ: ["pages", "code"]}))
    yield home
    stop_engine()


@pytest.fixture
def project(tmp_path):
    return repository(tmp_path / "project", FILES)


def tune(*words):
    command = [sys.executable, "-m", "limner_server.cli.main", "tune", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def test_a_repository_is_learnt_from_measured_and_reported_and_stays_as_it_was(project):
    before = contents(project)

    done = tune(project, "--base", "tiny", "--task", "doc", "--minutes", "0.2", "--yes", "--json")

    answer = json.loads(done.stdout)
    (result,) = answer["result"]
    assert done.returncode == (0 if result["better"] else 1), done.stderr
    assert Path(result["report"]).read_text().startswith("# tiny")
    assert result["examples"] > 20
    assert result["loss_after"] <= result["loss_before"]
    assert answer["plan"]["seconds"] > 0
    assert contents(project) == before


def test_a_run_that_is_killed_goes_on(user, project):
    words = [project, "--base", "tiny", "--task", "doc", "--minutes", "0.4", "--yes", "--json"]
    command = [sys.executable, "-m", "limner_server.cli.main", "tune", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        until = time.monotonic() + 300
        while not [*user.glob("cache/limner/tune/*/doc/training")]:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(2)
        os.kill(process.pid, signal.SIGKILL)

    done = tune(*words)

    assert "goes on with the run that was paused" in done.stderr
    assert done.returncode in (0, 1), done.stderr


PAGE = """\
<!doctype html><title>Boats</title><style>body { font-family: sans-serif; padding: 24px }</style>
<h1>About our boats</h1><p>We make small wooden boats in a shed by the sea.</p>
<!-- api_key = "a-secret-value" --><p>api_key = "a-secret-value"</p>
<form><label>E-mail <input type="email"></label><button>Send it</button></form>
"""


@pytest.mark.usefixtures("needs_chromium")
def test_a_page_is_drawn_and_what_is_on_it_is_the_answer(tmp_path):
    folder = repository(tmp_path / "web", {"about.html": PAGE})

    wide, narrow = find_components(search(folder))

    assert [wide.case.width, narrow.case.width] == [1280, 390]
    for found in (wide, narrow):
        words = found.example.answer.split()
        assert {"h1", "p", "form", "input", "button"} <= set(words)
        assert any(part["type"] == "image_url" for part in found.example.messages[1]["content"])
        assert found.file == found.case.path == "about.html"
        assert "a-secret-value" not in repr(found)


def test_bad_input_is_one_line(tmp_path):
    empty = repository(tmp_path / "empty", {})

    done = tune(empty, "--base", "tiny", "--yes")

    # A busy machine may have told of its progress before.
    line = done.stderr.splitlines()[-1]
    assert (done.returncode, done.stdout) == (2, "")
    assert line.startswith(f"limner: {empty} has no source files: ")


def test_a_tree_of_very_many_files_is_seen_through_in_seconds(tmp_path):
    root = tmp_path / "workspace"
    for folder in range(400):
        inner = root / f"part{folder}"
        inner.mkdir(parents=True)
        for file in range(500):
            (inner / f"file{file}.py").touch()

    # Of the processor: other tests run beside it.
    begun = time.process_time()
    sources = find_sources(root, lambda: None)

    assert sources.seen == 200_000
    assert len(sources.code) == MOST_FILES
    assert sources.left_out["more than are read"] == 200_000 - MOST_FILES
    assert time.process_time() - begun < 20


@pytest.mark.parametrize("capabilities", ["visual_studio_code", "neovim", "emacs"])
@pytest.mark.asyncio(loop_scope="session")
async def test_an_editor_shows_the_plan_and_starts_nothing_before_the_user_agrees(
    user, project, capabilities
):
    async with started(project, capabilities, trusted="always") as editor:
        editor.answer = "Not now"
        params = types.ExecuteCommandParams(TUNE_COMMAND, [{"task": "doc", "base": "tiny"}])

        # Longer than an editor's tests wait: the model is loaded for the plan.
        async with asyncio.timeout(_PATIENCE):
            answer = await editor.client.workspace_execute_command_async(params)
            while not editor.questions:  # noqa: ASYNC110 - nothing sets an event
                await asyncio.sleep(0.05)

        (question,) = editor.questions
        assert "11 files read" in question
        assert "examples to learn from" in question
        assert "Start?" in question
    assert answer is not None
    assert not [*user.glob("cache/limner/tune/*/done.json")]


@pytest.mark.asyncio(loop_scope="session")
async def test_a_cancel_in_an_editor_pauses_and_says_so(user, project):
    async with started(project, "neovim", trusted="always") as editor:
        editor.answer = "Start"
        params = types.ExecuteCommandParams(TUNE_COMMAND, [{"task": "doc", "base": "tiny"}])
        running = asyncio.ensure_future(editor.client.workspace_execute_command_async(params))
        async with asyncio.timeout(_PATIENCE):
            while not [*user.glob("cache/limner/tune/*/doc/training")]:  # noqa: ASYNC110 - nothing sets an event
                await asyncio.sleep(0.05)
            token = editor.progress[0][0]

            editor.client.window_work_done_progress_cancel(
                types.WorkDoneProgressCancelParams(token)
            )

            await running
    assert editor.progress[-1][1]["message"] == "paused: the same command goes on"
    assert not [*user.glob("cache/limner/tune/*/done.json")]


@pytest.mark.asyncio(loop_scope="session")
async def test_a_folder_that_is_not_trusted_is_not_learnt_from(user, project):
    async with started(project, trusted="never") as editor:
        with pytest.raises(Exception, match="is not trusted: nothing is learnt from it"):
            await editor.command({"base": "tiny"}, name=TUNE_COMMAND)

    assert not [*user.glob("cache/limner/tune/*")]
