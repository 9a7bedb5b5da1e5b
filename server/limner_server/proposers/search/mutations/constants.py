"""Wrong constants: numbers one off, other numbers and texts of the same function, booleans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.known_kinds import NUMBER, TEXT
from limner_server.proposers.search.subject import Subject

# Numbers that stand in most programs, with what they cost.
_COMMON: Final = {0: 1.8, 1: 1.8, 2: 1.8, -1: 2.7, 10: 3.0, 3: 3.2, 100: 3.5}
_BOOLEANS: Final = {"True": "False", "False": "True", "true": "false", "false": "true"}


def numbers(subject: Subject, node: Node) -> Iterator[Change]:
    """Another number: one more, one less, one that stands nearby, a common one."""
    if node.type not in grammar.NUMBERS:
        return
    written = subject.code.of(node)
    try:
        value = float(written) if _is_decimal(written) else int(written, 0)
    except ValueError:
        return
    # Where the first is taken, the last may be meant as well as the second.
    place = node.parent is not None and node.parent.type in (*grammar.SUBSCRIPTS, "argument_list")
    one_off = 1.5 if place and not value else 1.2
    neutral = 0.8 if _is_neutral(subject, node, value) else 0.0
    costs: dict[float, float] = {-1.0: 1.5} if place and not value else {}
    for other, cost in (
        (value + 1, one_off),
        (value - 1, one_off if value else 1.8),
        (value + 2, 2.8),
        (value - 2, 2.8),
        (value * 2, 3.2),
        (value / 2, 3.2),
        (value * 10, 3.4),
        (value / 10, 3.4),
        *_COMMON.items(),
        *((number, 2.6) for number in _numbers_near(subject, node)),
    ):
        costs[other] = min(cost, costs.get(other, cost))
    if value:
        costs[1 / value] = min(3.0, costs.get(1 / value, 3.0))
    for other, cost in costs.items():
        text = _spelt(other, written)
        if other != value and text:
            signed = node.parent is not None and node.parent.type.startswith("unary")
            if other < 0 and signed:
                continue
            yield replace(subject, node, text, cost + neutral)


def booleans(subject: Subject, node: Node) -> Iterator[Change]:
    """True for false."""
    written = subject.code.of(node)
    if node.type in ("true", "false") and written in _BOOLEANS:
        yield replace(subject, node, _BOOLEANS[written], 1.0)


def nothings(subject: Subject, node: Node) -> Iterator[Change]:
    """A value where nothing, or something empty, was given."""
    if node.type not in ("none", "null", "undefined") or not subject.code.is_value(node):
        return
    parent = node.parent
    if parent is not None and parent.type in grammar.BINARY:
        return
    true, false = ("True", "False") if subject.code.python else ("true", "false")
    for text, cost in (("0", 2.2), ("[]", 2.4), ("''", 2.4), (false, 2.2), (true, 2.4), ("{}", 3)):
        yield replace(subject, node, text, cost)


def texts(subject: Subject, node: Node) -> Iterator[Change]:
    """Another text: empty, a blank, one that stands nearby, or in the other case."""
    if node.type != "string" or not subject.code.is_value(node) or len(node.named_children) > 3:
        return
    written = subject.code.of(node)
    quote = written[-1]
    content = written[1:-1]
    if not written.startswith(quote) or written.startswith(quote * 3):
        return
    costs = {"": 1.8, " ": 2.2, content.strip(): 2.0, f" {content}": 3.0, f"{content} ": 3.0}
    costs |= {content.lower(): 2.4, content.upper(): 2.4}
    for near in subject.expressions_near(node):
        if near.type == "string" and near != node:
            costs.setdefault(subject.code.of(near)[1:-1], 2.2)
    if len(content) == 1:
        costs |= dict.fromkeys((",", "\\n", "-", ":", "0", "1"), 3.6)
    for other, cost in costs.items():
        if other != content and quote not in other:
            yield replace(subject, node, f"{quote}{other}{quote}", cost)


def named(subject: Subject, node: Node) -> Iterator[Change]:
    """A name in place of a constant."""
    kind = {**dict.fromkeys(grammar.NUMBERS, NUMBER), "string": TEXT}.get(node.type)
    if kind is None or not subject.code.is_value(node):
        return
    for index, name in enumerate(subject.names_at(node)[:8]):
        if subject.kind_of_name(name) == kind:
            yield replace(subject, node, name.text, 2.8 + 0.2 * index)


def _is_neutral(subject: Subject, node: Node, value: float) -> bool:
    """Whether a variable begins with what a sum, or a product, of nothing is."""
    parent = node.parent
    if parent is None or parent.type not in grammar.ASSIGNMENTS:
        return False
    target = parent.child_by_field_name("left") or parent.child_by_field_name("name")
    signs = {
        operator.type
        for one in subject.code.walk(subject.surroundings(node))
        if one.type in grammar.AUGMENTED
        and target is not None
        and (left := one.child_by_field_name("left")) is not None
        and subject.code.of(left) == subject.code.of(target)
        and (operator := one.child_by_field_name("operator")) is not None
    }
    return bool(signs) and signs <= {0: {"+=", "-="}, 1: {"*=", "/="}}.get(int(value), set())


def _numbers_near(subject: Subject, node: Node) -> Iterator[float]:
    for near in subject.expressions_near(node):
        if near.type in grammar.NUMBERS and _is_decimal(subject.code.of(near)):
            yield float(subject.code.of(near).replace("_", ""))


def _is_decimal(written: str) -> bool:
    return written.replace("_", "").replace(".", "", 1).isdigit()


def _spelt(value: float, like: str) -> str:
    """A number spelt as `like` is: "2.0" where that has a point; empty where it cannot be."""
    if not _is_decimal(like):
        return hex(int(value)) if value == int(value) and value >= 0 else ""
    if value == int(value) and abs(value) < 1e15:
        return f"{value:.1f}" if "." in like else str(int(value))
    return f"{value:g}" if "." in like else ""
