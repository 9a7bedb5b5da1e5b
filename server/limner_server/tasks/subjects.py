"""The functions and classes that a request is about."""

from __future__ import annotations

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import class_at, definitions, function_around
from limner_server.perception.syntax.tree import Tree
from limner_server.tasks.request import SymbolRequest


def find_subjects(tree: Tree, request: SymbolRequest) -> list[Function | Class]:
    """What is asked about, in the order of the text; nothing stands inside another of them.

    Args:
        tree: of the file.
        request: names a symbol, or lines, or neither: then all at the top of the file.

    Raises:
        InputError: there is no such symbol, or nothing at these lines.
    """
    found = definitions(tree)
    name = request.path.name
    if request.symbol:
        named = [one for one in found if request.symbol == one.qualified]
        named = named or [one for one in found if request.symbol == one.name]
        if not named:
            raise InputError(f"{name} defines no {request.symbol}", _known(found))
        # Of several definitions of a name the last one counts, as it does when the file runs.
        return named[-1:]
    if request.line is None:
        return _outermost(list(found))
    first = tree.lines.start(request.line)
    last = tree.lines.end(request.end_line or request.line)
    within = [one for one in found if first <= one.span.start and one.span.end <= last]
    around = function_around(tree, first) or class_at(tree, first)
    subjects = _outermost(within) or ([around] if around is not None else [])
    if not subjects:
        raise InputError(f"there is no function or class at {name}:{request.line}", _known(found))
    return subjects


def _outermost(found: list[Function | Class]) -> list[Function | Class]:
    """Those that have a name and stand inside no other."""
    named = [one for one in found if one.name]
    return [
        one
        for one in named
        if not any(other is not one and one.span.start in other.span for other in named)
    ]


def _known(found: tuple[Function | Class, ...]) -> str:
    """What there would be, as a remedy."""
    names = [one.qualified for one in found if one.name]
    return f"it defines {', '.join(names[:8])}" if names else "it defines no function and no class"
