"""Values of another type than is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.conversions import conversions, written_type
from limner_server.proposers.quickfix.defaults import default_of
from limner_server.proposers.quickfix.problem import Fix, Problem, rules

_GOT: Final = r"[\"'](?P<got>.+?)[\"']"
_WANTED: Final = r"[\"'](?P<wanted>.+?)[\"']"
_MISMATCHES: Final = (
    re.compile(
        rf"argument of type {_GOT} (?:is not assignable|cannot be assigned) "
        rf"to parameter (?:\".*?\" )?of type {_WANTED}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"type {_GOT} is not assignable to (?:return |declared )?"
        rf"(?:attribute \".*?\" of class .*? )?(?:type )?{_WANTED}",
        re.IGNORECASE,
    ),
    re.compile(rf"\(got {_GOT}, expected {_WANTED}\)"),
    re.compile(rf"expression has type {_GOT}, .*? has type {_WANTED}"),
    re.compile(rf"has incompatible type {_GOT}; expected {_WANTED}"),
    re.compile(rf"default has type {_GOT}, argument has type {_WANTED}"),
)
_STRING: Final = re.compile(r"""^(["'`])(-?\d+(?:\.\d+)?)\1$""")
_BOOLEAN: Final = re.compile(r"""^(["'])(true|false)\1$""", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?$")


def _mismatch(problem: Problem) -> Iterator[Fix]:
    found = next(
        (one for form in _MISMATCHES if (one := form.search(problem.diagnostic.message))), None
    )
    if found is None:
        return
    got, wanted = found["got"], found["wanted"]
    value = _value(problem)
    if value is not None:
        yield from _converted(problem, value, got, wanted)
        yield from _rewritten(problem, value, wanted)
    yield from _declared(problem, got)


def _value(problem: Problem) -> Node | None:
    """The expression that has the wrong type."""
    node = (
        problem.node
        if problem.span.end > problem.span.start
        else problem.tree.node(problem.span.start)
    )
    declared = problem.around(
        "variable_declarator",
        "assignment",
        "typed_default_parameter",
        "pair",
        "keyword_argument",
        "required_parameter",
        "public_field_definition",
        of=node,
    )
    if declared is not None and declared.type == "keyword_argument" and node.parent == declared:
        return declared.child_by_field_name("value")
    if declared is not None:
        target = (
            declared.child_by_field_name("name")
            or declared.child_by_field_name("left")
            or declared.child_by_field_name("key")
        )
        value = declared.child_by_field_name("value") or declared.child_by_field_name("right")
        if (
            target is not None
            and value is not None
            and (problem.tree.span(node).start < problem.tree.span(value).start)
        ):
            return value
    returned = node if node.type == "return_statement" else None
    if returned is not None:
        return returned.named_children[0] if returned.named_children else None
    if problem.span.end > problem.span.start:
        return node
    return _largest_at(problem, node)


def _largest_at(problem: Problem, node: Node) -> Node:
    start = problem.tree.span(node).start
    for one in problem.ancestors(node):
        kind = one.type
        is_value = "expression" in kind or kind in (
            "call",
            "attribute",
            "subscript",
            "binary_operator",
        )
        if problem.tree.span(one).start != start or not is_value or kind == "expression_statement":
            break
        node = one
    return node


def _converted(problem: Problem, value: Node, got: str, wanted: str) -> Iterator[Fix]:
    """The value made into what is wanted."""
    text = problem.source(value)
    bare = wanted.partition("[")[0].strip("\"' ")
    if "Coroutine" in got or got.startswith(("Promise<", "Awaitable")):
        yield Fix((problem.insert(problem.tree.span(value).start, "await "),), "wait for it", 0.3)
    forms = conversions(bare, is_python=problem.is_python)
    for rank, form in enumerate(forms):
        new = form.format(text)
        yield Fix((problem.replace(value, new),), f"write `{new}`", 0.7 + rank)
    if wanted.endswith("[]") or bare in ("Sequence", "Iterable", "Array"):
        yield Fix((problem.replace(value, f"[{text}]"),), f"write `[{text}]`", 1.0)


def _rewritten(problem: Problem, value: Node, wanted: str) -> Iterator[Fix]:
    """A literal as one of what is wanted."""
    text = problem.source(value)
    bare = wanted.partition("[")[0].strip("\"' ")
    new, cost = "", 0.3
    if (quoted := _STRING.match(text)) and bare in ("int", "float", "number"):
        new = quoted[2]
    elif boolean := _BOOLEAN.match(text):
        new = boolean[2].capitalize() if problem.is_python else boolean[2].lower()
    elif _NUMBER.match(text) and bare in ("str", "string"):
        new, cost = f'"{text}"', 0.4
    elif text in ("None", "null", "undefined"):
        new, cost = default_of(bare, is_python=problem.is_python), 1.2
    if new and new != text:
        yield Fix((problem.replace(value, new),), f"write {new}", cost)


def _declared(problem: Problem, got: str) -> Iterator[Fix]:
    """Change what is declared: to the type that the value has, or to either."""
    declared = _annotation(problem)
    if declared is None:
        return
    annotation = problem.source(declared).lstrip(":").strip()
    if not annotation:
        return
    span = problem.tree.span(declared)
    start = span.end - len(annotation)
    plain = written_type(got, is_python=problem.is_python)
    either = f"{annotation} | {plain}"
    # None beside a type is what is forgotten most; any other is a matter of opinion.
    is_none = plain in ("None", "null", "undefined")
    if plain and plain != annotation:
        if is_none:
            yield Fix(
                (problem.replace(Span(start, span.end), either),), f"declare it `{either}`", 0.4
            )
        else:
            yield Fix(
                (problem.replace(Span(start, span.end), plain),), f"declare it `{plain}`", 1.1
            )
            yield Fix(
                (problem.replace(Span(start, span.end), either),), f"declare it `{either}`", 1.8
            )
    if "| None" in got or "| undefined" in got or "| null" in got:
        missing = "None" if "None" in got else "undefined" if "undefined" in got else "null"
        text = f"{annotation} | {missing}"
        yield Fix((problem.replace(Span(start, span.end), text),), f"declare it `{text}`", 1.0)


def _annotation(problem: Problem) -> Node | None:
    """Where the type that is wanted is written, where that is on the spot."""
    message = problem.diagnostic.message.lower()
    node = (
        problem.node
        if problem.span.end > problem.span.start
        else problem.tree.node(problem.span.start)
    )
    is_return = "return" in message or problem.around("return_statement", of=node) is not None
    if "argument of type" in message or ("argument " in message and "default" not in message):
        return None
    if is_return and problem.function is not None:
        return problem.function.node.child_by_field_name("return_type")
    holder = problem.around(
        "assignment",
        "typed_default_parameter",
        "variable_declarator",
        "required_parameter",
        "public_field_definition",
        of=node,
    )
    return holder.child_by_field_name("type") if holder is not None else None


def _implicit_any(problem: Problem) -> Iterator[Fix]:
    name = problem.quoted[0] if problem.quoted else ""
    node = problem.spelled(name)
    if node is None:
        return
    end = problem.tree.span(node).end
    is_bare = node.parent is not None and node.parent.type == "arrow_function"
    for rank, kind in enumerate(("number", "string", "unknown", "any")):
        if is_bare:
            edit = problem.replace(node, f"({name}: {kind})")
        else:
            edit = problem.insert(end, f": {kind}")
        yield Fix((edit,), f"declare `{name}: {kind}`", 0.8 + 0.3 * rank)


RULES: Final = rules(
    (_mismatch, "is not assignable to|cannot be assigned to|incompatible (?:type|return|default)"),
    (_implicit_any, "implicitly has an 'any' type"),
)
