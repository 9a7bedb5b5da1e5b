"""How the outcome of a case of JavaScript is to be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.case import Ending, Recorded
from limner_server.proposers.cases.accidents import Regard
from limner_server.proposers.cases.javascript.comments import Example, comment_of, examples
from limner_server.proposers.cases.javascript.values import Code, Value, parsed, spelled
from limner_server.proposers.cases.subject import Subject

_THROWS: Final = "(throw_statement) @throw"
_MISUSE: Final = frozenset({"TypeError", "ReferenceError"})
_ODD: Final = re.compile(r"\bNaN\b|(?<![\w.)\]])-0(?![.\d])|\bundefined\b(?=[,)\]])|\[undefined")
# Kinds that are recorded, by the types that are declared.
_RETURNED: Final = {one: one for one in ("number", "string", "boolean")}


def regard(subject: Subject, recorded: Recorded) -> Regard:
    """How to take an outcome.

    An error is meant where a `throw` that was run has thrown it, or a comment announces it. What
    comes out as no number, or as minus nothing, is seldom meant either.
    """
    if recorded.ending is not Ending.RAISED:
        if _says_nothing(subject, recorded):
            return Regard.MISUSE
        odd = _ODD.search(f"{recorded.value} {recorded.case.act}") is not None
        # That a method returns what it is called on says nothing of what it did.
        odd = odd or (recorded.case.act.startswith(f"{recorded.value}.") and not recorded.state)
        return Regard.ACCIDENT if odd else Regard.MEANT
    told = comment_of(subject.tree, subject.definition)
    announced = re.findall(r"@throws\s*\{?\s*([\w$]+)", told)
    if recorded.kind in (*announced, *_thrown(subject.tree, recorded.lines)):
        return Regard.MEANT
    is_error = recorded.kind.endswith(("Error", "Exception"))
    if recorded.kind in _MISUSE or (not is_error and not recorded.value):
        return Regard.MISUSE
    return Regard.ACCIDENT


def _says_nothing(subject: Subject, recorded: Recorded) -> bool:
    """Whether nothing came back from what never gives anything back."""
    if recorded.value != "undefined" or recorded.state or recorded.printed:
        return False
    definition = subject.definition
    name = recorded.case.act.removeprefix("await ").partition("(")[0].rpartition(".")[2]
    called = next((one for one in functions(subject.tree) if one.name == name), None)
    function = definition if isinstance(definition, Function) else called
    if function is None or function.body.of(subject.tree.text)[:1] != "{":
        return False
    found = subject.tree.captures("(return_statement (_)) @return", function.body)
    return not found


def is_shown(subject: Subject, recorded: Recorded) -> bool:
    """Whether a comment shows a case."""
    return any(_act(one, subject) == recorded.case.act for one in _examples(subject))


def contradiction(subject: Subject, recorded: Recorded) -> str:
    """What of its comment or its types an outcome contradicts; "" for nothing."""
    if recorded.ending is not Ending.RETURNED or recorded.case.arrange:
        return ""
    for one in _examples(subject):
        shown = one.expected and recorded.value and _act(one, subject) == recorded.case.act
        if shown and not _alike(one.expected, recorded.value):
            return f"returns {recorded.value}, its comment says {one.expected}"
    definition = subject.definition
    returns = definition.returns if isinstance(definition, Function) else ""
    wanted = _RETURNED.get(returns, "")
    is_plain = recorded.kind in ("undefined", "null", *_RETURNED.values())
    is_whole = not recorded.case.act.startswith(("await ", "[..."))
    if wanted and is_plain and is_whole and recorded.kind != wanted:
        return f"returns {recorded.value or recorded.kind}, declared as {returns}"
    return ""


def _examples(subject: Subject) -> list[Example]:
    definition = subject.definition
    if not isinstance(definition, Function):
        return []
    return examples(comment_of(subject.tree, definition), definition.name)


def _act(example: Example, subject: Subject) -> str:
    return f"{subject.definition.name}({', '.join(map(spelled, example.arguments))})"


def _alike(said: str, value: str) -> bool:
    """Whether two expressions stand for the same, as far as that can be told."""
    try:
        return _same(parsed(said), parsed(value))
    except ValueError:
        return True


def _same(said: Value, value: Value) -> bool:
    if isinstance(said, Code) or isinstance(value, Code):
        return True
    if isinstance(said, Mapping) and isinstance(value, Mapping):
        return said.keys() == value.keys() and all(_same(said[one], value[one]) for one in said)
    if isinstance(said, list) and isinstance(value, list):
        return len(said) == len(value) and all(map(_same, said, value))
    if isinstance(said, bool) or isinstance(value, bool):
        return said is value
    if isinstance(said, (int, float)) and isinstance(value, (int, float)):
        digits = len(repr(said).partition(".")[2]) if isinstance(said, float) else 0
        return said == value or (digits > 0 and round(value, digits) == said)
    return said == value


def _thrown(tree: Tree, lines: frozenset[int]) -> set[str]:
    """The classes of what the statements on these lines throw."""
    found = set()
    for node in tree.captures(_THROWS).get("throw", []):
        if node.start_point.row + 1 in lines:
            match = re.match(r"throw\s+(?:new\s+)?([\w$.]+)", tree.source(node))
            found.add(match[1] if match is not None else "")
    return found
