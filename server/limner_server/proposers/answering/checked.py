"""An answer of a model with what it names looked up: what is not there is taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.cited import Cited, Standing, check_citations
from limner_server.proof.verdict import Proof, Status
from limner_server.proposers.answering.reply import CitedPlace, Reply

# An answer of which more than this is made up is not to be trusted in the rest.
_MOST_FALSE: Final = 0.5
_GAPS: Final = re.compile(r"[ \t]+\n|\n{3,}")
_LONGEST: Final = 160


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer as it is fit to be shown, with its proof.

    Attributes:
        reply: without the sentences whose places are not there.
        proof: proven where what it names is there, refuted where most is not.
    """

    reply: Reply
    proof: Proof


def checked(answer: str, files: WorkspaceFiles) -> Checked:
    """Look up what an answer names, mend what has moved, take out what is not there."""
    cited = check_citations(answer, files)
    # A sentence falls with any place in it that is made up.
    gone = {(one.start, one.end) for one in cited if not one.holds}
    left = [one for one in cited if (one.start, one.end) not in gone]
    places = _places(left, files)
    return Checked(Reply(_mended(answer, gone, left), places, files.root), _proof(cited, places))


def told(places: Sequence[CitedPlace]) -> str:
    """How many places an answer names, in words."""
    count = len(places)
    if not count:
        return "no place is named"
    return "1 place named, it is there" if count == 1 else f"{count} places named, all there"


def _mended(answer: str, gone: set[tuple[int, int]], left: Sequence[Cited]) -> str:
    """The answer without some sentences, and with the lines where things stand now."""
    edits = [(start, end, "") for start, end in gone]
    for one in left:
        path, colon, _ = one.written.partition(":")
        if one.standing is Standing.MOVED and colon:
            edits.append((*one.span, f"{path}:{one.line}"))
    text = answer
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return _tidy(text)


def _tidy(text: str) -> str:
    return _GAPS.sub(lambda found: "\n\n" if found[0].count("\n") > 1 else "\n", text).strip()


def _places(held: Sequence[Cited], files: WorkspaceFiles) -> tuple[CitedPlace, ...]:
    places: dict[tuple[object, int], CitedPlace] = {}
    for one in held:
        if one.path is None:
            continue
        line = max(one.line, 1)
        lines = files.text(one.path).splitlines()
        what = lines[line - 1].strip() if line <= len(lines) else ""
        place = CitedPlace(one.path, line, max(one.end_line, line), what[:_LONGEST])
        places.setdefault((one.path, line), place)
    return tuple(places.values())


def _proof(cited: Sequence[Cited], places: Sequence[CitedPlace]) -> Proof:
    held = sum(one.holds for one in cited)
    figures = {"places": float(len(cited)), "places_there": float(held)}
    if not cited:
        return Proof(Status.UNPROVEN, "the answer names no place that could be looked up", figures)
    false = len(cited) - held
    if not places or false / len(cited) > _MOST_FALSE:
        first = next(one for one in cited if not one.holds)
        why = f"{first.written}: {first.standing.value}"
        summary = f"{false} of {len(cited)} places are not there ({why})"
        return Proof(Status.REFUTED, summary, figures)
    summary = f"{held} of {len(cited)} places named are there, the rest is taken out"
    return Proof(Status.PROVEN, summary if false else told(places), figures)
