"""What can be made of words in a document: code of what they wish for, an answer to a question.

Only the words are looked at: nothing is run, read or parsed before the user has chosen.
"""

from __future__ import annotations

from lsprotocol import types

from limner_server.emit.code import Stack
from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import ASK_KIND, GENERATE_KIND
from limner_server.lsp.comments import Words, words_at
from limner_server.lsp.documents import Document
from limner_server.lsp.enclosing import LANGUAGES
from limner_server.lsp.offers import Action, Offers, glimpse
from limner_server.lsp.placement import MARKDOWN, can_hold
from limner_server.lsp.project import is_notebook
from limner_server.lsp.protocol import ASK_COMMAND, GENERATE_COMMAND
from limner_server.lsp.references import find_references


def words_offers(document: Document, span: types.Range, offers: Offers) -> list[Action]:
    """Offer code from the words of the range, or an answer to their question."""
    if not offers.asked_for or is_notebook(document.uri):
        return []
    start, end = document.positions.offsets(span)
    words = words_at(document.source, start, end, document.language_id or "")
    if words is None:
        return []
    if words.is_question:
        return _answer(document, span, words, offers) if offers.wants(ASK_KIND) else []
    if words.is_wish and offers.wants(GENERATE_KIND) and _writes(document, words):
        return _code(document, words, offers)
    return []


def _answer(document: Document, span: types.Range, words: Words, offers: Offers) -> list[Action]:
    arguments = {
        "uri": document.uri,
        "question": words.question,
        "range": to_wire(span),
        "version": document.version,
    }
    title = f"Ask: {glimpse(words.question)}"
    return [offers.action(title, ASK_KIND, ASK_COMMAND, arguments)]


def _code(document: Document, words: Words, offers: Offers) -> list[Action]:
    # Words that are no comment and stand in code make room for what they ask for.
    stays = words.is_comment or document.language_id in MARKDOWN
    place = document.positions.range(words.end if stays else words.start, words.end)
    arguments = {
        "uri": document.uri,
        "what": words.wish,
        "range": to_wire(place),
        "version": document.version,
    }
    title = f"Generate: {glimpse(words.wish)}"
    return [offers.action(title, GENERATE_KIND, GENERATE_COMMAND, arguments)]


def _writes(document: Document, words: Words) -> bool:
    """Whether code can go into the document, and the words do not name a picture to draw."""
    language = document.language_id or ""
    holds = language in LANGUAGES or any(can_hold(language, stack) for stack in Stack)
    return holds and not find_references(document.source, words.start, words.end)
