from __future__ import annotations

from limner_server.perception.syntax.languages import JAVASCRIPT, PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.search.inputs import inputs_like


def test_inputs_are_of_the_kind_that_the_tests_give_and_not_the_same() -> None:
    test = Tree.parse("def test():\n    assert work([1, 2, 3], 'ab', True) == 5\n", PYTHON)

    made = inputs_like([test], ["work"])

    assert len(made) > 20
    assert {name for name, _ in made} == {"work"}
    assert [[1, 2, 3], "ab", True] not in [values for _, values in made]
    for _, (numbers, text, truth) in made:
        assert all(isinstance(one, int) for one in numbers)
        assert isinstance(text, str)
        assert isinstance(truth, bool)


def test_the_same_tests_give_the_same_inputs() -> None:
    test = Tree.parse("assert work({'a': (1, 2)}, -3.5) == 5\n", PYTHON)

    assert inputs_like([test], ["work"]) == inputs_like([test], ["work"])


def test_literals_of_javascript_are_understood() -> None:
    test = Tree.parse("expect(work([-1, 2.5], 'ab', true, null)).toBe(3);\n", JAVASCRIPT)

    _, (numbers, text, truth, nothing) = inputs_like([test], ["work"])[0]

    assert isinstance(numbers, list)
    assert isinstance(text, str)
    assert isinstance(truth, bool)
    assert nothing is None


def test_calls_with_anything_else_are_left_out() -> None:
    test = Tree.parse("assert work(given) == work(other())\n", PYTHON)

    assert inputs_like([test], ["work"]) == []
