"""What an editor shows all the time: the tasks in progress, the engine, the model."""

import json
from itertools import pairwise

import psutil
import pytest
from pytest_lsp import client_capabilities

from conforming import fault
from editor import started
from limner_server.lsp.messages import Status
from previews import TEXT, draft

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]


def heard(editor):
    """The statuses that the editor is told, as they come."""
    told = []
    editor.client.feature("limner/didChangeStatus")(lambda params: told.append(as_json(params)))
    return told


def as_json(value):
    """What came over the wire, before it was made into objects."""
    if hasattr(value, "_asdict"):
        return {name: as_json(one) for name, one in value._asdict().items()}
    return [as_json(one) for one in value] if isinstance(value, list | tuple) else value


async def test_it_tells_what_is_done_while_it_is_done(tmp_path, shot):
    capabilities = client_capabilities("visual_studio_code")
    capabilities.experimental = {"limner": {"status": True}}
    async with started(tmp_path, capabilities) as editor:
        told = heard(editor)
        uri = editor.open((tmp_path / "page.html").as_uri(), "html", TEXT)

        await draft(editor, uri)
        await editor.until(lambda: len(told) > 1 and told[-1]["tasks"] == [])

        assert ["Code from shot.png"] in [status["tasks"] for status in told]
        assert [fault(status, Status) for status in told] == [None] * len(told)
        assert all(one != other for one, other in pairwise(told))
        assert shot.name


async def test_who_did_not_ask_is_told_nothing(own_vscode, tmp_path):
    uri = own_vscode.open((tmp_path / "page.html").as_uri(), "html", TEXT)
    told = heard(own_vscode)

    await draft(own_vscode, uri)
    status = await own_vscode.request("limner/status")

    assert told == []
    assert status.tasks == []
    assert (status.engine, status.model) == ("none", "none")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("url", "engine"), [("", "local"), ("http://127.0.0.1:9/v1", "remote")])
async def test_it_tells_who_is_asked_and_starts_nobody(tmp_path, monkeypatch, url, engine):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    async with started(tmp_path, model="", engineUrl=url) as editor:
        status = await editor.request("limner/status")

        assert (status.engine, status.url, status.running) == (engine, url, False)
        assert (status.model, status.loaded) == ("limner-builtin", "")
        assert psutil.Process(editor.server_pid).children() == []


@pytest.mark.usefixtures("home")
async def test_settings_that_cannot_be_read_are_told(tmp_path):
    folder = tmp_path / "home" / "config" / "limner"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("model = ")
    async with started(tmp_path, model="") as editor:
        status = await editor.request("limner/status")

        assert "config.toml" in status.error


@pytest.mark.usefixtures("home")
async def test_it_tells_the_adapters_chosen_for_this_folder(tmp_path):
    folder = tmp_path / "home" / "config" / "limner"
    folder.mkdir(parents=True)
    elsewhere = str(tmp_path / "elsewhere")
    chosen = [("", "fix", str(tmp_path.resolve())), ("ui", "doc", elsewhere), ("ui", "test", "")]
    (folder / "adapters.json").write_text(
        json.dumps(
            [
                {"model": "limner-builtin", "adapter": adapter, "task": task, "workspace": where}
                for adapter, task, where in chosen
            ]
        )
    )
    async with started(tmp_path, model="") as editor:
        adapters = (await editor.request("limner/status")).adapters

        assert adapters.test == "ui"
        assert not hasattr(adapters, "fix")
        assert getattr(adapters, "doc", "doc") == "doc"
