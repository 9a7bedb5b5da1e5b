"""What a description names: parts in parts, before they are composed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from limner_server.proposers.wording.lexicon.kind import Group, Kind


@dataclass(slots=True)
class Part:
    """A part of a page.

    Attributes:
        kind: what it is.
        label: what it says or is called; empty to say what its kind does.
        count: how many of it there are; 0 where the words say only that there are several.
        traits: how it is: "green", "left", "checked", "disabled".
        parts: what it holds.
        placeholder: of a field.
        text: what it says where that is not its label: a paragraph, a value.
        columns: in how many columns its parts stand; 0 to choose.
        said: the words that name it, for a person; empty of what nobody named.
    """

    kind: Kind
    label: str = ""
    count: int = 1
    traits: set[str] = field(default_factory=set)
    parts: list[Part] = field(default_factory=list)
    placeholder: str = ""
    text: str = ""
    columns: int = 0
    said: str = ""

    @property
    def name(self) -> str:
        """Of its kind."""
        return self.kind.name

    @property
    def group(self) -> Group:
        """Of its kind."""
        return self.kind.group

    @property
    def is_several(self) -> bool:
        """Whether there are several of it."""
        return self.count != 1

    def walk(self) -> Iterator[Part]:
        """The part and all in it, in the order of the words."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def of(self, *names: str) -> list[Part]:
        """The parts of these kinds that it holds itself."""
        return [part for part in self.parts if part.name in names]

    def find(self, *names: str) -> Part | None:
        """The first part of these kinds that it holds itself."""
        return next(iter(self.of(*names)), None)
