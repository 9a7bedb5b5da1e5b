"""Fixes in an editor with no plugin: offered at once, proven in the sandbox, applied as edits."""

import asyncio
import shutil

import pytest
import pytest_asyncio
from lsprotocol import types
from PIL import Image

from editor import started
from limner_server.lsp.protocol import FIX_COMMAND
from workspaces import MENDED, SHOP, TEST_SHOP, fingerprint, workspace

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
    pytest.mark.asyncio(loop_scope="session"),
]
TEST = "python test_shop.py"
TRUST = "Trust the folder"
SLOW_TEST = "import time\n" + "time.sleep(0.2)\n" + "from shop import cheapest\n"
SLOW_TEST += "assert cheapest([3, 1, 2]) == 1\n"


@pytest.fixture
def editor(trusting):
    trusting.reset()
    return trusting


@pytest.fixture
def shop(tmp_path):
    return workspace(tmp_path / "shop")


def opened(editor, path, language="python"):
    return editor.open(path.as_uri(), language, path.read_text())


def fix(editor, uri, **arguments):
    return editor.command({"uri": uri, **arguments}, name=FIX_COMMAND)


def titles(actions):
    return [action.title for action in actions]


class TestFixes:
    async def test_the_document_is_fixed_and_the_disk_is_left_to_the_user(self, editor, shop):
        uri, before = opened(editor, shop / "shop.py"), fingerprint(shop)

        answer = await fix(editor, uri, test=TEST)

        assert answer["applied"]
        assert answer["proof"]["status"] == "proven"
        assert editor.texts[uri] == MENDED
        (change,) = editor.applied[0].edit.document_changes
        assert change.text_document.version == 1
        (edit,) = change.edits
        assert edit.new_text == "in"
        assert fingerprint(shop) == before
        assert any("the failing test passes" in message for message in editor.messages)

    async def test_a_function_is_offered_and_its_tests_are_found(self, editor, tmp_path):
        shop = workspace(tmp_path / "shop", test_shop__py=TEST_SHOP)
        uri = opened(editor, shop / "shop.py")

        actions = await editor.actions(uri, "return max", only=["refactor.rewrite.limner.fix"])
        answer = await editor.run(actions[0])

        assert titles(actions) == ["Fix `cheapest` so that its tests pass"]
        assert answer["applied"]
        assert editor.texts[uri] == MENDED
        values = [value for _, value in editor.progress]
        assert values[0]["title"] == "Fix shop.py"
        assert any("Trying small changes" in value.get("message", "") for value in values)
        assert values[-1]["message"].startswith("the failing test passes, 2 others still pass")

    async def test_a_test_is_offered_to_be_made_to_pass(self, editor, tmp_path):
        shop = workspace(tmp_path / "shop", test_shop__py=TEST_SHOP)
        uri = opened(editor, shop / "test_shop.py")

        only = ["refactor.rewrite.limner.fix"]
        (action,) = await editor.actions(uri, "self.assertEqual(cheapest", only=only)
        answer = await editor.run(action)

        assert action.title == "Make `test_the_cheapest_is_the_lowest` pass"
        assert "+++ b/shop.py" in answer["result"]
        assert list(answer["files"]) == [str(shop / "shop.py")]

    async def test_a_diagnostic_of_another_server_is_fixed(self, editor, shop):
        (shop / "old.py").write_text("import os\n\nx = 1\n")
        uri = opened(editor, shop / "old.py")
        diagnostic = types.Diagnostic(
            editor.range(uri, "os"), "`os` imported but unused", code="F401", source="Ruff"
        )

        actions = await editor.actions(uri, "os", [diagnostic], only=["quickfix"])
        answer = await editor.run(actions[0])

        assert titles(actions) == ["Fix and prove: `os` imported but unused"]
        assert list(actions[0].diagnostics) == [diagnostic]
        assert answer["proof"]["status"] == "proven", answer["proof"]
        assert editor.texts[uri] == "\nx = 1\n"

    async def test_what_is_not_saved_is_what_is_fixed_also_through_a_link(self, editor, shop):
        (shop / "shop.py").write_text("def unfinished(")
        link = shop.with_name("link")
        link.symlink_to(shop)
        uri = editor.open((link / "shop.py").as_uri(), "python", SHOP)

        answer = await fix(editor, uri, test=TEST)

        assert answer["applied"]
        assert editor.texts[uri] == MENDED

    async def test_the_request_answers_with_the_edit_and_applies_nothing(self, editor, shop):
        uri = opened(editor, shop / "shop.py")

        answer = await editor.client.protocol.send_request_async(
            "limner/fix", {"uri": uri, "test": TEST}
        )

        assert editor.applied == []
        assert editor.texts[uri] == SHOP
        assert answer.edit.documentChanges[0].edits[0].newText == "in"

    async def test_a_traceback_leads_to_a_file_that_is_not_open(self, editor, shop):
        code = "names = ['b', 'a']\nfor index in range(3):\n    print(names[index])\n"
        (shop / "app.py").write_text(code)
        uri = editor.open((shop / "notes.md").as_uri(), "markdown", "It broke.\n")
        said = 'Traceback (most recent call last):\n  File "app.py", line 3, in <module>\n'
        said += "    print(names[index])\nIndexError: list index out of range\n"

        answer = await fix(editor, uri, traceback=said)

        assert answer["applied"]
        assert list(answer["files"]) == [str(shop / "app.py")]
        assert (shop / "app.py").read_text() == code


class TestOffers:
    async def test_a_picture_of_a_traceback_is_offered_by_its_name(self, editor, shop):
        for name in ("error.png", "cat.png"):
            Image.new("RGB", (8, 8)).save(shop / name)
        text = "![It broke](error.png)\n![Cat](cat.png)\n"
        uri = editor.open((shop / "notes.md").as_uri(), "markdown", text)

        first = await editor.actions(uri, "error", only=["refactor.rewrite.limner.fix"])
        second = await editor.actions(uri, "cat.png", only=["refactor.rewrite.limner.fix"])

        assert titles(first) == ["Fix from error.png"]
        assert second == []

    async def test_nothing_is_offered_at_every_move_of_the_cursor(self, editor, shop):
        uri = opened(editor, shop / "shop.py")

        automatic = types.CodeActionTriggerKind.Automatic

        assert await editor.actions(uri, "return max", trigger_kind=automatic) == []

    async def test_a_document_of_another_language_has_nothing_to_fix(self, editor, tmp_path):
        uri = editor.open((tmp_path / "a.html").as_uri(), "html", "<p>def f(): x</p>")

        assert await editor.actions(uri, "def", only=["refactor.rewrite.limner.fix"]) == []


class TestWhileWeThink:
    async def begun(self, editor, shop):
        (shop / "test_shop.py").write_text(SLOW_TEST)
        uri = opened(editor, shop / "shop.py")
        running = asyncio.ensure_future(fix(editor, uri, test=TEST))
        await editor.until_progress()
        return uri, running

    async def test_the_edit_moves_with_what_is_typed_around_it(self, editor, shop):
        uri, running = await self.begun(editor, shop)

        editor.type(uri, 0, "# the shop 😋\n")
        answer = await running

        assert answer["applied"]
        assert editor.texts[uri] == "# the shop 😋\n" + MENDED

    async def test_the_edit_is_refused_where_its_place_is_gone(self, editor, shop):
        uri, running = await self.begun(editor, shop)

        editor.type(uri, SHOP.index("max"), "sum", replacing=3)

        with pytest.raises(Exception, match="the document changed"):
            await running
        assert editor.texts[uri] == SHOP.replace("max", "sum")

    async def test_a_file_that_changed_on_the_disk_is_refused(self, editor, shop):
        uri, running = await self.begun(editor, shop)
        closing = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        editor.client.text_document_did_close(closing)
        del editor.versions[uri]

        (shop / "shop.py").write_text("def other(): pass\n")

        with pytest.raises(Exception, match="the document changed"):
            await running

    async def test_a_cancel_frees_the_worker(self, editor, shop):
        (shop / "test_shop.py").write_text("while True: pass\n")
        uri, before = opened(editor, shop / "shop.py"), fingerprint(shop)
        running = asyncio.ensure_future(fix(editor, uri, test=TEST))
        await editor.until_progress()
        token = editor.progress[0][0]

        editor.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))

        assert await running is None
        assert editor.progress[-1][1]["message"] == "cancelled"
        assert fingerprint(shop) == before


class TestTrust:
    @pytest_asyncio.fixture(loop_scope="session")
    async def careful(self, tmp_path, monkeypatch):
        """An editor whose user is asked."""
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))
        async with started(tmp_path / "shop") as editor:
            yield editor

    async def test_nothing_is_run_before_the_user_says_so(self, shop, careful):
        (shop / "test_shop.py").write_text("open('/tmp/limner-was-here', 'w')\nassert 0\n")
        uri = opened(careful, shop / "shop.py")

        answer = await fix(careful, uri, test=TEST)

        assert not answer["applied"]
        assert answer["proof"]["status"] == "unproven"
        assert "not trusted" in answer["proof"]["summary"]
        assert len(careful.questions) == 1
        assert str(shop) in careful.questions[0]

    async def test_the_user_is_asked_once(self, shop, careful):
        uri = opened(careful, shop / "shop.py")
        careful.answer = TRUST

        first = await fix(careful, uri, test=TEST)
        await fix(careful, uri, test="python shop.py") if not first["applied"] else None

        assert first["proof"]["status"] == "proven"
        assert len(careful.questions) == 1

    async def test_an_unproven_fix_is_applied_only_where_the_user_says_so(self, shop, careful):
        (shop / "old.py").write_text("import os\n\nx = 1\n")
        uri = opened(careful, shop / "old.py")
        diagnostic = {
            "range": {
                "start": {"line": 0, "character": 7},
                "end": {"line": 0, "character": 9},
            },
            "message": "`os` imported but unused",
            "code": "F401",
            "source": "Ruff",
        }

        refused = await fix(careful, uri, diagnostic=diagnostic)
        left = careful.texts[uri]
        careful.answer = "Apply it unproven"
        applied = await fix(careful, uri, diagnostic=diagnostic)

        assert not refused["applied"]
        assert left == "import os\n\nx = 1\n"
        assert applied["applied"]
        assert applied["proof"]["status"] == "unproven"
        assert careful.texts[uri] == "\nx = 1\n"
        assert "unproven" in careful.questions[-1]


class TestBadInput:
    async def test_a_notebook_has_no_tests(self, editor, shop):
        with pytest.raises(Exception, match="nothing can be proven of a notebook"):
            await fix(editor, f"vscode-notebook-cell://{shop}/book.ipynb#C1")

    async def test_a_document_without_a_file_is_to_be_saved(self, editor):
        editor.open("untitled:Untitled-1", "python", SHOP)

        with pytest.raises(Exception, match="save it first"):
            await fix(editor, "untitled:Untitled-1")

    async def test_a_range_of_an_older_version_is_refused(self, editor, shop):
        uri = opened(editor, shop / "shop.py")
        (action,) = await editor.actions(uri, "return max", only=["refactor.rewrite.limner.fix"])
        editor.type(uri, 0, "# one more line\n")

        with pytest.raises(Exception, match="the document has changed meanwhile"):
            await editor.run(action)

    async def test_no_fix_is_said_and_nothing_is_applied(self, editor, shop):
        (shop / "shop.py").write_text("def one():\n    return 1\n")
        (shop / "test_shop.py").write_text("import shop\nassert shop.one() == 'a b c'\n")
        uri = opened(editor, shop / "shop.py")

        answer = await fix(editor, uri, test=TEST)

        assert not answer["applied"]
        assert answer["proof"]["status"] == "refuted"
        assert any("no fix found" in message for message in editor.messages)
