"""JavaScript laid out as Prettier does it, as far as tests need it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.languages import TYPESCRIPT
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.write.javascript_style import ScriptStyle
from limner_server.proposers.cases.write.pretty import (
    HARD,
    SOFT,
    SPACE,
    Broken,
    Document,
    Fill,
    First,
    Group,
    Indent,
    breaks,
    pretty,
)

_TESTS: Final = re.compile(r"(?:describe|it|test|suite)(?:\.\w+)*")
_FUNCTIONS: Final = frozenset({"arrow_function", "function_expression"})
_SHORT: Final = frozenset(
    {"number", "string", "true", "false", "null", "undefined", "identifier", "unary_expression"}
)
_HUGGED: Final = frozenset({"array", "object", "arrow_function", "function_expression"})


def script(code: str, style: ScriptStyle, depth: int = 0) -> str:
    """Statements, laid out; those that cannot be read stay as they are.

    Args:
        code: with an empty line wherever there is to be one, and semicolons.
        style: of the file.
        depth: levels that all is indented.
    """
    tree = Tree.parse(code, TYPESCRIPT)
    if tree.has_errors:
        return code
    document = _Layout(tree, style).statements(tree.root.named_children)
    return pretty(document, style.width, style.indent, depth)


def requoted(literal: str, quote: str) -> str:
    """A string in these quotes, unless that needs more escapes."""
    inner, own = literal[1:-1], literal[0]
    if own == quote:
        return literal
    plain = inner.replace(f"\\{own}", own)
    if plain.count(quote) > plain.count(own):
        return literal
    return quote + plain.replace(quote, f"\\{quote}") + quote


class _Layout:
    def __init__(self, tree: Tree, style: ScriptStyle) -> None:
        self._tree, self._style = tree, style
        self._rules: dict[str, Callable[[Node], Document]] = {
            "expression_statement": self._statement,
            "lexical_declaration": self._declaration,
            "return_statement": self._returned,
            "for_in_statement": self._loop,
            "statement_block": self._block,
            "call_expression": self._call,
            "new_expression": self._new,
            "member_expression": self._member,
            "await_expression": self._awaited,
            "array": self._array,
            "object": self._object,
            "pair": self._pair,
            "arrow_function": self._arrow,
            "assignment_expression": self._assigned,
            "binary_expression": self._operated,
            "string": lambda node: requoted(self._text(node), style.quote),
        }

    def statements(self, nodes: Sequence[Node]) -> Document:
        """Statements, with the empty lines between them that there are."""
        told: list[Document] = []
        for index, node in enumerate(nodes):
            if index:
                apart = node.start_point.row - nodes[index - 1].end_point.row > 1
                told += [HARD, HARD] if apart else [HARD]
            told.append(self._of(node))
        return told

    def _of(self, node: Node | None) -> Document:
        if node is None:
            return ""
        rule = self._rules.get(node.type)
        return rule(node) if rule is not None else self._text(node)

    def _text(self, node: Node | None) -> str:
        return self._tree.source(node)

    def _end(self) -> str:
        return ";" if self._style.semicolons else ""

    def _statement(self, node: Node) -> Document:
        return [self._of(node.named_children[0]), self._end()]

    def _declaration(self, node: Node) -> Document:
        one = node.named_children[0]
        name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
        kind = self._text(node).partition(" ")[0]
        return [f"{kind} {self._text(name)} = ", self._of(value), self._end()]

    def _assigned(self, node: Node) -> Document:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        return [self._of(left), " = ", self._of(right)]

    def _operated(self, node: Node) -> Document:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        sign = self._text(node.child_by_field_name("operator"))
        return [self._of(left), f" {sign} ", self._of(right)]

    def _returned(self, node: Node) -> Document:
        value = node.named_children[0] if node.named_child_count else None
        return ["return", *([" ", self._of(value)] if value is not None else []), self._end()]

    def _loop(self, node: Node) -> Document:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        kind = self._text(node.child_by_field_name("kind"))
        body = node.child_by_field_name("body")
        head: Document = [f"for ({kind} {self._text(left)} of ", self._of(right), ") "]
        return [head, self._of(body)]

    def _block(self, node: Node) -> Document:
        if not node.named_child_count:
            return "{}"
        return ["{", Indent([HARD, self.statements(node.named_children)]), HARD, "}"]

    def _awaited(self, node: Node) -> Document:
        return ["await ", self._of(node.named_children[0])]

    def _member(self, node: Node) -> Document:
        held = node.child_by_field_name("object")
        name = self._text(node.child_by_field_name("property"))
        optional = "?." if "?." in [child.type for child in node.children] else "."
        return [self._of(held), f"{optional}{name}"]

    def _call(self, node: Node) -> Document:
        function, given = (node.child_by_field_name(one) for one in ("function", "arguments"))
        if given is None or given.type != "arguments":
            return self._text(node)
        return [self._of(function), self._arguments(given.named_children, function)]

    def _new(self, node: Node) -> Document:
        made, given = (node.child_by_field_name(one) for one in ("constructor", "arguments"))
        inside = given.named_children if given is not None else []
        return ["new ", self._of(made), self._arguments(inside, None)]

    def _arguments(self, nodes: Sequence[Node], function: Node | None) -> Document:
        if not nodes:
            return "()"
        told = [self._of(node) for node in nodes]
        flat = _joined(told, ", ")
        last = nodes[-1]
        is_test = _TESTS.fullmatch(self._text(function).partition("(")[0]) is not None
        if is_test and last.type == "arrow_function":
            return ["(", flat, ")"]
        inner: Document = [
            "(",
            Indent([SOFT, _joined(told, [",", SPACE])]),
            self._comma(),
            SOFT,
            ")",
        ]
        spread = Group(inner, broken=True)
        if _composes(nodes):
            return spread
        if _begins_with_block(nodes):
            return ["(", flat, ")"]
        is_alone = last.type not in [one.type for one in nodes[:-1]]
        is_filled = last.type not in ("array", "object") or last.named_child_count
        if last.type not in _HUGGED or not is_alone or not is_filled:
            return Group(inner)
        return _hugging(told, flat, spread)

    def _comma(self) -> Document:
        return Broken(",") if self._style.commas else ""

    def _array(self, node: Node) -> Document:
        items = [one for one in node.named_children if one.type != "comment"]
        if not items:
            return "[]"
        told = [self._of(one) for one in items]
        if len(items) > 1 and all(one.type in ("number", "unary_expression") for one in items):
            parts: list[Document] = []
            for index, one in enumerate(told):
                is_last = index == len(told) - 1
                parts += [[one] if is_last else [one, ","], *([] if is_last else [SPACE])]
            return Group(["[", Indent([SOFT, Fill(tuple(parts))]), self._comma(), SOFT, "]"])
        kinds = {one.type for one in items}
        nested = (
            len(items) > 1
            and len(kinds) == 1
            and kinds <= {"array", "object"}
            and all(one.named_child_count > 1 for one in items)
        )
        inner = [SOFT, _joined(told, [",", SPACE])]
        return Group(["[", Indent(inner), self._comma(), SOFT, "]"], broken=nested)

    def _object(self, node: Node) -> Document:
        members = [one for one in node.named_children if one.type != "comment"]
        if not members:
            return "{}"
        inner = [SPACE, _joined([self._of(one) for one in members], [",", SPACE])]
        return Group(["{", Indent(inner), self._comma(), SPACE, "}"])

    def _pair(self, node: Node) -> Document:
        key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
        return [self._of(key), ": ", self._of(value)]

    def _arrow(self, node: Node) -> Document:
        text = self._text(node)
        head = "async " if text.startswith("async") else ""
        parameters = node.child_by_field_name("parameters") or node.child_by_field_name("parameter")
        given = self._text(parameters)
        bare = re.fullmatch(r"\(?([A-Za-z_$][\w$]*)\)?", given)
        if bare is not None:
            given = f"({bare[1]})" if self._style.parentheses else bare[1]
        body = node.child_by_field_name("body")
        if body is not None and body.type == "statement_block":
            return [f"{head}{given} => ", self._of(body)]
        return [f"{head}{given} => ", self._of(body)]


def _composes(nodes: Sequence[Node]) -> bool:
    """Whether arguments are functions, or calls with functions: each gets a line of its own."""
    if len(nodes) < 2:
        return False
    own = sum(one.type in _FUNCTIONS for one in nodes)
    given = (one.child_by_field_name("arguments") for one in nodes)
    return own > 1 or any(
        one is not None and any(inner.type in _FUNCTIONS for inner in one.named_children)
        for one in given
    )


def _begins_with_block(nodes: Sequence[Node]) -> bool:
    """Whether a function with a block stands before something short: `(() => {...}, 0)`."""
    first, body = nodes[0], nodes[0].child_by_field_name("body")
    is_short = len(nodes) == 2 and nodes[1].type in _SHORT
    is_block = body is not None and body.type == "statement_block"
    return is_short and is_block and first.type in _FUNCTIONS


def _hugging(told: Sequence[Document], flat: Document, spread: Document) -> Document:
    """Arguments of which the last may be broken while the others stay on the first line."""
    *before, last = told
    if not before:
        return ["(", last, ")"]
    if any(map(breaks, before)):
        return spread
    if breaks(last):
        return First(([*_flat("(", before), last, ")"], spread))
    opened: Document = [*_flat("(", before), _opened(last), ")"]
    return First((Group(["(", flat, ")"]), opened, spread))


def _joined(documents: Sequence[Document], between: Document) -> Document:
    told: list[Document] = []
    for index, one in enumerate(documents):
        told += [between, one] if index else [one]
    return told


def _flat(opening: str, before: Sequence[Document]) -> list[Document]:
    """Arguments before one that is broken: they stand on the first line."""
    return [opening, *(part for one in before for part in (one, ", "))]


def _opened(document: Document) -> Document:
    return Group(document.inner, broken=True) if isinstance(document, Group) else document


def string(text: str, quote: str) -> str:
    """A text as a literal, in these quotes where that needs no more escapes."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    other = "'" if quote == '"' else '"'
    if text.count(quote) > text.count(other):
        quote = other
    return quote + inner.replace(quote, f"\\{quote}") + quote
