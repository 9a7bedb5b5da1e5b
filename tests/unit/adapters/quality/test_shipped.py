"""The cases that ship: each bug is one that the tests see, each sentence is its author's."""

import sys
import types
import unittest
from collections import Counter

import pytest

from limner_adapters.examples import Task
from limner_adapters.quality.shipped import shipped_cases


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    return shipped_cases(tmp_path_factory.mktemp("shipped"))


def of(cases, task):
    return [case for case in cases if case.task is task]


def test_there_are_enough_of_each_task_to_tell(cases):
    counts = Counter(case.task for case in cases)

    assert all(counts[task] >= 6 for task in Task)
    assert len({(case.task, case.name) for case in cases}) == len(cases)


def test_every_bug_makes_its_tests_fail_and_nothing_else_does(cases):
    bugs = of(cases, Task.FIX)

    for case in bugs:
        assert passes(case, case.right), case.name
        assert not passes(case, case.text), case.name
    assert len(bugs) == 16


def passes(case, text):
    """Whether the tests of a case pass on a text of its file."""
    module = types.ModuleType(case.path.removesuffix(".py").replace("/", "."))
    exec(text, module.__dict__)  # noqa: S102 - our own
    tests = types.ModuleType("tests")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "harbour", types.ModuleType("harbour"))
        patch.setitem(sys.modules, module.__name__, module)
        exec((case.root / case.test.split()[-1]).read_text(), tests.__dict__)  # noqa: S102
    suite = unittest.defaultTestLoader.loadTestsFromModule(tests)
    result = suite.run(unittest.TestResult())
    assert result.testsRun > 4
    return result.wasSuccessful()


def test_what_is_to_be_documented_has_no_documentation(cases):
    for case in of(cases, Task.DOC):
        assert case.right.rstrip(".") not in case.text
        assert len(case.right.split()) > 4


def test_pages_ask_nothing_of_the_outside(cases):
    for case in of(cases, Task.UI):
        assert "<script" not in case.text
        assert "http" not in case.text.replace("http://www.w3.org/2000/svg", "")
