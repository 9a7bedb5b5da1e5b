"""`textDocument/codeAction`: what can be done here, told at once; the work waits for the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server.lsp.clipboard_offers import clipboard_offers
from limner_server.lsp.fix_offers import fix_offers
from limner_server.lsp.offers import Action, Offers
from limner_server.lsp.picture_offers import picture_offers
from limner_server.lsp.session_offers import session_offers
from limner_server.lsp.subject_offers import subject_offers
from limner_server.lsp.words_offers import words_offers

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def code_action(ls: LimnerServer, params: types.CodeActionParams) -> list[Action]:
    """Offer what can be done with the pictures, the code and the words of the range."""
    document = ls.documents.open_document(params.text_document.uri)
    if document is None:
        return []
    offers = Offers(ls.client_capabilities, params.context)
    return [
        *session_offers(ls, offers),
        *picture_offers(ls, document, params.range, offers),
        *fix_offers(ls, document, params.range, offers),
        *subject_offers(document, params.range, offers),
        *words_offers(document, params.range, offers),
        *clipboard_offers(document, params.range, offers),
    ]
