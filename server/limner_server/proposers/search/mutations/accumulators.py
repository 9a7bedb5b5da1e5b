"""Values that are gathered in a loop: overwritten where they should grow, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.known_kinds import LIST, MAP, NUMBER, TEXT
from limner_server.proposers.search.subject import Subject
from limner_server.proposers.search.words import pieces

_LARGEST: Final = frozenset(
    {"max", "maximum", "best", "largest", "longest", "highest", "greatest", "biggest", "most"}
)
_LEAST: Final = frozenset(
    {"min", "minimum", "smallest", "shortest", "lowest", "least", "closest", "nearest", "cheapest"}
)


def largest_so_far(subject: Subject, node: Node) -> Iterator[Change]:
    """`x = max(x, e)` for `x = e`, in a loop."""
    parts = _assigned(subject, node)
    if parts is None or not _in_loop(subject, node):
        return
    left, right = parts
    if left.type != "identifier" or subject.kinds.of(right) in (LIST, MAP):
        return
    name, value = subject.code.of(left), subject.code.of(right)
    module = "" if subject.code.python else "Math."
    words = {*pieces(name)}
    for function, meant in (("max", _LARGEST), ("min", _LEAST)):
        if function not in value and name not in value.split("("):
            cost = 1.0 if words & meant else 3.4
            yield replace(subject, right, f"{module}{function}({name}, {value})", cost)


def grown(subject: Subject, node: Node) -> Iterator[Change]:
    """`x += e` for `x = e`, where x has a value already."""
    parts = _assigned(subject, node)
    equals = next((one for one in node.children if one.type == "="), None)
    if parts is None or equals is None or node.type == "variable_declarator":
        return
    left, right = parts
    name = subject.code.of(left)
    bound = any(one.text == name for one in subject.names_at(node))
    if not bound and left.type == "identifier":
        return
    kind = subject.kinds.of(right)
    signs = [("+=", 1.8), ("-=", 2.8), ("*=", 2.8)] if kind in (NUMBER, "") else [("+=", 2.0)]
    if not subject.code.python and left.type != "identifier":
        signs += [("||=", 2.6), ("??=", 2.8)]
    for sign, cost in signs:
        yield replace(subject, equals, sign, cost, f"`{sign}` instead of `=`")


def appended(subject: Subject, node: Node) -> Iterator[Change]:
    """`x.append(e)` for `x = e`, and `d.setdefault(k, e)` for `d[k] = e`."""
    parts = _assigned(subject, node)
    if parts is None or node.type == "variable_declarator":
        return
    left, right = parts
    target, value = subject.code.of(left), subject.code.of(right)
    adding = "append" if subject.code.python else "push"
    if left.type in grammar.SUBSCRIPTS or subject.kinds.of(left) == LIST:
        yield replace(subject, node, f"{target}.{adding}({value})", 2.4)
    if left.type == "subscript" and subject.kinds.of(left.named_children[0]) in (MAP, ""):
        owner, key = (subject.code.of(one) for one in left.named_children[:2])
        yield replace(subject, node, f"{owner}.setdefault({key}, {value})", 2.8)
        if subject.kinds.of(right) in (TEXT, ""):
            yield replace(subject, node, f"{owner}.setdefault({key}, []).append({value})", 3.2)


def counted_by(subject: Subject, node: Node) -> Iterator[Change]:
    """`i += step` for `i++`."""
    operator, target = node.child_by_field_name("operator"), node.child_by_field_name("argument")
    if node.type != "update_expression" or operator is None or target is None:
        return
    sign = subject.code.of(operator)[0]
    name = subject.code.of(target)
    for text, cost in (("2", 3.0), *((one.text, 2.4) for one in subject.names_at(node)[:10])):
        if text != name:
            yield replace(subject, node, f"{name} {sign}= {text}", cost)


def _assigned(subject: Subject, node: Node) -> tuple[Node, Node] | None:
    """The two sides of an assignment of one value."""
    if node.type not in grammar.ASSIGNMENTS:
        return None
    left = node.child_by_field_name("left") or node.child_by_field_name("name")
    right = node.child_by_field_name("right") or node.child_by_field_name("value")
    if left is None or right is None or left.type not in grammar.EXPRESSIONS:
        return None
    return (left, right) if subject.code.is_value(right) else None


def _in_loop(subject: Subject, node: Node) -> bool:
    return any(one.type in grammar.LOOPS for one in subject.holders(node)) or any(
        one.type in ("arrow_function", "function_expression") for one in subject.around(node)
    )
