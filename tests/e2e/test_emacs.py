"""A real Emacs, with Eglot and the configuration that users are given, on the real server."""

import os
import shutil

import pytest

import emacs as editor
from clipboard import on_clipboard
from emacs import quoted
from limner_model.daemon import stop_engine
from workspaces import SHOP, workspace

pytestmark = pytest.mark.usefixtures("needs_chromium", "shot")

PAGE = '<main>\n  <img src="shot.png" alt="">\n</main>\n'
NO_MODEL = '(:limner (:model "none"))'


@pytest.fixture(scope="module")
def environment_of_emacs(tmp_path_factory):
    """A user without settings, and with an engine of its own, which is gone in the end."""
    if reason := editor.why_not():
        pytest.skip(reason)
    home = tmp_path_factory.mktemp("emacs")
    kinds = {f"XDG_{kind}_HOME": kind.lower() for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    kinds |= {"HOME": "home", "XDG_RUNTIME_DIR": "run"}
    for name in kinds.values():
        (home / name).mkdir(mode=0o700)
    yield {name: str(home / folder) for name, folder in kinds.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
        stop_engine()


@pytest.fixture(scope="module")
def running(environment_of_emacs, tmp_path_factory):
    """One Emacs for all tests of this module; each has a project, and so a server, of its own."""
    environment = {**os.environ, **environment_of_emacs}
    with editor.started(tmp_path_factory.mktemp("copies"), environment) as emacs:
        yield emacs


@pytest.fixture
def emacs(running):
    """Emacs, with what it told forgotten; no model is asked."""
    running.do(f"(hands-begin '{NO_MODEL})")
    yield running
    running.do("(hands-end)")


@pytest.fixture
def shop(tmp_path):
    """A project with a failing test; a repository, as that is what Emacs takes for a project."""
    shop = workspace(tmp_path / "shop")
    (shop / ".git").mkdir()
    return shop


@pytest.fixture
def page(tmp_path):
    """A page that names the screenshot."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "page.html").write_text(PAGE)
    return tmp_path / "page.html"


@pytest.fixture
def copied(desktop, shot):
    """The screenshot on the clipboard."""
    with on_clipboard(desktop, shot):
        yield


def test_the_picture_under_the_cursor_becomes_code_with_the_built_in_model(emacs, page):
    emacs.do("(hands-begin nil)")
    emacs.open(page)
    emacs.at("shot.png")

    emacs.choose("Code from shot.png")
    emacs.until_told("Code from shot.png: looks")

    assert "Fresh bread" in emacs.text
    assert "shot.png" not in emacs.text
    emacs.at("Fresh bread")
    emacs.do('(eglot-hover-eldoc-function (lambda (said &rest _) (message "%s" said)))')
    emacs.until_told("of shot.png, at")  # which part of the picture the line draws
    emacs.do("(hands-undo)")
    assert emacs.text == PAGE


@pytest.mark.usefixtures("copied")
def test_the_copied_picture_becomes_code_where_point_is(emacs, page):
    emacs.do(f'(setenv "DISPLAY" {quoted(os.environ["DISPLAY"])})')
    page.write_text("<main>\n  \n</main>\n")
    emacs.open(page)
    emacs.do("(progn (goto-line 2) (limner-paste))")

    emacs.until_text("Fresh bread")

    assert emacs.text.startswith("<main>\n  <style>")
    assert emacs.text.endswith("</main>\n")


def test_a_fix_is_run_once_the_folder_is_trusted(emacs, shop):
    emacs.open(shop / "shop.py")
    emacs.at("max(")
    emacs.do('(progn (setq hands-answer "Trust the folder") (limner-fix))')

    emacs.until_told("the failing test passes")

    assert emacs.text == SHOP.replace("max(", "min(")
    assert "Do you trust this folder?" in emacs.do("hands-asked")


def test_tests_and_documentation_are_written_for_the_function_at_point(emacs, shop):
    emacs.do("(hands-trust)")
    (shop / "shop.py").write_text(SHOP.replace("max(", "min("))
    emacs.open(shop / "shop.py")
    emacs.at("min(")
    emacs.do("(limner-document)")
    emacs.until_text("Returns:")

    emacs.do("(limner-test)")
    emacs.until_told("Tests: test_shop.py")

    emacs.open(shop / "test_shop.py")
    assert "def test_cheapest" in emacs.text


def test_words_become_code(emacs, page):
    emacs.open(page)
    emacs.do('(progn (goto-line 3) (limner-generate "a login form with e-mail and password"))')

    emacs.until_text('type="password"')


def test_the_source_of_a_picture_is_found(emacs, page):
    (page.parent / "bakery.html").write_text("<h1>Fresh bread</h1>\n<button>Order now</button>\n")
    emacs.open(page)
    emacs.at("shot.png")

    emacs.choose("Find the source of shot.png")

    emacs.until('(string-search "bakery.html" (concat (hands-log) (buffer-name)))')


def test_a_question_is_answered(emacs, shop):
    emacs.do("(hands-trust)")
    emacs.open(shop / "shop.py")
    emacs.do('(limner-ask "where is cheapest defined?")')

    emacs.until('(string-search "shop.py:9" (concat (hands-log) (buffer-string)))')


def test_work_is_stopped_and_changes_nothing(emacs, page, large_shot):
    emacs.open(page)
    emacs.do(f"(progn (limner-code {quoted(large_shot)}) (limner-stop))")

    emacs.until_told("stopped")
    emacs.do('(limner-generate "a heading")')
    emacs.until_text("<h1")

    assert "Harbour" not in emacs.text


def test_what_cannot_be_done_is_told_in_one_line(emacs, page):
    emacs.open(page)
    emacs.do('(limner-code "/no/such.png")')

    emacs.until_told("Limner: no such picture: /no/such.png")


@pytest.mark.skipif(shutil.which("emacs") is None, reason="needs Emacs")
def test_the_configuration_compiles_without_a_warning(tmp_path):
    copy = tmp_path / "limner.el"
    copy.write_bytes(editor.CONFIGURATION.read_bytes())

    done = editor.compiled(copy)

    assert done.returncode == 0
    assert "Warning" not in done.stderr
