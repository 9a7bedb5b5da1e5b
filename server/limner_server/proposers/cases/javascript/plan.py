"""What a case does, before it is code: what is made, what is called, with what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from limner_server.proof.recorder.case import Case
from limner_server.proposers.cases.javascript.values import Value, spelled

_WORDS: Final = (
    "break case catch class const continue debugger default delete do else enum export extends"
    " false finally for function if import in instanceof new null return super switch this throw"
    " true try typeof var void while with yield let static await arguments eval"
)
_RESERVED: Final = frozenset(_WORDS.split(" "))


class How(Enum):
    """How something is used."""

    CALL = "call"
    GET = "get"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Step:
    """One use.

    Attributes:
        how: it is used.
        name: of what is called; of a method without what it is called on.
        arguments: values; of a property that is set the one value.
        changed: the places of arguments that the call changes, with their names.
    """

    how: How
    name: str
    arguments: tuple[Value, ...] = ()
    changed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A case.

    Attributes:
        last: the act.
        receiver: the name of what is made first, and what the steps are used on; "" for nothing.
        maker: makes it: "new Cart", "createStore".
        made_of: the maker's arguments.
        before: steps between.
        then: arguments of calls of what the act returns, one after another.
    """

    last: Step
    receiver: str = ""
    maker: str = ""
    made_of: tuple[Value, ...] = ()
    before: tuple[Step, ...] = ()
    then: tuple[tuple[Value, ...], ...] = ()

    def case(self) -> Case:
        """The case as code."""
        arrange = []
        if self.receiver:
            arrange.append(f"const {self.receiver} = {self.maker}({_given(self.made_of)});")
        arrange += [f"{_used(self.receiver, one)};" for one in self.before]
        act = self.last
        for index, name in act.changed:
            if index < len(act.arguments):
                arrange.append(f"const {name} = {spelled(act.arguments[index])};")
        written = [spelled(one) for one in act.arguments]
        for index, name in act.changed:
            if index < len(written):
                written[index] = name
        code = _used(self.receiver, act, written)
        code += "".join(f"({_given(one)})" for one in self.then)
        return Case(code, tuple(arrange))


def named_after(class_name: str) -> str:
    """The name of a variable for an instance: "ShoppingCart" gives `shoppingCart`."""
    head = re.match(r"[A-Z]+(?![a-z])|[A-Z]?", class_name)
    start = head[0] if head else ""
    name = start.lower() + class_name[len(start) :]
    return f"{name}Instance" if name == class_name or name in _RESERVED else name


def free(name: str) -> str:
    """A name that can be given to a variable."""
    plain = re.sub(r"[^\w$]", "", name)
    return f"{plain}Value" if plain in _RESERVED or not plain.isidentifier() else plain


def _used(receiver: str, step: Step, written: list[str] | None = None) -> str:
    given = written if written is not None else [spelled(one) for one in step.arguments]
    place = f"{receiver}.{step.name}" if receiver else step.name
    if step.how is How.GET:
        return place
    if step.how is How.SET:
        return f"{place} = {', '.join(given)}"
    return f"{place}({', '.join(given)})"


def _given(values: tuple[Value, ...]) -> str:
    return ", ".join(map(spelled, values))
