"""Words of a person in a document: a comment, or a selection; found by its lines, unparsed.

A parser would be right more often; the worker has one. This only names what is offered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from limner_server.edits import line_end, line_start
from limner_server.lsp.enclosing import JAVASCRIPT, PYTHON
from limner_server.lsp.placement import MARKDOWN

_MARKUP: Final = ("<!--", "-->")
_BLOCKS: Final = (_MARKUP, ("{/*", "*/}"), ("/*", "*/"), ("{#", "#}"))
_LINES: Final = {PYTHON: ("#",), **dict.fromkeys(JAVASCRIPT, ("//",)), "vue": ("//",), "html": ()}
_ANY_LINES: Final = ("//", "#", "--")
# More than that is not what a person asks for, nor what a menu is quick with.
_MOST_LINES: Final = 20
_LONGEST: Final = 2_000
_STARS: Final = re.compile(r"^[ \t]*\*+(?!/)[ \t]?", re.MULTILINE)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# Statements that were commented out, and words to tools.
_CODE: Final = re.compile(
    r"[;{}(=]\s*$|^[\w.\[\]]+\s*[-+*/]?=|^[\w.]+\([^)]*\)$|^(?:def|class|import|from|return|const"
    r"|let|var|function|export)\s[^ ]*[^\w ]|^!|^<|^-\*-|^(?:type|noqa|pragma|pylint|mypy|ruff"
    r"|eslint|prettier|ts|@ts|region|endregion|coding|vim|spdx|copyright|license)\b[-:]?",
    re.IGNORECASE | re.MULTILINE,
)
_TO_DO: Final = re.compile(r"^(?:todo|fixme)\b(?:\([^)]*\))?:?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote to be read.

    Attributes:
        text: in one line, without what marks it as a comment.
        start: offset in the document, of its comment or selection.
        end: its end.
        is_comment: whether the document's language skips it.
    """

    text: str
    start: int
    end: int
    is_comment: bool

    @property
    def is_question(self) -> bool:
        """Whether it asks something: "why is this slow?", "? why is this slow"."""
        said = self.text.lstrip("? ")
        return bool(_WORD.search(said)) and (self.text.endswith("?") or self.text.startswith("? "))

    @property
    def is_wish(self) -> bool:
        """Whether it may say what code is wanted: prose, of two words at least."""
        several = len(_WORD.findall(self.text)) > 1
        return several and not self.is_question and not _CODE.search(self.text)

    @property
    def question(self) -> str:
        """The question, without what only marks it."""
        return self.text.lstrip("? ")

    @property
    def wish(self) -> str:
        """The words, without what only marks them."""
        return _TO_DO.sub("", self.text)


def words_at(text: str, start: int, end: int, language: str) -> Words | None:
    """The words that are selected, or the comment at a cursor; None where there are none.

    Args:
        text: of the document.
        start: of the selection, in characters.
        end: its end; the same offset for a cursor.
        language: as LSP names it.
    """
    if end - start > _LONGEST:
        return None
    if text[start:end].strip():
        return _selected(text, start, end, language)
    return _in_block(text, start, language) or _on_lines(text, start, language)


def _selected(text: str, start: int, end: int, language: str) -> Words | None:
    comment = _in_block(text, start, language) or _on_lines(text, start, language)
    if comment is not None and (end <= comment.end + 1 or comment.is_question):
        # Part of a comment stands for it all; a question before code asks of the code.
        return comment
    said = text[start:end]
    return Words(_joined(said), start, end, is_comment=False) if said.strip() else None


def _in_block(text: str, offset: int, language: str) -> Words | None:
    """The block comment around an offset, or on its line."""
    top, bottom = line_start(text, offset), line_end(text, offset)
    for opening, closing in (_MARKUP,) if language in MARKDOWN else _BLOCKS:
        begins = text.rfind(opening, max(0, top - _LONGEST), bottom)
        if begins < 0:
            continue
        ends = text.find(closing, begins + len(opening), begins + _LONGEST)
        if ends < 0 or ends + len(closing) <= top:
            continue
        said = text[begins + len(opening) : ends]
        if said.count("\n") <= _MOST_LINES:
            return Words(_joined(_STARS.sub("", said)), begins, ends + len(closing), True)
    return None


def _on_lines(text: str, offset: int, language: str) -> Words | None:
    """The line comments that the line of an offset is one of, or the one that ends this line."""
    for mark in () if language in MARKDOWN else _LINES.get(language, _ANY_LINES):
        if (block := _whole_lines(text, offset, mark)) is not None:
            return block
        top, bottom = line_start(text, offset), line_end(text, offset)
        # Of what stands behind code only a question is surely meant for somebody.
        trailing = re.search(rf"[ \t]{re.escape(mark)}[ \t](?P<said>[^\"'`]*\?)$", text[top:bottom])
        if trailing:
            return Words(trailing["said"].strip(), top + trailing.start() + 1, bottom, True)
    return None


def _whole_lines(text: str, offset: int, mark: str) -> Words | None:
    head = re.compile(rf"[ \t]*{re.escape(mark)}+(?P<said>[^\r\n]*)")

    def comment(at: int) -> re.Match[str] | None:
        return head.match(text, line_start(text, at))

    if comment(offset) is None:
        return None
    start = line_start(text, offset)
    for _ in range(_MOST_LINES):
        above = start - (2 if text.endswith("\r\n", 0, start) else 1)
        if start == 0 or comment(above) is None:
            break
        start = line_start(text, above)
    lines, at = [], start
    for _ in range(2 * _MOST_LINES):
        found = comment(at)
        if found is None:
            break
        lines.append(found["said"])
        end = found.end()
        at = end + (2 if text.startswith("\r\n", end) else 1)
        if at > len(text):
            break
    ink = start + len(text[start:end]) - len(text[start:end].lstrip())
    return Words(_joined("\n".join(lines)), ink, end, True)


def _joined(said: str) -> str:
    return " ".join(said.split())
