"""What can be done with pictures: "Code from <image>", and from the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import CLIPBOARD_KIND, IMAGE_KIND
from limner_server.lsp.documents import Document
from limner_server.lsp.draft import picture_name
from limner_server.lsp.offers import Action, Offers
from limner_server.lsp.places import document_path, find_picture
from limner_server.lsp.protocol import CODE_COMMAND
from limner_server.lsp.references import find_references

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def picture_offers(
    server: LimnerServer, document: Document, span: types.Range, offers: Offers
) -> list[Action]:
    """Offer code from the pictures on the lines of the range, and from the clipboard anywhere."""
    actions = _from_references(server, document, span, offers) if offers.wants(IMAGE_KIND) else []
    if offers.wants(CLIPBOARD_KIND) and offers.asked_for:
        arguments = _arguments(document, span, None)
        title = "Code from the clipboard image"
        actions.append(offers.action(title, CLIPBOARD_KIND, CODE_COMMAND, arguments))
    return actions


def _from_references(
    server: LimnerServer, document: Document, span: types.Range, offers: Offers
) -> list[Action]:
    positions = document.positions
    path = document_path(document.uri)
    actions = []
    for reference in find_references(document.source, *positions.offsets(span)):
        if find_picture(reference.source, path, server.roots) is None:
            continue
        place = positions.range(reference.start, reference.end)
        arguments = _arguments(document, place, reference.source)
        title = f"Code from {picture_name(reference.source)}"
        actions.append(offers.action(title, IMAGE_KIND, CODE_COMMAND, arguments))
    return actions


def _arguments(document: Document, span: types.Range, image: str | None) -> dict[str, Any]:
    return {
        "uri": document.uri,
        "range": to_wire(span),
        "image": image,
        "version": document.version,
    }
