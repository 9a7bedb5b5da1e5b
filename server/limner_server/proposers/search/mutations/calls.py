"""Wrong calls: another function, arguments exchanged, too many, too few."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace, swap
from limner_server.proposers.search.kinds import clash
from limner_server.proposers.search.known_kinds import UNKNOWN
from limner_server.proposers.search.subject import Subject

# Functions of Python by how many arguments they mostly take.
_BUILTINS: Final[tuple[tuple[str, ...], ...]] = (
    ("list", "dict", "set", "input"),
    ("len", "range", "sum", "sorted", "int", "str", "list", "set", "max", "min", "abs", "any"),
    ("range", "max", "min", "isinstance", "zip", "map", "filter", "round", "pow", "divmod"),
    ("range", "pow", "max", "min", "zip"),
)


def other_function(subject: Subject, node: Node) -> Iterator[Change]:
    """Another function of the file."""
    if node.type not in grammar.CALLS:
        return
    function = node.child_by_field_name("function")
    if function is None or function.type != "identifier":
        return
    written = subject.code.of(function)
    index = 0
    for name in subject.scope.at(node):
        if name.function and name.text != written and subject.is_callable(name):
            yield replace(subject, function, name.text, 2.4 + 0.15 * index)
            index += 1


def called_builtin(subject: Subject, node: Node) -> Iterator[Change]:
    """A function of the language, where a variable that holds none is called."""
    function = node.child_by_field_name("function")
    if node.type != "call" or function is None or function.type != "identifier":
        return
    variables = {name.text for name in subject.names_at(node)}
    if subject.code.of(function) in variables:
        given = len(arguments(node))
        for index, name in enumerate(_BUILTINS[given] if given < len(_BUILTINS) else ()):
            yield replace(subject, function, name, 2.2 + 0.15 * index)


def exchanged_arguments(subject: Subject, node: Node) -> Iterator[Change]:
    """Two arguments in the other order; or an argument in place of the object asked."""
    given = arguments(node)
    for index, (one, other) in enumerate(pairwise(given)):
        if subject.code.of(one) != subject.code.of(other):
            yield swap(subject, one, other, 1.6 + 0.2 * index, "two arguments exchanged")
    function = node.child_by_field_name("function")
    if len(given) == 1 and function is not None and function.type in grammar.MEMBERS:
        target = function.child_by_field_name("object")
        simple = {"identifier", "string"}
        if target is not None and target.type in simple and given[0].type in simple:
            yield swap(subject, target, given[0], 1.6, "object and argument exchanged")


def fewer_arguments(subject: Subject, node: Node) -> Iterator[Change]:
    """One argument less."""
    given = arguments(node)
    for index, one in enumerate(given):
        if len(given) == 1 and index == 0 and subject.code.of(one).isidentifier():
            continue
        rest = [subject.code.of(other) for other in given if other != one]
        held = one.parent
        numeral = one.type in grammar.NUMBERS
        if held is not None and held.type in ("argument_list", "arguments"):
            yield replace(
                subject,
                held,
                f"({', '.join(rest)})",
                (2.4 if index == len(given) - 1 else 3.2) - (1.0 if numeral else 0.0),
                f"without the argument `{subject.code.of(one)}`",
            )


def more_arguments(subject: Subject, node: Node) -> Iterator[Change]:
    """One argument more, a name that is known here."""
    given = arguments(node)
    held = node.child_by_field_name("arguments")
    if held is None or held.type not in ("argument_list", "arguments") or len(given) > 3:
        return
    texts = [subject.code.of(one) for one in given]
    kind = subject.kinds.of(given[0]) if given else UNKNOWN
    names = [name for name in subject.names_at(node) if name.depth and name.text not in texts]
    # What is of the kind of the others goes first.
    names.sort(key=lambda name: clash(kind, subject.kind_of_name(name)))
    for index, name in enumerate(names[:6]):
        told = f"with `{name.text}` as one argument more"
        text = f"({', '.join([*texts, name.text])})"
        yield replace(subject, held, text, 3.0 + 0.2 * index, told)


def other_arguments(subject: Subject, node: Node) -> Iterator[Change]:
    """What a call of the same function is given elsewhere."""
    function, held = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if node.type not in grammar.CALLS or function is None or held is None:
        return
    mine, written = subject.code.of(function), subject.code.of(held)
    for other in subject.expressions_near(node):
        target = other.child_by_field_name("function")
        if other.type in grammar.CALLS and target is not None and subject.code.of(target) == mine:
            given = other.child_by_field_name("arguments")
            if given is not None and subject.code.of(given) != written:
                yield replace(subject, held, subject.code.of(given), 2.6)


def pair_of_names(subject: Subject, node: Node) -> Iterator[Change]:
    """Two names as the arguments of the larger or the smaller of two."""
    function, held = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if function is None or held is None or node.type not in grammar.CALLS:
        return
    if subject.code.of(function) not in ("max", "min", "Math.max", "Math.min"):
        return
    names = [name.text for name in subject.names_at(node) if name.depth][:5]
    for index, one in enumerate(names):
        for step, other in enumerate(names[index + 1 :]):
            text = f"({other}, {one})"
            if subject.code.of(held) not in (text, f"({one}, {other})"):
                yield replace(subject, held, text, 2.8 + 0.2 * (index + step))


def arguments(node: Node) -> list[Node]:
    """What a call is given."""
    held = node.child_by_field_name("arguments") if node.type in grammar.CALLS else None
    if held is None:
        return []
    if held.type == "generator_expression":
        return [held]
    return [one for one in held.named_children if one.type != "comment"]
