"""Summaries of functions whose names begin with a verb."""

from __future__ import annotations

import ast
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.defaults import is_flag
from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.results import answers
from limner_server.proposers.docstrings.returning import told_returns
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import LONGEST, Summary, class_phrase
from limner_server.proposers.docstrings.units import unit_of
from limner_server.proposers.docstrings.verbs import ASKING, MAKING, imperative
from limner_server.proposers.docstrings.words import (
    is_noun,
    is_plural,
    phrase_of,
    plural,
    raw_words,
    says_something,
    sentence,
    with_article,
    with_the,
    words_of,
)

BETWEEN: Final = words_in("between")


_HEADS: Final = frozenset(
    (
        "id",
        "name",
        "key",
        "code",
        "number",
        "index",
        "path",
        "email",
        "url",
        "date",
        "uuid",
        "title",
    )
)


JOINTS: Final = {
    "make": "from",
    "create": "from",
    "build": "from",
    "generate": "from",
    "remove": "from",
    "filter": "from",
    "extract": "from",
    "delete": "from",
    "select": "from",
    "parse": "from",
    "read": "from",
    "load": "from",
    "drop": "from",
}


_LONE: Final = frozenset(
    (
        "set",
        "is",
        "has",
        "check",
        "add",
        "update",
        "change",
        "borrow",
        "book",
        "run",
        "process",
        "handle",
    )
)


# They say how much, and not of what.
_AMOUNTS: Final = ("size", "limit", "count", "n")


def of_verb(scope: Scope, raw: list[str], words: list[str]) -> Summary:  # noqa: C901 - one a kind
    verb = imperative(raw[0]) or raw[0]
    if verb == "return" and not answers(scope.node):
        verb = "get"
    rest, raw_rest = words[1:], raw[1:]
    cut = next((i for i, word in enumerate(raw_rest) if word in BETWEEN), len(raw_rest))
    what, tail = rest[:cut], rest[cut:]
    if not what:
        return _without_object(scope, verb, tail)
    phrase = " ".join(what)
    own_names = list(scope.parameters)
    if (
        is_adjective(phrase)
        and len(what) == 1
        and own_names
        and answers(scope.node)
        and raw[0] not in ASKING
    ):
        told = told_returns(scope, "") if raw[0] == "get" else ""
        if told and len(told) < 72 and not told.startswith("the result"):
            return Summary(sentence(f"Return {told}"), "", verb, phrase)
        if raw[0] != "get":
            return Summary(f"{verb.capitalize()} `{own_names[0]}` ({phrase}).", "", verb)
    if cut == len(raw_rest):
        phrase = (
            phrase_of("_".join(raw_rest)) if not any(word.isupper() for word in what) else phrase
        )
    is_check = verb in ("check", "verify", "ensure", "validate")
    if is_check and is_adjective(what[-1]) and not tail:
        return _checked(scope, verb, what)
    if phrase == "all" and scope.owner is not None:
        phrase = "all of them" if not scope.parameters else "all"
    is_made = raw[0] in MAKING and (raw[0] not in ASKING or raw[0] in ("make", "generate"))
    made = with_article(phrase) if is_made else with_the(phrase)
    if raw[0] in MAKING and answers(scope.node) and made == phrase and is_plural(phrase):
        made = with_the(phrase)
    said = f"{verb} {made}"
    if tail:
        said += f" {' '.join(tail)}"
    said += _given(scope, raw, raw_rest, has_tail=bool(tail))
    topic = phrase if raw[0] in ASKING or raw[0] in ("get", "build", "create", "make") else ""
    joint = JOINTS.get(raw[0], "of")
    return Summary(sentence(said[0].upper() + said[1:]), topic, verb, phrase, joint)


def _checked(scope: Scope, verb: str, what: list[str]) -> Summary:
    noun = " ".join(what[:-1])
    names = list(scope.parameters)
    subject = with_the(noun) if noun else f"`{names[0]}`" if names else "it"
    joint = "that" if verb == "ensure" else "whether"
    topic = f"whether {subject} is {what[-1]}"
    return Summary(sentence(f"{verb.capitalize()} {joint} {subject} is {what[-1]}"), topic, verb)


def _without_object(scope: Scope, verb: str, tail: list[str]) -> Summary:  # noqa: PLR0911 - one a kind
    """A verb alone: what it is done to is the first parameter, or the object itself."""
    names = [
        name
        for name in scope.parameters
        if not name.startswith("_") and not is_flag(scope, name) and not unit_of(name)
    ]
    rest = f" {' '.join(tail)}" if tail else ""
    told = (
        told_returns(scope, "")
        if verb == "return" or (not tail and verb in ("total", "sum"))
        else ""
    )
    if told and len(told) < LONGEST and verb == "return":
        return Summary(sentence(f"Return {told}"), "", verb)
    if not names:
        held = _only_attribute(scope) or class_phrase(scope)
        what = f" the {held}" if held else ""
        return Summary(sentence(f"{verb.capitalize()}{what}{rest}"), "", verb)
    first = next((name for name in names if is_noun(name)), names[0])
    if names[1:] == ["value"] and verb in ("set", "put", "store", "add", "insert", "save", "write"):
        return Summary(sentence(f"{verb.capitalize()} the value under `{first}`"), "", verb)
    if raw_words(first)[-1] in ("index", "id", "key", "name", "type", "size") and len(names) > 1:
        return Summary(sentence(f"{verb.capitalize()} by {phrase_of(first)}{rest}"), "", verb)
    if len(names) > 1 and first in ("x", "row", "i", "line"):
        return Summary(sentence(f"{verb.capitalize()} at `{first}` and `{names[1]}`"), "", verb)
    is_thing = is_noun(first) and not is_adjective(phrase_of(first))
    what = with_the(phrase_of(first)) if is_thing else f"`{first}`"
    if len(names) == 2 and (pair := _pair(verb, first, names[1])):
        return Summary(sentence(f"{verb.capitalize()} {pair}"), "", verb)
    if verb == "search" and first in ("keyword", "query", "term", "pattern", "text", "word"):
        what = f"for {what}"
    return Summary(sentence(f"{verb.capitalize()} {what}{rest}"), "", verb)


def _pair(verb: str, first: str, second: str) -> str:
    """Two parameters as the object of a verb that takes two; "" where that is not sure."""
    if first == plural(second) and verb in ("add", "append", "insert", "remove"):
        return f"`{second}` {'from' if verb == 'remove' else 'to'} `{first}`"
    digits = "0123456789"
    is_pair = first.strip(digits) == second.strip(digits) or (len(first) == len(second) == 1)
    is_pair = is_pair or {first, second} in (
        {"left", "right"},
        {"one", "other"},
        {"first", "second"},
    )
    if not is_pair:
        return ""
    if verb in ("add", "multiply", "compare", "merge", "combine", "join", "concatenate", "swap"):
        return f"`{first}` and `{second}`"
    if verb == "subtract":
        return f"`{second}` from `{first}`"
    return f"`{first}` by `{second}`" if verb == "divide" else ""


def _only_attribute(scope: Scope) -> str:
    """What the object is about, where its constructor keeps but one thing."""
    init = next(
        (
            one
            for one in (scope.owner.body if scope.owner is not None else ())
            if isinstance(one, ast.FunctionDef) and one.name == "__init__"
        ),
        None,
    )
    if init is None or len(init.args.args) != 2 or len(init.body) > 1:
        return ""
    inner = Scope(init, scope.owner)
    statement = init.body[0]
    if isinstance(statement, ast.Assign) and (name := inner.attribute(statement.targets[0])):
        return phrase_of(name) if says_something(name) else ""
    return ""


def _given(scope: Scope, raw: list[str], what: list[str], *, has_tail: bool) -> str:
    """What narrows the object down: "with the given ID", "for the given name"."""
    if has_tail:
        return ""
    names = [name for name in scope.parameters if not name.startswith("_")]
    for name in names:
        words = raw_words(name)
        is_named = len(words) > 1 and words[-1] in _HEADS
        is_there = raw[0] not in MAKING or raw[0] in ("borrow", "open")
        if is_named and is_there and what[-len(words[:-1]) :] == words[:-1]:
            return f" with the given {words_of(name)[-1]}"
    if raw[0] in _LONE or (
        raw[0] in MAKING and raw[0] not in ("make", "create", "generate", "build")
    ):
        return ""
    told = {*what, *_AMOUNTS}
    if len(names) != 1 or not answers(scope.node) or set(raw_words(names[0])) & told:
        return ""
    if any(word in "".join(what) for word in raw_words(names[0]) if len(word) > 3):
        return ""
    joint = JOINTS.get(raw[0], "of")
    if phrase_of(names[0]).endswith(("name", "ID", "key", "date", "course", "year", "month")):
        joint = "for"
    return (
        f" {joint} {with_the(phrase_of(names[0]))}"
        if says_something(names[0])
        else f" {joint} `{names[0]}`"
    )
