"""Lessons in documentation and testing, and how near sentences come to each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from limner_adapters.code.chrf import chrf, corpus_chrf
from limner_adapters.code.corpus import Package, SourceFile
from limner_adapters.code.inputs import inputs_lessons
from limner_adapters.code.summaries import first_sentence, summary_lessons, without_docstrings
from limner_adapters.examples import Task

SHOP = '''\
class Cart:
    """Keeps what a customer wants."""

    def total(self, rate):
        """Returns the sum of all prices, with tax.

        Args:
            rate: of the tax.
        """
        return sum(self.prices) * (1 + rate)

    def clear(self):
        """See `dict.clear`."""
        self.prices.clear()


def slug(text, limit=20):
    """Make a text fit for a URL.

    >>> slug("A b", limit=4)
    'a-b'
    """
    return "-".join(text.lower().split())[:limit]
'''
TESTS = """\
from shop import slug


def test_slug():
    assert slug("One  two") == "one-two"
    assert slug("x" * 3) == "xxx"
    assert slug("a", 1, 2) == "never"
"""


def file_of(text: str, name: str = "shop.py") -> SourceFile:
    path = Path("/site-packages/shop") / name
    return SourceFile(Package("shop", "MIT", (path,)), path, text)


def test_a_sentence_is_as_near_to_itself_as_can_be_and_to_another_not_at_all():
    assert chrf("Return the sum.", "Return the sum.") == 100
    assert chrf("xyz", "Return.") == 0
    assert chrf("", "Return.") == 0


def test_recall_counts_more_than_precision():
    """Two of three letters said: P 1, R 2/3; two of three letters wanted: P 2/3, R 1."""
    short, long = chrf("ab", "abc"), chrf("abc", "ab")

    # One letter: 5PR/(4P+R) = 5*(2/3)/(4+2/3) = 5/7; two letters: 5*(1/2)/(4+1/2) = 5/9.
    assert short == pytest.approx(100 * (5 / 7 + 5 / 9) / 2)
    assert long > short


def test_long_sentences_weigh_more_in_a_corpus():
    pairs = [("Return the sum of all prices.",) * 2, ("no", "xy")]

    assert corpus_chrf(pairs) > (100 + 0) / 2


@pytest.mark.parametrize(
    ("docstring", "sentence"),
    [
        ("Returns the sum.\n\nMore.", "Returns the sum."),
        ("Read a file, e.g. a text. And close it.", "Read a file, e.g. a text."),
        ("Split ``text`` at\nblanks", "Split `text` at blanks."),
        ("Sum.", ""),
        (":param x: the thing to be added", ""),
        ("See also the other function.", ""),
        ("Déjà vu of a function.", ""),
    ],
)
def test_a_docstring_teaches_its_first_sentence_if_that_says_something(docstring, sentence):
    assert first_sentence(docstring) == sentence


def test_docstrings_go_and_lines_keep_their_numbers():
    bare = without_docstrings(SHOP)

    assert '"""' not in bare
    assert (
        bare.split("\n")[9] == SHOP.split("\n")[9] == "        return sum(self.prices) * (1 + rate)"
    )
    compile(bare, "shop.py", "exec")


def test_a_function_of_a_docstring_alone_can_still_be_read():
    assert without_docstrings('def f():\n    """Do it."""\n') == "def f():\n    ...\n"


def test_authors_sentences_are_the_answers_and_never_in_the_question():
    lessons = list(summary_lessons([file_of(SHOP)]))

    assert [one.answer for one in lessons] == [
        "Keeps what a customer wants.",
        "Return the sum of all prices, with tax.",
        "Make a text fit for a URL.",
    ]
    assert {one.task for one in lessons} == {Task.DOC}
    assert lessons[1].origin.endswith("shop.py:4")
    for one in lessons:
        assert one.answer not in one.messages[0]["content"]


def test_a_sentence_that_all_functions_have_is_learnt_a_few_times_only():
    many = "\n".join(
        f'def f{at}(x):\n    """Do what must be done."""\n    g({at})\n' for at in range(9)
    )

    assert len(list(summary_lessons([file_of(many)]))) == 4


@pytest.mark.parametrize("text", ["def f(:\n", "\0", "x = (" * 500])
def test_files_that_cannot_be_parsed_teach_nothing(text):
    assert not list(summary_lessons([file_of(text)]))


def test_calls_in_tests_and_examples_are_the_inputs(tmp_path):
    paths = tmp_path / "shop.py", tmp_path / "test_shop.py"
    for path, text in zip(paths, (SHOP, TESTS), strict=True):
        path.write_text(text)

    (lesson,) = inputs_lessons([Package("shop", "MIT", paths)], 1)

    assert lesson.answer == "'One  two'\n'A b', limit=4"
    assert lesson.task is Task.TEST
    assert lesson.messages[0]["content"].startswith("Inputs of slug(text, limit=20)\n")
