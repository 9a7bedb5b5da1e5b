"""A real Neovim with the plugin: a copied screenshot, and the built-in model."""

import pytest

import neovim as editor
from clipboard import on_clipboard
from limner_model.daemon import stop_engine

pytestmark = pytest.mark.usefixtures("needs_chromium")


def test_a_copied_screenshot_is_pasted_as_code(tmp_path, desktop, shot):
    with on_clipboard(desktop, shot), editor.started(tmp_path, enabled=False) as nvim:
        nvim.do("vim.keymap.set({ 'n', 'x' }, 'gp', '<Plug>(limner-paste)')")
        nvim.edit("page.html", "<main>\n  <p>one</p>\n  <p>two</p>\n</main>\n")
        nvim.at("one")

        nvim.keys("gp")
        nvim.until("hands.text('^limner://'):find('q close')")
        assert "the clipboard image" in nvim.preview
        nvim.keys("a")
        nvim.until("hands.window('^limner://') == 0")

        assert nvim.text.startswith("<main>\n  <p>one</p>\n  <style>")
        assert "Fresh bread" in nvim.text
        nvim.keys("u")
        nvim.do("hands.answer = 'Code from the clipboard image'")
        nvim.keys("gra")
        nvim.until("hands.text('^limner://'):find('q close')")
        assert "the clipboard image" in nvim.preview
        nvim.keys("q")
        nvim.at("<p>two")
        nvim.keys("v$hgp")
        nvim.until("hands.text('^limner://'):find('q close')")
        nvim.keys("a")
        nvim.until("hands.window('^limner://') == 0")
        assert "<p>two" not in nvim.text
        assert nvim.text.startswith("<main>\n  <p>one</p>\n  <style>")
        assert nvim.text.endswith("\n</main>")


@pytest.mark.usefixtures("home")
def test_the_built_in_model_takes_part(tmp_path, shot, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    (tmp_path / "run").mkdir(mode=0o700)
    try:
        with editor.started(tmp_path, model="") as nvim:
            nvim.edit("page.html", "<main>\n</main>\n")
            nvim.command(f"Limner code {shot.name} tailwind")
            nvim.until("hands.text('^limner://'):find('q close')")
            assert "limner-builtin" in nvim.preview
            nvim.keys("a")
            nvim.until("hands.window('^limner://') == 0")
            assert "Fresh bread" in nvim.text
    finally:
        stop_engine()
