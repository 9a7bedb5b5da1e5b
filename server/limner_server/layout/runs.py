"""Runs: the words of a paragraph by their style, as inline links, bold and slanted words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import groupby

from limner_server.layout.element import Run
from limner_server.layout.metrics import face_of
from limner_server.layout.typography import chroma
from limner_server.perception.scene import Colour, Font, TextLine, Word

# A hyperlink's colour differs from the text around it in hue, not in lightness alone.
_LINK_CHROMA = 50
_LINK_DISTANCE = 60
# A longer text is not mostly links, whatever its colour.
_MOST_LINKED_LINES = 3
# So many letters measure wide enough to tell bold from regular by their width.
_FEWEST_LETTERS = 5
_TAG = re.compile(r"[#@]\w")


def make_runs(lines: list[TextLine], hard: list[bool], font: Font, colour: Colour) -> list[Run]:
    """Split the text of a paragraph by style.

    Args:
        lines: top to bottom.
        hard: for each line, whether a hard break stands before it.
        font: the paragraph's prevailing font.
        colour: the paragraph's prevailing colour.
    """
    runs: list[Run] = []
    for line, breaks in zip(lines, hard, strict=True):
        pieces = [
            _run(list(words), line, font, colour)
            for _, words in groupby(
                line.words, key=lambda word: (_style(word, font, colour), _tag(word))
            )
        ]
        pieces[0].break_before = breaks
        for piece in pieces:
            if runs and not piece.break_before and _continues(runs[-1], piece):
                runs[-1].text += " " + piece.text
            else:
                runs.append(piece)
    return runs


def plain_colour(lines: list[TextLine], prevailing: Colour) -> Colour:
    """The colour that a short text's links are told apart from.

    Where links and the plain words between them share a line, the links may well be most of it.

    Args:
        lines: top to bottom.
        prevailing: the colour that most of the letters have.

    Returns:
        The colour of the words that are greyer than the rest, else the prevailing one.
    """
    if len(lines) > _MOST_LINKED_LINES:
        return prevailing
    tally: Counter[Colour] = Counter()
    for word in (word for line in lines for word in line.words):
        if _is_link(word, prevailing) and chroma(word.colour) < chroma(prevailing):
            tally[word.colour] += len(word.text)
    return tally.most_common(1)[0][0] if tally else prevailing


def _tag(word: Word) -> str:
    """A hashtag or the name of an account, which is a link of its own; else ""."""
    return word.text if _TAG.match(word.text) else ""


def _style(word: Word, font: Font, colour: Colour) -> tuple[bool, bool, bool]:
    return (
        _is_link(word, colour),
        word.font.weight > font.weight,
        word.font.italic and not font.italic,
    )


def _is_link(word: Word, colour: Colour) -> bool:
    differs = word.colour.distance(colour) > _LINK_DISTANCE
    return differs and abs(chroma(word.colour) - chroma(colour)) > _LINK_CHROMA


def _run(words: list[Word], line: TextLine, font: Font, colour: Colour) -> Run:
    link, bold, italic = _style(words[0], font, colour)
    one_colour = all(not _is_link(word, colour) for word in line.words)
    return Run(
        text=" ".join(word.text for word in words),
        colour=words[0].colour if link else colour,
        bold=measures_bold(words, font, fallback=bold) if bold or link else False,
        italic=italic,
        underlined=line.underlined and (link or one_colour),
        link=link,
    )


def measures_bold(words: list[Word], font: Font, *, fallback: bool) -> bool:
    """Whether words are wider than their paragraph's weight would set them.

    Args:
        words: of one run.
        font: the paragraph's; bold itself, it cannot get bolder.
        fallback: the answer where there are too few letters to tell.
    """
    if font.is_bold:
        return False
    if sum(len(word.text) for word in words) < _FEWEST_LETTERS:
        return fallback and any(word.text.isalnum() and len(word.text) > 3 for word in words)
    regular, bold = face_of(font), face_of(replace(font, weight=700))
    measured = sum(word.box.width for word in words)
    as_regular = sum(regular.extent(word.text).width for word in words) * font.size
    as_bold = sum(bold.extent(word.text).width for word in words) * font.size
    return abs(measured - as_bold) < abs(measured - as_regular)


def _continues(a: Run, b: Run) -> bool:
    if a.link and (_TAG.match(a.text) or _TAG.match(b.text)):
        return False
    return (
        a.bold == b.bold
        and a.italic == b.italic
        and a.underlined == b.underlined
        and a.link == b.link
        and a.colour.distance(b.colour) <= _LINK_DISTANCE
    )
