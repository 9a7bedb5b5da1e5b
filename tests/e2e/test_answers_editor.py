"""The source of a picture, and answers to questions, in an editor with no plugin."""

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from editor import started
from limner_server.lsp.protocol import ASK_COMMAND, LOCATE_COMMAND
from workspaces import fingerprint

pytestmark = pytest.mark.asyncio(loop_scope="session")
BAKERY = """\
import { useTranslation } from "./i18n";

export default function Bakery({ order }) {
  const { t } = useTranslation();
  return (
    <main>
      <h1>Fresh bread</h1>
      <p>{t("bakery.promise")}</p>
      <button onClick={order}>Order now</button>
    </main>
  );
}
"""


NOTES = "The page:\n\n![shot](shot.png)\n"


@pytest.fixture
def bakery(tmp_path, shot):
    """A small application, and a screenshot of it."""
    files = {
        "package.json": "{}",
        "src/Bakery.jsx": BAKERY,
        "src/Footer.jsx": "export const Footer = () => <p>Imprint and order terms</p>;\n",
        "src/locales/en.json": json.dumps({"bakery": {"promise": "Baked every morning at six"}}),
        "notes.md": NOTES,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    assert shot.parent == tmp_path
    return tmp_path


class TestLocating:
    @pytest.mark.parametrize("capabilities", ["visual_studio_code", "neovim"])
    async def test_a_picture_leads_to_its_source(self, bakery, capabilities):
        before = fingerprint(bakery)
        async with started(bakery, capabilities) as editor:
            uri = editor.open((bakery / "notes.md").as_uri(), "markdown", NOTES)

            (action, _) = await editor.actions(uri, "shot.png", only=["limner.locate"])
            answer = await editor.run(action)

        assert action.title == "Find the source of shot.png"
        assert answer["shown"]
        (shown,) = editor.shown
        assert shown.uri == (bakery / "src" / "Bakery.jsx").as_uri()
        line = BAKERY.splitlines()[shown.selection.start.line]
        selected = line[shown.selection.start.character : shown.selection.end.character]
        assert selected in ("Fresh bread", "bakery.promise", "Order now")
        assert any("src/Bakery.jsx:" in message for message in editor.messages)
        assert editor.progress[0][1]["title"] == "Source of shot.png"
        assert editor.progress[-1][1]["kind"] == "end"
        assert editor.applied == []
        assert fingerprint(bakery) == before

    async def test_an_editor_that_opens_nothing_is_told_the_place(self, bakery):
        async with started(bakery, "emacs") as editor:
            answer = await editor.command({"image": "shot.png"}, name=LOCATE_COMMAND)

        assert not answer["shown"]
        (message,) = editor.messages
        assert "src/Bakery.jsx:" in message

    async def test_other_files_that_draw_the_same_are_offered(self, bakery):
        old = BAKERY.replace("Order now", "Order")
        (bakery / "src" / "Old.jsx").write_text(old)
        async with started(bakery) as editor:
            found = await editor.client.protocol.send_request_async(
                "limner/locate", {"image": "shot.png"}
            )
            line = next(place.line for place in found.result if place.path.endswith("Old.jsx"))
            editor.answer = f"src/Old.jsx:{line}"
            await editor.command({"image": "shot.png"}, name=LOCATE_COMMAND)

        (question,) = editor.questions
        assert "src/Bakery.jsx" in question
        assert [shown.uri.rpartition("/")[2] for shown in editor.shown] == ["Bakery.jsx", "Old.jsx"]

    async def test_the_request_answers_with_places_and_shows_none(self, bakery):
        async with started(bakery) as editor:
            answer = await editor.client.protocol.send_request_async(
                "limner/locate", {"image": "shot.png"}
            )

        assert answer.locations[0].uri == (bakery / "src" / "Bakery.jsx").as_uri()
        assert editor.shown == []

    async def test_a_picture_of_something_else_is_said_to_be_so(self, bakery):
        (bakery / "src" / "Bakery.jsx").write_text("export default () => null;\n")
        (bakery / "src" / "locales" / "en.json").write_text("{}")
        async with started(bakery) as editor:
            answer = await editor.command({"image": "shot.png"}, name=LOCATE_COMMAND)

        assert answer["result"] == []
        assert not answer["shown"]
        (message,) = editor.messages
        assert "nothing of this picture is drawn by this workspace" in message

    async def test_a_picture_that_is_not_there_is_one_line(self, editor):
        with pytest.raises(Exception, match="no such picture: gone") as refusal:
            await editor.command({"image": "gone.png"}, name=LOCATE_COMMAND)

        assert "\n" not in refusal.value.message


CODE = '''\
from tax import with_tax


# Where is with_tax defined?
def total(prices):
    """The sum of the prices, with tax."""
    return with_tax(sum(prices))
'''


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Two modules; and a cache that is no one's."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("")
    (folder / "shop.py").write_text(CODE)
    (folder / "tax.py").write_text("RATE = 0.2\n\n\ndef with_tax(sum):\n    return sum * RATE\n")
    return folder


def text_of(shown):
    return Path(unquote(urlsplit(shown.uri).path)).read_text()


class TestAsking:
    @pytest.mark.parametrize("capabilities", ["visual_studio_code", "neovim"])
    async def test_a_comment_that_asks_is_answered_in_a_document(self, project, capabilities):
        before = fingerprint(project)
        async with started(project, capabilities) as editor:
            uri = editor.open((project / "shop.py").as_uri(), "python", CODE)
            (action,) = await editor.actions(uri, "Where", only=["limner.ask"])
            answer = await editor.run(action)

        assert action.title == "Ask: Where is with_tax defined?"
        assert answer["shown"]
        (shown,) = editor.shown
        page = text_of(shown)
        assert page.startswith("# Where is with_tax defined?\n")
        assert f"[tax.py:4]({(project / 'tax.py').as_uri()}#L4)" in page
        assert editor.progress[0][1]["title"] == "Answer to “Where is with_tax defined?”"
        assert editor.applied == []
        assert fingerprint(project) == before

    async def test_an_editor_that_opens_nothing_is_told_the_answer(self, project):
        async with started(project, "emacs") as editor:
            answer = await editor.command({"question": "Where is with_tax?"}, name=ASK_COMMAND)

        assert not answer["shown"]
        (message,) = editor.messages
        assert "`tax.py:4`" in message

    async def test_the_request_answers_and_shows_nothing(self, project):
        async with started(project) as editor:
            uri = editor.open((project / "shop.py").as_uri(), "python", CODE)
            question = {"question": "Where is with_tax?", "uri": uri}
            answer = await editor.client.protocol.send_request_async("limner/ask", question)

        assert "`tax.py:4`" in answer.result
        assert answer.places[0].path == str(project / "tax.py")
        assert editor.shown == []

    async def test_a_document_that_is_not_saved_is_asked_about_as_it_is(self, project):
        async with started(project) as editor:
            moved = "# one line more\n" + (project / "tax.py").read_text()
            editor.open((project / "tax.py").as_uri(), "python", moved)
            await editor.command({"question": "Where is with_tax?"}, name=ASK_COMMAND)

        page = text_of(editor.shown[0])
        assert "[tax.py:5]" in page

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ({}, "needs 'question'"),
            ({"question": "why?", "uri": "file:///no/such.py"}, "no such document"),
            ({"question": "why?", "image": "gone.png"}, "no such picture"),
        ],
    )
    async def test_what_cannot_be_asked_is_one_line(self, vscode, arguments, says):
        with pytest.raises(Exception, match=says) as refusal:
            await vscode.command(arguments, name=ASK_COMMAND)

        assert "\n" not in refusal.value.message
