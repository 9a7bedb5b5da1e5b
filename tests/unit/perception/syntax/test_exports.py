"""What a module gives to others."""

from __future__ import annotations

import pytest

from limner_server.perception.syntax.exports import exports
from limner_server.perception.syntax.languages import JAVASCRIPT, PYTHON, TSX
from limner_server.perception.syntax.tree import Tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export function f() {}", [("f", "f", "")]),
        ("export const a = 1, { b: [c] } = x;", [("a", "a", ""), ("c", "c", "")]),
        ("export class A {}", [("A", "A", "")]),
        ("export default function f() {}", [("default", "f", "")]),
        ("export default f;", [("default", "f", "")]),
        ("export default () => 1;", [("default", "", "")]),
        ("const a = 1; export { a, a as b };", [("a", "a", ""), ("b", "a", "")]),
        ("export { a as b, c } from './é';", [("b", "a", "./é"), ("c", "c", "./é")]),
        ("export * from './m';", [("*", "*", "./m")]),
        ("export * as ns from './m';", [("ns", "", "./m")]),
        ("module.exports = f;", [("default", "f", "")]),
        ("module.exports = function f() {};", [("default", "f", "")]),
        ("module.exports = { a, b: c, d() {}, e: () => 1 };",
         [("a", "a", ""), ("b", "c", ""), ("d", "d", ""), ("e", "e", "")]),
        ("exports.a = b; module.exports.c = () => 1;", [("a", "b", ""), ("c", "c", "")]),
        ("const hidden = 1; this.x = 2;", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", [JAVASCRIPT, TSX], ids=["javascript", "tsx"])
def test_exports_are_known_by_the_name_that_others_use(text, expected, language):
    found = [(one.name, one.local, one.module) for one in exports(Tree.parse(text, language))]

    assert found == expected


def test_types_are_exported():
    text = "export interface I {}\nexport type T = 1;\nexport enum E { X }\n"

    assert [one.name for one in exports(Tree.parse(text, TSX))] == ["I", "T", "E"]


def test_python_has_no_exports():
    assert exports(Tree.parse("x = 1\n", PYTHON)) == ()
