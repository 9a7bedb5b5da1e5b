"""What a reader would change first is tried first."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from limner_server.perception.workspace.source import Source
from limner_server.proposers.search.search import search_patches

PATH = Path("/w/code.py")


def _first(text: str, count: int) -> list[str]:
    """The first texts that the search makes of a text."""
    patches = islice(search_patches(Source(PATH, text)), count)
    return [patch.applied(PATH, text) for patch in patches]


def test_a_name_that_nobody_reads_is_an_operand_that_was_forgotten() -> None:
    text = "def total(lines):\n    return sum(price for _, count, price in lines)\n"

    assert text.replace("(price", "(price * count") in _first(text, 5)


def test_a_name_that_is_bound_to_be_thrown_away_is_tried_late() -> None:
    text = "def names(lines):\n    return [name for _, name in lines]\n"

    assert text.replace("[name", "[_") not in _first(text, 5)


def test_a_function_that_speaks_of_below_asks_for_less() -> None:
    text = (
        "def below_zero(operations):\n"
        "    balance = 0\n"
        "    for operation in operations:\n"
        "        balance += operation\n"
        "        if balance == 0:\n"
        "            return True\n"
        "    return False\n"
    )

    first = _first(text, 30)

    assert first.index(text.replace("== 0", "< 0")) < first.index(
        text.replace("balance = 0", "balance = 1")
    )


def test_a_pattern_that_replaces_once_is_tried_everywhere() -> None:
    path = Path("/w/slug.js")
    text = "export const slug = (title) => title.replace(/\\s+/, '-');\n"

    patches = islice(search_patches(Source(path, text)), 10)

    assert text.replace("+/", "+/g") in [patch.applied(path, text) for patch in patches]
