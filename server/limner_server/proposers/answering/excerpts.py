"""What an answer shows of code and of prose: signatures, paragraphs, what goes by one name."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from limner_server.proposers.answering.draft import sentence
from limner_server.proposers.answering.facts import Defined
from limner_server.proposers.answering.passage import Kind, Passage
from limner_server.proposers.answering.passages import first_sentence
from limner_server.proposers.answering.question import Question
from limner_server.proposers.answering.retrieval import Relevant

_LONGEST_LINE: Final = 120
# Lines of a signature with its docstring.
_MOST_SHOWN: Final = 40


def is_part(one: Passage, whole: Passage) -> bool:
    """Whether a passage stands inside another."""
    inside = whole.line <= one.line and one.end_line <= whole.end_line
    return one is not whole and one.path == whole.path and inside and whole.kind is not Kind.SECTION


def header(defined: Defined, *, documented: bool) -> str:
    """How a definition begins, as it is written, perhaps with what it says of itself."""
    text, one = defined.tree.text, defined.one
    start = one.header.start
    indent = " " * (start - text.rfind("\n", 0, start) - 1)
    end = one.header.end
    if documented and one.docstring is not None and one.docstring.start > start:
        end = one.docstring.end
    shown = textwrap.dedent(indent + text[start:end]).strip().rstrip("{").rstrip()
    lines = shown.splitlines()
    if len(lines) > _MOST_SHOWN:
        lines = [*lines[:_MOST_SHOWN], "    ..."]
    return "\n".join(lines)


def told(one: Defined) -> str:
    docstring = one.one.docstring
    about = first_sentence(docstring.of(one.tree.text)) if docstring is not None else ""
    return f": {sentence(about)}" if about else ""


def places(count: int) -> str:
    return f"{count} place" if count == 1 else f"{count} places"


def namesakes(question: Question, subject: Passage, beside: Sequence[Relevant]) -> list[Passage]:
    """The definitions that a question may mean by a name, where there are several."""
    last = subject.name.rpartition(".")[2]
    is_qualified = "." in subject.name and subject.name in question.names
    if last not in question.names or is_qualified:
        return []
    same = [
        one.passage
        for one in beside
        if one.passage.name.rpartition(".")[2] == last
        and not one.passage.is_test
        and one.passage.kind not in (Kind.SECTION, Kind.MODULE)
    ]
    # One of a module goes before methods of that name.
    top = [one for one in same if one.name == last]
    chosen = top or same
    return chosen if len(chosen) > 1 else []


def paragraphs(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The paragraphs and the items of lists of a section, with the lines that they begin on."""
    number, said = 0, ""
    fenced = False
    for at, line in enumerate(lines[first:], first + 1):
        text = line.strip()
        fenced ^= text.startswith("```")
        begins = text.startswith(("- ", "* ", "| ")) or text[:2].rstrip(".").isdigit()
        if not text or begins or fenced:
            if said:
                yield number, said
            number, said = at, "" if fenced else text
        elif said:
            said += f" {text}"
        else:
            number, said = at, text
    if said:
        yield number, said


def short(text: str, most: int = _LONGEST_LINE) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
