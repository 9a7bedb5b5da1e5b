"""A real Helix, in a terminal, with the configuration that users are given, on the real server."""

import os
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from clipboard import on_clipboard
from limner_model.daemon import stop_engine
from limner_server.proof.chromium import find_chromium
from terminal import ENTER, ESCAPE, terminal
from workspaces import SHOP, workspace

ROOT = Path(__file__).parents[2]
HELIX = ROOT / ".cache/editors/bin/hx"
CONFIGURATION = ROOT / "editors/generic/helix"
TRUSTED = 'model = "none"\ntrusted = "always"\n'
PAGE = '<main>\n  <img src="shot.png" alt="">\n</main>\n'
# In the place where the configuration that users are given has none.
SETTINGS = "[language-server.limner.config.limner]\n"
OFFERED = "Find the source of the clipboard image"
CHANGED = "[+]"
DOWN = "\x0e"  # Ctrl and n

pytestmark = [
    pytest.mark.skipif(find_chromium() is None, reason="needs Chromium"),
    pytest.mark.usefixtures("shot"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A user without settings, and with an engine of its own, which is gone in the end."""
    if not HELIX.exists():
        pytest.skip("needs Helix: make test-editors unpacks it")
    home = tmp_path_factory.mktemp("helix")
    kinds = {f"XDG_{kind}_HOME": kind.lower() for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    kinds |= {"HOME": "home", "XDG_RUNTIME_DIR": "run"}
    for name in kinds.values():
        (home / name).mkdir(mode=0o700)
    yield {name: str(home / folder) for name, folder in kinds.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
        stop_engine()


@pytest.fixture
def helix(home):
    """Opens a file in Helix, whose folder is a project; no model is asked unless one is."""

    @contextmanager
    def open_file(file, settings='model = "none"\n', *, ready=wait_for_limner):
        folder = Path(home["XDG_CONFIG_HOME"], "helix")
        folder.mkdir(exist_ok=True)
        languages = (CONFIGURATION / "languages.toml").read_text()
        assert SETTINGS in languages
        (folder / "languages.toml").write_text(languages.replace(SETTINGS, SETTINGS + settings))
        (folder / "config.toml").write_text((CONFIGURATION / "config.toml").read_text())
        (file.parent / ".git").mkdir(exist_ok=True)
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        # Helix asks whether it may start servers in a folder; a user has answered that.
        environment = {**os.environ, **home, "PATH": path, "HELIX_TRUST": "1"}
        with terminal([str(HELIX), str(file)], file.parent, environment) as editor:
            ready(editor)
            yield editor

    return open_file


@pytest.fixture
def page(tmp_path):
    """A page that names the screenshot."""
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path / "page.html"


@pytest.fixture
def shop(tmp_path):
    """A project with a failing test."""
    return workspace(tmp_path / "shop")


def wait_for_limner(editor):
    """Wait until something is offered: Helix does not tell when a server has started."""

    def is_offered():
        editor.press(" ", "a")
        return editor.shows(OFFERED, patience=5)

    def is_closed():
        editor.press(ESCAPE)
        return not editor.shows(OFFERED, patience=0.5)

    editor.until("NOR")
    editor.until(is_offered)
    editor.until(is_closed)


def go_to(editor, text):
    """Put the cursor on the first such text."""
    editor.press("/", *text, ENTER)


def choose(editor, title):
    """Choose a code action; the menu opens below the cursor, its first line chosen."""
    editor.press(" ", "a")
    editor.until(title)
    (row,) = (at for at, line in enumerate(editor.text.splitlines()) if title in line)
    editor.press(*[DOWN] * (row - editor.row - 1), ENTER)


def save(editor):
    """Save the file."""
    editor.press(*":w", ENTER)


@pytest.fixture
def copied(desktop, shot):
    """The screenshot on the clipboard."""
    with on_clipboard(desktop, shot):
        yield


def test_the_picture_under_the_cursor_becomes_code_with_the_built_in_model(helix, page):
    with helix(page, settings="") as editor:
        go_to(editor, "shot.png")
        editor.press(" ", "a")
        editor.until("Code from shot.png")
        editor.press(ENTER)
        editor.until("limner:")  # what it is doing
        editor.until("looks")
        save(editor)
        editor.until(lambda: "Fresh bread" in page.read_text())
        assert "shot.png" not in page.read_text()

        go_to(editor, "Fresh bread")
        editor.press(" ", "k")
        editor.until("of shot.png, at")  # which part of the picture the line draws
        editor.press(ESCAPE)
        editor.until(lambda: "of shot.png, at" not in editor.text)

        editor.press("u")
        save(editor)
        editor.until(lambda: page.read_text() == PAGE)


@pytest.mark.usefixtures("copied")
def test_the_copied_picture_becomes_code_where_the_cursor_is(helix, page):
    page.write_text("<main>\n  \n</main>\n")
    with helix(page) as editor:
        editor.until("<main>")
        editor.press("j", " ", "l", "p")
        editor.until("looks")
        save(editor)
        editor.until(lambda: "Fresh bread" in page.read_text())

    assert page.read_text().startswith("<main>\n  <style>")
    assert page.read_text().endswith("</main>\n")


def test_a_fix_is_run_once_the_folder_is_trusted(helix, shop):
    with helix(shop / "shop.py") as editor:
        go_to(editor, "max")
        editor.press(" ", "l", "f")
        editor.until("Trust the folder")
        editor.press(ENTER)
        editor.until("the failing test passes")
        save(editor)
        editor.until(lambda: (shop / "shop.py").read_text() == SHOP.replace("max(", "min("))


def test_tests_and_documentation_are_written_for_the_function_at_the_cursor(helix, shop):
    (shop / "shop.py").write_text(SHOP.replace("max(", "min("))
    with helix(shop / "shop.py", TRUSTED) as editor:
        go_to(editor, "min")
        editor.press(" ", "l", "d")
        editor.until("Returns:")
        editor.press(" ", "l", "t")
        editor.until("Tests: test_shop.py:")
        editor.press(*":wa", ENTER)
        editor.until(lambda: "def test_cheapest" in (shop / "test_shop.py").read_text())


def test_words_that_are_asked_for_become_code(helix, page):
    with helix(page) as editor:
        editor.until("shot.png")
        editor.press("j", "j", " ", "l", "g", *"a login form with e-mail and password", ENTER)
        editor.until(CHANGED)
        save(editor)
        editor.until(lambda: 'type="password"' in page.read_text())


def test_a_comment_becomes_code(helix, page):
    page.write_text("<main>\n  <!-- a login form with e-mail and password -->\n</main>\n")
    with helix(page) as editor:
        go_to(editor, "login")
        choose(editor, "Generate: a login form")
        editor.until(CHANGED)
        save(editor)
        editor.until(lambda: 'type="password"' in page.read_text())


def test_the_source_of_a_picture_is_shown(helix, page):
    (page.parent / "bakery.html").write_text("<h1>Fresh bread</h1>\n<button>Order now</button>\n")
    with helix(page) as editor:
        go_to(editor, "shot.png")
        choose(editor, "Find the source of shot.png")
        editor.until("<h1>Fresh bread</h1>")


def test_a_question_is_answered_in_a_document(helix, shop):
    with helix(shop / "shop.py", TRUSTED) as editor:
        editor.until("cheapest")
        editor.press(" ", "l", "a", *"where is cheapest defined?", ENTER)
        editor.until("# where is cheapest defined?")
        assert "shop.py:9" in editor.text


@pytest.mark.parametrize(
    "stop",
    [
        lambda editor: editor.press(" ", "l", "x"),
        lambda editor: choose(editor, "Stop what Limner is doing"),
    ],
    ids=["by key", "by code action"],
)
def test_work_is_stopped_and_changes_nothing(helix, page, large_shot, stop):
    page.write_text(f'<img src="{large_shot.name}">\n')
    with helix(page) as editor:
        go_to(editor, "large.png")
        choose(editor, "Code from large.png")
        editor.until("Reading")
        stop(editor)
        editor.until("Code from large.png ⋅ cancelled")
        editor.press(" ", "a")
        editor.until("Code from large.png")
        assert "Stop what" not in editor.text


def test_what_cannot_be_done_is_told_in_one_line(helix, shop):
    def is_told(editor):
        editor.until("trusted must be a string")  # until the next key

    with helix(shop / "shop.py", "trusted = 3\n", ready=is_told) as editor:
        editor.press(*":lsp-workspace-command limner.test", ENTER)
        editor.until("limner.test takes one object")
