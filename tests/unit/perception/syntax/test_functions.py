"""Functions and classes, as they are written in each language."""

from __future__ import annotations

import pytest

from limner_server.perception.syntax.definitions import Kind, Passing
from limner_server.perception.syntax.functions import (
    class_at,
    classes,
    function_around,
    function_at,
    functions,
)
from limner_server.perception.syntax.languages import JAVASCRIPT, PYTHON, TSX, TYPESCRIPT
from limner_server.perception.syntax.tree import Tree


def test_a_python_function_is_known_in_all_its_parts():
    text = (
        "@cached(size=1)\n@other\nasync def größe(a, /, b: int, c=1, *rest: str, k, **kw) -> int:\n"
        '    # first\n    """Doc."""\n    return a\n'
    )
    (one,) = functions(Tree.parse(text, PYTHON))

    assert (one.name, one.qualified, one.owner) == ("größe", "größe", "")
    assert one.span.of(text) == text.rstrip()
    assert one.header.of(text) == text.split("\n")[2]
    assert one.body.of(text).endswith("return a")
    assert one.decorators == ("cached(size=1)", "other")
    assert one.docstring.of(text) == '"""Doc."""'
    assert (one.returns, one.is_async, one.is_test) == ("int", True, False)
    assert [(p.name, p.passing, p.annotation, p.default) for p in one.parameters] == [
        ("a", Passing.POSITIONAL, "", ""),
        ("b", Passing.EITHER, "int", ""),
        ("c", Passing.EITHER, "", "1"),
        ("rest", Passing.REST, "str", ""),
        ("k", Passing.KEYWORD, "", ""),
        ("kw", Passing.KEYWORD_REST, "", ""),
    ]


def test_parameters_behind_a_bare_star_are_passed_by_name():
    (one,) = functions(Tree.parse("def f(a, *, b: int = 2): ...", PYTHON))

    assert [(p.name, p.passing) for p in one.parameters] == [
        ("a", Passing.EITHER),
        ("b", Passing.KEYWORD),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f():\n    def g(): ...\n", ["f", "f.g"]),
        ("class A:\n    class B:\n        def m(self): ...\n", ["A.B.m"]),
        ("double = lambda x: 2 * x", ["double"]),
        ("double: F = (lambda x: 2 * x)", ["double"]),
        ("self.on = lambda: 1", ["on"]),
        ("a = [lambda: 1]", ["<lambda>"]),
        ("if x:\n    def f(): ...\nelse:\n    def f(): ...\n", ["f", "f"]),
        ("def f(): ...\r\ndef g(): ...\r\n", ["f", "g"]),
        ("class A:\n\tdef f(self):\n\t    return 1\n\tdef g(self): ...\n", ["A.f", "A.g"]),
        ("def broken(a):\n    x = (\n\ndef fine(): ...\n", ["broken", "fine"]),
        ("def broken(a)\n    return a\n\ndef fine(): ...\n", ["fine"]),
        ("%matplotlib inline\n!pip install x\ndef f(): ...\n", ["f"]),
        ("def f[T](x: T) -> T: ...", ["f"]),
    ],
)
def test_python_functions_are_named_by_where_they_stand(text, expected):
    found = [one.qualified for one in functions(Tree.parse(text, PYTHON))]

    assert [name for name in found if name in expected] == expected


def test_the_tests_of_python_are_known():
    text = (
        "def test_a(): ...\ndef testing(): ...\ndef tester(): ...\n"
        "class TestB(TestCase):\n    def testC(self): ...\n    def test(self): ...\n"
        "def f():\n    def test_inner(): ...\n"
    )

    found = [one.qualified for one in functions(Tree.parse(text, PYTHON)) if one.is_test]

    assert found == ["test_a", "TestB.testC", "TestB.test"]


def test_a_python_class_is_known_in_all_its_parts():
    text = '@dataclass\nclass Ü(Base, Generic[T], metaclass=M):\n    """Doc."""\n\n    x: int = 1\n'
    (one,) = classes(Tree.parse(text, PYTHON))

    assert (one.name, one.bases, one.decorators) == ("Ü", ("Base", "Generic[T]"), ("dataclass",))
    assert one.header.of(text) == "class Ü(Base, Generic[T], metaclass=M):"
    assert one.docstring.of(text) == '"""Doc."""'
    assert one.span.of(text) == text.rstrip()


@pytest.mark.parametrize(
    ("text", "name", "span"),
    [
        ("function f() {}", "f", None),
        ("export default function f() {}", "f", None),
        ("export const f = async (x) => x;", "f", None),
        ("const f = x => x, g = 1;", "f", "f = x => x"),
        ("const f = function inner() {};", "f", None),
        ("module.exports = function f() {};", "f", None),
        ("exports.f = () => 1;", "f", None),
        ("module.exports.f = () => 1;", "f", None),
        ("A.prototype.f = function () {};", "A.f", None),
        ("this.f = () => 1;", "f", None),
        ("const api = { v1: { f() {} } };", "api.v1.f", "f() {}"),
        ("const api = { f: async () => 1 };", "api.f", "f: async () => 1"),
        ("module.exports = { 'f': () => 1 };", "f", "'f': () => 1"),
        ("class A { static async *f() {} }", "A.f", "static async *f() {}"),
        ("class A { #f = () => 1; }", "A.#f", "#f = () => 1"),
        ("class A { get f() { return 1; } }", "A.f", "get f() { return 1; }"),
        ("const A = class { f() {} };", "A.f", "f() {}"),
        ("it('works', async () => {});", "works", None),
        ("test.only.each([1])(`of %s`, (x) => {});", "of %s", None),
        ("describe('a', () => { test('b', () => {}); });", "a.b", "test('b', () => {});"),
        ("(() => {})();", "<anonymous>", "() => {}"),
        ("export default () => 1;", "<anonymous>", None),
        ("items.map((x) => x);", "<anonymous>", "(x) => x"),
    ],
)
@pytest.mark.parametrize("language", [JAVASCRIPT, TSX], ids=["javascript", "tsx"])
def test_javascript_functions_are_named_by_what_they_are_assigned_to(text, name, span, language):
    found = functions(Tree.parse(text, language))[-1]

    assert found.qualified == name
    if span:
        assert found.span.of(text) == span
    elif name != "<anonymous>":
        assert found.span.of(text) == text


def test_a_typescript_method_is_known_in_all_its_parts():
    text = (
        "/** Größe. */\n@Component({})\nexport abstract class A<T> extends B<T> implements C, D {\n"
        "  /** Adds. */\n  @log\n"
        "  async add({ a, b }: P, c?: number, [d] = [1], ...rest: any[]): Promise<T> { return c; }"
        "\n}\n"
    )
    tree = Tree.parse(text, TYPESCRIPT)
    (owner,), (method,) = classes(tree), functions(tree)

    assert (owner.bases, owner.decorators) == (("B", "C", "D"), ("Component({})",))
    assert owner.docstring.of(text) == "/** Größe. */"
    assert owner.header.of(text) == "abstract class A<T> extends B<T> implements C, D"
    assert (method.owner, method.returns, method.is_async) == ("A", "Promise<T>", True)
    assert (method.decorators, method.docstring.of(text)) == (("log",), "/** Adds. */")
    assert [(p.name, p.passing, p.annotation, p.default) for p in method.parameters] == [
        ("{ a, b }", Passing.POSITIONAL, "P", ""),
        ("c", Passing.POSITIONAL, "number", ""),
        ("[d]", Passing.POSITIONAL, "", "[1]"),
        ("rest", Passing.REST, "any[]", ""),
    ]


def test_the_types_of_typescript_are_known():
    text = "interface I extends J { a: 1 }\ntype T = A | B;\nexport enum E { X }\nclass C {}\n"

    found = [(one.name, one.kind, one.bases) for one in classes(Tree.parse(text, TYPESCRIPT))]

    assert found == [
        ("I", Kind.INTERFACE, ("J",)),
        ("T", Kind.TYPE, ()),
        ("E", Kind.ENUM, ()),
        ("C", Kind.CLASS, ()),
    ]


def test_a_component_with_jsx_is_a_function():
    text = "export const Button = ({ label }) => <button>{label} é</button>;\n"

    (one,) = functions(Tree.parse(text, TSX))

    assert (one.name, one.body.of(text)) == ("Button", "<button>{label} é</button>")


def test_the_function_at_a_place_is_the_innermost():
    text = "class A:\n    def f(self):\n        def g():\n            return 1\n        return g\n"
    tree = Tree.parse(text, PYTHON)

    assert function_at(tree, text.index("return 1")).name == "g"
    assert function_at(tree, text.index("return g")).name == "f"
    assert function_around(tree, text.index("return 1")).name == "f"
    assert class_at(tree, text.index("return 1")).name == "A"
    assert function_at(tree, 0) is None


def test_a_line_belongs_to_a_function_from_its_first_column():
    text = "class A:\n    def f(self):\n        return 1\n"

    assert function_at(Tree.parse(text, PYTHON), text.index("    def")).name == "f"


def test_what_is_around_a_line_of_a_suite_is_its_test():
    text = "describe('a', () => {\n  it('b', () => {\n    run(() => 1);\n  });\n});\n"

    assert function_around(Tree.parse(text, JAVASCRIPT), text.index("1)")).name == "b"


def test_fifty_thousand_lines_are_read():
    text = "def größe(a):\n    return [a for b in a if b]\n\n\n" * 12_500
    tree = Tree.parse(text, PYTHON)

    assert len(functions(tree)) == 12_500
    assert function_at(tree, len(text) - 10).span.of(text) == text[:44].rstrip()
