"""The names that code can use, by the scopes of its language."""

from __future__ import annotations

import pytest

from limner_server.perception.syntax.languages import JAVASCRIPT, PYTHON, TSX
from limner_server.perception.syntax.names import Binding, Scope, module_names, names_in_scope
from limner_server.perception.syntax.tree import Tree


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("def f(a, b=1, *c, d: int, **e):\n    |x", "a b c d e"),
        ("def f():\n    a = b = 1\n    a.x = c[0] = 2\n    |x", "a b"),
        ("def f():\n    (a, [b, *c]), d = 1\n    |x", "a b c d"),
        ("def f():\n    a: int = 1\n    b += 1\n    |x", "a b"),
        ("def f():\n    if (a := g()): pass\n    while (b := 1): pass\n    |x", "a b"),
        ("def f():\n    for a, (b, c) in d:\n        e = 1\n    |x", "a b c e"),
        ("def f():\n    for a in b: c = 1\n    else: d = 1\n    |x", "a c d"),
        ("def f():\n    with g() as (a, b), h as c:\n        |x", "a b c"),
        ("def f():\n  try: a = 1\n  except E as e: b = 1\n  finally: c = 1\n  |x", "a b c e"),
        ("def f():\n    import a.b, c as d\n    from e import f as g, h\n    |x", "a d g h"),
        ("def f():\n    def a(b): c = 1\n    class D: e = 1\n    |x", "D a"),
        ("def f():\n  match v:\n    case [a, *b] if (c := 1): pass\n  |x", "a b c"),
        ("def f():\n  match v:\n    case P(k=a) | Q(b) as c: |x", "a b c"),
        ("def f():\n  match v:\n    case {'k': a, **b}: |x", "a b"),
        ("def f():\n    global a\n    a = 1\n    b = 1\n    |x", "b"),
        ("def f():\n    return [a for a, b in c if |x]", "a b"),
        ("def f(p):\n    return sorted(p, key=lambda a, *b: |x)", "a b p"),
        ("def f():\n    later = |x\n    last = 1\n", "last later"),
        ("def f():\n    [(w := y) for y in z]\n    |x", "w"),
        ("class A:\n    a = 1\n    def m(self): b = 1\n    |x = 1", "a m x"),
        ("def ü(größe):\n    é = 1\n    |x", "größe é"),
        ("def f(a):\r\n\tb = 1\r\n        \tc = (\r\n\t|x", "a b"),
    ],
)
def test_python_binds_locally(text, local):
    assert locals_at(text, PYTHON) == set(local.split())


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("function f(a, {b, c: d, ...e}, [g, h = 1], ...i) { |x }", "a b d e g h i"),
        ("const f = a => { |x }", "a"),
        ("const f = ({ a = 1 }) => |x", "a"),
        ("function f() { const a = 1; let { b } = c; var d; |x }", "a b d"),
        ("function f() { if (a) { let b; var c; } |x }", "c"),
        ("function f() { for (const [a, b] of c) { |x } }", "a b"),
        ("function f() { for (let i = 0; i < 1; i++) { |x } }", "i"),
        ("function f() { for (var i in c) {} |x }", "i"),
        ("function f() { try {} catch ({ message }) { |x } }", "message"),
        ("function f() { switch (a) { case 1: let b; default: |x } }", "b"),
        ("function f() { function g() {} class A {} |x }", "A g"),
        ("class A { m(a) { |x } }", "a"),
    ],
)
@pytest.mark.parametrize("language", [JAVASCRIPT, TSX], ids=["javascript", "tsx"])
def test_javascript_binds_in_blocks_and_functions(text, local, language):
    assert locals_at(text, language) == set(local.split())


def test_each_name_is_of_the_innermost_scope_that_binds_it():
    text = "import a\nb = c = 1\ndef f(b):\n    c = 1\n    def g(c):\n        return |x\n"

    found = {name.text: name for name in names_at(text, PYTHON)}

    assert found["c"].scope is Scope.LOCAL
    assert (found["b"].scope, found["b"].binding) == (Scope.ENCLOSING, Binding.PARAMETER)
    assert (found["a"].scope, found["a"].binding) == (Scope.MODULE, Binding.IMPORT)
    assert (found["f"].scope, found["f"].binding) == (Scope.MODULE, Binding.FUNCTION)
    assert (found["len"].scope, found["len"].span) == (Scope.BUILTIN, None)


def test_names_say_where_they_are_bound():
    text = "é = 1\ndef f(ü):\n    x = ü\n    x = 2\n    |x\n"

    found = {name.text: name.span for name in names_at(text, PYTHON)}

    assert found["ü"].start == text.index("ü")
    assert found["x"].start == text.index("x = ü")


def test_methods_do_not_see_the_names_of_their_class():
    text = "class A:\n    a = 1\n    def m(self):\n        |x\n"

    assert "a" not in {name.text for name in names_at(text, PYTHON)}


def test_a_default_is_evaluated_outside_of_its_function():
    text = "def f(a, b=|x):\n    c = 1\n"

    assert not {"a", "b", "c"} & {name.text for name in names_at(text, PYTHON)}


def test_the_innermost_scope_comes_first():
    text = "a = 1\ndef f(b):\n    def g(c): |x\n"

    ordered = [name.text for name in names_at(text, PYTHON)]

    assert ordered[:4] == ["c", "b", "g", "a"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('import d, * as n from "m"; import { a, b as c } from "m"; import "s";', "a c d n"),
        ('const { a, b: c } = require("m"), d = require("m").x; var e;', "a c d e"),
        ("export const a = 1; export function f() {} export default class A {}", "A a f"),
    ],
)
def test_a_javascript_module_binds_names(text, names):
    assert {name.text for name in module_names(Tree.parse(text, JAVASCRIPT))} == set(names.split())


def test_a_typescript_module_binds_types():
    text = "interface I {}\ntype T = 1;\nenum E { X }\nnamespace N { const hidden = 1; }\n"

    assert {name.text for name in module_names(Tree.parse(text, TSX))} == {"I", "T", "E", "N"}


def test_names_are_known_in_code_with_errors():
    text = "import os\ndef f(a):\n    b = (\n    |x\n"

    assert {"a", "os"} <= {name.text for name in names_at(text, PYTHON)}


def locals_at(text, language):
    return {name.text for name in names_at(text, language) if name.scope is Scope.LOCAL}


def names_at(text, language):
    """The names at the bar, which is taken out."""
    offset = text.index("|x")
    return names_in_scope(Tree.parse(text.replace("|x", "x"), language), offset)
