"""What can be done with a picture on the clipboard; whether there is one is seen later."""

from __future__ import annotations

from lsprotocol import types

from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import CLIPBOARD_KIND, LOCATE_KIND
from limner_server.lsp.documents import Document
from limner_server.lsp.enclosing import LANGUAGES
from limner_server.lsp.offers import Action, Offers
from limner_server.lsp.protocol import CODE_COMMAND, FIX_COMMAND, LOCATE_COMMAND


def clipboard_offers(document: Document, span: types.Range, offers: Offers) -> list[Action]:
    """Offer code from it, a fix of the error that it shows, its source; anywhere, where asked."""
    if not offers.asked_for:
        return []
    actions = []
    known = {"uri": document.uri, "version": document.version}
    if offers.wants(CLIPBOARD_KIND):
        arguments = {**known, "range": to_wire(span), "image": None}
        title = "Code from the clipboard image"
        actions.append(offers.action(title, CLIPBOARD_KIND, CODE_COMMAND, arguments))
    if offers.wants(CLIPBOARD_KIND) and document.language_id in LANGUAGES:
        arguments = {**known, "clipboard": True}
        title = "Fix from the clipboard image of a traceback"
        actions.append(offers.action(title, CLIPBOARD_KIND, FIX_COMMAND, arguments))
    if offers.wants(LOCATE_KIND):
        arguments = {"uri": document.uri, "clipboard": True}
        title = "Find the source of the clipboard image"
        actions.append(offers.action(title, LOCATE_KIND, LOCATE_COMMAND, arguments))
    return actions
