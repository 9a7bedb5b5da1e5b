"""The configurations for editors without a plugin name what the server declares."""

import re
import tomllib
from pathlib import Path

import pytest

from limner_server.lsp.capabilities import COMMANDS

ROOT = Path(__file__).parents[3]
GENERIC = ROOT / "editors/generic"
FILES = [
    GENERIC / "README.md",
    GENERIC / "emacs/limner.el",
    GENERIC / "helix/config.toml",
    GENERIC / "helix/languages.toml",
    ROOT / "docs/editors.md",
]
# "limner.el" is a file.
COMMAND = re.compile(r"\blimner\.(?!el\b)[a-z]+\b")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_command_that_is_named_is_one(file):
    named = set(COMMAND.findall(file.read_text())) - {"limner.config"}

    assert named <= set(COMMANDS)


@pytest.mark.parametrize("file", ["emacs/limner.el", "helix/config.toml"])
def test_every_command_of_a_user_has_a_key(file):
    text = (GENERIC / file).read_text()

    # Answers are chosen among the code actions.
    assert set(COMMAND.findall(text)) == set(COMMANDS) - {"limner.answer"}


def test_helix_starts_the_server_for_each_language():
    languages = tomllib.loads((GENERIC / "helix/languages.toml").read_text())

    assert languages["language-server"]["limner"]["args"] == ["lsp"]
    assert all("limner" in one["language-servers"] for one in languages["language"])
