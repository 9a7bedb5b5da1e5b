"""An answer while it is written: sentences, and the places that they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from limner_server.proposers.answering.passage import Kind, Passage
from limner_server.proposers.answering.reply import CitedPlace, Reply


@dataclass(slots=True)
class Draft:
    """Paragraphs of Markdown, and what they name.

    Attributes:
        root: of the workspace.
        parts: the paragraphs and lists so far.
        places: that they name, in their order.
    """

    root: Path
    parts: list[str] = field(default_factory=list)
    places: list[CitedPlace] = field(default_factory=list)

    def name(self, path: Path) -> str:
        """A file by its path from the root, with slashes."""
        inside = path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside else path.name

    def cite(self, path: Path, line: int, what: str, end_line: int = 0) -> str:
        """Name a place, as `path:line`."""
        place = CitedPlace(path, line, max(end_line, line), what)
        if not any(one.path == path and one.line == line for one in self.places):
            self.places.append(place)
        return f"`{self.name(path)}:{line}`"

    def cite_passage(self, one: Passage) -> str:
        """Name where a passage begins."""
        return self.cite(one.path, one.line, one.head, one.end_line)

    def say(self, sentence: str) -> None:
        """Begin a paragraph."""
        self.parts.append(sentence)

    def add(self, sentence: str) -> None:
        """Go on with the last paragraph."""
        self.parts[-1] += f" {sentence}"

    def list(self, lead: str, items: list[str]) -> None:
        """A list with what it is a list of; nothing where it has no items."""
        if items:
            self.parts.append("\n".join([lead, *(f"- {item}" for item in items)]))

    def reply(self) -> Reply:
        """The answer as it stands."""
        return Reply("\n\n".join(self.parts), tuple(self.places), self.root)


def code(text: str) -> str:
    """A piece of code within a sentence."""
    fence = "``" if "`" in text else "`"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def sentence(text: str) -> str:
    """What is said of something, as a sentence: a capital before, a full stop behind."""
    text = text.strip()
    if not text:
        return ""
    begin = text[0].upper() if text[:1].islower() and text[1:2].islower() else text[0]
    return f"{begin}{text[1:]}" + ("" if text[-1] in ".!?…" else ".")


def noun(one: Passage) -> str:
    """What a passage is called in a sentence."""
    if one.kind is Kind.SECTION:
        return f"the section “{one.name}”"
    if one.kind is Kind.MODULE:
        return f"the module {code(one.path.name)}"
    return code(one.name)
