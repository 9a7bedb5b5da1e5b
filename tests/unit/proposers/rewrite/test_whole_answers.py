"""Functions and files that a model writes anew become the smallest patch."""

from __future__ import annotations

from textwrap import indent

import pytest

from answers import (
    ADD,
    JAVASCRIPT,
    JAVASCRIPT_RIGHT,
    PATH,
    RETURN,
    RIGHT,
    SCRIPT,
    SCRIPT_ADD,
    TEXT,
    block,
    fence,
    fixed,
    patch,
)


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
