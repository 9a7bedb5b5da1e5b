"""A docstring before it is written in a style."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final


class Section(StrEnum):
    """What a docstring tells in sections of their own."""

    PARAMETERS = "parameters"
    ATTRIBUTES = "attributes"
    RETURNS = "returns"
    YIELDS = "yields"
    RAISES = "raises"
    EXAMPLES = "examples"


_VERBS: Final = {
    Section.RETURNS: "Returns",
    Section.YIELDS: "Yields",
    Section.RAISES: "Raises",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a section.

    Attributes:
        name: of a parameter with its stars, of an attribute, of an exception; "" of a result.
        text: what is said of it, sentences.
        type: its type as the code has it, or "".
        is_optional: whether an argument may be left out.
        guess: its type where the code does not state it, but shows it; or "".
    """

    name: str
    text: str
    type: str = ""
    is_optional: bool = False
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Docstring:
    """What a docstring says.

    Attributes:
        summary: one sentence.
        body: paragraphs after it.
        sections: each with its entries, in the order in which they are written.
        examples: lines of an interactive session; empty for none.
    """

    summary: str
    body: tuple[str, ...] = ()
    sections: dict[Section, tuple[Entry, ...]] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    def entries(self, section: Section) -> tuple[Entry, ...]:
        """The entries of a section; none where there is no such section."""
        return self.sections.get(section, ())

    def in_words(self, section: Section) -> Docstring:
        """The same with a section told in a paragraph instead."""
        verb = _VERBS.get(section)
        if verb is None or not self.entries(section):
            return self
        said = [
            f"{verb} {f'`{one.name}` ' if one.name else ''}{_continued(one.text)}"
            for one in self.entries(section)
        ]
        sections = {key: value for key, value in self.sections.items() if key is not section}
        return replace(self, body=(*self.body, " ".join(said)), sections=sections)

    def without_examples(self, which: Collection[int] | None = None) -> Docstring:
        """The same without examples, or without some of them, counted from 0."""
        if which is None:
            return replace(self, examples=())
        kept: list[str] = []
        index = -1
        for line in self.examples:
            index += line.startswith(">>>")
            if index not in which:
                kept.append(line)
        is_shown = any(line.startswith(">>>") for line in kept)
        return replace(self, examples=tuple(kept) if is_shown else ())


def _continued(text: str) -> str:
    """A sentence as the rest of another."""
    first = text.split(maxsplit=1)[0] if text else ""
    is_name = first[1:2].isupper() or first.rstrip(",.") in ("True", "False", "None")
    return text if is_name or not text else text[0].lower() + text[1:]
