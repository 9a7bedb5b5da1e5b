"""Wrong operators: arithmetic, logic, signs, and the order of operands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace, swap
from limner_server.proposers.search.known_kinds import LIST, TEXT
from limner_server.proposers.search.subject import Subject

# What stands for what, with the cost: the pairs that are mistaken for one another come first.
_ARITHMETIC: Final = {
    "+": {"-": 1.1, "*": 1.8, "/": 3.0, "%": 3.5},
    "-": {"+": 1.1, "*": 2.2, "/": 2.2, "%": 2.4},
    "*": {"/": 1.4, "+": 1.5, "**": 1.8, "-": 2.5, "%": 3.0},
    "/": {"*": 1.4, "//": 1.2, "%": 2.0, "-": 2.2, "+": 3.0},
    "//": {"/": 1.6, "%": 1.5, "*": 1.8, "-": 2.5},
    "%": {"//": 1.5, "/": 1.8, "*": 2.5, "-": 2.5, "+": 3.0},
    "**": {"*": 1.5, "//": 3.5, "%": 3.5},
    "&": {"|": 1.0, "^": 1.5, "&&": 2.0},
    "|": {"&": 1.0, "^": 1.5, "||": 2.0},
    "^": {"&": 1.5, "|": 1.5, "**": 2.0},
    "<<": {">>": 1.0},
    ">>": {"<<": 1.0, ">>>": 1.5},
    ">>>": {">>": 1.0},
}
_LOGIC: Final = {
    "and": {"or": 1.0},
    "or": {"and": 1.0},
    "&&": {"||": 1.0},
    "||": {"&&": 1.0, "??": 1.5},
    "??": {"||": 1.5, "&&": 2.0},
}
_AUGMENTED: Final = {
    "+=": {"-=": 0.9, "=": 1.8, "*=": 1.8, "/=": 3.5},
    "-=": {"+=": 0.9, "=": 1.8, "//=": 2.2, "/=": 2.5, "%=": 2.5, "*=": 3.0},
    "*=": {"+=": 1.2, "/=": 1.5, "**=": 2.0, "=": 2.2, "-=": 2.8},
    "/=": {"//=": 1.0, "*=": 1.2, "%=": 2.0, "-=": 2.2},
    "//=": {"/=": 1.2, "%=": 1.5, "*=": 1.8, "-=": 2.2},
    "%=": {"//=": 1.5, "/=": 1.8, "-=": 2.5},
    "|=": {"&=": 1.0, "^=": 1.5, "=": 2.0},
    "&=": {"|=": 1.0, "^=": 1.5, "=": 2.0},
    "^=": {"|=": 1.5, "&=": 1.5},
}
_PYTHON_ONLY: Final = frozenset({"//", "//="})
_JAVASCRIPT_ONLY: Final = frozenset({"&&", "||", "??", ">>>"})
# Words that say which operation is meant.
_SAID: Final = {
    "+": frozenset({"sum", "sums", "add", "adds", "plus", "total"}),
    "-": frozenset({"difference", "minus", "subtract", "subtracts", "distance"}),
    "*": frozenset({"product", "multiply", "multiplies", "times"}),
    "/": frozenset({"ratio", "divide", "average", "mean"}),
}
_ASSOCIATIVE: Final = frozenset({"and", "or", "&&", "||", "+", "*"})
_NOT_COMMUTATIVE: Final = frozenset({"-", "/", "//", "%", "**", "<<", ">>"})
# Each binds tighter than what stands before it.
_LEVELS: Final = {"+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2}


def other_operator(subject: Subject, node: Node) -> Iterator[Change]:
    """Another operator between the same operands."""
    operator = node.child_by_field_name("operator")
    if operator is None or node.type not in (*grammar.BINARY, *grammar.AUGMENTED):
        return
    sign = subject.code.of(operator)
    kinds = [subject.kinds.of(one) for one in node.named_children]
    if {TEXT, LIST} & {*kinds} and sign in _ARITHMETIC:
        return
    right = node.child_by_field_name("right")
    # Where one is taken away, more or less is to be taken; the direction is seldom wrong.
    numeral = right is not None and right.type in grammar.NUMBERS and sign in ("+", "-")
    extra = (0.5 if numeral else 0.0) - (0.8 if _needless_brackets(subject, node, sign) else 0.0)
    words = subject.words_around(node)
    for table in (_ARITHMETIC, _LOGIC, _AUGMENTED):
        for other, cost in table.get(sign, {}).items():
            if other in (_JAVASCRIPT_ONLY if subject.code.python else _PYTHON_ONLY):
                continue
            yield replace(
                subject,
                operator,
                other,
                cost + extra + _unsaid(words, sign, other) + _unfit(node, other),
                f"`{other}` instead of `{sign}`",
            )


def _unsaid(words: frozenset[str], sign: str, other: str) -> float:
    """What it costs more to leave the operation that a function's name or docstring names."""
    said = {sign for sign, names in _SAID.items() if names & words}
    return (0.6 if sign.rstrip("=") in said else 0.0) - (0.4 if other.rstrip("=") in said else 0.0)


def _unfit(node: Node, other: str) -> float:
    """What a whole quotient costs more where no whole number is asked for."""
    if other != "//":
        return 0.0
    parent = node.parent
    whole = parent is not None and parent.type in (*grammar.SUBSCRIPTS, "slice", "argument_list")
    return 0.0 if whole else 0.8


def _needless_brackets(subject: Subject, node: Node, sign: str) -> bool:
    """Whether brackets around the operation do nothing: they did before the operator was wrong."""
    parent = node.parent
    if parent is None or parent.type != "parenthesized_expression" or sign not in _ASSOCIATIVE:
        return False
    around = parent.parent.child_by_field_name("operator") if parent.parent is not None else None
    return around is not None and subject.code.of(around) == sign


def swapped_operands(subject: Subject, node: Node) -> Iterator[Change]:
    """`b - a` for `a - b`."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if operator is None or left is None or right is None or node.type not in grammar.BINARY:
        return
    sign = subject.code.of(operator)
    text = TEXT in (subject.kinds.of(left), subject.kinds.of(right))
    listed = LIST in (subject.kinds.of(left), subject.kinds.of(right))
    if sign in _NOT_COMMUTATIVE or (sign == "+" and (text or listed or _calls(left, right))):
        if left.type in grammar.ATOMS and right.type in grammar.ATOMS:
            yield swap(subject, left, right, 1.4, "the operands exchanged")
        else:
            first, second = (one if one.type in grammar.ATOMS else None for one in (left, right))
            texts = [
                subject.code.of(one) if kept is not None else f"({subject.code.of(one)})"
                for one, kept in ((left, first), (right, second))
            ]
            yield replace(
                subject, node, f"{texts[1]} {sign} {texts[0]}", 2.2, "the operands exchanged"
            )


def _calls(left: Node, right: Node) -> bool:
    """Whether both sides may be texts or lists for all that can be seen."""
    return not {left.type, right.type} & {"integer", "float", "number", "unary_operator"}


def regrouped(subject: Subject, node: Node) -> Iterator[Change]:
    """`(a - b) // c` for `a - b // c`, and back."""
    operator = node.child_by_field_name("operator")
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if operator is None or left is None or right is None:
        return
    level = _LEVELS.get(subject.code.of(operator), 0)
    for side, other in ((right, left), (left, right)):
        inner = side.child_by_field_name("operator")
        if not level or inner is None or side.type not in grammar.BINARY:
            continue
        tighter = _LEVELS.get(subject.code.of(inner), 0)
        if tighter <= level:
            continue
        first, last = side.child_by_field_name("left"), side.child_by_field_name("right")
        if first is None or last is None:
            continue
        of = subject.code.of
        if side == right:
            text = f"({of(other)} {of(operator)} {of(first)}) {of(inner)} {of(last)}"
            moved = f"{of(other)} {of(inner)} {of(last)} {of(operator)} {of(first)}"
            if other.type in grammar.ATOMS:
                yield replace(subject, node, moved, 2.8)
        else:
            text = f"{of(first)} {of(inner)} ({of(last)} {of(operator)} {of(other)})"
        yield replace(subject, node, text, 2.2)
    if node.parent is not None and node.parent.type == "parenthesized_expression":
        yield replace(subject, node.parent, subject.code.of(node), 2.6, "without the brackets")


def signs(subject: Subject, node: Node) -> Iterator[Change]:
    """A minus or a `not` too many or too few; `++` for `--`."""
    code = subject.code
    if node.type == "update_expression":
        operator = node.child_by_field_name("operator")
        if operator is not None:
            other = "--" if code.of(operator) == "++" else "++"
            yield replace(subject, operator, other, 1.2)
    elif node.type in ("unary_operator", "unary_expression", "not_operator"):
        argument = node.child_by_field_name("argument")
        if argument is not None:
            numeral = argument.type in grammar.NUMBERS
            yield replace(subject, node, code.of(argument), 1.9 if numeral else 1.2)
    elif code.is_value(node) and node.type in (*grammar.ATOMS, "number"):
        parent = node.parent
        kind = subject.kinds.of(node)
        signed = parent is not None and parent.type.startswith("unary")
        if not signed and kind in ("number", "") and node.type not in ("string", "none"):
            yield replace(subject, node, f"-{code.of(node)}", 2.6 if kind else 3.6)
