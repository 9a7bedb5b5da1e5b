"""What code of a workspace printed is shown, and steers no terminal."""

import pytest

from limner_server.cli.changes import for_terminal
from limner_server.cli.console import remark, visible


def test_a_remark_leaves_out_what_would_steer_the_terminal(capsys):
    remark("it says \x1b[31mno\x1b[0m\x1b]52;c;ZXZpbA==\x07")

    assert capsys.readouterr().err == "limner: it says no\n"


def test_other_control_characters_are_spelt_out():
    assert visible("a\x1bb\x9bc\td\n") == "a\\x1bb\\x9bc\td\n"


def test_a_diff_on_a_terminal_shows_what_it_would_write(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert for_terminal("+a\x1b]0;b\r\n") == "\x1b[32m+a\\x1b]0;b\x1b[0m\n"


@pytest.mark.parametrize("line", ["+a", "-a", "@@", " a"])
def test_without_colours_the_lines_stay_as_they_are(monkeypatch, line):
    monkeypatch.setenv("NO_COLOR", "1")

    assert for_terminal(f"{line}\n") == f"{line}\n"
