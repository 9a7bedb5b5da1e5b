"""What a model answers in blocks and diffs becomes the smallest patch."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from answers import PATH, PLUS, RIGHT, TEXT, block, fixed, patch


class TestEditBlocks:
    @pytest.mark.parametrize(
        "answer",
        [
            PLUS,
            f"shop/cart.py\n{PLUS}",
            f"Here is the fix.\n\n**shop/cart.py**\n```python\n{PLUS}```\nIt adds now.",
            f"```python shop/cart.py\n{PLUS}```",
            f"### File: `shop/cart.py`\n\n```\n{PLUS}```",
            f"/workspace/shop/cart.py\n{PLUS}",
            PLUS.replace("<<<<<<< SEARCH", "<<<<<<< SEARCH shop/cart.py"),
            PLUS.replace("<<<<<<< SEARCH", "<<<<<<< ORIGINAL").replace("REPLACE", "UPDATED"),
            PLUS.replace("<<<<<<< SEARCH", "<<<<<<<").replace(">>>>>>> REPLACE", ">>>>>>>"),
            PLUS.replace("<<<<<<<", "-------").replace(">>>>>>>", "+++++++"),
            PLUS.replace("\n", "\r\n"),
            f"<think>\nMaybe {block('return not self.items', 'return True')}</think>\n{PLUS}",
        ],
    )
    def test_are_understood_however_they_are_dressed(self, answer: str) -> None:
        assert fixed(answer) == RIGHT

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("total = one - other", "total = one + other"),
            ("  total = one - other", "  total = one + other"),
            ("\ttotal = one - other", "\ttotal = one + other"),
            ("    total = one - other   ", "    total = one + other"),
            ("one - other", "one + other"),
            ("\n    total = one - other\n", "\n    total = one + other\n"),
            (
                "def add(one, other):\n    '''The sum.'''\n    total = one - other",
                "def add(one, other):\n    '''The sum.'''\n    total = one + other",
            ),
            (
                "def add(one, other):\n    total = one - other\n    return round(total, 2)",
                "def add(one, other):\n    total = one + other\n    return round(total, 2)",
            ),
            (
                "def add(a, b):\n    total = one - other",
                "def add(a, b):\n    total = one + other",
            ),
            (
                "def add(one, other):\n...\n    total = one - other\n...\n    return round(",
                "def add(one, other):\n...\n    total = one + other\n...\n    return round(",
            ),
        ],
    )
    def test_find_what_is_misquoted_and_change_no_more_than_they_mean(
        self, old: str, new: str
    ) -> None:
        found = patch(block(old, new))
        assert found is not None
        assert found.applied(PATH, TEXT) == RIGHT
        assert found.size == 2

    def test_find_a_line_that_is_spaced_otherwise(self) -> None:
        answer = block("    total=one-other", "    total=one+other")
        assert fixed(answer) == RIGHT.replace("total = one + other", "total=one+other")

    def test_are_moved_into_the_indentation_of_the_file(self) -> None:
        old = "def empty(self):\n  return not self.items"
        new = "def empty(self):\n  if self.items:\n    return False\n  return not self.items"
        line = "        return not self.items"
        assert fixed(block(old, new)) == TEXT.replace(
            line, f"        if self.items:\n            return False\n{line}"
        )

    def test_are_moved_into_tabs(self) -> None:
        text = TEXT.replace("    ", "\t")
        old = "    def empty(self):\n        return not self.items"
        new = "    def empty(self):\n        if True:\n            return not self.items"
        found = fixed(block(old, new), text)
        assert "\tdef empty(self):\n\t\tif True:\n\t\t\treturn not self.items\n" in found

    def test_may_be_several(self) -> None:
        second = block("return number * 2", "return number + number")
        found = patch(f"{PLUS}\n{second}")
        assert found is not None
        assert found.applied(PATH, TEXT) == RIGHT.replace("number * 2", "number + number")
        assert len(found.edits[PATH]) == 2

    def test_may_quote_what_others_have_left_or_what_was_there_at_first(self) -> None:
        right = TEXT.replace("number * 2", "number + number + 0")
        first = block("    return number * 2", "    return number + number")
        then = block("    return number + number", "    return number + number + 0")
        assert fixed(first + then) == right
        line = "    total = one - other"
        before = block(line, f"    one = 1\n{line}")
        after = block(line, f"{line}\n    other = 1")
        assert fixed(before + after) == TEXT.replace(line, f"    one = 1\n{line}\n    other = 1")

    def test_said_twice_are_meant_once(self) -> None:
        line = "    total = one - other"
        more = block(line, f"{line}\n    other = 1")
        assert fixed(more + more) == TEXT.replace(line, f"{line}\n    other = 1")

    def test_without_the_last_marker_are_whole_where_the_fence_ends(self) -> None:
        unmarked = PLUS.removesuffix(">>>>>>> REPLACE\n")
        assert fixed(f"```\n{unmarked}```") == RIGHT

    def test_that_put_lines_in_stay_with_the_line_before(self) -> None:
        old = "    total = one - other"
        answer = block(old, f"{old}\n    total = abs(total)")
        assert fixed(answer) == TEXT.replace(old, f"{old}\n    total = abs(total)")

    def test_that_take_lines_away(self) -> None:
        answer = block("    total = one - other\n    # money has two digits\n", "    total = 1\n")
        assert "    total = 1\n" in fixed(answer)

    def test_that_fit_in_two_places_are_left_out(self) -> None:
        text = TEXT + "\n\ndef again(one, other):\n    total = one - other\n    return total\n"
        assert patch(PLUS, text) is None

    def test_that_fit_in_two_places_mean_the_one_pointed_at(self) -> None:
        text = TEXT + "\n\ndef again(one, other):\n    total = one - other\n    return total\n"
        found = fixed(PLUS, text, line=6)
        assert found == text.replace("one - other", "one + other", 1)

    @pytest.mark.parametrize(
        "answer",
        [
            block("    return something_else()", "    return 1"),
            block("", "    return 1"),
            block("    total = one - other", "    total = one - other"),
            "<<<<<<< SEARCH\n    total = one - other\n",
            ">>>>>>> REPLACE\n",
            "other/file.py\n" + block("return nothing_of_ours", "return 1"),
        ],
    )
    def test_that_fit_nowhere_or_change_nothing_are_left_out(self, answer: str) -> None:
        assert patch(answer) is None

    def test_may_name_a_file_that_there_is_not(self) -> None:
        assert fixed(f"path/of/the/file.py\n{PLUS}") == RIGHT
        assert fixed(f"solution.py\n{PLUS}") == RIGHT

    def test_for_another_file_that_there_is_are_left_out(self, tmp_path: Path) -> None:
        (tmp_path / "shop").mkdir()
        (tmp_path / "shop/bag.py").write_text(TEXT)
        assert patch(f"shop/bag.py\n{PLUS}", path=tmp_path / "shop/cart.py") is None
        assert patch(f"tests/test_cart.py\n{PLUS}") is None

    def test_what_fits_is_used_where_something_else_does_not(self) -> None:
        assert fixed(block("return nowhere", "return 1") + PLUS) == RIGHT


class TestDiffs:
    def test_are_understood_with_numbers_that_are_wrong(self) -> None:
        answer = dedent("""\
            ```diff
            diff --git a/shop/cart.py b/shop/cart.py
            --- a/shop/cart.py
            +++ b/shop/cart.py
            @@ -100,7 +100,7 @@ def add
                 \"\"\"The sum.\"\"\"
            -    total = one - other
            +    total = one + other
                 # money has two digits
            ```
            """)
        assert fixed(answer) == RIGHT

    def test_are_understood_with_no_numbers_names_or_fences(self) -> None:
        assert fixed("@@ ... @@\n-    total = one - other\n+    total = one + other\n") == RIGHT

    def test_are_understood_without_the_line_of_numbers(self) -> None:
        answer = "--- cart.py\n+++ cart.py\n-    total = one - other\n+    total = one + other\n"
        assert fixed(answer) == RIGHT

    def test_of_several_hunks(self) -> None:
        answer = (
            "--- a/cart.py\n+++ b/cart.py\n"
            "@@ -7 +7 @@\n-    total = one - other\n+    total = one + other\n"
            "@@ -27 +27 @@\n-    return number * 2\n+    return 2 * number\n"
        )
        assert fixed(answer) == RIGHT.replace("number * 2", "2 * number")

    def test_tell_by_their_number_which_of_two_places_is_meant(self) -> None:
        text = TEXT + "\n\ndef again(one, other):\n    total = one - other\n    return total\n"
        answer = "@@ -36,1 +36,1 @@\n-    total = one - other\n+    total = one + other\n"
        head, _, tail = text.rpartition("one - other")
        assert fixed(answer, text) == f"{head}one + other{tail}"
