"""What a change did is told by what checkers say, not where they say it."""

from dataclasses import replace
from pathlib import Path

from limner_server.diagnostic import Diagnostic
from limner_server.proof.checkers.compare import compare, reported

UNUSED = Diagnostic(Path("/w/a.py"), 3, 8, "`os` imported but unused", 3, 10, "F401", "Ruff")
UNDEFINED = Diagnostic(Path("/w/a.py"), 9, 4, "Undefined name `os`", 9, 6, "F821", "Ruff")


def test_a_diagnostic_that_only_moved_is_neither_gone_nor_new():
    compared = compare([UNUSED], [replace(UNUSED, line=12)], UNUSED)

    assert not compared.is_gone
    assert compared.new == ()


def test_a_change_that_brings_another_diagnostic_does_not_hold():
    compared = compare([UNUSED], [UNDEFINED], UNUSED)

    assert compared.is_gone
    assert compared.new == (UNDEFINED,)
    assert not compared.holds


def test_one_of_two_alike_is_gone():
    twice = [UNUSED, replace(UNUSED, line=20)]

    assert compare(twice, twice[:1], UNUSED).holds


def test_numbers_of_lines_in_a_message_do_not_make_it_another():
    before = replace(UNUSED, message="Redefinition of unused `x` from line 3", code="F811")
    after = replace(before, message="Redefinition of unused `x` from line 4")

    assert compare([UNUSED, before], [after], UNUSED).holds


def test_an_editors_diagnostic_is_found_among_a_checkers():
    from_editor = replace(UNUSED, code="F401 ", message="os imported but unused", source="ruff-lsp")

    assert reported(from_editor, [UNDEFINED, UNUSED]) == UNUSED


def test_another_lines_diagnostic_is_not_it():
    assert reported(replace(UNUSED, line=5), [UNUSED]) is None
