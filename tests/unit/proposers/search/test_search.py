from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from candidates import patches_of, texts_of
from limner_server.errors import CancelledError, InputError
from limner_server.perception.syntax.tree import Span
from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proposers.search.search import search_patches

PATH = Path("/w/code.py")
FAILED = Outcome(Result.FAILED, 0.1, failed=frozenset({"one", "two"}), output="one and two")


def test_the_likeliest_changes_come_first() -> None:
    patches = patches_of(
        "def work(n):\n    for i in range(1, n):\n        if i < n:\n            yield i\n"
    )

    costs = [patch.cost for patch in patches]

    assert all(abs(cost - least) < 2 for cost, least in zip(costs, sorted(costs), strict=True))
    assert patches[0].note == "compare with `<=` instead of `<`"


def test_no_text_is_proposed_twice_nor_the_text_itself() -> None:
    text = "def work(a, b):\n    c = a + b\n    return c if a < b else a\n"

    texts = texts_of(text)

    assert len({*texts}) == len(texts)
    assert text not in texts


def test_tests_in_the_same_file_are_left_alone() -> None:
    code = "def work(a):\n    return a + 1\n\n\n"
    tests = (
        "def check(work):\n    assert work(1) == 3\n\n\n"
        "class TestWork:\n    def test_it(self):\n        assert work(2) == 4\n\n\n"
        "check(work)\nassert work(3) == 5\n"
    )

    texts = texts_of(code + tests)

    assert texts
    assert all(text.endswith(tests) for text in texts)


def test_tests_in_the_same_script_are_left_alone() -> None:
    code = "const work = (a) => a + 1;\n\n"
    tests = (
        "const testWork = () => {\n  console.assert(work(1) === 3);\n};\n"
        "testWork();\ntest('work', () => {\n  expect(work(2)).toBe(4);\n});\n"
    )

    texts = texts_of(code + tests, "code.js")

    assert texts
    assert all(text.endswith(tests) for text in texts)


def test_only_the_region_is_changed() -> None:
    text = "def one(a):\n    return a + 1\n\n\ndef two(a):\n    return a + 2\n"
    start = text.index("def two")
    search = search_patches(Source(PATH, text), Span(start, len(text)))

    assert all(patch.edits[PATH][0].start >= start for patch in search)


def test_suspicious_lines_come_first() -> None:
    text = "def work(a, b):\n    c = a + b\n    d = a - b\n    return c * d\n"
    search = search_patches(Source(PATH, text), suspicion={3: 1.0, 2: 0.1})

    lines = [text.count("\n", 0, patch.edits[PATH][0].start) + 1 for patch in islice(search, 12)]

    assert {*lines} == {3}


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("indent", ["\t", "  ", "    "])
def test_the_line_endings_and_the_indentation_of_the_file_are_kept(
    ending: str, indent: str
) -> None:
    lines = ["def work(a):", "{}out = []", "{}for one in a:", "{}{}out.append(one)", "{}return out"]
    text = "".join(line.replace("{}", indent) + ending for line in lines)

    for changed in texts_of(text):
        assert changed.count("\n") == changed.count(ending)
        for line in changed.splitlines():
            blanks = line[: len(line) - len(line.lstrip())]
            assert not blanks.replace(indent, ""), repr(line)


def test_letters_beyond_ascii_do_not_move_the_edits() -> None:
    text = 'def größe(ä):\n    """Maß: 😀"""\n    ö = "ß😀" + ä\n    return ä < ö\n'

    texts = texts_of(text)

    assert text.replace("ä < ö", "ä <= ö") in texts
    assert text.replace('"ß😀" + ä', 'ä + "ß😀"') in texts


def test_code_with_errors_is_searched_where_it_can_be_read() -> None:
    assert "def f(:\n\n\ndef work(a):\n    return a <= 1\n" in texts_of(
        "def f(:\n\n\ndef work(a):\n    return a < 1\n"
    )


def test_changes_are_made_only_when_they_are_asked_for() -> None:
    looked = []
    text = "def work(a):\n    return a < 1\n" + "".join(
        f"\n\ndef other{n}(a):\n    return a + {n}\n" for n in range(2_000)
    )
    search = search_patches(
        Source(PATH, text), suspicion={2: 1.0}, check=lambda: looked.append(None)
    )

    first = next(search)

    assert first.applied(PATH, text).startswith("def work(a):\n    return a <= 1\n")
    assert len(looked) < 2_000


def test_the_search_stops_where_nobody_waits() -> None:
    def check() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        next(search_patches(Source(PATH, "a = 1\n"), check=check))


def test_a_file_of_no_known_language_is_refused() -> None:
    with pytest.raises(InputError):
        search_patches(Source(Path("/w/notes.md"), "a < b"))


def test_a_change_that_mends_one_of_two_tests_is_built_upon() -> None:
    text = "def work(a, b):\n    if a < 1:\n        return False\n    return a > b\n"
    right = text.replace("a < 1", "a <= 1").replace("a > b", "a >= b")
    half = text.replace("a < 1", "a <= 1")
    one = Outcome(Result.FAILED, 0.1, frozenset({"one"}), frozenset({"two"}), "two")
    search = search_patches(Source(PATH, text), baseline=FAILED)

    tried = []
    while right not in tried:
        patch = next(search)
        tried.append(patch.applied(PATH, text))
        search.learn(patch, one if tried[-1] == half else FAILED)

    assert len(tried) < 400


def test_lines_that_make_the_tests_hang_are_put_off() -> None:
    text = "def work(a, b):\n    while a < b:\n        a += 1\n    return a - b\n"
    hung = Outcome(Result.TIMED_OUT, 1.0)
    search = search_patches(Source(PATH, text), baseline=FAILED)
    lines = []

    for patch in islice(search, 60):
        lines.append(text.count("\n", 0, patch.edits[PATH][0].start) + 1)
        search.learn(patch, hung if lines[-1] == 2 else FAILED)

    assert lines[:20].count(2) > lines[40:].count(2)
