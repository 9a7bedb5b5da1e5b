"""What writes tests, in projects of a few files."""

import json

import pytest

from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import read_source
from limner_server.proposers.cases.subject import Subject
from limner_server.tasks.javascript_kit import JavaScriptKit
from small_workspace import write

SHOP = """\
export function total(prices, discount = 0) {
  if (discount < 0) throw new RangeError('negative discount');
  return prices.reduce((sum, price) => sum + price, 0) * (1 - discount);
}

export const isFree = (price) => price === 0;

export class EmptyError extends Error {}

export class Cart {
  items = [];
  add(name) {
    this.items.push(name);
  }
  get size() {
    return this.items.length;
  }
  pop() {
    if (!this.items.length) throw new EmptyError('empty');
    return this.items.pop();
  }
}

export const load = async (name) => name;

export function say(text) {
  console.log(text);
}
"""


@pytest.fixture
def written(tmp_path):
    """Writes tests of a symbol of `src/shop.js`, in a project that has these files."""

    def make(
        symbol, recorded, framework="vitest", *, files=None, out=None, text=SHOP, name="shop.js"
    ):
        package = {"scripts": {"test": framework}}
        if framework != "jest":
            package["type"] = "module"
        write(
            tmp_path,
            {"package.json": json.dumps(package), f"src/{name}": text, **(files or {})},
        )
        source = read_source(tmp_path / "src" / name)
        tree = Tree.parse(source.text, language_of(source.path))
        found = next(one for one in definitions(tree) if one.qualified == symbol)
        placed = JavaScriptKit().place(
            None,
            WorkspaceFiles(tmp_path),
            source,
            out=out and tmp_path / out,
            texts={},
            check=lambda: None,
        )
        subject = Subject(tmp_path, source, tree, found)
        pieces = placed.writer.pieces(subject, recorded)
        make.placed = placed
        make.pieces = pieces
        return placed.writer.text(pieces)

    return make
