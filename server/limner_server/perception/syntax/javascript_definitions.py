"""The functions, classes and types of a JavaScript or TypeScript file."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.definitions import Class, Function, Kind, Parameter, Passing
from limner_server.perception.syntax.tree import Span, Tree, first_named

_JAVASCRIPT: Final = """[
  (function_declaration) (generator_function_declaration) (function_expression)
  (generator_function) (arrow_function) (method_definition)
  (class_declaration) (class)
] @definition"""
_TYPESCRIPT: Final = """[
  (abstract_class_declaration) (interface_declaration) (type_alias_declaration)
  (enum_declaration)
] @definition"""
# Stands in a qualified name for one that has no name, as in V8's stack traces.
NAMELESS: Final = "<anonymous>"
_KINDS: Final = {
    "class_declaration": Kind.CLASS,
    "class": Kind.CLASS,
    "abstract_class_declaration": Kind.CLASS,
    "interface_declaration": Kind.INTERFACE,
    "type_alias_declaration": Kind.TYPE,
    "enum_declaration": Kind.ENUM,
}
# The functions of node:test, Jest, Vitest and Mocha that are given a title and a function.
_TESTS: Final = frozenset({"test", "it", "specify"})
_SUITES: Final = frozenset({"describe", "suite", "context"})


def javascript_pattern(tree: Tree) -> str:
    """The query that finds all definitions of a file."""
    typed = tree.language.name in ("typescript", "tsx")
    return _JAVASCRIPT + _TYPESCRIPT if typed else _JAVASCRIPT


def is_class(node: Node) -> bool:
    """Whether a definition is a class or a type, not a function."""
    return node.type in _KINDS


def javascript_function(tree: Tree, node: Node, around: str, owner: Class | None) -> Function:
    """A function as it is defined.

    Args:
        tree: of the file.
        node: of the function.
        around: the qualified name of what is around it, or "".
        owner: the class whose method it is.
    """
    named = _naming(node)
    whole, decorators = _whole(tree, named)
    path = _path(tree, named, node)
    name = path[-1] if path else ""
    body = _body(tree, node)
    parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
    returns = node.child_by_field_name("return_type")
    return Function(
        name=name,
        qualified=".".join(([around] if around else []) + (path or [NAMELESS])),
        span=tree.span(whole),
        header=_header(tree, whole, named, body),
        body=body,
        parameters=_parameters(tree, parameters),
        decorators=decorators,
        docstring=_docstring(tree, whole),
        returns=tree.source(returns).removeprefix(":").strip(),
        owner=owner.qualified if owner and _is_member(named) else "",
        is_async=any(child.type == "async" for child in node.children),
        is_test=named.type == "call_expression" and _callee(named) in _TESTS,
        node=node,
    )


def javascript_class(tree: Tree, node: Node, around: str) -> Class:
    """A class or a type as it is defined; arguments as of `javascript_function`."""
    named = _naming(node)
    whole, decorators = _whole(tree, named)
    path = _path(tree, named, node)
    body = _body(tree, node)
    return Class(
        name=path[-1] if path else "",
        qualified=".".join(([around] if around else []) + (path or [NAMELESS])),
        span=tree.span(whole),
        header=_header(tree, whole, named, body),
        body=body,
        bases=_bases(tree, node),
        decorators=decorators,
        docstring=_docstring(tree, whole),
        kind=_KINDS[node.type],
        node=node,
    )


def _naming(node: Node) -> Node:
    """What gives a definition its name: a declarator, a property, a test, or itself."""
    around = node.parent
    while around is not None and around.type in ("parenthesized_expression", "as_expression"):
        around = around.parent
    if around is None:
        return node
    if around.type == "arguments":
        call = around.parent
        title = first_named(around)
        titled = title is not None and title.type in ("string", "template_string")
        return call if call is not None and titled and _is_test_call(call) else node
    holds = {
        "variable_declarator": "value",
        "assignment_expression": "right",
        "pair": "value",
        "field_definition": "value",
        "public_field_definition": "value",
    }
    value = around.child_by_field_name(holds.get(around.type, ""))
    return around if value is not None and _holds(value, node) else node


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def _is_member(named: Node) -> bool:
    around = named.parent
    return around is not None and around.type == "class_body"


def _whole(tree: Tree, named: Node) -> tuple[Node, tuple[str, ...]]:
    """The statement that a definition is, and its decorators."""
    whole = named
    for around in tree.ancestors(named):
        declares_one = around.type in (
            "export_statement",
            "ambient_declaration",
            "expression_statement",
        ) or (
            around.type in ("lexical_declaration", "variable_declaration")
            and around.named_child_count == 1
        )
        if not declares_one:
            break
        whole = around
    decorators = [
        tree.source(child)[1:].strip()
        for holder in {whole.id: whole, named.id: named}.values()
        for child in holder.children
        if child.type == "decorator"
    ]
    before = named.prev_named_sibling
    while before is not None and before.type == "decorator" and _is_member(named):
        decorators.insert(0, tree.source(before)[1:].strip())
        before = before.prev_named_sibling
    return whole, tuple(decorators)


def _path(tree: Tree, named: Node, node: Node) -> list[str]:
    """The name of a definition, behind those of the objects it is a property of."""
    if named.type == "call_expression":
        arguments = named.child_by_field_name("arguments")
        return [tree.source(first_named(arguments))[1:-1]]
    if named.type == "assignment_expression":
        return _target(tree, named.child_by_field_name("left"), node)
    key = named.child_by_field_name("key") or named.child_by_field_name("property")
    name = key or named.child_by_field_name("name")
    if name is None or name.type in ("object_pattern", "array_pattern"):
        return []
    text = tree.source(name)
    path = [text[1:-1] if name.type == "string" else text]
    around = named.parent
    if around is not None and around.type == "object":
        holder = _naming(around)
        return [*(_path(tree, holder, around) if holder != around else []), *path]
    return path


def _target(tree: Tree, target: Node | None, node: Node) -> list[str]:
    """The name that `a.b.c = function` gives: "a.c" for `a.prototype.c`, "c" for `exports.c`."""
    words = tree.source(target).split(".")
    if words == ["module", "exports"]:
        own = tree.source(node.child_by_field_name("name"))
        return [own] if own else []
    if not all(word.isidentifier() or word.startswith(("$", "#")) for word in words):
        return []
    return [
        word for word in words if word not in ("module", "exports", "prototype", "this", "window")
    ]


def _is_test_call(call: Node) -> bool:
    return _callee(call) in _TESTS | _SUITES


def _callee(call: Node) -> str:
    """What a call calls, at its root: "it" of `it.only.each(table)("adds", ...)`."""
    function = call.child_by_field_name("function")
    while function is not None and function.type in ("call_expression", "member_expression"):
        inner = function.child_by_field_name("function") or function.child_by_field_name("object")
        function = inner
    if function is None or function.type != "identifier":
        return ""
    return (function.text or b"").decode()


def _body(tree: Tree, node: Node) -> Span:
    body = node.child_by_field_name("body") or node.child_by_field_name("value")
    end = tree.span(node).end
    return tree.span(body) if body else Span(end, end)


def _header(tree: Tree, whole: Node, named: Node, body: Span) -> Span:
    """From `const`, the name or the first word of a definition to what is before its body."""
    around = named.parent
    is_declared = named.type == "variable_declarator" and around is not None
    if is_declared and around is not None and _holds(whole, around):
        named = around
    start = tree.span(named).start
    return Span(start, start + len(tree.text[start : body.start].rstrip()))


def _docstring(tree: Tree, whole: Node) -> Span | None:
    first, before = whole, whole.prev_sibling
    while before is not None and before.type == "decorator":
        first, before = before, before.prev_sibling
    if before is None or before.type != "comment":
        return None
    span = tree.span(before)
    is_near = tree.text.count("\n", span.end, tree.span(first).start) <= 1
    return span if is_near and span.of(tree.text).startswith("/**") else None


def _bases(tree: Tree, node: Node) -> tuple[str, ...]:
    clauses = [child for child in node.children if child.type.startswith(("class_h", "extends_"))]
    found: list[str] = []
    while clauses:
        clause = clauses.pop(0)
        inner = [child for child in clause.children if child.type.endswith("s_clause")]
        if inner:
            clauses = inner + clauses
        else:
            bases = (one for one in clause.named_children if one.type != "type_arguments")
            found += [tree.source(one) for one in bases]
    return tuple(found)


def _parameters(tree: Tree, node: Node | None) -> tuple[Parameter, ...]:
    if node is None:
        return ()
    if node.type == "identifier":
        return (Parameter(tree.source(node), tree.span(node), Passing.POSITIONAL),)
    children = (one for one in node.named_children if one.type not in ("comment", "ERROR"))
    return tuple(_parameter(tree, child) for child in children)


def _parameter(tree: Tree, node: Node) -> Parameter:
    pattern = node.child_by_field_name("pattern") or node.child_by_field_name("left") or node
    default = node.child_by_field_name("value") or node.child_by_field_name("right")
    rest = pattern.type == "rest_pattern"
    annotation = tree.source(node.child_by_field_name("type"))
    return Parameter(
        name=tree.source(pattern).removeprefix("...").strip(),
        span=tree.span(node),
        passing=Passing.REST if rest else Passing.POSITIONAL,
        annotation=annotation.removeprefix(":").strip(),
        default=tree.source(default),
    )
