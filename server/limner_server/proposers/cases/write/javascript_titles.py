"""Titles of tests of JavaScript: what is done, and what comes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from limner_server.proposers.cases.write.javascript_behaviours import Behaviour, Row
from limner_server.proposers.cases.write.javascript_words import (
    article,
    in_words,
    is_empty,
    listed,
    spaced,
)

_LONGEST: Final = 90
_SAID: Final = 48


def titles(behaviour: Behaviour, *, is_method: bool, loops: bool) -> Iterator[str]:
    """Titles for a test of a behaviour, the best first; those of rows have places for values.

    Args:
        behaviour: that the test shows.
        is_method: whether it stands among tests of other methods, so that it has to name its own.
        loops: whether rows are run by a loop, in place of `each`.
    """
    row = behaviour.first
    what = _what(row) if is_method or row.called.receiver else ""
    outcome = _outcome(behaviour)
    if len(behaviour.rows) > 1:
        yield _joined(what, _of_rows(behaviour, outcome, loops=loops))
        yield _joined(what, _of_rows(behaviour, outcome, loops=loops), "again")
    given, after = _given(row), _after(row)
    guarded = behaviour.guard if behaviour.is_raised or not given else ""
    if guarded:
        yield _joined(what, outcome, guarded)
    if given or not row.called.arguments:
        yield _joined(what, outcome, given, after)
    if behaviour.guard:
        yield _joined(what, outcome, behaviour.guard, after)
    yield _joined(what, outcome, _at_length(row), after)
    yield _joined(what, outcome, "for", _cut(row), after)
    for number in range(2, 30):
        yield _joined(what, outcome, given or f"for {_cut(row)}", after, f"({number})")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _what(row: Row) -> str:
    return row.called.name if not row.called.is_made else ""


def _of_rows(behaviour: Behaviour, outcome: str, *, loops: bool) -> str:
    row = behaviour.first
    names = columns(behaviour)
    places = [f"${{JSON.stringify({name})}}" if loops else "%j" for name in names]
    value = behaviour.value
    if behaviour.is_raised or value:
        told = outcome or f"returns {value}"
        if behaviour.guard and behaviour.is_raised:
            return f"{told} {behaviour.guard}: {listed(places)}"
        return f"{told} for {listed(places)}"
    verb = "resolves to" if row.called.is_awaited else "returns"
    if loops:
        return f"{verb} ${{JSON.stringify(expected)}} for {listed(places)}"
    return f"given {listed(places)}, {verb} %j"


def columns(behaviour: Behaviour) -> list[str]:
    """The names of the arguments that are not the same in all rows."""
    return [behaviour.first.called.arguments[index].name for index in varying(behaviour)]


def varying(behaviour: Behaviour) -> list[int]:
    """The places of the arguments that are not the same in all rows."""
    rows = behaviour.rows
    return [
        index
        for index in range(len(rows[0].called.arguments))
        if len({row.called.arguments[index].source for row in rows}) > 1
    ]


def _outcome(behaviour: Behaviour) -> str:
    row = behaviour.first
    recorded, call = row.recorded, row.called
    own = [one for one in recorded.state if not one[0].startswith("result.")]
    if behaviour.is_raised:
        verb = "rejects with" if call.is_awaited else "throws"
        told = f"{verb} {article(recorded.kind)}"
    elif recorded.printed and recorded.value == "undefined" and not recorded.state:
        told = f"prints {in_words(_string(recorded.printed.strip())) or 'a report'}"
    elif call.is_made:
        told = f"starts with {_parts(recorded.state)}" if recorded.state else "is made"
    elif own and behaviour.value in ("undefined", "", call.receiver):
        told = _changed(own, call.receiver)
    elif call.is_read:
        said = in_words(behaviour.value)
        fresh = len(recorded.case.arrange) == 1 and call.receiver
        told = f"is {said}{' at first' if fresh else ''}" if said else "is told"
    else:
        told = _returned(behaviour, own)
    return told


def _returned(behaviour: Behaviour, own: Sequence[tuple[str, str]]) -> str:
    """What comes back; "" where that is not the same in all rows."""
    recorded, value = behaviour.first.recorded, behaviour.value
    verb = "resolves to" if behaviour.first.called.is_awaited else "returns"
    if recorded.state and not own:
        return f"{verb} {article(spaced(recorded.kind))}"
    return f"{verb} {in_words(value) or _roughly(value, recorded.kind)}" if value else ""


def _parts(state: tuple[tuple[str, str], ...]) -> str:
    told = []
    for place, value in state[:3]:
        said = in_words(value) or "what it is given"
        told.append(f"{spaced(place.rpartition('.')[2])} {said}")
    return listed(told)


def _changed(state: list[tuple[str, str]], receiver: str) -> str:
    told = []
    for place, value in state[:2]:
        name = spaced(
            place.rpartition(".")[2] if receiver and place.startswith(receiver) else place
        )
        said = in_words(value)
        told.append(f"{name} to {said}" if said else name)
    return f"changes {listed(told)}" if told else "changes it"


def _roughly(value: str, kind: str) -> str:
    """What takes too long to say."""
    if kind.startswith("Array"):
        return "all of them" if value.count(",") > 8 else "an array"
    return {"string": "a text", "Object": "an object", "Map": "a map", "Set": "a set"}.get(
        kind.partition("<")[0], "a value"
    )


def _given(row: Row) -> str:
    """The arguments, where they are short to say."""
    call = row.called
    if not call.arguments:
        shown = re.search(r"\)(\([^()]*\))+$", call.act)
        return (
            f"when called again with {shown[0].strip('()')}" if shown and shown[0] != "()" else ""
        )
    words = [in_words(_resolved(one.source, row)) for one in call.arguments]
    if not all(words):
        return ""
    said = f"for {listed(words)}" if not call.is_made else f"from {listed(words)}"
    return said if len(said) <= _SAID else ""


def _resolved(source: str, row: Row) -> str:
    """What a name that the test gives stands for."""
    for line in row.recorded.case.arrange:
        match = re.fullmatch(rf"const {re.escape(source)} = (.+);", line, re.DOTALL)
        if match is not None:
            return match[1]
    return source


def _at_length(row: Row) -> str:
    """The first argument by what it is, where all of them are too long to say."""
    arguments = row.called.arguments
    first = next(iter(arguments), None)
    if first is None:
        return ""
    name, source = spaced(first.name) or "items", _resolved(first.source, row)
    if is_empty(source):
        return f"for {in_words(source)}"
    if "=>" in source:
        return _of_function(source)
    if source.startswith("["):
        count, several = _members(source), name if name.endswith("s") else "items"
        return f"for {count} {several}" if count > 1 else f"for one of {name}"
    keys = re.findall(r"[{,] ?([\w$]+):", source) if source.startswith("{") else []
    if keys:
        return f"for {article(name)} with {listed(keys[:3])}"
    return "for a longer text" if source[:1] in "'\"" else ""


def _of_function(source: str) -> str:
    if "throw " in source:
        return "when the function throws"
    return f"with {' '.join(source.split())}" if len(source) < _SAID else "with a function"


def _members(source: str) -> int:
    depth, count = 0, 1
    for sign in source[1:-1]:
        depth += {"[": 1, "{": 1, "(": 1, "]": -1, "}": -1, ")": -1}.get(sign, 0)
        count += sign == "," and not depth
    return count


def _cut(row: Row) -> str:
    """The arguments as they are written, as far as there is room."""
    call = row.called
    whole = ", ".join(in_words(one.source) or one.source for one in call.arguments) or call.act
    plain = re.sub(r"\s+", " ", whole)
    return plain if len(plain) <= _SAID else f"{plain[:_SAID].rstrip(', ')}..."


def _after(row: Row) -> str:
    """What was done before the act: "after add("pear")"."""
    receiver = row.called.receiver
    if not receiver:
        return ""
    done = [
        line[len(receiver) + 1 :].rstrip(";")
        for line in row.recorded.case.arrange
        if line.startswith(f"{receiver}.")
    ]
    made = _made_of(row)
    if not done:
        return made
    said = listed([in_words(one) or one.partition("(")[0] for one in done[:2]])
    if len(done) > 2 or len(said) > _SAID:
        said = listed([*dict.fromkeys(one.partition("(")[0] for one in done)])
    return f"after {said}"


def _made_of(row: Row) -> str:
    """What the receiver is made of, where it is made of anything."""
    first = next(iter(row.recorded.case.arrange), "")
    match = re.fullmatch(r"const \w+ = (?:new )?([\w.]+)\((.+)\);", first, re.DOTALL)
    if match is None or not row.called.receiver:
        return ""
    said = in_words(match[2])
    return f"with {match[1]}({said})" if said and len(said) < _SAID // 2 else ""


def _string(text: str) -> str:
    return f'"{text}"' if "\n" not in text else ""
