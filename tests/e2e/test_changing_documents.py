"""A user who types on while the code is being written: rebased or refused, never wrong."""

import asyncio

import pytest
from lsprotocol import types

pytestmark = [
    pytest.mark.usefixtures("needs_chromium", "shot"),
    pytest.mark.asyncio(loop_scope="session"),
]

TEXT = '<h1>Shop</h1>\n<img src="shot.png">\n<p>Bye</p>\n'


@pytest.fixture
def uri(vscode, tmp_path):
    return vscode.open((tmp_path / "page.html").as_uri(), "html", TEXT)


async def working(editor, uri):
    """The action on the picture, begun."""
    (action, *_) = await editor.actions(uri, "<img")
    running = asyncio.ensure_future(editor.run(action))
    await editor.until_progress()
    return running


async def test_the_edit_moves_with_what_was_typed_around_it(vscode, uri):
    running = await working(vscode, uri)

    vscode.type(uri, 0, "<!-- 😋 -->\n")
    vscode.type(uri, len(vscode.texts[uri]), "<footer></footer>\n")
    answer = await running

    assert answer["applied"]
    text = vscode.texts[uri]
    assert text.startswith("<!-- 😋 -->\n<h1>Shop</h1>\n<style>")
    assert text.endswith("</div>\n<p>Bye</p>\n<footer></footer>\n")


async def test_the_edit_is_refused_where_its_place_is_gone(vscode, uri):
    running = await working(vscode, uri)

    vscode.type(uri, TEXT.index("<img"), "<hr>", replacing=len('<img src="shot.png">'))

    with pytest.raises(Exception, match="the document changed where the code belongs"):
        await running
    assert vscode.texts[uri] == "<h1>Shop</h1>\n<hr>\n<p>Bye</p>\n"


async def test_a_document_that_was_closed_gets_nothing_wrong(vscode, uri):
    """It is not saved anywhere either, so there is no place for the code."""
    running = await working(vscode, uri)

    vscode.client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
    )

    with pytest.raises(Exception, match="no such document"):
        await running


async def test_an_action_of_an_older_version_finds_its_picture_again(vscode, uri):
    (action, *_) = await vscode.actions(uri, "<img")
    vscode.type(uri, 0, "<p>one</p>\n<p>two</p>\n")

    answer = await vscode.run(action)

    assert answer["applied"]
    assert vscode.texts[uri].startswith("<p>one</p>\n<p>two</p>\n<h1>Shop</h1>\n<style>")
    assert "shot.png" not in vscode.texts[uri]


async def test_a_place_that_was_named_is_kept_also_where_the_picture_is_named_elsewhere(
    vscode, uri
):
    end = {"line": 3, "character": 0}

    answer = await vscode.command(
        {"uri": uri, "image": "shot.png", "version": 1, "range": {"start": end, "end": end}}
    )

    assert answer["applied"]
    assert vscode.texts[uri].startswith(TEXT + "<style>")
