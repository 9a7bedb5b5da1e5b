"""Calls of a function in the files of the workspace, with literal arguments."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.cases.javascript.values import Value, spelled, value_of
from limner_server.proposers.cases.subject import Subject

_CALLS: Final = """
(call_expression function: [(identifier) (member_expression property: (property_identifier))]
  @called arguments: (arguments) @arguments) @call
(new_expression constructor: (identifier) @called arguments: (arguments) @arguments) @call
"""
_MOST_FILES: Final = 12
_MOST: Final = 8


def calls_of(subject: Subject, name: str, check: Callable[[], None]) -> list[tuple[Value, ...]]:
    """The arguments of calls, those in the nearest files first; none twice.

    Args:
        subject: what is called stands in its file.
        name: bare.
        check: raises to cancel.
    """
    path = subject.source.path
    files = WorkspaceFiles(subject.root, {path: subject.source.text})
    mentioning = files.mentioning((name,), path, check, _is_javascript)
    found: dict[str, tuple[Value, ...]] = {}
    for file, _ in islice(mentioning, _MOST_FILES):
        try:
            tree = files.tree(file, check)
        except InputError:
            continue
        if tree is None:
            continue
        for call in tree.captures(_CALLS).get("call", []):
            called = call.child_by_field_name("function") or call.child_by_field_name("constructor")
            given = call.child_by_field_name("arguments")
            if given is None or tree.source(called).rpartition(".")[2] != name:
                continue
            try:
                values = tuple(
                    value_of(tree, one) for one in given.named_children if one.type != "comment"
                )
            except ValueError:
                continue
            if values:
                found.setdefault(spelled(values), values)
        if len(found) >= _MOST:
            break
    return [*found.values()][:_MOST]


def _is_javascript(path: str) -> bool:
    language = language_of(path)
    return language is not None and language.family == "javascript"
