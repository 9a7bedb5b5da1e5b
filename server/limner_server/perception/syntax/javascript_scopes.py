"""The scopes of JavaScript and TypeScript: `var` belongs to the function, all else to its block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.bindings import Binding, Name, Scope
from limner_server.perception.syntax.tree import Tree

# What ECMAScript defines, what Node and browsers have in common, what Node gives its modules.
_BUILTINS: Final = """
    AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView
    Date Error EvalError FinalizationRegistry Float32Array Float64Array Function Infinity Int16Array
    Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError
    ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError
    Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet
    decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN
    parseFloat parseInt undefined unescape
    AbortController AbortSignal Blob Event EventTarget FormData Headers MessageChannel
    Request Response TextDecoder TextEncoder URL URLSearchParams WebAssembly atob btoa
    clearInterval clearTimeout console crypto fetch performance queueMicrotask setInterval
    setTimeout structuredClone
    Buffer __dirname __filename exports global module process require
"""
FUNCTIONS: Final = frozenset(
    {
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "generator_function",
        "arrow_function",
        "method_definition",
    }
)
_BLOCKS: Final = frozenset(
    {"statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body"}
)
_CLASSES: Final = frozenset(
    {
        "class_declaration",
        "abstract_class_declaration",
        "interface_declaration",
        "type_alias_declaration",
        "enum_declaration",
    }
)


def javascript_names(tree: Tree, offset: int) -> Iterator[Name]:
    """The names in scope at an offset, the innermost first, those that hide others before them."""
    node = tree.node(offset)
    where = Scope.LOCAL
    for scope in chain((node,), tree.ancestors(node)):
        if scope == tree.root:
            break
        for name, binding in _bound_in(scope):
            yield Name(tree.source(name), binding, where, tree.span(name))
        if scope.type in FUNCTIONS:
            where = Scope.ENCLOSING
    yield from module_names(tree)
    for builtin in _BUILTINS.split():
        yield Name(builtin, Binding.BUILTIN, Scope.BUILTIN, None)


def module_names(tree: Tree) -> Iterator[Name]:
    """What the module itself binds."""
    for name, binding in chain(_declared(tree.root.children), _hoisted(tree.root)):
        yield Name(tree.source(name), binding, Scope.MODULE, tree.span(name))


def pattern_names(pattern: Node | None) -> Iterator[Node]:
    """The names that a pattern binds, also inside of `{a, b: [c, ...d] = e}`."""
    if pattern is None:
        return
    if pattern.type in ("identifier", "shorthand_property_identifier_pattern"):
        yield pattern
    elif pattern.type == "pair_pattern":
        yield from pattern_names(pattern.child_by_field_name("value"))
    elif pattern.type in ("assignment_pattern", "object_assignment_pattern"):
        yield from pattern_names(pattern.child_by_field_name("left"))
    elif pattern.type in ("required_parameter", "optional_parameter"):
        yield from pattern_names(pattern.child_by_field_name("pattern"))
    elif pattern.type in ("object_pattern", "array_pattern", "rest_pattern", "formal_parameters"):
        for child in pattern.named_children:
            yield from pattern_names(child)


def _bound_in(scope: Node) -> Iterator[tuple[Node, Binding]]:
    if scope.type in FUNCTIONS:
        for field in ("parameters", "parameter"):
            for name in pattern_names(scope.child_by_field_name(field)):
                yield name, Binding.PARAMETER
        if body := scope.child_by_field_name("body"):
            yield from _hoisted(body)
        own = scope.child_by_field_name("name")
        if own is not None and scope.type == "function_expression":
            yield own, Binding.FUNCTION
    elif scope.type in _BLOCKS:
        for name in pattern_names(scope.child_by_field_name("parameter")):
            yield name, Binding.VARIABLE
        if scope.type == "for_in_statement" and scope.child_by_field_name("kind") is not None:
            for name in pattern_names(scope.child_by_field_name("left")):
                yield name, Binding.VARIABLE
        cases = (child.children for child in scope.children if child.type.startswith("switch_"))
        yield from _declared(chain(scope.children, *cases))


def _declared(statements: Iterable[Node]) -> Iterator[tuple[Node, Binding]]:
    """What statements declare in their own block."""
    for statement in statements:
        kind = statement.type
        name = statement.child_by_field_name("name")
        if kind in ("export_statement", "ambient_declaration", "expression_statement"):
            yield from _declared(
                child
                for child in statement.named_children
                if kind != "expression_statement" or child.type == "internal_module"
            )
        elif kind in ("lexical_declaration", "variable_declaration"):
            yield from _declarators(statement)
        elif kind in _CLASSES and name is not None:
            yield name, Binding.CLASS
        elif name is not None and (kind in FUNCTIONS or kind == "function_signature"):
            yield name, Binding.FUNCTION
        elif kind == "internal_module" and name is not None:
            yield name, Binding.VARIABLE
        elif kind == "import_statement":
            yield from ((one, Binding.IMPORT) for one in _imported(statement))


def _declarators(declaration: Node) -> Iterator[tuple[Node, Binding]]:
    for declarator in declaration.named_children:
        value = declarator.child_by_field_name("value")
        binding = Binding.VARIABLE
        if value is not None and value.type in FUNCTIONS:
            binding = Binding.FUNCTION
        elif value is not None and _is_require(value):
            binding = Binding.IMPORT
        for name in pattern_names(declarator.child_by_field_name("name")):
            yield name, binding


def _is_require(value: Node) -> bool:
    while value.type == "member_expression" and (inner := value.child_by_field_name("object")):
        value = inner
    function = value.child_by_field_name("function")
    return value.type == "call_expression" and function is not None and function.text == b"require"


def _imported(statement: Node) -> Iterator[Node]:
    for clause in statement.named_children:
        if clause.type == "import_specifier":
            yield from (
                clause.children_by_field_name("alias") or clause.children_by_field_name("name")
            )
        elif clause.type == "identifier":
            yield clause
        elif clause.type in ("import_clause", "named_imports", "namespace_import"):
            yield from _imported(clause)
        elif clause.type == "import_require_clause":
            yield from (one for one in clause.named_children if one.type == "identifier")


def _hoisted(body: Node) -> Iterator[tuple[Node, Binding]]:
    """What `var` declares anywhere in a function, but not in the functions inside of it."""
    for child in body.named_children:
        if child.type == "variable_declaration":
            yield from _declarators(child)
        elif child.type == "for_in_statement":
            kind = child.child_by_field_name("kind")
            if kind is not None and kind.text == b"var":
                for name in pattern_names(child.child_by_field_name("left")):
                    yield name, Binding.VARIABLE
            yield from _hoisted(child)
        elif child.type.endswith(("_statement", "_clause", "_block", "_body", "_case", "_default")):
            yield from _hoisted(child)
