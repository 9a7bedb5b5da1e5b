"""Docstrings written in a style: Google's, NumPy's, Sphinx's."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Final

from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.habits import GOOGLE, NUMPY, Habits

_STEP: Final = "    "
_NARROWEST: Final = 40
_ORDER: Final = (
    Section.PARAMETERS,
    Section.ATTRIBUTES,
    Section.RETURNS,
    Section.YIELDS,
    Section.RAISES,
)
_GOOGLE_TITLES: Final = {
    Section.PARAMETERS: "Args:",
    Section.ATTRIBUTES: "Attributes:",
    Section.RETURNS: "Returns:",
    Section.YIELDS: "Yields:",
    Section.RAISES: "Raises:",
}
_NUMPY_TITLES: Final = {
    Section.PARAMETERS: "Parameters",
    Section.ATTRIBUTES: "Attributes",
    Section.RETURNS: "Returns",
    Section.YIELDS: "Yields",
    Section.RAISES: "Raises",
}


def lines_of(doc: Docstring, habits: Habits, indent: str) -> list[str]:
    """A docstring as lines, not yet indented and not between quotes.

    Args:
        doc: what it says.
        habits: how it is written.
        indent: that it will stand behind, which takes of the width.
    """
    width = max(habits.width - len(indent.expandtabs(4)), _NARROWEST)
    lines = _wrapped(doc.summary, "", "", width - len(habits.quote))
    for paragraph in doc.body:
        lines += ["", *_wrapped(paragraph, "", "", width)]
    blocks = [
        section_lines(section, doc.entries(section), habits, width)
        for section in _ORDER
        if doc.entries(section)
    ]
    if habits.style in (GOOGLE, NUMPY):
        for block in blocks:
            lines += ["", *block]
    elif blocks:
        lines += ["", *(line for block in blocks for line in block)]
    while not lines[-1].strip():
        lines.pop()
    if doc.examples:
        lines += ["", *_examples(doc.examples, habits)]
    return lines


def section_lines(
    section: Section, entries: Sequence[Entry], habits: Habits, width: int
) -> list[str]:
    """A section with its title."""
    if habits.style == GOOGLE:
        return [_GOOGLE_TITLES[section], *entry_lines(section, entries, habits, width, _STEP)]
    if habits.style == NUMPY:
        title = _NUMPY_TITLES[section]
        return [title, "-" * len(title), *entry_lines(section, entries, habits, width, "")]
    lines = entry_lines(section, entries, habits, width, "")
    return [*lines, ""] if section is Section.ATTRIBUTES and lines else lines


def entry_lines(
    section: Section, entries: Sequence[Entry], habits: Habits, width: int, indent: str
) -> list[str]:
    """The entries of a section, behind an indentation."""
    write: Callable[[Section, Entry, Habits, int, str], list[str]] = {
        GOOGLE: _google,
        NUMPY: _numpy,
    }.get(habits.style, _sphinx)
    return [line for one in entries for line in write(section, one, habits, width, indent)]


def _google(section: Section, one: Entry, habits: Habits, width: int, indent: str) -> list[str]:
    kind = one.type if habits.types else ""
    if section in (Section.RETURNS, Section.YIELDS):
        return _wrapped(f"{kind}: {one.text}" if kind else one.text, indent, indent, width)
    head = f"{one.name} ({kind}):" if kind and section is not Section.RAISES else f"{one.name}:"
    return _wrapped(f"{head} {one.text}", indent, indent + _STEP, width)


def _numpy(section: Section, one: Entry, habits: Habits, width: int, indent: str) -> list[str]:
    kind = " ".join(one.type.split()) if habits.types else ""
    text = _wrapped(one.text, indent + _STEP, indent + _STEP, width)
    if section in (Section.RETURNS, Section.YIELDS):
        kind = kind or one.guess
        return [indent + kind, *text] if kind else _wrapped(one.text, indent, indent, width)
    head = f"{one.name} : {kind}" if kind and section is not Section.RAISES else one.name
    return [indent + head, *text]


def _sphinx(section: Section, one: Entry, habits: Habits, width: int, indent: str) -> list[str]:
    kind = " ".join(one.type.split()) if habits.types else ""
    if section is Section.ATTRIBUTES:
        lines = [f"{indent}.. attribute :: {one.name}"]
        lines += [f"{indent}{_STEP}:type: {kind}"] if kind else []
        return [*lines, "", *_wrapped(one.text, indent + _STEP, indent + _STEP, width), ""]
    name = one.name
    head, kind_head = {
        Section.PARAMETERS: (f":param {name}:", f":type {name}:"),
        Section.RETURNS: (":returns:", ":rtype:"),
        Section.YIELDS: (":yields:", ":ytype:"),
        Section.RAISES: (f":raises {name}:", ""),
    }[section]
    lines = _wrapped(f"{head} {one.text}", indent, indent + _STEP, width)
    return [*lines, f"{indent}{kind_head} {kind}"] if kind and kind_head else lines


def _examples(examples: Sequence[str], habits: Habits) -> list[str]:
    if habits.style == GOOGLE:
        return ["Examples:", *(f"{_STEP}{line}".rstrip() for line in examples)]
    if habits.style == NUMPY:
        return ["Examples", "--------", *examples]
    return list(examples)


def _wrapped(text: str, first: str, rest: str, width: int) -> list[str]:
    """A paragraph in lines; nothing between backticks is broken where it fits on a line."""
    held = text.split("`")
    for index in range(1, len(held) - 1, 2):
        held[index] = held[index].replace(" ", "\x00")
    joined = "`".join(held)
    lines = textwrap.wrap(
        joined,
        max(width, _NARROWEST),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\x00", " ") for line in lines] or [first.rstrip()]
