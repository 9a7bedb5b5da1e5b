"""The tests in a model's answer, in whichever form it came."""

from __future__ import annotations

import re
from typing import Final

from limner_server.perception.syntax.languages import Language
from limner_server.proof.runner.command import Kind
from limner_server.proposers.cases.answered.javascript_tests import javascript_pieces
from limner_server.proposers.cases.answered.python_tests import python_pieces
from limner_server.proposers.cases.answered.tested_module import TestedModule
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.rewrite.answer import read_answer
from limner_server.proposers.rewrite.passages import Code

_FENCED: Final = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


def read_tests(
    answer: str, module: TestedModule, language: Language, kind: Kind, *, cut: bool
) -> list[TestPiece]:
    """Take an answer apart; words, code of another kind and tests that will not do are left out.

    Args:
        answer: the whole of it, or as far as it came.
        module: that the tests are for.
        language: of the test file.
        kind: what will run it.
        cut: whether the answer ended before its end.
    """
    passages = read_answer(answer)
    if not passages:
        return []
    # Imports may stand in one passage, and tests in others.
    code = "\n\n".join(
        "\n".join(one.lines if isinstance(one, Code) else one.new) for one in passages
    )
    # A fence that was closed holds all that was meant.
    cut = passages[-1].cut or (cut and not _FENCED.search(answer))
    if language.family == "python":
        return python_pieces(code, module, kind, cut=cut)
    return javascript_pieces(code, module, language, kind, cut=cut)
