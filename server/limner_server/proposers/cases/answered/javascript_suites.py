"""The tests of a JavaScript or TypeScript file, each by itself: what suites set up stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Tree, first_named
from limner_server.proposers.cases.answered.javascript_names import names_in
from limner_server.proposers.cases.answered.statements import Helper, Helpers, whole_lines

_SUITES: Final = frozenset({"describe", "suite", "context"})
_TESTS: Final = frozenset({"test", "it", "specify"})
_SET_UP: Final = frozenset({"beforeEach", "before", "beforeAll", "setup", "suiteSetup"})
_TEAR_DOWN: Final = frozenset({"afterEach", "after", "afterAll", "teardown", "suiteTeardown"})
_FUNCTIONS: Final = ("arrow_function", "function_expression", "function")
_DECLARATIONS: Final = (
    *("lexical_declaration", "variable_declaration", "function_declaration"),
    *("class_declaration", "generator_function_declaration"),
    *("interface_declaration", "type_alias_declaration", "enum_declaration"),
)


@dataclass(frozen=True, slots=True)
class TestCall:
    """A test: `test("title", () => { ... })`.

    Attributes:
        title: as it is written, without quotes.
        quote: around it.
        after_title: behind that, in characters of the file.
        titles: of the suites around it, from outside inwards.
        call: the node of the call.
        function: the node of the function that it is given.
        setting_up: statements that the suites around it run before it.
        own: what these suites declare, of which it takes what it needs.
        table: of `test.each(table)`, as source; empty for none.
    """

    __test__ = False

    title: str
    quote: str
    after_title: int
    titles: tuple[str, ...]
    call: Node
    function: Node
    setting_up: tuple[str, ...]
    own: Helpers
    table: str = ""


@dataclass(frozen=True, slots=True)
class _Suite:
    titles: tuple[str, ...] = ()
    setting_up: tuple[str, ...] = ()
    own: tuple[Helper, ...] = ()


def test_calls(tree: Tree) -> Iterator[TestCall]:
    """The tests of a file; none of what is left out, or of suites that clean up after them."""
    yield from _calls_in(tree, tree.root.named_children, _Suite())


def declared(tree: Tree, statements: Sequence[Node]) -> Iterator[Helper]:
    """What statements declare, but for imports."""
    for node in statements:
        if node.type not in _DECLARATIONS or node.has_error:
            continue
        names = tuple(_bound(tree, node))
        code = whole_lines(tree, node)
        if names and "require(" not in code:
            yield Helper(names, code, names_in(tree, node) - {*names})


def callback(call: Node) -> Node | None:
    """The function that a call is given last."""
    arguments = call.child_by_field_name("arguments")
    given = arguments.named_children if arguments is not None else []
    return given[-1] if given and given[-1].type in _FUNCTIONS else None


def _calls_in(tree: Tree, statements: Sequence[Node], around: _Suite) -> Iterator[TestCall]:
    calls = [call for node in statements if (call := _call(node)) is not None]
    named = [(_callee(tree, call), call) for call in calls if not call.has_error]
    if any(name[0] in _TEAR_DOWN for name, _ in named):
        return
    inside = _Suite(
        around.titles,
        (*around.setting_up, *_set_up(tree, named)),
        (*around.own, *(declared(tree, statements) if around.titles else ())),
    )
    for (kind, more), call in named:
        title, function = _title(call), callback(call)
        if title is None or function is None or more not in ("", "only", "each"):
            continue
        named_so = tree.source(title)[1:-1]
        if kind in _SUITES and not more:
            body = function.child_by_field_name("body")
            below = _Suite((*around.titles, named_so), inside.setting_up, inside.own)
            yield from _calls_in(tree, body.named_children if body is not None else [], below)
        elif kind in _TESTS:
            yield TestCall(
                named_so,
                tree.source(title)[0],
                tree.span(title).end,
                inside.titles,
                call,
                function,
                inside.setting_up,
                Helpers(inside.own),
                _table(tree, call) if more == "each" else "",
            )


def _call(node: Node) -> Node | None:
    inner = first_named(node) if node.type == "expression_statement" else None
    return inner if inner is not None and inner.type == "call_expression" else None


def _callee(tree: Tree, call: Node) -> tuple[str, str]:
    """What is called: `test.only` is ("test", "only"), `test.each(table)` is ("test", "each")."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "call_expression":
        function = function.child_by_field_name("function")
    name, _, more = tree.source(function).partition(".")
    return name, more


def _table(tree: Tree, call: Node) -> str:
    function = call.child_by_field_name("function")
    arguments = function.child_by_field_name("arguments") if function is not None else None
    return tree.source(arguments)


def _title(call: Node) -> Node | None:
    arguments = call.child_by_field_name("arguments")
    first = first_named(arguments) if arguments is not None else None
    titled = first is not None and first.type in ("string", "template_string")
    return first if titled else None


def _set_up(tree: Tree, named: Sequence[tuple[tuple[str, str], Node]]) -> Iterator[str]:
    """The statements that run before each test of a suite."""
    for (name, _), call in named:
        function = callback(call) if name in _SET_UP else None
        body = function.child_by_field_name("body") if function is not None else None
        if body is None:
            continue
        if body.type == "statement_block":
            yield from (whole_lines(tree, node) for node in body.named_children)
        else:
            yield f"{tree.source(body)};"


def _bound(tree: Tree, node: Node) -> Iterator[str]:
    """The names that a declaration binds."""
    name = node.child_by_field_name("name")
    if name is not None:
        yield tree.source(name)
    for declarator in node.named_children:
        target = declarator.child_by_field_name("name")
        if declarator.type == "variable_declarator" and target is not None:
            found = tree.captures(
                "[(identifier) (shorthand_property_identifier_pattern)] @name", tree.span(target)
            )
            yield from map(tree.source, found.get("name", []))
