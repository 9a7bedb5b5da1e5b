"""What can be done with pictures: "Code from <image>", "Find the source of <image>"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import IMAGE_KIND, LOCATE_KIND
from limner_server.lsp.documents import Document
from limner_server.lsp.offers import Action, Offers
from limner_server.lsp.places import document_path, find_picture, picture_name
from limner_server.lsp.protocol import CODE_COMMAND, LOCATE_COMMAND
from limner_server.lsp.references import ImageReference, find_references

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def picture_offers(
    server: LimnerServer, document: Document, span: types.Range, offers: Offers
) -> list[Action]:
    """Offer what the pictures on the lines of the range are good for."""
    references = _references(server, document, span)
    actions = []
    if offers.wants(IMAGE_KIND):
        for reference in references:
            title = f"Code from {picture_name(reference.source)}"
            place = document.positions.range(reference.start, reference.end)
            arguments = {
                "uri": document.uri,
                "range": to_wire(place),
                "image": reference.source,
                "version": document.version,
            }
            actions.append(offers.action(title, IMAGE_KIND, CODE_COMMAND, arguments))
    if offers.wants(LOCATE_KIND) and offers.asked_for:
        for reference in references:
            title = f"Find the source of {picture_name(reference.source)}"
            arguments = {"uri": document.uri, "image": reference.source}
            actions.append(offers.action(title, LOCATE_KIND, LOCATE_COMMAND, arguments))
    return actions


def _references(
    server: LimnerServer, document: Document, span: types.Range
) -> list[ImageReference]:
    """Those whose pictures are there."""
    path = document_path(document.uri)
    return [
        reference
        for reference in find_references(document.source, *document.positions.offsets(span))
        if find_picture(reference.source, path, server.roots) is not None
    ]
