"""The plugin of Neovim: what it costs at the start, what it completes, what its help says."""

import re
import subprocess
from dataclasses import fields

import pytest

import neovim as editor
from limner_server.lsp.options import Options

TASKS = ["ask", "cancel", "code", "doc", "fix", "generate", "locate", "preview", "test", "tune"]
STACKS = ["html", "tailwind", "react", "vue"]
MANUAL = editor.PLUGIN / "doc/limner.txt"


@pytest.fixture(scope="module")
def nvim(tmp_path_factory):
    """A Neovim that was just started, in a folder with pictures."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("a.png", "two words.png", "notes.txt"):
        (folder / name).touch()
    (folder / "shots").mkdir()
    with editor.started(folder, enabled=False) as neovim:
        yield neovim


def completed(nvim, line):
    return nvim.lua(f"vim.fn.getcompletion({editor.lua_text(line)}, 'cmdline')")


def test_nothing_is_loaded_before_it_is_used(nvim):
    ours = "function(name) return name:find('^limner') end"
    loaded = f"vim.tbl_filter({ours}, vim.tbl_keys(package.loaded))"

    assert nvim.lua(loaded) == []
    assert nvim.lua("#vim.lsp.get_clients()") == 0
    assert nvim.lua("vim.fn.exists(':Limner')") == 2
    assert nvim.lua("require('limner').statusline()") == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "Limner ",
            TASKS,
        ),
        ("Limner! co", ["code"]),
        (
            "1,2Limner code ",
            [*STACKS, "a.png", "shots/", "two\\ words.png"],
        ),
        ("Limner code two\\ w", ["two\\ words.png"]),
        ("Limner code a.png re", ["react"]),
        ("Limner doc n", ["numpy"]),
        ("Limner generate t", ["tailwind"]),
        ("Limner locate a", ["a.png"]),
        ("Limner cancel ", []),
    ],
)
def test_tasks_and_their_words_are_completed(nvim, line, words):
    assert sorted(completed(nvim, line)) == sorted(words)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Limner paint", "no such task: paint; one of ask, cancel, code"),
        ("Limner code wood", "wood is no picture and no stack"),
        ("Limner preview", "there is no draft yet"),
        ("Limner code a.png", "this buffer has no file yet"),
    ],
)
def test_what_cannot_be_done_is_one_line(nvim, line, words):
    nvim.do("vim.cmd('enew!') hands.told = {}")

    nvim.command(line)

    (told,) = nvim.told
    assert words in told
    assert "\n" not in told


def test_a_window_without_a_file_is_one_line(nvim):
    nvim.do("vim.cmd('enew!') vim.bo.buftype = 'nofile' hands.told = {}")

    nvim.command("Limner ask Who?")

    assert nvim.told == ["Limner: this window shows no file: go to one that does"]


def test_a_server_that_is_not_there_is_one_line_with_the_remedy(tmp_path):
    with editor.started(tmp_path, command=["/no/limner", "lsp"], enabled=False) as nvim:
        nvim.edit("page.html", "")

        nvim.command("Limner ask Who?")

        (told,) = nvim.told
        assert told.startswith("Limner: /no/limner is not found")
        assert 'vim.lsp.config("limner"' in told


@pytest.mark.parametrize("missing", [False, True], ids=["there", "missing"])
def test_checkhealth_tells_what_there_is(tmp_path, missing):
    command = ["/no/limner", "lsp"] if missing else None
    with editor.started(tmp_path, command=command, enabled=False) as nvim:
        nvim.command("checkhealth limner")
        nvim.until("vim.bo.filetype == 'checkhealth'")
        nvim.until("vim.fn.search('limner: server', 'n') > 0")

        report = nvim.text
        if missing:
            assert "ERROR /no/limner is not found" in report
        else:
            assert "ERROR" not in report
            assert re.search(r"OK .*limner: limner \d", report)
            assert "OK Tesseract" in report
            assert re.search(r"limner-builtin: (process|its process)", report)


def test_the_manual_has_its_tags_and_links_to_what_exists(nvim):
    links = set(re.findall(r"\|([^|\s]+)\|", MANUAL.read_text(encoding="utf-8")))
    nvim.do(f"vim.fn.mkdir('doc') vim.fn.writefile(vim.fn.readfile('{MANUAL}'), 'doc/limner.txt')")
    nvim.do("vim.opt.runtimepath:append(vim.fn.getcwd()) vim.cmd.helptags('doc')")

    found = {link: nvim.lua(f"vim.fn.getcompletion('{link}', 'help')") for link in links}

    assert len(links) > 10
    assert [link for link, tags in found.items() if link not in tags] == []
    assert all(len(line) <= 78 for line in MANUAL.read_text(encoding="utf-8").splitlines())
    nvim.command("help limner-preview")
    nvim.until("vim.fn.expand('%:t') == 'limner.txt'")


def test_every_setting_has_its_place_in_the_manual():
    text = MANUAL.read_text(encoding="utf-8")

    for setting in fields(Options):
        assert f"*limner.{setting.metadata['wire']}*" in text


def test_the_start_of_neovim_costs_no_more_than_a_command(tmp_path):
    binary = editor.needed()
    log = tmp_path / "startup.txt"
    add = f"set runtimepath^={editor.PLUGIN}"

    subprocess.run(
        [binary, "--headless", "--clean", "--cmd", add, "--startuptime", str(log), "+qa!"],
        check=True,
        capture_output=True,
    )

    (line,) = [one for one in log.read_text().splitlines() if "plugin/limner.lua" in one]
    assert not [one for one in log.read_text().splitlines() if "require('limner" in one]
    # Milliseconds of its own: on a busy machine, too.
    assert float(line.split()[2].rstrip(":")) < 5
