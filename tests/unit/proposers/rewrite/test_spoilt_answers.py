"""Of answers that are cut off, or hold what nobody asked for, only what can be used is used."""

from __future__ import annotations

import pytest

from answers import PLUS, RIGHT, TEXT, block, fixed, patch


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
