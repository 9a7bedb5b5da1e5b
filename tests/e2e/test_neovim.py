"""A real Neovim with the plugin, on the real server: pages and their preview."""

from pathlib import Path

import pytest

import neovim as editor

pytestmark = pytest.mark.usefixtures("needs_chromium")

PAGE = '<main>\n  <p>Before</p>\n  <img src="shot.png" alt="">\n</main>'


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """One Neovim for the tests of this module, its server and worker warm."""
    with editor.started(tmp_path_factory.mktemp("site")) as neovim:
        yield neovim


@pytest.fixture
def nvim(running, shot):
    """Neovim on a page that names the screenshot."""
    (running.folder / "shot.png").write_bytes(shot.read_bytes())
    running.edit("page.html", PAGE)
    running.at("<img")
    return running


def previewed(nvim, line="Limner code"):
    """Ask for a page, and wait for its preview."""
    nvim.command(line)
    nvim.until("hands.text('^limner://'):find('q close')")


def test_the_picture_under_the_cursor_is_previewed_and_accepted(nvim):
    previewed(nvim)

    assert nvim.text == nvim.preview
    assert "shot.png → html" in nvim.preview
    assert "like the picture" in nvim.preview
    assert "candidate 1 of" in nvim.preview
    assert "colour 100 %" in nvim.preview
    assert "Fresh bread" in nvim.preview
    assert nvim.lua("hands.text('page.html$')") == PAGE

    nvim.keys("a")
    nvim.until("hands.window('^limner://') == 0")

    assert "Fresh bread" in nvim.text
    assert "shot.png" not in nvim.text
    assert nvim.text.startswith("<main>\n  <p>Before</p>\n  <style>")
    assert nvim.lua("vim.fn.getpos('.')")[1:3] == [3, 3]
    nvim.keys("u")
    assert nvim.text == PAGE


def test_candidates_are_looked_at_chosen_exchanged_and_taken_out(running, large_shot):
    """One that needs some work: what the work has made better is there beside what it was."""
    nvim, text = running, PAGE.replace("shot.png", "large.png")
    (nvim.folder / "large.png").write_bytes(large_shot.read_bytes())
    nvim.edit("large.html", text)
    nvim.at("<img")
    previewed(nvim)
    first = nvim.preview
    assert "candidate 1 of" in first
    assert "in the document" not in first

    nvim.keys("<Tab>")
    nvim.until("hands.text('^limner://'):find('candidate 2 of')")
    assert nvim.preview.partition("───")[2] != first.partition("───")[2]
    nvim.keys("<S-Tab>")
    nvim.until("hands.text('^limner://'):find('candidate 1 of')")
    assert nvim.preview == first
    nvim.do("hands.answer = '%  trace'")
    nvim.keys("c")
    nvim.until("not hands.text('^limner://'):find('candidate 1 of')")
    (question,) = nvim.asked
    assert question["prompt"] == "Candidates:"
    assert all("like the picture" in title for title in question["titles"])

    nvim.keys("a")
    nvim.until("hands.window('^limner://') == 0")
    one = nvim.text
    previewed(nvim, "Limner preview")
    assert "in the document" in nvim.preview
    nvim.keys("<Tab>", "a")
    nvim.until("hands.window('^limner://') == 0")
    other = nvim.text
    assert other != one
    assert other.count("<style>") == 1
    previewed(nvim, "Limner preview")
    nvim.keys("d")
    nvim.until("hands.window('^limner://') == 0")

    assert nvim.text == text


@pytest.mark.parametrize("key", ["d", "q"])
def test_a_draft_that_is_discarded_leaves_the_document_alone(nvim, key):
    previewed(nvim)

    nvim.keys(key)
    nvim.until("hands.window('^limner://') == 0")

    assert nvim.text == PAGE
    assert not nvim.lua("vim.bo.modified")


def test_lines_tell_which_part_of_the_picture_they_draw(nvim):
    previewed(nvim)
    nvim.at("Order now")
    nvim.keys("K")
    nvim.until("hands.float() ~= ''")
    assert "pixels of shot.png" in nvim.lua("hands.float()")

    nvim.keys("a")
    nvim.until("hands.window('^limner://') == 0")
    nvim.at("Order now")
    nvim.keys("K")
    nvim.until("hands.float() ~= ''")

    assert "pixels of shot.png" in nvim.lua("hands.float()")


def test_the_pictures_open_beside_neovim(nvim):
    previewed(nvim)

    nvim.keys("o")

    picture, drawn = nvim.lua("hands.opened")
    assert all(Path(path).read_bytes().startswith(b"\x89PNG") for path in (picture, drawn))
    nvim.keys("q")


@pytest.mark.parametrize(
    ("setting", "line"), [("split", "Limner! code"), ("inline", "Limner code")]
)
def test_text_beside_the_line_is_enough_where_the_user_says_so(nvim, setting, line):
    nvim.do(f"vim.g.limner_preview = '{setting}'")

    nvim.command(line)

    nvim.until("hands.beside():find('Code from shot.png')")
    nvim.until("vim.fn.search('Fresh bread', 'n') > 0")

    nvim.do("vim.g.limner_preview = nil")
    assert nvim.preview == ""
    assert nvim.lua("hands.beside()") == ""
    assert "Fresh bread" in nvim.text
    nvim.keys("u")
    assert nvim.text == PAGE


def test_what_is_written_is_seen_while_it_is_written(nvim):
    nvim.command("Limner code")
    seen = "hands.text('^limner://')"

    nvim.until(f"{seen}:find('q cancel') and {seen}:find('</')")
    nvim.until(f"{seen}:find('q close')")
    nvim.keys("q")

    progress = nvim.lua("hands.progress")
    assert progress[0]["kind"] == "begin"
    assert progress[-1]["kind"] == "end"
    assert all("text" not in value for value in progress)


def test_a_named_picture_in_a_stack_takes_the_place_of_the_lines(nvim):
    nvim.edit("view.jsx", "const a = 1;\n\n// here\n")

    previewed(nvim, "3Limner code shot.png react")
    assert "shot.png → react" in nvim.preview
    nvim.keys("a")
    nvim.until("hands.window('^limner://') == 0")

    assert "export default function" in nvim.text
    assert "// here" not in nvim.text


def test_a_code_action_opens_the_preview_too(nvim):
    nvim.do("hands.answer = 'Code from shot.png'")

    nvim.keys("gra")
    nvim.until("hands.text('^limner://'):find('accept')")

    nvim.keys("q")
    assert nvim.text == PAGE


def test_words_become_a_page(nvim):
    nvim.edit("login.html", "")

    previewed(nvim, "Limner generate A login form with a name, a password and a button")
    assert "parts" in nvim.preview or "candidate 1 of" in nvim.preview
    nvim.keys("a")
    nvim.until("hands.window('^limner://') == 0")

    assert "<form" in nvim.text


def test_a_buffer_that_is_no_page_gets_a_file_beside_it(nvim):
    nvim.edit("view.py", "# like shot.png\n")

    previewed(nvim)
    nvim.keys("a")
    nvim.until("vim.fn.expand('%:t') == 'shot.html'")

    assert "Fresh bread" in nvim.text
    assert (nvim.folder / "shot.html").exists()


def test_a_picture_that_is_not_there_is_one_line(nvim):
    nvim.command("Limner code gone.png")

    line = nvim.until_told("no such picture")

    assert line.startswith("Limner: ")
    assert "\n" not in line
    nvim.until("hands.window('^limner://') == 0")


def test_a_document_that_is_closed_meanwhile_ends_its_preview(nvim):
    nvim.command("Limner code")
    nvim.until("hands.text('^limner://'):find('q cancel')")

    nvim.command("bwipeout! page.html")
    nvim.until("hands.window('^limner://') == 0")

    assert nvim.told == []
    assert nvim.lua("vim.v.errmsg") == ""


def test_a_draft_of_a_document_that_was_closed_is_one_line(nvim):
    previewed(nvim)
    nvim.command("bwipeout! page.html")

    nvim.keys("a")

    assert nvim.until_told("its document was closed").startswith("Limner: ")
    assert nvim.lua("vim.v.errmsg") == ""


def test_the_wide_screen_is_parted_and_the_narrow_one_stacked(nvim):
    previewed(nvim)
    assert nvim.lua("vim.fn.winlayout()[1]") == "row"
    nvim.keys("q")
    nvim.do("vim.o.columns = 80")

    previewed(nvim)

    assert nvim.lua("vim.fn.winlayout()[1]") == "col"
    nvim.keys("q")
    nvim.do("vim.o.columns = 140")
