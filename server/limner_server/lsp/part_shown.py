"""A part of a picture for a hover: the part itself where the editor shows it, else in words."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from limner_server.errors import LimnerError
from limner_server.lsp.drawn import Drawn
from limner_server.proof.verdict import Status
from limner_server.tasks.exhibit import Drawing

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# VS Code's parser of Markdown: its hovers show pictures that are within the text.
_SHOWS_PICTURES: Final = "marked"
# Who hovers does not wait.
_PATIENCE: Final = 3.0
_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>()#+.!|~&-])")


async def show_part(server: LimnerServer, drawn: Drawn) -> types.MarkupContent:
    """What a hover on its lines says."""
    words = _words(drawn)
    formats = _formats(server.client_capabilities)
    markdown = types.MarkupKind.Markdown in formats
    picture = await _picture(server, drawn) if markdown else None
    # Words alone need no Markdown, whose escapes some editors show.
    if picture is None and (not markdown or types.MarkupKind.PlainText in formats):
        return types.MarkupContent(types.MarkupKind.PlainText, words)
    text = _MARKS.sub(r"\\\1", words)
    if picture is not None:
        data = b64encode(picture.png).decode("ascii")
        text = f"![part of the picture](data:image/png;base64,{data})\n\n{text}"
    return types.MarkupContent(types.MarkupKind.Markdown, text)


def _words(drawn: Drawn) -> str:
    left, top, right, bottom = map(round, drawn.part.box)
    draft, proof = drawn.choice.draft, drawn.choice.draft.answer.proof
    size = f"{right - left} by {bottom - top} pixels"
    name = " ".join(draft.name.split())
    looks = f"is {proof.summary}" if proof.status is Status.UNPROVEN else proof.summary
    return f"Draws {size} of {name}, at {left}, {top}. The page {looks}."


def _formats(client: types.ClientCapabilities) -> tuple[types.MarkupKind, ...]:
    document = client.text_document
    hover = document.hover if document is not None else None
    return tuple((hover and hover.content_format) or ())


async def _picture(server: LimnerServer, drawn: Drawn) -> Drawing | None:
    """The part, where the editor shows it and the worker is free to cut it out."""
    shot = drawn.choice.draft.answer.shot
    general = server.client_capabilities.general
    markdown = general.markdown if general is not None else None
    shows = markdown is not None and markdown.parser == _SHOWS_PICTURES
    if shot is None or not shows or server.worker.busy:
        return None
    arguments: dict[str, Any] = {"picture": shot.to_json(), "box": list(drawn.part.box)}
    try:
        values = await server.worker.ask("crop", arguments, lambda _: None, _PATIENCE)
    except LimnerError:
        return None
    return Drawing.from_json(values)
