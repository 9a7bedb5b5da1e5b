"""A real Neovim with the plugin, on the real server: code is fixed, tested, found, asked of."""

import psutil
import pytest

import neovim as editor
from scripted_engine import scripted_engine
from workspaces import MENDED, SHOP, TEST_SHOP, workspace

pytestmark = pytest.mark.usefixtures("home_of_module")
# Milliseconds.
FELT = 200


@pytest.fixture(scope="module")
def home_of_module(tmp_path_factory):
    """A user without settings, and where that user's home is."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield home


@pytest.fixture(scope="module")
def running(home_of_module):
    """One Neovim in a shop, whose user trusts it."""
    shop = workspace(home_of_module / "shop", test_shop__py=TEST_SHOP)
    with editor.started(shop, trusted="always") as neovim:
        yield neovim


@pytest.fixture
def nvim(running):
    """Neovim on the shop, as it was."""
    running.edit("shop.py", SHOP)
    return running


def test_the_function_at_the_cursor_is_fixed_and_proven(nvim):
    nvim.at("return max")

    nvim.command("Limner fix")
    nvim.until("hands.beside():find('Fix')")
    told = nvim.until_told("Fix")

    assert nvim.text == MENDED.rstrip("\n")
    assert "test" in told
    assert nvim.lua("hands.beside()") == ""
    nvim.keys("u")
    assert nvim.text == SHOP.rstrip("\n")


def test_a_named_test_is_made_to_pass(nvim):
    nvim.command("Limner fix python3 -m unittest test_shop")

    nvim.until_told("Fix")

    assert nvim.text == MENDED.rstrip("\n")


def test_the_selected_lines_are_documented_in_a_style(nvim):
    nvim.at("def cheapest")

    nvim.command(".,+2Limner doc google")
    nvim.until_told("docstring")

    assert "Args:\n        prices:" in nvim.text
    assert "Returns:" in nvim.text


def test_tests_are_written_for_a_symbol_and_shown(nvim):
    (nvim.folder / "test_shop.py").unlink()

    nvim.command("Limner test total")
    nvim.until("vim.fn.expand('%:t') == 'test_shop.py'")
    nvim.until_told("test")

    assert "total(" in nvim.text
    (nvim.folder / "test_shop.py").write_text(TEST_SHOP)


def test_a_question_is_answered_in_a_split(nvim):
    nvim.command("Limner ask Who calls cheapest?")

    nvim.until("vim.fn.expand('%:e') == 'md'")

    assert "test_shop.py" in nvim.text
    assert nvim.lua("#vim.api.nvim_list_wins()") == 2
    assert nvim.lua("hands.text('shop.py$')") == SHOP.rstrip("\n")
    nvim.at("test_shop.py:")
    nvim.keys("<CR>")
    nvim.until("vim.fn.expand('%:t') == 'test_shop.py'")
    assert "cheapest" in nvim.lua("vim.api.nvim_get_current_line()")


def test_a_picture_leads_to_its_source(nvim, shot):
    (nvim.folder / "bakery.html").write_text("<h1>Fresh bread</h1>\n<button>Order now</button>\n")

    nvim.command(f"Limner locate {shot}")
    nvim.until("vim.fn.expand('%:t') == 'bakery.html'")

    nvim.keys("<C-o>")
    assert nvim.lua("vim.fn.expand('%:t')") == "shop.py"


def test_words_are_asked_for_where_there_are_none(nvim):
    nvim.do("hands.words = 'Who calls total?'")

    nvim.command("Limner ask")

    nvim.until("vim.fn.expand('%:e') == 'md'")
    assert "total" in nvim.text


def test_nothing_runs_before_the_user_trusts_the_folder(tmp_path):
    shop = workspace(tmp_path / "shop")
    with editor.started(shop) as nvim:
        nvim.edit("shop.py")
        nvim.at("return max")

        nvim.command("Limner fix")
        nvim.until("#hands.asked > 0")

        (question,) = nvim.asked
        assert "Do you trust this folder?" in question["prompt"]
        assert question["titles"] == ["Trust the folder", "Run nothing"]


def test_code_of_an_engine_is_written_from_a_comment(tmp_path):
    (tmp_path / "numbers.py").write_text("# a function that doubles a number\n")
    answer = "```python\ndef double(number):\n    return 2 * number\n```"
    with (
        scripted_engine(answer) as (engine, _),
        editor.started(tmp_path, engineUrl=engine.base_url, model="scripted") as nvim,
    ):
        nvim.edit("numbers.py")
        nvim.do("hands.answer = 'Apply it unproven'")

        nvim.command("Limner generate")
        nvim.until("vim.fn.search('def double', 'n') > 0")

        assert nvim.preview == ""


def test_what_may_come_next_is_shown_where_neovim_can(tmp_path):
    (tmp_path / "numbers.py").write_text("def double(number):\n    \n")
    with (
        scripted_engine("return 2 * number") as (engine, _),
        editor.started(tmp_path, engineUrl=engine.base_url, model="scripted") as nvim,
    ):
        if nvim.lua("vim.lsp.inline_completion == nil"):
            pytest.skip("needs Neovim 0.12")
        nvim.edit("numbers.py")
        nvim.until("vim.lsp.get_clients({ name = 'limner', bufnr = 0 })[1] ~= nil")
        nvim.do("vim.lsp.inline_completion.enable()")
        nvim.do("vim.keymap.set('i', '<C-l>', function() vim.lsp.inline_completion.get() end)")

        nvim.keys("jA<Space><BS>")
        shown = "vim.api.nvim_get_namespaces()['nvim.lsp.inline_completion']"
        nvim.until(f"#vim.api.nvim_buf_get_extmarks(0, {shown}, 0, -1, {{}}) > 0")
        nvim.keys("<C-l>")
        nvim.until("vim.fn.search('return 2', 'n') > 0")

        assert nvim.text == "def double(number):\n    return 2 * number"


def test_each_way_to_cancel_reaches_the_engine_in_mid_answer(tmp_path, shot, slow_engine):
    url, asked, left = slow_engine
    with editor.started(tmp_path, engineUrl=url, model="slow") as nvim:
        for keys in ("q", "<C-c>", ":Limner cancel<CR>", ":close<CR>"):
            nvim.edit("page.html", "")
            asked.clear()
            left.clear()
            nvim.command(f"Limner code {shot.name}")
            assert asked.wait(editor.PATIENCE)

            felt = nvim.lua(f"hands.press('{keys}')")

            assert nvim.preview == ""
            assert felt < FELT
            assert left.wait(5), "the engine went on answering nobody"
            assert nvim.text == ""
            assert nvim.told == []


def test_a_cancel_reaches_what_a_command_does(tmp_path, slow_engine):
    url, asked, left = slow_engine
    line = "require('limner').statusline()"
    with editor.started(workspace(tmp_path / "shop"), engineUrl=url, model="slow") as nvim:
        nvim.edit("shop.py")
        nvim.command("Limner ask Who calls total?")
        assert asked.wait(editor.PATIENCE)
        nvim.until("hands.beside():find('Answer')")
        nvim.until(f"{line}:find('Answer to')")

        nvim.command("Limner cancel")

        assert left.wait(5), "the engine went on answering nobody"
        assert nvim.lua("hands.beside()") == ""
        assert nvim.told == []
        nvim.until(f"{line} == 'limner: slow'")


def test_a_server_that_dies_is_one_line_and_comes_back(tmp_path, shot, slow_engine):
    url, asked, _ = slow_engine
    (tmp_path / "page.html").write_text("")
    with editor.started(tmp_path, enabled=False, engineUrl=url, model="slow") as nvim:
        nvim.edit("page.html")
        nvim.command(f"Limner! code {shot.name}")
        assert asked.wait(editor.PATIENCE)

        psutil.Process(nvim.server_pid).kill()
        nvim.until_told("the server has ended")

        assert nvim.lua("hands.beside()") == ""
        nvim.do("hands.told = {}")
        nvim.command("Limner ask Who?")
        nvim.until("hands.beside():find('Answer')")
