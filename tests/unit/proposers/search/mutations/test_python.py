"""Each family mends the faults it is made for: Python."""

from __future__ import annotations

import ast

import pytest

from candidates import texts_of

# A line that is wrong, and what it should be; each stands in a function of some names.
FAULTS = {
    "an operator": ("x = a - b", "x = a + b"),
    "a whole quotient": ("x = values[a / 2]", "x = values[a // 2]"),
    "logic": ("x = a > 1 or b > 1", "x = a > 1 and b > 1"),
    "an operator in brackets that do nothing": ("x = a and (b and c)", "x = a and (b or c)"),
    "operands exchanged": ("x = a % b", "x = b % a"),
    "operands grouped wrongly": ("x = len(values) - 1 // 2", "x = len(values) // 2 - 1"),
    "a sign": ("x = -a", "x = a"),
    "a bound left out": ("x = a < b", "x = a <= b"),
    "a comparison the other way": ("x = a < b", "x = a > b"),
    "membership the other way": ("x = text in word", "x = word in text"),
    "a number one off": ("x = a + 2", "x = a + 1"),
    "a float": ("x = a / 0.5", "x = a / 2.0"),
    "a truth value": ("x = True", "x = False"),
    "a text": ("x = ' '.join(values)", "x = ''.join(values)"),
    "a constant for a name": ("x = a + 1", "x = a + b"),
    "another variable": ("x = a", "x = b"),
    "another target": ("a += 1", "b += 1"),
    "another method": ("x = text.endswith(word)", "x = text.startswith(word)"),
    "another function": ("x = min(values)", "x = max(values)"),
    "arguments exchanged": ("x = pow(a, b)", "x = pow(b, a)"),
    "the object for the argument": ("x = text.find(word)", "x = word.find(text)"),
    "an argument too many": ("x = values.pop(0)", "x = values.pop()"),
    "an argument too few": ("x = max(a)", "x = max(a, b)"),
    "the opposite condition": ("x = 1 if a else 2", "x = 1 if not a else 2"),
    "half a condition": ("x = a > 1 and b > 1", "x = a > 1"),
    "one more": ("x = range(len(values) - a)", "x = range(len(values) - a + 1)"),
    "a part too many": ("x = a % 10 + 1", "x = a % 10"),
    "a call too many": ("x = abs(a)", "x = a"),
    "results exchanged": ("x = a if c else b", "x = b if c else a"),
    "another slice": ("x = text[1:]", "x = text[:-1]"),
    "no slice": ("x = text[1:]", "x = text"),
    "a slice from a count": ("x = text", "x = text[a:]"),
    "the last for the first": ("x = values[0]", "x = values[-1]"),
    "a missing call": ("x = a - b", "x = abs(a - b)"),
    "a missing method": ("x = set(text)", "x = set(text.lower())"),
    "a missing order": ("x = values", "x = sorted(values)"),
    "an order by a map": ("x = values", "x = sorted(values, key=lambda x: table[x])"),
    "the larger so far": ("for best in values: a = best", "for best in values: a = max(a, best)"),
    "a value that should grow": ("a = b", "a += b"),
    "a value that should be kept": ("table[a] = values", "table[a].append(values)"),
    "a result thrown away": ("sorted(values)", "return sorted(values)"),
}
FUNCTION = """\
def work(a: int, b: int, c: int, text: str, word: str, values: list, table: dict):
    values.append(c)
    a -= b
    {}
    return x, word
"""


@pytest.mark.parametrize("name", FAULTS)
def test_the_search_mends(name: str) -> None:
    wrong, right = FAULTS[name]

    texts = texts_of(FUNCTION.format(wrong))

    assert FUNCTION.format(right) in texts


BLOCKS = {
    "bodies exchanged": (
        "if a:\n        return 1\n    else:\n        return 2",
        "if a:\n        return 2\n    else:\n        return 1",
    ),
    "a statement too many": ("b = a\n    b = 0\n    return b", "b = a\n    return b"),
    "the wrong order": ("a = b\n    b += 1\n    return a", "b += 1\n    a = b\n    return a"),
    "too deep": (
        "for a in b:\n        c = a\n        return c",
        "for a in b:\n        c = a\n    return c",
    ),
    "not deep enough": (
        "for a in b:\n        c = a\n    print(c)\n    return c",
        "for a in b:\n        c = a\n        print(c)\n    return c",
    ),
    "no elif": (
        "if a:\n        c = 1\n    if b:\n        c = 2\n    return c",
        "if a:\n        c = 1\n    elif b:\n        c = 2\n    return c",
    ),
    "a copy that is missing": (
        "c = [b]\n    for one in a:\n        c.append(one)\n    return c",
        "c = [b]\n    for one in a:\n        c.append(one)\n    c.append(b)\n    return c",
    ),
    "no early return": (
        "return sum(a) / len(a)",
        "if not a:\n        return 0\n    return sum(a) / len(a)",
    ),
    "no return": ("c = a + b", "c = a + b\n    return c"),
    "a jump": (
        "for c in a:\n        if c:\n            break\n        b += c",
        "for c in a:\n        if c:\n            continue\n        b += c",
    ),
    "only if": (
        "b[a] = []\n    b[a].append(1)",
        "if a not in b:\n        b[a] = []\n    b[a].append(1)",
    ),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_the_search_mends_statements(name: str) -> None:
    wrong, right = BLOCKS[name]
    before, after = (f"def work(a, b, c=None):\n    {body}\n" for body in (wrong, right))

    assert after in texts_of(before)


def test_a_method_that_nobody_calls_is_called() -> None:
    text = (
        "class Store:\n"
        "    def __init__(self):\n"
        "        self.items = []\n"
        "\n"
        "    def fill(self):\n"
        "        self.items.append(1)\n"
    )

    assert text.replace("[]\n", "[]\n        self.fill()\n", 1) in texts_of(text)


def test_an_attribute_that_nobody_sets_is_set() -> None:
    text = (
        "class Store:\n"
        "    def __init__(self):\n"
        "        self.items = []\n"
        "\n"
        "    def price(self, name):\n"
        "        return self.prices[name]\n"
    )

    assert text.replace("[]\n", "[]\n        self.prices = {}\n", 1) in texts_of(text)


@pytest.mark.parametrize("wrong", [wrong for wrong, _ in FAULTS.values()])
def test_nearly_all_that_is_proposed_can_be_read(wrong: str) -> None:
    texts = texts_of(FUNCTION.format(wrong))

    unreadable = [text for text in texts if not _reads(text)]

    assert len(unreadable) < len(texts) / 50, unreadable[0]


def _reads(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
