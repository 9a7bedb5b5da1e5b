"""No text, however broken, is more than code with errors."""

from __future__ import annotations

import pytest

from dice import dice
from limner_server.perception.context.gather import gather_context
from limner_server.perception.syntax.exports import exports
from limner_server.perception.syntax.functions import definitions, function_at
from limner_server.perception.syntax.imports import import_edit, imports
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.names import names_in_scope
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from spoiling import spoiled

PYTHON = '''"""Grüße 😀."""
from __future__ import annotations
from ..a import (b as c)
import os.path

@decorated("ü")
class Größe(Base, metaclass=M):
    """Doc."""
    x: int = 1

    def wert(self, a: "Größe", *rest, k=1, **more):
        global g
        with open(x) as (q, r), y as z:
            return [b for b in rest if (w := b)] + self.wert(a.x)

def f(a):
    match a:
        case [b, *rest] if b:
            return lambda s: {u: v for u, v in s}
'''
TYPESCRIPT = """/** Größe */
import d, { a as b } from "./ü";
export * from "./x"; export { b as c }; module.exports = { q, w: e, r() {} };
const { r1, r2: r3 } = require("z"), x = require("k").y;
@Dec() export default class A<T> extends B implements C {
  #p = () => 1;
  constructor(private a: number) { super(this.#p()); }
}
describe("é", () => {
  it.each([1])("b", async ({ a = 1 }, ...rest) => { for (const [k] of rest) { f(k); } });
});
const f = ({ a, b: [c] }: P) => <div a={c}>{a} 😀</div>;
enum E { X }
"""


@pytest.mark.parametrize(("name", "text"), [("a.py", PYTHON), ("a.tsx", TYPESCRIPT)])
def test_code_is_read_however_broken_it_is(tmp_path, name, text):
    throws, language = dice(11), language_of(name)
    files = WorkspaceFiles(tmp_path)
    broken = text
    for count in range(120):
        broken = spoiled(text if count % 12 == 0 else broken, throws)
        tree = Tree.parse(broken, language)
        offset = throws.randrange(len(broken) + 1)

        for one in definitions(tree):
            assert 0 <= one.span.start <= one.header.start <= one.header.end <= one.span.end
        assert names_in_scope(tree, offset)
        assert function_at(tree, offset) in (None, *definitions(tree))
        assert imports(tree) is not None
        assert exports(tree) is not None
        assert "NEW" in import_edit(tree, "NEW").applied(broken)
        context = gather_context(files, tmp_path / name, broken, tree.lines.line(offset))
        assert context.fit(1000, len) or not broken.strip()
