"""What a client is answered of a draft: its fields for an edit, and those of a preview."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from limner_server.lsp.alignment import Alignment, span_of, stripped_lines
from limner_server.lsp.drafting import draft_edit
from limner_server.lsp.drafts import Choosable, KeptDraft, KeptProposal
from limner_server.lsp.messages import Choice, DrawnLines, Shot
from limner_server.lsp.proposing import proposal_edit
from limner_server.tasks.exhibit import Drawing

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def draft_reply(server: LimnerServer, kept: KeptDraft) -> dict[str, Any]:
    """The fields of a `DraftReply` for a page, beside those of `limner code --json`.

    Raises:
        StaleDocumentError: the place of the code has changed.
    """
    best = kept.best
    shot = best.answer.shot
    return {
        **best.answer.to_json(),
        **draft_edit(server, kept),
        "draft": kept.name,
        "name": best.name,
        "uri": best.uri,
        "shot": asdict(_shot(shot)) if shot is not None else None,
        "choices": [asdict(choice) for choice in _choices(kept)],
    }


def proposal_reply(server: LimnerServer, kept: KeptProposal, uri: str, name: str) -> dict[str, Any]:
    """The fields of a `DraftReply` for other code.

    Raises:
        StaleDocumentError: what the change replaces has changed.
    """
    answer = kept.proposal.answer
    return {
        **answer.to_json(),
        **proposal_edit(server, kept.proposal),
        "draft": kept.name,
        "name": name,
        "uri": uri,
        "stack": None,
        "code": answer.result,
        "files": {},
        "shot": None,
        "choices": [],
    }


def drawn_lines(choice: Choosable) -> list[DrawnLines]:
    """Which lines of what goes into the document draw which part of the picture."""
    whole = stripped_lines(choice.draft.code)
    places = Alignment.of(whole, stripped_lines(choice.placed.code)).places
    drawn = []
    for region in choice.draft.answer.regions:
        span = span_of(places, region.first_line, region.last_line)
        if span is not None:
            drawn.append(DrawnLines(*span, box=(*region.box,)))
    return drawn


def _choices(kept: KeptDraft) -> list[Choice]:
    choices = []
    for one in kept.choices:
        candidate, exhibit = one.candidate, one.candidate.exhibit
        if exhibit is not None:
            score, rendering = candidate.score, _uri(exhibit.rendering)
            drawn = tuple(drawn_lines(one))
            choices.append(
                Choice(
                    candidate.proposer, one.placed.code, score, candidate.proof, rendering, drawn
                )
            )
    return choices


def _shot(drawing: Drawing) -> Shot:
    return Shot(_uri(drawing), drawing.width, drawing.height)


def _uri(drawing: Drawing | None) -> str:
    if drawing is None:
        return ""
    return f"data:image/png;base64,{base64.b64encode(drawing.png).decode('ascii')}"
