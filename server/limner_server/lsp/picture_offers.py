"""What can be done with pictures: "Code from <image>", "Find the source of <image>"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import CLIPBOARD_KIND, IMAGE_KIND, LOCATE_KIND
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
    """Offer what the pictures on the lines of the range are good for; the clipboard's, anywhere."""
    references = _references(server, document, span)
    actions = []
    if offers.wants(IMAGE_KIND):
        for reference in references:
            title = f"Code from {picture_name(reference.source)}"
            place = document.positions.range(reference.start, reference.end)
            arguments = _arguments(document, place, reference.source)
            actions.append(offers.action(title, IMAGE_KIND, CODE_COMMAND, arguments))
    if offers.wants(CLIPBOARD_KIND) and offers.asked_for:
        arguments = _arguments(document, span, None)
        title = "Code from the clipboard image"
        actions.append(offers.action(title, CLIPBOARD_KIND, CODE_COMMAND, arguments))
    if offers.wants(LOCATE_KIND) and offers.asked_for:
        wanted: list[dict[str, Any]] = [{"image": one.source} for one in references]
        for picture in (*wanted, {"clipboard": True}):
            title = f"Find the source of {picture_name(picture.get('image'))}"
            arguments = {"uri": document.uri, **picture}
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


def _arguments(document: Document, span: types.Range, image: str | None) -> dict[str, Any]:
    return {
        "uri": document.uri,
        "range": to_wire(span),
        "image": image,
        "version": document.version,
    }
