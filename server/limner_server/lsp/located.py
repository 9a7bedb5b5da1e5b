"""Leading the user to the places that draw a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from limner_server.errors import InputError
from limner_server.lsp.approval import tell_proof
from limner_server.lsp.asking import ask
from limner_server.lsp.places import file_uri, place_name
from limner_server.lsp.positions import Positions
from limner_server.lsp.showing import show_document
from limner_server.perception.workspace.source import read_source
from limner_server.proposers.locating.located import DrawnPlace
from limner_server.tasks.locate_answer import LocateAnswer

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# As many as a message has room for.
_MOST: Final = 4


def locations(server: LimnerServer, answer: LocateAnswer) -> list[types.Location]:
    """The places as the client counts, the likeliest first."""
    return [_location(server, place) for place in answer.result]


async def lead_to(server: LimnerServer, label: str, answer: LocateAnswer) -> bool:
    """Show the likeliest place, and name those in other files; whether one is shown."""
    if not answer.result:
        tell_proof(server, f"{label}: {answer.proof.summary}", answer.proof)
        return False
    best, *others = _one_a_file(answer)
    shown = await _show(server, best)
    line = f"{label}: {_words(best, answer)}: {answer.proof.summary}"
    if shown and others:
        await _offer(server, line, {_words(place, answer): place for place in others})
    else:
        more = "; also ".join(("", *(_words(place, answer) for place in others)))
        server.tell(line + more)
    return shown


async def _offer(server: LimnerServer, line: str, others: dict[str, DrawnPlace]) -> None:
    """Let the user go on to another place."""
    chosen = await ask(server, types.MessageType.Info, line, tuple(others))
    if chosen in others:
        await _show(server, others[chosen])


async def _show(server: LimnerServer, place: DrawnPlace) -> bool:
    location = _location(server, place)
    return await show_document(server, location.uri, location.range)


def _one_a_file(answer: LocateAnswer) -> list[DrawnPlace]:
    """The likeliest place of each file."""
    files = {place.path: place for place in reversed(answer.result)}
    best = (place for place in answer.result if files[place.path] is place)
    return list(best)[:_MOST]


def _words(place: DrawnPlace, answer: LocateAnswer) -> str:
    return place_name(place.path, place.line, answer.root)


def _location(server: LimnerServer, place: DrawnPlace) -> types.Location:
    """The text, or the key that stands for it, where it is in the line; else the place alone."""
    uri = file_uri(place.path)
    document = server.documents.open_document(uri)
    if document is not None:
        positions = document.positions
    else:
        encoding = server.documents.position_codec.encoding or "utf-16"
        positions = Positions(_text(place), encoding)
    # A position of ours counts characters; only Positions knows what the client counts.
    line = positions.offset(types.Position(place.line - 1, 0))
    start = min(line + place.column - 1, len(positions.text))
    written = place.translation.key if place.translation is not None else place.text
    stands = positions.text.startswith(written, start)
    return types.Location(uri, positions.range(start, start + len(written) * stands))


def _text(place: DrawnPlace) -> str:
    try:
        return read_source(place.path).text
    except InputError:  # gone meanwhile: then its line alone is named
        return ""
