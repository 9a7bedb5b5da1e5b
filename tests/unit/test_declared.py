"""What editors are told of the server is what it declares: types, names, settings."""

import json
import re
import runpy
from pathlib import Path

import pytest

from limner_server.lsp import protocol
from limner_server.lsp.capabilities import COMMANDS

ROOT = Path(__file__).parents[2]
VSCODE, NEOVIM = ROOT / "editors/vscode", ROOT / "editors/nvim"
NAMES = {name: value for name, value in vars(protocol).items() if name.isupper()}
SOURCES = [*(VSCODE / "src").rglob("*.ts"), *NEOVIM.rglob("*.lua")]
WRITTEN = runpy.run_path(str(ROOT / "editors/declare.py"))["written"]()


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_what_is_written_is_up_to_date(path):
    """`python editors/declare.py` brings it up to date."""
    assert path.read_text(encoding="utf-8") == WRITTEN[path]


def test_every_command_is_announced():
    declared = {value for name, value in NAMES.items() if name.endswith("_COMMAND")}

    assert set(COMMANDS) == declared


def test_methods_that_plugins_name_are_the_servers():
    spelt = {
        (path.name, method)
        for path in SOURCES
        for method in re.findall(r"""["'`](limner/\w+)["'`]""", path.read_text(encoding="utf-8"))
    }

    assert spelt
    assert {one for one in spelt if one[1] not in NAMES.values()} == set()


def test_names_that_neovim_looks_up_are_declared():
    """TypeScript's compiler sees to its own; Lua would find nil."""
    used = {
        (path.name, name)
        for path in NEOVIM.rglob("*.lua")
        for name in re.findall(r"(?<!lsp\.)\bprotocol\.([A-Z_]+)\b", path.read_text("utf-8"))
    }

    assert used
    assert {one for one in used if one[1] not in NAMES} == set()


def test_no_command_of_the_palette_hides_one_of_the_server():
    """VS Code's client registers the server's commands itself: a second one of a name fails."""
    package = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    palette = {command["command"] for command in package["contributes"]["commands"]}

    assert palette
    assert palette.isdisjoint(COMMANDS)


def test_what_runs_code_or_sends_pictures_is_not_a_folders_to_set():
    package = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    restricted = package["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"]

    for name in ("engineUrl", "model", "trusted", "plainProcesses"):
        assert f"limner.{name}" in restricted
