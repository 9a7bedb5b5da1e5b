"""Which diagnostics are taken on."""

from pathlib import Path

import pytest

from limner_server.diagnostic import Diagnostic
from limner_server.lsp.fix_offers import SOURCES
from limner_server.proof.checkers.find import CHECKERS, author


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_whose_diagnostics_are_taken_on_a_checker_can_judge(source):
    diagnostic = Diagnostic(Path("/a.py"), 1, 1, "wrong", source=source)

    assert author(diagnostic) in {checker.name for checker in CHECKERS}
