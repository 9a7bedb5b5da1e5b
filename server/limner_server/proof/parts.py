"""The prover of pages from words: what the words name is there and to be seen, nothing is broken.

A page is drawn at the width of a desk and of a hand, without scripts and network. What stands on it
is read off the browser: roles, names as assistive software hears them, texts, boxes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from limner_server.proof.browser import Browser
from limner_server.proof.rendering import Rendering
from limner_server.proof.verdict import Proof, Status

READ: Final = (resources.files(__package__) / "parts.js").read_text(encoding="utf-8")
DESK: Final = 1280
HAND: Final = 390
_HEIGHT: Final = 800
# What faults may take off the score at most, and what each of them does.
_MOST_OFF: Final = 0.2
_EACH_OFF: Final = 0.04
# Of the names of parts, so many are quoted.
_MOST_QUOTED: Final = 6
_LETTERS: Final = re.compile(r"[^a-z0-9äöüßéèàçñ]+")


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A part that the words name.

    Attributes:
        what: as a person would say it: "e-mail field".
        sorts: what it may be: a role, a tag, "input:TYPE"; empty for any text.
        words: one of these its name, text or placeholder must have; empty for any.
        count: how many there must be at least.
        whole: whether its name must be just that, not only have it in it.
        pattern: a regular expression that its text must have in it.
        alone: whether what stands for it cannot stand for another part as well: two buttons are
            two, a list of features may be both.
    """

    what: str
    sorts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    count: int = 1
    whole: bool = False
    pattern: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """An element that is to be seen on a page.

    Attributes:
        sorts: its tag, its role, "input:TYPE".
        name: as assistive software hears it.
        text: of itself and all within.
        own: of itself alone.
        placeholder: of a field.
        parent: index of the nearest element around it that is to be seen, or -1.
    """

    sorts: frozenset[str]
    name: str
    text: str
    own: str
    placeholder: str
    parent: int


@dataclass(frozen=True, slots=True)
class PartsJudgement:
    """What was found on a page.

    Attributes:
        present: the parts that are there.
        missing: those that are not.
        faults: what is broken, in words.
    """

    present: tuple[NamedPart, ...]
    missing: tuple[NamedPart, ...]
    faults: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of the named parts, how many are there."""
        total = len(self.present) + len(self.missing)
        return len(self.present) / total if total else 1.0

    @property
    def score(self) -> float:
        """One figure, 0 to 1: the parts first, then how sound the page is."""
        sound = 1 - min(len(self.faults) * _EACH_OFF, _MOST_OFF)
        return round(self.share * sound, 4)

    def proof(self) -> Proof:
        """What was measured, in words and figures."""
        total = len(self.present) + len(self.missing)
        figures = {"parts": self.share, "sound": 1 - min(len(self.faults) * _EACH_OFF, _MOST_OFF)}
        broken = f"; {self.faults[0]}" if self.faults else ""
        if self.missing:
            said = f"{len(self.present)} of {total} named parts are there; missing: "
            return Proof(
                Status.UNPROVEN,
                f"unproven: {said}{_listed(self.missing)}{broken}",
                figures,
                "say it in other words, or configure a model that can (limner model list)",
            )
        how_many = "the named part is" if total == 1 else f"all {total} named parts are"
        return Proof(Status.PROVEN, f"{how_many} there: {_listed(self.present)}{broken}", figures)


def _listed(parts: Sequence[NamedPart]) -> str:
    names = [part.what for part in parts]
    more = len(names) - _MOST_QUOTED
    return ", ".join(names[:_MOST_QUOTED]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class PartsProver:
    """Measures pages for one description.

    Attributes:
        browser: draws them.
        parts: what the words name.
    """

    browser: Browser
    parts: tuple[NamedPart, ...]

    def measure(self, html: str) -> PartsJudgement:
        """Draw a page and look for the parts.

        Raises:
            ToolMissingError: there is no Chromium.
            RenderError: the page cannot be drawn.
        """
        wide = self.browser.evaluate(html, DESK, _HEIGHT, READ)
        narrow = self.browser.evaluate(html, HAND, _HEIGHT, READ)
        seen = [_seen(values) for values in wide["elements"]]
        missing = find_missing(self.parts, seen)
        present = tuple(part for part in self.parts if part not in missing)
        faults = dict.fromkeys([*wide["faults"], *narrow["faults"]])
        return PartsJudgement(present, missing, tuple(faults))

    def draw(self, html: str) -> Rendering:
        """Draw a page as it is seen on a desk.

        Raises:
            ToolMissingError: there is no Chromium.
            RenderError: the page cannot be drawn.
        """
        return self.browser.render(html, DESK, _HEIGHT)


def _seen(values: dict[str, Any]) -> Seen:
    sorts = {values["tag"], values["role"], f"input:{values['type']}" if values["type"] else ""}
    return Seen(
        frozenset(sorts - {""}),
        values["name"],
        values["text"],
        values["own"],
        values["placeholder"],
        values["parent"],
    )


def find_missing(parts: Sequence[NamedPart], seen: Sequence[Seen]) -> tuple[NamedPart, ...]:
    """The parts that are not on a page; no element stands for two of one sort."""
    taken: set[int] = set()
    missing: list[NamedPart] = []
    # Those that say most of what they are choose first.
    for part in sorted(parts, key=lambda one: (not one.words, not one.sorts)):
        fitting = [
            index
            for index, one in enumerate(seen)
            if not (part.alone and index in taken) and _fits(part, one)
        ]
        # Of an element and what is in it the inner one is meant.
        around = {seen[index].parent for index in fitting}
        inner = [index for index in fitting if index not in around] or fitting
        if len(inner) < part.count:
            missing.append(part)
            continue
        if part.alone:
            taken |= set(inner[: part.count])
    return tuple(part for part in parts if part in missing)


def _fits(part: NamedPart, seen: Seen) -> bool:
    if part.sorts and seen.sorts.isdisjoint(part.sorts):
        return False
    if part.pattern and not re.search(part.pattern, seen.own or seen.name):
        return False
    if not part.words:
        return bool(part.sorts) or bool(seen.own)
    texts = [_plain(text) for text in (seen.name, seen.text, seen.own, seen.placeholder)]
    wanted = [_plain(word) for word in part.words]
    if part.whole:
        return any(word == text for word in wanted for text in texts)
    return any(word in text for word in wanted for text in texts if word)


def _plain(text: str) -> str:
    """A text without case, spaces and marks: "E-mail" and "email" are one."""
    return _LETTERS.sub("", text.lower())
