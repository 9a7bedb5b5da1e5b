"""Tests in an editor with no plugin: offered, proven, applied as edits."""

import asyncio
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lsprotocol import types

from editor import EDITORS, started
from limner_server.lsp.protocol import DOC_COMMAND, TEST_COMMAND
from workspaces import fingerprint

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
    pytest.mark.asyncio(loop_scope="session"),
]
SHOP = '''\
def total(prices, discount=0):
    """The sum of the prices, less the discount in percent.

    >>> total([100, 100], 10)
    180.0
    """
    if discount > 100:
        raise ValueError("nobody pays to be bought from")
    return sum(prices) * (100 - discount) / 100


def cheapest(prices):
    if not prices:
        return None
    return min(prices)
'''
TEST_SHOP = """\
import pytest

from shop import total


def test_no_discount_leaves_the_sum():
    assert total([1, 2]) == 3
"""


@pytest.fixture
def editor(trusting):
    trusting.reset()
    return trusting


@pytest.fixture
def shop(tmp_path):
    """A project of one module, with nothing wrong with it."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'shop'\nversion = '1'\n")
    (folder / "shop.py").write_text(SHOP)
    return folder


def opened(editor, path, language="python"):
    return editor.open(path.as_uri(), language, path.read_text())


def send(editor, name, uri, **arguments):
    return editor.command({"uri": uri, **arguments}, name=name)


def read(path):
    return Path(path).read_text()


def run_tests(folder, name, text):
    """Whether pytest is content with the tests, beside the code as it is."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    return done.returncode == 0, done.stdout


class TestTests:
    @pytest.mark.parametrize("capabilities", EDITORS)
    async def test_a_function_gets_tests_in_a_new_file(self, shop, capabilities):
        before = fingerprint(shop)
        async with started(shop, capabilities, trusted="always") as editor:
            uri = opened(editor, shop / "shop.py")
            (action,) = await editor.actions(uri, "min(", only=["refactor.rewrite.limner.test"])
            answer = await editor.run(action)

        assert action.title == "Write tests for `cheapest`"
        assert answer["proof"]["status"] == "proven", answer["proof"]
        assert answer["applied"]
        ((path, made),) = answer["files"].items()
        assert made["is_new"]
        if capabilities == "emacs":  # it makes no files: we do
            text = read(path)
            assert any(path in message for message in editor.messages)
        else:
            text = editor.texts[Path(path).as_uri()]
            assert fingerprint(shop) == before
            assert [shown.uri for shown in editor.shown] == [Path(path).as_uri()]
        assert editor.texts[uri] == SHOP
        assert "def test_" in text
        assert run_tests(shop, Path(path).relative_to(shop), text)[0]
        assert editor.progress[0][1]["title"] == "Tests for shop.py"
        assert editor.progress[-1][1]["message"] == answer["proof"]["summary"]

    async def test_tests_join_those_that_are_open_and_not_saved(self, editor, shop):
        (shop / "test_shop.py").write_text("not saved yet")
        uri = opened(editor, shop / "shop.py")
        tests = editor.open((shop / "test_shop.py").as_uri(), "python", TEST_SHOP)

        answer = await send(editor, TEST_COMMAND, uri, symbol="cheapest")

        assert answer["applied"], answer["proof"]
        (applied,) = editor.applied
        assert [change.text_document.uri for change in applied.edit.document_changes] == [tests]
        assert editor.texts[tests].startswith("import pytest\n\nfrom shop import ")
        assert "def test_no_discount_leaves_the_sum" in editor.texts[tests]
        assert editor.texts[tests].count("def test_") > 1
        assert (shop / "test_shop.py").read_text() == "not saved yet"

    async def test_the_request_answers_with_the_edit_and_applies_nothing(self, editor, shop):
        uri, before = opened(editor, shop / "shop.py"), fingerprint(shop)

        answer = await editor.client.protocol.send_request_async(
            "limner/test", {"uri": uri, "symbol": "cheapest"}
        )

        assert editor.applied == []
        assert answer.edit.documentChanges[0].kind == "create"
        assert "def test_" in answer.edit.documentChanges[1].edits[0].newText
        assert fingerprint(shop) == before

    async def test_a_file_that_was_made_meanwhile_is_not_written_over(self, editor, shop):
        uri = opened(editor, shop / "shop.py")
        running = asyncio.ensure_future(send(editor, TEST_COMMAND, uri, symbol="cheapest"))
        await editor.until(lambda: any("Running" in str(value) for _, value in editor.progress))
        (shop / "test_shop.py").write_text("# mine\n")

        with pytest.raises(Exception, match="is there meanwhile"):
            await running

    async def test_a_cancel_leaves_nothing_and_frees_the_worker(self, editor, shop):
        (shop / "shop.py").write_text("def wait(n):\n    while n:\n        pass\n    return 1\n")
        uri, before = opened(editor, shop / "shop.py"), fingerprint(shop)
        running = asyncio.ensure_future(send(editor, TEST_COMMAND, uri, symbol="wait"))
        await editor.until(lambda: any("cases of" in str(value) for _, value in editor.progress))
        token = editor.progress[0][0]

        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))

        assert await asyncio.wait_for(running, 5) is None
        assert editor.progress[-1][1]["message"] == "cancelled"
        assert fingerprint(shop) == before
        start = time.perf_counter()
        with pytest.raises(Exception, match="defines no nothing"):
            await send(editor, TEST_COMMAND, uri, symbol="nothing")
        assert time.perf_counter() - start < 5

    async def test_an_editor_that_does_not_wait_is_answered_and_told_the_rest(self, shop):
        (shop / "shop.py").write_text("def wait(n):\n    while n:\n        pass\n    return 1\n")
        settings = {"trusted": "always", "timeLimit": 6}
        async with started(shop, "emacs", name="Eglot", **settings) as editor:
            uri = opened(editor, shop / "shop.py")
            start = time.perf_counter()
            answer = await send(editor, TEST_COMMAND, uri, symbol="wait")
            waited = time.perf_counter() - start
            await editor.until(lambda: len(editor.messages) > 0)

        assert answer == {"pending": True}
        assert waited < 5
        assert "6 s" in editor.messages[0]
        assert editor.progress[-1][1]["kind"] == "end"

    async def test_nothing_runs_where_the_folder_is_not_trusted(self, shop):
        (shop / "shop.py").write_text("open('/tmp/limner-was-here', 'w')\n" + SHOP)
        async with started(shop, trusted="never") as editor:
            uri = opened(editor, shop / "shop.py")
            answer = await send(editor, TEST_COMMAND, uri, symbol="cheapest")

        assert not answer["applied"]
        assert answer["proof"]["status"] == "unproven"
        assert "trust" in answer["proof"]["summary"] + answer["proof"]["remedy"]


class TestBadInput:
    @pytest.mark.parametrize("name", [TEST_COMMAND, DOC_COMMAND])
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ({}, "needs 'uri'"),
            ({"uri": "untitled:Untitled-1"}, "save it first"),
            ({"uri": "file:///no/such/file.py"}, "no such document"),
            ({"uri": "vscode-notebook-cell:///a.ipynb#C1"}, "of a notebook"),
            ({"uri": "file:///a.py", "symbol": 3}, "'symbol' is of the wrong kind"),
            ({"uri": "file:///a.py", "range": "all"}, "'range' is not an LSP range"),
        ],
    )
    async def test_what_cannot_be_is_one_line(self, editor, name, arguments, says):
        with pytest.raises(Exception, match=says) as refusal:
            await editor.command(arguments, name=name)

        assert "\n" not in refusal.value.message

    async def test_a_range_of_an_older_version_is_refused(self, editor, shop):
        uri = opened(editor, shop / "shop.py")
        (action,) = await editor.actions(uri, "min(", only=["refactor.rewrite.limner.test"])
        editor.type(uri, 0, "# one more line\n")

        with pytest.raises(Exception, match="the document has changed meanwhile"):
            await editor.run(action)
