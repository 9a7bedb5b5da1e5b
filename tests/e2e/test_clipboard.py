"""A screenshot that was copied becomes code: with a real X server and its clipboard."""

import pytest

from clipboard import on_clipboard
from editor import started

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("needs_chromium"),
]


@pytest.fixture
def copied(desktop, shot):
    """The screenshot on the clipboard."""
    with on_clipboard(desktop, shot):
        yield


@pytest.mark.usefixtures("copied")
async def test_the_copied_screenshot_becomes_code_at_the_cursor(tmp_path):
    async with started(tmp_path) as editor:
        text = "<main>\n  \n</main>\n"
        uri = editor.open((tmp_path / "page.html").as_uri(), "html", text)

        (action, other) = await editor.actions(uri, text.index("  \n") + 2)
        answer = await editor.run(action)

        assert action.title == "Code from the clipboard image"
        assert other.title == "Find the source of the clipboard image"
        assert answer["applied"]
        assert editor.texts[uri].startswith("<main>\n  <style>")
        assert "Fresh bread" in editor.texts[uri]


@pytest.mark.usefixtures("copied")
async def test_the_source_of_the_copied_screenshot_is_found(tmp_path):
    (tmp_path / "bakery.html").write_text("<h1>Fresh bread</h1>\n<button>Order now</button>\n")
    async with started(tmp_path) as editor:
        uri = editor.open((tmp_path / "notes.md").as_uri(), "markdown", "Where is this?\n")

        (action,) = await editor.actions(uri, 0, only=["limner.locate"])
        answer = await editor.run(action)

    assert action.title == "Find the source of the clipboard image"
    assert answer["shown"]
    assert editor.shown[0].uri == (tmp_path / "bakery.html").as_uri()


@pytest.mark.usefixtures("desktop")
async def test_a_clipboard_without_a_picture_is_one_line(tmp_path):
    async with started(tmp_path) as editor:
        uri = editor.open((tmp_path / "page.html").as_uri(), "html", "<p>\n")

        with pytest.raises(Exception, match="no picture on the clipboard") as refusal:
            await editor.run((await editor.actions(uri, 0))[0])

        assert "\n" not in refusal.value.message
