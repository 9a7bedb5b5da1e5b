"""A test file of Python with more tests in it."""

import pytest

from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.write.python_file import PythonFile
from limner_server.proposers.cases.write.style import Style

FIXTURE = "@pytest.fixture\ndef full():\n    return PRICES"
CONSTANT = "PRICES = [1, 2]"
PIECE = TestPiece(
    "test_total",
    "def test_total(full):\n    assert total(full) == 3",
    imports=("import pytest",),
    helpers=(CONSTANT, FIXTURE),
    names=("total",),
)


def with_tests(text, *pieces):
    return PythonFile(text, "cart", "", {"cart"}, Style()).with_tests(pieces)


def test_what_tests_need_stands_before_them_in_a_new_file():
    assert with_tests("", PIECE) == (
        f"import pytest\n\nfrom cart import total\n\n{CONSTANT}\n\n\n{FIXTURE}\n\n\n{PIECE.code}\n"
    )


@pytest.mark.parametrize("before", ['"""Tests."""\n', "from cart import total\n", ""])
def test_what_tests_need_stands_before_all_that_a_file_defines(before):
    text = f"{before}\n\ndef test_other():\n    assert True\n"

    written = with_tests(text, PIECE)

    compile(written, "test_cart.py", "exec")
    order = ["import pytest", CONSTANT, FIXTURE, "def test_other", PIECE.code]
    assert [written.count(one) for one in order] == [1] * len(order)
    assert sorted(order, key=written.index) == order


def test_what_the_file_has_already_is_not_written_again():
    head = "import pytest\nfrom cart import total\n\n"
    text = f"{head}{CONSTANT}\n\n\n{FIXTURE}\n\n\ndef test_a():\n    pass\n"

    written = with_tests(text, PIECE)

    assert written.startswith(text.rstrip())
    assert written.count(FIXTURE) == 1


def test_two_tests_that_need_the_same_have_it_once():
    other = TestPiece("test_b", "def test_b(full):\n    assert full", helpers=PIECE.helpers)

    assert with_tests("", PIECE, other).count(FIXTURE) == 1


def test_what_the_code_imports_itself_is_taken_from_where_it_comes():
    piece = TestPiece(
        "test_a",
        'def test_a():\n    assert total([Decimal("1")]) == 1',
        imports=("from decimal import Decimal",),
        names=("Decimal", "total"),
    )

    assert "from cart import total\n" in with_tests("", piece)
