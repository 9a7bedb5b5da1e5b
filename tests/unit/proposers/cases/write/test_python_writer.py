"""Recorded cases become tests that a person would have written."""

import ast

import pytest

from limner_server.perception.workspace.source import Source
from limner_server.proof.runner.command import parse_command
from limner_server.proposers.cases.write.pytest_dialect import PytestDialect
from limner_server.proposers.cases.write.python_writer import PythonWriter
from limner_server.proposers.cases.write.style import Style
from limner_server.proposers.cases.write.unittest_dialect import UnittestDialect
from limner_server.proposers.cases.write.writer import TestPlace
from recorded_cases import ROOT, raised, returned, subject

TOTAL = '''
    def total(prices, discount=0):
        """The sum of the prices."""
        if discount < 0:
            raise ValueError("a discount is not negative")
        if not prices:
            return 0
        return sum(prices) * (100 - discount) / 100
    '''
CART = """
    class Cart:
        def __init__(self, limit=3):
            self.items = []

        def add(self, item):
            self.items.append(item)

        def count(self):
            return len(self.items)
    """


def writer(existing="", dialect=None, style=None):
    source = Source(ROOT / "test_shop.py", existing)
    place = TestPlace(source, "shop", parse_command("pytest test_shop.py", ROOT))
    return PythonWriter(place, dialect or PytestDialect(), style or Style(), False, {"shop"})


def written(one, cases, **more):
    """The file that comes of some cases."""
    file = writer(**more)
    text = file.text(file.pieces(one, cases))
    ast.parse(text)
    return text


class TestPytest:
    def test_a_value_is_asserted_under_a_name_that_says_of_what(self):
        text = written(subject(TOTAL, "total"), [returned("total([])", "0", lines=(3, 5, 6))])

        assert text == (
            "from shop import total\n\n\n"
            "def test_total_of_an_empty_list_is_0():\n"
            "    assert total([]) == 0\n"
        )

    def test_cases_that_differ_in_their_arguments_are_rows_of_one_test(self):
        cases = [
            returned("total([1, 2])", "3.0", kind="float"),
            returned("total([4])", "4.0", kind="float"),
        ]

        text = written(subject(TOTAL, "total"), cases)

        assert text == (
            "import pytest\n\nfrom shop import total\n\n\n"
            "@pytest.mark.parametrize(\n"
            '    ("prices", "expected"),\n'
            "    [\n"
            "        ([1, 2], 3.0),\n"
            "        ([4], 4.0),\n"
            "    ],\n"
            ")\n"
            "def test_total_is_the_sum_of_the_prices(prices, expected):\n"
            "    assert total(prices) == expected\n"
        )

    def test_an_error_is_named_after_the_condition_that_raises_it(self):
        cases = [raised("total([1], -1)", "ValueError", "a discount is not negative", lines=(3, 4))]

        text = written(subject(TOTAL, "total"), cases)

        assert "def test_total_raises_value_error_when_discount_is_below_0():" in text
        assert 'with pytest.raises(ValueError, match="a discount is not negative"):' in text

    def test_what_means_something_else_in_a_pattern_is_left_out_of_the_match(self):
        cases = [
            raised("total(1)", "ValueError", "cannot add [1] (nor 2) to a discount", lines=(4,))
        ]

        text = written(subject(TOTAL, "total"), cases)

        assert 'match="to a discount"' in text

    @pytest.mark.parametrize(
        ("value", "asserted"),
        [
            ("True", "assert total([1]) is True"),
            ("None", "assert total([1]) is None"),
            ("0.30000000000000004", "assert total([1]) == pytest.approx(0.3)"),
            ("[0.1, 0.30000000000000004]", "assert total([1]) == pytest.approx([0.1, 0.3])"),
            ("2.5", "assert total([1]) == 2.5"),
            ("'a'", 'assert total([1]) == "a"'),
        ],
    )
    def test_values_are_compared_as_their_kind_asks_for(self, value, asserted):
        assert asserted in written(subject(TOTAL, "total"), [returned("total([1])", value)])

    def test_state_is_asserted_after_the_act(self):
        case = returned(
            "cart.add('pear')",
            "None",
            kind="NoneType",
            arrange=("cart = Cart()",),
            state=(("cart.items", "['pear']"),),
        )

        text = written(subject(CART, "Cart"), [case])

        assert text == (
            "from shop import Cart\n\n\n"
            "def test_add_of_pear_changes_items():\n"
            "    cart = Cart()\n\n"
            '    cart.add("pear")\n\n'
            '    assert cart.items == ["pear"]\n'
        )

    def test_what_was_done_before_is_in_the_name(self):
        cases = [
            returned("cart.count()", "0", arrange=("cart = Cart()",)),
            returned("cart.count()", "1", arrange=("cart = Cart()", "cart.add('pear')")),
        ]

        text = written(subject(CART, "Cart"), cases)

        assert "def test_count_of_a_new_cart_is_0():" in text
        assert "def test_count_after_add_is_1():" in text

    def test_objects_that_are_made_of_different_things_are_rows_too(self):
        cases = [
            returned("cart.count()", "0", arrange=(f"cart = Cart({limit})",)) for limit in (1, 2)
        ]

        text = written(subject(CART, "Cart"), cases)

        assert text == (
            "import pytest\n\nfrom shop import Cart\n\n\n"
            '@pytest.mark.parametrize("limit", [1, 2])\n'
            "def test_count_is_0(limit):\n"
            "    cart = Cart(limit)\n\n"
            "    assert cart.count() == 0\n"
        )

    def test_what_is_printed_is_caught(self):
        case = returned("total([])", "None", kind="NoneType", printed="nothing\n")

        text = written(subject(TOTAL, "total"), [case])

        assert "(capsys):\n    total([])\n\n    assert capsys.readouterr().out == " in text

    def test_a_parameter_that_would_hide_the_function_gets_another_name(self):
        one = subject("def total(total):\n    return total + 1\n", "total")

        text = written(one, [returned("total(1)", "2"), returned("total(4)", "5")])

        assert "    assert total(total_) == expected\n" in text

    def test_no_two_tests_have_one_name(self):
        cases = [
            returned("cart.count()", "1", arrange=("cart = Cart()", f"cart.add({item!r})"))
            for item in ("a", "b", "c")
        ]
        file = writer()

        names = [piece.name for piece in file.pieces(subject(CART, "Cart"), cases)]

        assert len(set(names)) == 3


class TestUnittest:
    def test_rows_are_subtests_and_errors_are_matched(self):
        cases = [
            returned("total([1, 2])", "3.0", kind="float"),
            returned("total([4])", "4.0", kind="float"),
            raised("total([1], -1)", "ValueError", "not negative", lines=(3, 4)),
        ]

        text = written(subject(TOTAL, "total"), cases, dialect=UnittestDialect())

        assert text == (
            "import unittest\n\nfrom shop import total\n\n\n"
            "class TestTotal(unittest.TestCase):\n"
            "    def test_total_is_the_sum_of_the_prices(self):\n"
            "        for prices, expected in [\n"
            "            ([1, 2], 3.0),\n"
            "            ([4], 4.0),\n"
            "        ]:\n"
            "            with self.subTest(prices=prices):\n"
            "                self.assertEqual(total(prices), expected)\n\n"
            "    def test_total_raises_value_error_when_discount_is_below_0(self):\n"
            '        with self.assertRaisesRegex(ValueError, "not negative"):\n'
            "            total([1], -1)\n"
        )


class TestMerging:
    CASES = (returned("total([])", "0", lines=(3, 5, 6)),)

    def test_imports_are_merged_and_tests_appended(self):
        existing = (
            "import os\nimport pytest\n\nfrom shop import Item\n\n\n"
            "def test_item():\n    assert Item(os.sep)\n"
        )

        text = written(subject(TOTAL, "total"), self.CASES, existing=existing)

        assert text == existing.replace("import Item", "import Item, total") + (
            "\n\ndef test_total_of_an_empty_list_is_0():\n    assert total([]) == 0\n"
        )

    def test_an_import_of_its_own_goes_where_it_sorts(self):
        existing = "import os\n\nimport numpy\n\n\ndef test_it():\n    assert os, numpy\n"
        error = raised("total([1], -1)", "ValueError", "not negative", lines=(3, 4))

        text = written(subject(TOTAL, "total"), [error], existing=existing)

        assert text.startswith(
            "import os\n\nimport numpy\nimport pytest\n\nfrom shop import total\n\n\ndef test_it()"
        )

    def test_a_script_still_ends_with_what_runs_it(self):
        end = 'if __name__ == "__main__":\n    unittest.main()\n'
        existing = f"import unittest\n\n\nclass TestIt(unittest.TestCase):\n    pass\n\n\n{end}"

        text = written(
            subject(TOTAL, "total"), self.CASES, existing=existing, dialect=UnittestDialect()
        )

        assert text.endswith(f"self.assertEqual(total([]), 0)\n\n\n{end}")

    def test_the_tests_of_a_class_go_into_its_test_case(self):
        existing = (
            "import unittest\n\nfrom shop import total\n\n\n"
            "class TestTotal(unittest.TestCase):\n    def test_one(self):\n        pass\n\n\n"
            "class TestOther(unittest.TestCase):\n    def test_two(self):\n        pass\n"
        )

        text = written(
            subject(TOTAL, "total"), self.CASES, existing=existing, dialect=UnittestDialect()
        )

        new = (
            "\n    def test_total_of_an_empty_list_is_0(self):\n"
            "        self.assertEqual(total([]), 0)\n"
        )
        head, tail = existing.split("\n\nclass TestOther")
        assert text == f"{head}{new}\n\nclass TestOther{tail}"

    def test_names_that_are_taken_are_not_used_again(self):
        existing = "def test_total_of_an_empty_list_is_0():\n    assert True\n"

        text = written(subject(TOTAL, "total"), self.CASES, existing=existing)

        assert text.count("def test_total_of_an_empty_list_is_0()") == 1
        assert text.count("def test_") == 2

    def test_line_endings_and_a_last_line_without_one_stay(self):
        existing = "import os\r\n\r\n\r\ndef test_it():\r\n    assert os"
        style = Style(ending="\r\n")

        text = written(subject(TOTAL, "total"), self.CASES, existing=existing, style=style)

        assert "\n" not in text.replace("\r\n", "")
        assert not text.endswith("\n")
