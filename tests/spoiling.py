"""Code with small edits of every kind, as it is while somebody types."""

import random

PIECES = (
    "",
    "x",
    "é",
    "😀",
    "\n",
    "\r\n",
    "\r",
    "    ",
    "\t",
    "(",
    ")",
    "{",
    '"',
    "'''",
    "`",
    "=",
    ":",
)
MORE = ("def g(a):\n    pass\n", "{ a: 1 }", "=> {", "class ", "import a\n")


def spoiled(text: str, dice: random.Random) -> str:
    """The text after one small edit."""
    start = dice.randrange(len(text) + 1)
    end = min(len(text), start + dice.choice([0, 0, 1, 3, 20]))
    piece = dice.choice([*PIECES, dice.choice(MORE), text[end : end + 15]])
    return text[:start] + piece + text[end:]
