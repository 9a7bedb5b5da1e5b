"""A cart, and what a model may answer that is asked to mend it."""

from __future__ import annotations

from pathlib import Path

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
