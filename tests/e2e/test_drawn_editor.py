"""Lines of a document and the parts of the picture that they draw: asked for, and hovered over."""

import re

import pytest
from lsprotocol import types

from editor import started
from previews import TEXT, accept, add_small_line, draft, picture

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest.fixture
def shot(shot):
    return add_small_line(shot)


@pytest.fixture
def uri(vscode, tmp_path):
    return vscode.open((tmp_path / "page.html").as_uri(), "html", TEXT)


async def hover(editor, uri, text):
    """What is shown where a text first stands."""
    at = editor.range(uri, text).start
    params = types.HoverParams(types.TextDocumentIdentifier(uri), at)
    return await editor.client.text_document_hover_async(params)


def covered(editor, uri, span):
    """The text of a range as it came over the wire."""
    lines = editor.texts[uri].split("\n")[span.start.line : span.end.line + 1]
    assert span.start.character == 0
    assert span.end.character == len(lines[-1])
    return "\n".join(lines)


async def test_the_document_tells_what_its_lines_draw(vscode, uri):
    reply = await draft(vscode, uri)
    await accept(vscode, reply, 0)
    vscode.type(uri, 0, "<!-- above -->\n<!-- and more -->\n")

    parts = (await vscode.request("limner/drawn", uri=uri)).parts

    drawn = {covered(vscode, uri, part.range) for part in parts if part.draft == reply.draft}
    lines = reply.choices[0].code.split("\n")
    expected = {
        "\n".join(lines[part.first_line : part.last_line + 1]) for part in reply.choices[0].drawn
    }
    assert {text.strip() for text in drawn} == {text.strip() for text in expected}
    starts = [part.range.start.line for part in parts]
    assert starts == sorted(starts)


async def test_it_knows_of_code_that_the_editor_put_in_by_itself(vscode, uri):
    reply = await draft(vscode, uri)
    start = TEXT.index("<img")
    vscode.type(uri, start, reply.code, replacing=len('<img src="shot.png">'))

    parts = (await vscode.request("limner/drawn", uri=uri)).parts

    assert any("Order now" in covered(vscode, uri, part.range) for part in parts)


async def test_other_documents_draw_nothing(vscode, uri, tmp_path):
    reply = await draft(vscode, uri)
    other = vscode.open((tmp_path / "other.html").as_uri(), "html", TEXT)
    await accept(vscode, reply, 0)

    assert (await vscode.request("limner/drawn", uri=other)).parts == []
    assert await hover(vscode, other, "Bye") is None


async def test_a_hover_shows_the_part(vscode, uri):
    reply = await draft(vscode, uri)
    await accept(vscode, reply, 0)

    shown = await hover(vscode, uri, "Order now")

    found = re.search(r"!\[part of the picture\]\((data:[^)]+)\)", shown.contents.value)
    width, height = picture(found[1]).size
    assert 150 < width < 180
    assert 30 < height < 60
    assert "shot\\.png" in shown.contents.value
    assert await hover(vscode, uri, "Bye") is None


async def test_where_no_pictures_are_shown_it_says_so_in_words(tmp_path, shot):
    async with started(tmp_path, "neovim") as editor:
        uri = editor.open((tmp_path / "page.html").as_uri(), "html", TEXT)
        (action, *_) = await editor.actions(uri, "<img")
        await editor.run(action)

        shown = await hover(editor, uri, "Order now")

        assert "data:" not in shown.contents.value
        words = r"Draws \d+ by \d+ pixels of shot.*, at \d+, \d+\. The page looks \d+% like"
        assert re.match(words, shown.contents.value)
        assert shot.name
