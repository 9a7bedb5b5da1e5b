"""JSDoc and TSDoc comments: what they state, how they are written and completed."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section

WIDTH: Final = 88
_TAG: Final = re.compile(
    r"^\s*(?:/\*\*|\*)?\s*@(param|arg|argument|returns?|throws|exception|yields?)\b\s*"
    r"(\{(?:[^{}]|\{[^{}]*\})*\})?\s*(\[?[\w$.]+)?"
)
_SECTIONS: Final = {
    "param": Section.PARAMETERS,
    "arg": Section.PARAMETERS,
    "argument": Section.PARAMETERS,
    "return": Section.RETURNS,
    "returns": Section.RETURNS,
    "throws": Section.RAISES,
    "exception": Section.RAISES,
    "yield": Section.YIELDS,
    "yields": Section.YIELDS,
}
_IN_JAVASCRIPT: Final = (
    (re.compile(r"\blist\b"), "array"),
    (re.compile(r"\bdictionary\b"), "object"),
    (re.compile(r"\bdictionaries\b"), "objects"),
    (re.compile(r"\bList\b"), "Array"),
    (re.compile(r"\bNone\b"), "undefined"),
    (re.compile(r"\bTrue\b"), "true"),
    (re.compile(r"\bFalse\b"), "false"),
    (re.compile(r"\ba array\b"), "an array"),
    (re.compile(r"\ba object\b"), "an object"),
    (re.compile(r"\bA array\b"), "An array"),
    (re.compile(r"\bA object\b"), "An object"),
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a comment.

    Attributes:
        section: what it is part of.
        name: of a parameter or an exception; "" of a result.
        first: its first line, counted from 0.
        last: its last line.
    """

    section: Section
    name: str
    first: int
    last: int


def tags_of(lines: Sequence[str]) -> list[Tag]:
    """The tags of a comment that speak of its signature."""
    found: list[Tag] = []
    for index, line in enumerate(lines):
        tag = _TAG.match(line)
        if tag is None:
            is_more = found and line.strip().lstrip("*/").strip() and "@" not in line[:12]
            if is_more and found[-1].last == index - 1:
                last = found[-1]
                found[-1] = Tag(last.section, last.name, last.first, index)
            continue
        section = _SECTIONS[tag[1]]
        name = (tag[3] or "").lstrip("[")
        if section is Section.RAISES:
            name = (tag[2] or "").strip("{}") or name
        if section in (Section.RETURNS, Section.YIELDS):
            name = ""
        found.append(Tag(section, name, index, index))
    return found


def comment_of(doc: Docstring, indent: str, *, typed: bool) -> list[str]:
    """A comment as lines, the first without its indentation.

    Args:
        doc: what it says.
        indent: that it stands behind.
        typed: whether the language states types itself.
    """
    body = [*_wrapped(doc.summary, indent)]
    for paragraph in doc.body:
        body += ["", *_wrapped(paragraph, indent)]
    tags = tag_lines(doc, indent, typed=typed)
    if tags:
        body += ["", *tags]
    if doc.examples:
        body += ["", "@example", *doc.examples]
    if len(body) == 1 and len(indent) + len(body[0]) + 7 <= WIDTH:
        return [f"/** {body[0]} */"]
    return ["/**", *(f"{indent} * {line}".rstrip() for line in body), f"{indent} */"]


def tag_lines(doc: Docstring, indent: str, *, typed: bool) -> list[str]:
    """The tags of a comment, without the star before them."""
    found = []
    for section in (Section.PARAMETERS, Section.RETURNS, Section.YIELDS, Section.RAISES):
        for entry in doc.entries(section):
            found += entry_lines(section, entry, indent, typed=typed)
    return found


def entry_lines(section: Section, one: Entry, indent: str, *, typed: bool) -> list[str]:
    """One tag as lines."""
    kind = "" if typed or not one.guess else f"{{{one.guess}}} "
    if section is Section.PARAMETERS:
        name = f"[{one.name}]" if one.is_optional and not typed else one.name
        text = f"@param {kind}{name} - {one.text}"
    elif section is Section.RAISES:
        text = f"@throws {{{one.name}}} {one.text}"
    else:
        text = f"@{'returns' if section is Section.RETURNS else 'yields'} {kind}{one.text}"
    return _wrapped(text, indent, "  ")


def in_javascript(doc: Docstring) -> Docstring:
    """The same in JavaScript's words."""
    sections = {
        section: tuple(
            Entry(one.name, _words(one.text), one.type, one.is_optional, one.guess)
            for one in entries
        )
        for section, entries in doc.sections.items()
    }
    return Docstring(_words(doc.summary), tuple(map(_words, doc.body)), sections, doc.examples)


def completed(
    lines: Sequence[str], doc: Docstring, indent: str, *, typed: bool
) -> tuple[list[str], list[str]]:
    """A comment with the tags that it lacks, and what is new, for a person.

    Args:
        lines: of the comment, the first without its indentation.
        doc: all that it should state.
        indent: that it stands behind.
        typed: whether the language states types itself.
    """
    work = list(lines)
    changed: list[str] = []
    names = [one.name for one in doc.entries(Section.PARAMETERS)]
    for tag in reversed(tags_of(work)):
        is_stale = tag.section is Section.PARAMETERS and tag.name.split(".")[0] not in {
            name.split(".")[0] for name in names
        }
        # A destructured parameter may be called whatever its author likes.
        if is_stale and not any("." in name for name in names):
            del work[tag.first : tag.last + 1]
            changed.append(f"`{tag.name}`, which is no parameter")
    tags = tags_of(work)
    stated = {(tag.section, tag.name) for tag in tags}
    sections = {tag.section for tag in tags}
    if any("." in name for name in names) and Section.PARAMETERS in sections:
        names = [name for name in names if "." not in name]
    order = (Section.PARAMETERS, Section.RETURNS, Section.YIELDS, Section.RAISES)
    new: list[str] = []
    at = _end(work)
    for section in reversed(order):
        for one in reversed(doc.entries(section)):
            lone = section in (Section.RETURNS, Section.YIELDS)
            has = section in sections if lone else (section, one.name) in stated
            if has or (section is Section.PARAMETERS and one.name not in names):
                continue
            own = [tag.last for tag in tags if order.index(tag.section) <= order.index(section)]
            place = max(own) + 1 if own else tags[0].first if tags else at
            text = entry_lines(section, one, indent, typed=typed)
            work[place:place] = [f"{indent} * {line}".rstrip() for line in text]
            new.insert(0, f"`{one.name}`" if one.name else f"what it {section}")
    if new and not tags:
        work.insert(at, f"{indent} *")
    return work, [*new, *changed]


def opened(comment: str, indent: str) -> list[str]:
    """The lines of a comment, whose ends stand on lines of their own."""
    lines = comment.replace("\r\n", "\n").split("\n")
    if len(lines) == 1:
        inner = lines[0][3:-2].strip()
        return ["/**", f"{indent} * {inner}".rstrip(), f"{indent} */"]
    if lines[-1].strip() != "*/":
        lines[-1] = lines[-1].rstrip().removesuffix("*/").rstrip()
        lines.append(f"{indent} */")
    return lines


def _end(lines: Sequence[str]) -> int:
    """Where tags go that come after all that is there: before examples and the end."""
    for index, line in enumerate(lines):
        if re.match(r"^\s*\*?\s*@(example|see|deprecated|since|todo)\b", line):
            return index - 1 if index and not lines[index - 1].strip(" *") else index
    return len(lines) - 1


def _words(text: str) -> str:
    """A text in JavaScript's words; what stands between backticks stays."""
    parts = text.split("`")
    for index in range(0, len(parts), 2):
        for pattern, other in _IN_JAVASCRIPT:
            parts[index] = pattern.sub(other, parts[index])
    return "`".join(parts)


def _wrapped(text: str, indent: str, more: str = "") -> list[str]:
    held = text.replace("*/", "* /").split("`")
    for index in range(1, len(held) - 1, 2):
        held[index] = held[index].replace(" ", "\x00")
    width = max(WIDTH - len(indent.expandtabs(4)) - 3, 40)
    lines = textwrap.wrap(
        "`".join(held),
        width,
        subsequent_indent=more,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\x00", " ") for line in lines] or [""]
