"""Inputs that a small model suggests."""

from __future__ import annotations

import pytest

from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.python.inputs import PythonInputs
from limner_server.proposers.cases.python.suggested import inputs_conversation, read_inputs

CODE = '''\
async def pad(text: str, width=8) -> str:
    """Pad it, as 'nobody' says."""
    # Not 77.
    filler = "*" if width > 40 else "."
    return text.center(width, filler)
'''


def test_the_question_has_header_words_and_literals_but_not_the_docstring():
    tree = Tree.parse(CODE, PYTHON)
    (function,) = functions(tree)

    (message,) = inputs_conversation(function, CODE)

    assert message["content"] == (
        'Inputs of pad(text: str, width=8) -> str\nWords: filler center\nValues: "*" 40 "."'
    )


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        ("'a', 3\n[1], limit=2", ['f("a", 3)', "f([1], limit=2)"]),
        ("1\n1\n\n2", ["f(1)", "f()", "f(2)"]),
        ("open('x')\n__import__('os')\nname\n*[1]\n1", []),
        ("1) or f(2", []),
        ("def\n((((\n'", []),
        ("1\n2\n3\n4\n5\n6", ["f(1)", "f(2)", "f(3)", "f(4)"]),
    ],
)
def test_only_plain_values_are_read_one_call_a_line(said, calls):
    assert read_inputs(said, "f") == calls


def test_what_is_suggested_is_tried_before_what_nobody_thought_of(subject_of):
    subject = subject_of("def double(x):\n    return 2 * x\n", "double")

    plain = [one.act for one in PythonInputs(subject).first()]
    first = [one.act for one in PythonInputs(subject, suggested=["double(31)"]).first()]

    assert first == ["double(31)", *plain]
