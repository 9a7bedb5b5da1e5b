"""Outcomes that contradict what the code says of itself: a bug is suspected, no test is written."""

from __future__ import annotations

import ast
import doctest
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from limner_server.perception.syntax.definitions import Function
from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proposers.cases.javascript.outcomes import contradiction, is_shown
from limner_server.proposers.cases.subject import Subject
from limner_server.proposers.cases.write.called import Called, called

# What a value of an annotated kind may be, by the kinds that are recorded.
_ALSO: Final = {
    "float": {"int", "bool"},
    "complex": {"int", "float", "bool"},
    "int": {"bool"},
    "Number": {"int", "float", "complex", "bool"},
}
_KNOWN: Final = frozenset(
    ["int", "float", "bool", "str", "bytes", "list", "dict", "set", "frozenset", "tuple", "complex"]
)
_TYPING: Final = {
    "List": "list",
    "Dict": "dict",
    "Set": "set",
    "Tuple": "tuple",
    "FrozenSet": "frozenset",
}
_RETURNS_BOOL: Final = re.compile(
    r":rtype:\s*bool\b|:returns?:\s*bool\b|Returns:\s*\n\s*bool\b|Returns\s*\n\s*-+\s*\n\s*bool\b"
)


def suspicion(subject: Subject, recorded: Recorded) -> str:
    """What an outcome contradicts: "`f([])` returns None, annotated -> int"; "" for nothing."""
    if subject.tree.language.family != "python":
        told = contradiction(subject, recorded)
        return f"`{recorded.case.act}` {told}" if told else ""
    call = called(recorded.case.act, subject)
    if call.function is None or recorded.ending is not Ending.RETURNED:
        return ""
    docstring = _docstring(subject, call.function)
    for rule in (_of_example, _of_annotation, _of_words):
        told = rule(recorded, call, call.function, docstring)
        if told:
            return f"`{recorded.case.act}` {told}"
    return ""


def is_example(subject: Subject, recorded: Recorded) -> bool:
    """Whether the docstring of what is called shows a case."""
    if subject.tree.language.family != "python":
        return is_shown(subject, recorded)
    call = called(recorded.case.act, subject)
    if call.function is None or recorded.case.arrange:
        return False
    told = examples(_docstring(subject, call.function))
    return any(_same(source, call.act) for source, _ in told)


def _docstring(subject: Subject, function: Function) -> str:
    if function.docstring is None:
        return ""
    try:
        return str(ast.literal_eval(function.docstring.of(subject.tree.text)))
    except (SyntaxError, ValueError):
        return ""


def _of_example(recorded: Recorded, call: Called, function: Function, docstring: str) -> str:
    """An example of the docstring that says otherwise."""
    del function
    for source, said in examples(docstring):
        if _same(source, call.act) and recorded.value and not _equal(said, recorded.value):
            return f"returns {recorded.value}, its docstring says {said}"
    return ""


def examples(docstring: str) -> Iterator[tuple[str, str]]:
    """The calls that a docstring shows, and the values that it says come back."""
    try:
        found = doctest.DocTestParser().get_examples(docstring)
    except ValueError:
        return
    for one in found:
        source, said = one.source.strip(), one.want.strip()
        if said and not one.exc_msg and "..." not in said and "\n" not in source:
            yield source, said


def _same(one: str, other: str) -> bool:
    try:
        return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    except SyntaxError:
        return False


def _equal(said: str, value: str) -> bool:
    """Whether two expressions stand for the same; also where one cannot be told."""
    try:
        told, got = ast.literal_eval(said), ast.literal_eval(value)
    except (SyntaxError, ValueError):
        return True
    if isinstance(told, float) and isinstance(got, int | float):
        digits = len(said.partition(".")[2])
        return round(float(got), digits) == told
    return bool(told == got)


def _of_annotation(recorded: Recorded, call: Called, function: Function, docstring: str) -> str:
    """The annotation of what is returned."""
    del docstring
    kinds = _kinds(function.returns)
    kind = recorded.kind.rpartition(".")[2]
    if not kinds or call.name != function.name or not _plain(call.act) or function.is_async:
        return ""
    allowed = kinds | {other for one in kinds for other in _ALSO.get(one, ())}
    shown = recorded.value or kind
    # A number without a fraction, or the like, is a matter of taste: only None and what is of
    # another nature is told.
    if kind in ("NoneType", *_KNOWN) and kind not in allowed:
        return f"returns {shown}, annotated -> {function.returns}"
    return ""


def _plain(act: str) -> bool:
    """Whether an act is the call itself, so that its value is what the call returns."""
    try:
        body = ast.parse(act, mode="eval").body
    except SyntaxError:
        return False
    outer = body.func if isinstance(body, ast.Call) else None
    return isinstance(outer, ast.Attribute) or (
        isinstance(outer, ast.Name)
        and outer.id not in ("list", "len", "str", "sorted", "repr", "next")
    )


def _kinds(annotation: str) -> set[str]:
    """The kinds that an annotation allows, as they are recorded; none where that is not plain."""
    try:
        node = ast.parse(annotation.strip().strip("\"'"), mode="eval").body
    except SyntaxError:
        return set()
    return _of(node)


def _of(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and node.value is None:
        return {"NoneType"}
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _any_of([node.left, node.right])
    outer = ast.unparse(node.value if isinstance(node, ast.Subscript) else node)
    name = outer.rpartition(".")[2]
    if isinstance(node, ast.Subscript) and name == "Optional":
        return _any_of([node.slice, ast.Constant(None)])
    if isinstance(node, ast.Subscript) and name == "Union":
        return _any_of(node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice])
    known = _TYPING.get(name, name)
    return {known} if known in _KNOWN else set()


def _any_of(parts: Sequence[ast.expr]) -> set[str]:
    """The kinds of all parts; none where one is not plain."""
    kinds = [_of(one) for one in parts]
    return set().union(*kinds) if all(kinds) else set()


def _of_words(recorded: Recorded, call: Called, function: Function, docstring: str) -> str:
    """What the docstring says in words of all that is returned."""
    del function
    if not _plain(call.act) or not recorded.value:
        return ""
    try:
        value = ast.literal_eval(recorded.value)
    except (SyntaxError, ValueError):
        return ""
    if _RETURNS_BOOL.search(docstring) and not isinstance(value, bool):
        return f"returns {recorded.value}, its docstring says a bool"
    for words, broken, what in _INVARIANTS:
        if words.search(docstring) and broken(value):
            return f"returns {recorded.value}, its docstring says {what}"
    return ""


def _is_negative(value: object) -> bool:
    return type(value) in (int, float) and value < 0  # type: ignore[operator]


def _is_unsorted(value: object) -> bool:
    if not isinstance(value, list):
        return False
    try:
        return value != sorted(value)
    except TypeError:
        return False


_INVARIANTS: Final[tuple[tuple[re.Pattern[str], Callable[[object], bool], str], ...]] = (
    (
        re.compile(
            r"\b(?:is )?never (?:be )?negative\b|\bnon-negative (?:number|integer|result)\b"
        ),
        _is_negative,
        "it is never negative",
    ),
    (
        re.compile(r"[Rr]eturns? (?:a|the) sorted (?:list|copy)\b(?! (?:by|in|of))"),
        _is_unsorted,
        "it is sorted",
    ),
)
