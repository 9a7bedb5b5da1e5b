"""The name of the function around a place."""

import pytest

from limner_server.lsp.enclosing import enclosing_function, enclosing_symbol

PYTHON = """\
import os

LIMIT = 3


class Shop:
    def open(self):
        if self.closed:
            # up
            self.closed = False

    @property
    async def prices(
        self,
        unit,
    ) -> list:
        return [1,
            2]


def close(): return None


close()
"""
JAVASCRIPT = """\
import fs from "fs";
export async function open(path) {
  for (const x of path) {
    use(x);
  }
}
const close = async (path) => {
  stop();
};
class Shop {
  static price(
    unit,
  ) {
    return unit;
  }
  sell(item) {
    if (item) {
      give(item);
    }
  }
}
open();
"""
TYPESCRIPT = """\
export const total = (items: number[]): number => {
  return 1;
};
export class Shop<T> {
  private async sell(item: T): Promise<void> {
    give(item);
  }
}
"""


@pytest.mark.parametrize(
    ("language", "text", "at", "name"),
    [
        ("python", PYTHON, "self.closed = ", "open"),
        ("python", PYTHON, "def open", "open"),
        ("python", PYTHON, "2]", "prices"),
        ("python", PYTHON, "unit,", "prices"),
        ("python", PYTHON, "def close", "close"),
        ("python", PYTHON, "LIMIT", None),
        ("python", PYTHON, "close()\n", None),
        ("javascript", JAVASCRIPT, "use(x)", "open"),
        ("javascript", JAVASCRIPT, "stop()", "close"),
        ("javascript", JAVASCRIPT, "give(item)", "sell"),
        ("javascript", JAVASCRIPT, "open();", None),
        ("typescript", TYPESCRIPT, "return 1", "total"),
        ("typescript", TYPESCRIPT, "give(item)", "sell"),
        ("markdown", PYTHON, "self.closed = ", None),
    ],
)
def test_the_function_is_named(language, text, at, name):
    offset = text.rindex(at) if at in ("close()\n", "open();") else text.index(at)

    assert enclosing_function(text, offset, language) == name


def test_line_endings_of_every_kind_are_lines():
    text = "def f():\r\n    x = 1\r\n    y = 2\r\n"

    assert enclosing_function(text, text.index("y"), "python") == "f"


def test_a_long_file_is_not_read_to_its_beginning():
    text = "def f():\n" + "    x = 1\n" * 50_000

    assert enclosing_function(text, len(text) - 2, "python") is None


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("class Shop:\n    |rate = 2\n\n    def total(self): ...\n", "python", "Shop"),
        ("class Shop:\n    def total(self):\n        |return 1\n", "python", "total"),
        ("|class Shop:\n    pass\n", "python", "Shop"),
        ("export default class Shop {\n  |rate = 2;\n}\n", "javascript", "Shop"),
        (
            "export abstract class Shop {\n  total() {\n    |return 1;\n  }\n}\n",
            "typescript",
            "total",
        ),
        ("class Shop:\n    pass\n\n\n|x = 1\n", "python", None),
        ("classes |= 1\n", "python", None),
    ],
)
def test_a_class_is_named_where_the_place_is_in_no_function(text, language, name):
    offset = text.index("|")

    assert enclosing_symbol(text.replace("|", ""), offset, language) == name
