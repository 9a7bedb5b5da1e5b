"""What a model answers, in all the ways in which models answer, becomes the smallest patch."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proposers.rewrite.goal import Goal
from limner_server.proposers.rewrite.patches import patch_of

PATH = Path("/shop/shop/cart.py")
TEXT = '''\
"""A cart."""
import os


def add(one, other):
    """The sum."""
    total = one - other
    # money has two digits
    return round(total, 2)


class Cart:
    """What somebody wants to buy."""

    def __init__(self, items):
        self.items = items

    @property
    def total(self):
        return sum(item.price for item in self.items)

    def empty(self):
        return not self.items


def double(number):
    return number * 2


def test_add():
    assert add(1, 2) == 3
'''
RIGHT = TEXT.replace("one - other", "one + other")
SCRIPT = Path("/shop/shop/cart.js")
JAVASCRIPT = """\
import { round } from "./money.js";

export function add(one, other) {
  const total = one - other;
  return round(total, 2);
}

export const double = (number) => {
  return number * 3;
};

class Cart {
  #items = [];
  total() {
    return this.#items.length;
  }
}
"""
JAVASCRIPT_RIGHT = JAVASCRIPT.replace("one - other", "one + other")


def patch(
    answer: str, text: str = TEXT, path: Path = PATH, line: int | None = None
) -> Patch | None:
    return patch_of(answer, {path: Source(path, text)}, Goal("make it work", path=path, line=line))


def fixed(answer: str, text: str = TEXT, path: Path = PATH, line: int | None = None) -> str:
    found = patch(answer, text, path, line)
    assert found is not None
    return found.applied(path, text)


def block(old: str, new: str) -> str:
    return f"<<<<<<< SEARCH\n{old}\n=======\n{new}\n>>>>>>> REPLACE\n"


def fence(code: str, language: str = "python") -> str:
    return f"```{language}\n{code}\n```"


RETURN = "    return round(total, 2)"
ADD = f"def add(one, other):\n    total = one + other\n{RETURN}"
SCRIPT_ADD = (
    "function add(one, other) {\n  const total = one + other;\n  return round(total, 2);\n}"
)
PLUS = block("    total = one - other", "    total = one + other")


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


class TestWholeFunctions:
    @pytest.mark.parametrize(
        "answer",
        [
            fence(ADD),
            fence(ADD, ""),
            fence(ADD.replace("    ", "  ")),
            fence(ADD.replace("    ", "\t")),
            fence(indent(ADD, "    ")),
            fence(f"# shop/cart.py\n\n{ADD}"),
            fence(ADD.replace("    total", "    # Adds now.\n    total")),
            fence(ADD.replace(RETURN, "    # rest of the code unchanged")),
            fence(ADD.replace("    total", "    ...\n    total").replace(RETURN, "    ...")),
            f"Sure!\n\n{ADD}",
            f"The bug:\n{fence(ADD.replace('+', '-'))}\nThe fix:\n{fence(ADD)}",
            f"{fence('pytest', 'bash')}\n{fence(ADD, 'py')}",
        ],
    )
    def test_change_no_more_than_they_mean(self, answer: str) -> None:
        found = patch(answer)
        assert found is not None
        assert found.applied(PATH, TEXT) == RIGHT
        assert found.size == 2

    def test_methods_may_come_alone_or_in_a_piece_of_their_class(self) -> None:
        alone = "```python\ndef empty(self):\n    return len(self.items) == 0\n```"
        piece = (
            "```python\nclass Cart:\n    # ... existing methods ...\n\n    def empty(self):\n"
            "        return len(self.items) == 0\n```"
        )
        right = TEXT.replace("not self.items", "len(self.items) == 0")
        assert fixed(alone) == fixed(piece) == right

    def test_decorators_stay_where_they_are_left_out(self) -> None:
        answer = "```python\ndef total(self):\n    return len(self.items)\n```"
        assert "    @property\n    def total(self):\n        return len(self.items)\n" in fixed(
            answer
        )

    def test_bring_their_imports_and_helpers_along(self) -> None:
        answer = (
            "```python\nimport math\nimport os\n\ndef half(x):\n    return x / 2\n\n"
            "def double(number):\n    return math.floor(half(number) * 4)\n```"
        )
        found = fixed(answer)
        assert "import os\nimport math\n" in found
        assert found.count("import os") == 1
        assert (
            "\n\n\ndef half(x):\n    return x / 2\n\n\ndef double(number):\n"
            "    return math.floor(half(number) * 4)\n"
        ) in found

    def test_that_several_have_the_name_of_are_left_out(self) -> None:
        text = TEXT + "\n\nclass Bag:\n    def empty(self):\n        return True\n"
        assert patch("```python\ndef empty(self):\n    return False\n```", text) is None

    def test_that_are_unknown_are_left_out(self) -> None:
        assert patch("```python\ndef unknown():\n    return False\n```") is None


class TestJavaScript:
    @pytest.mark.parametrize(
        "answer",
        [
            fence(SCRIPT_ADD, "js"),
            fence(f"export {SCRIPT_ADD}", "javascript"),
            fence(SCRIPT_ADD.replace("  return round(total, 2);", "  // ... rest of it"), ""),
            "shop/cart.js\n" + block("const total = one - other;", "const total = one + other;"),
        ],
    )
    def test_functions_and_blocks(self, answer: str) -> None:
        assert fixed(answer, JAVASCRIPT, SCRIPT) == JAVASCRIPT_RIGHT

    def test_arrow_functions(self) -> None:
        answer = "```js\nconst double = (number) => {\n  return number * 2;\n};\n```"
        right = JAVASCRIPT.replace("number * 3", "number * 2")
        assert fixed(answer, JAVASCRIPT, SCRIPT) == right

    def test_methods(self) -> None:
        answer = "```js\nclass Cart {\n  total() {\n    return this.#items.length + 1;\n  }\n}\n```"
        right = JAVASCRIPT.replace("#items.length", "#items.length + 1")
        assert fixed(answer, JAVASCRIPT, SCRIPT) == right

    def test_a_private_field_is_no_comment(self) -> None:
        answer = block("class Cart {", "class Cart {\n  #size = 0;")
        assert "  #size = 0;\n" in fixed(answer, JAVASCRIPT, SCRIPT)


class TestWholeFiles:
    def test_are_the_changes_that_they_hold(self) -> None:
        found = patch(f"```python\n{RIGHT}```")
        assert found is not None
        assert found.applied(PATH, TEXT) == RIGHT
        assert found.size == 2

    def test_may_change_what_is_in_no_function(self) -> None:
        text = "RATE = 3\nNAMES = []\n\n\ndef rate():\n    return RATE\n"
        answer = "```python\nRATE = 3\nNAMES = [1]\n\n\ndef rate():\n    return RATE * 2\n```"
        assert fixed(answer, text) == text.replace("[]", "[1]").replace(
            "return RATE", "return RATE * 2"
        )

    def test_the_end_of_the_file_stays_as_it_is(self) -> None:
        assert fixed(f"```python\n{RIGHT}\n\n```") == RIGHT
        assert fixed(f"```python\n{RIGHT}```", TEXT.rstrip()) == RIGHT.rstrip()


class TestHalfAnswers:
    def test_the_blocks_that_are_whole_are_used(self) -> None:
        half = block("return number * 2", "return number + number")[:-40]
        assert fixed(PLUS + half) == RIGHT

    def test_a_block_cut_off_in_its_new_lines_goes_on_as_it_was(self) -> None:
        old = "    total = one - other\n    # money has two digits\n    return round(total, 2)"
        answer = f"<<<<<<< SEARCH\n{old}\n=======\n    total = one + other\n    # money ha"
        assert fixed(answer) == RIGHT

    def test_a_function_cut_off_goes_on_as_it_was(self) -> None:
        answer = "```python\ndef add(one, other):\n    total = one + other\n    retur"
        assert fixed(answer) == RIGHT

    @pytest.mark.parametrize("end", range(0, 200, 7))
    def test_no_half_makes_anything_but_code(self, end: int) -> None:
        answer = f"Sure.\n\nshop/cart.py\n```python\n{PLUS}```\n\nThat is all."[:end]
        assert patch(answer) is None or fixed(answer) == RIGHT


class TestWhatIsNotWanted:
    @pytest.mark.parametrize(
        "answer",
        [
            "",
            "I cannot help with that.",
            "Use `+` in `add` in place of `-`: then the function adds, and all is well.",
            "```\n$ rm -rf /\n```",
            "```bash\ndef add(one, other): return 1\n```",
            "```json\n{}\n```",
            "\0\ufffd" * 50,
            "<think>" + PLUS,
        ],
    )
    def test_prose_and_noise_propose_nothing(self, answer: str) -> None:
        assert patch(answer) is None

    @pytest.mark.parametrize(
        "answer",
        [
            block("    assert add(1, 2) == 3", "    assert True"),
            block("def test_add():\n    assert add(1, 2) == 3", "def test_add():\n    pass"),
            "```python\ndef test_add():\n    pass\n```",
            "tests/test_cart.py\n" + block("    assert add(2, 2) == 4", "    pass"),
            "../../etc/passwd\n" + block("root", "toor"),
        ],
    )
    def test_tests_and_other_files_stay_as_they_are(self, answer: str) -> None:
        assert patch(answer) is None

    def test_of_an_answer_that_also_edits_a_test_the_code_is_left(self) -> None:
        assert fixed(PLUS + block("    assert add(1, 2) == 3", "    assert True")) == RIGHT

    def test_what_breaks_the_file_is_left_out(self) -> None:
        assert patch(block("    total = one - other", "    total = = one")) is None

    @pytest.mark.parametrize("ending", ["\r\n", "\r"])
    def test_line_endings_stay_those_of_the_file(self, ending: str) -> None:
        text, right = (one.replace("\n", ending) for one in (TEXT, RIGHT))
        assert fixed(PLUS, text) == right
        assert fixed(f"```python\n{RIGHT}```", text) == right
        two = block("    total = one - other", "    total = one\n    total += other")
        assert "\n" not in fixed(two, text).replace(ending, "")

    def test_a_long_file_is_no_trouble(self) -> None:
        text = "".join(f"def f{number}():\n    return {number}\n\n\n" for number in range(12_000))
        answer = block("def f7000():\n    return 7000", "def f7000():\n    return -7000")
        assert fixed(answer, text) == text.replace("return 7000\n", "return -7000\n")


class TestNotes:
    def test_a_short_change_is_quoted(self) -> None:
        found = patch(PLUS)
        assert found is not None
        assert found.note == "write `total = one + other` for `total = one - other`"
        assert found.proposer == "model"

    def test_a_longer_one_is_counted(self) -> None:
        found = patch(PLUS + block("return number * 2", "number += number\n    return number"))
        assert found is not None
        assert found.note == "rewrite 3 lines of cart.py"
