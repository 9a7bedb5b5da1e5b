"""What can be written for code: tests and documentation, of what the cursor is in or the whole.

Only names are looked at: nothing is run, read or parsed before the user has chosen.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lsprotocol import types

from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import DOC_KIND, SOURCE_DOC_KIND, SOURCE_TEST_KIND, TEST_KIND
from limner_server.lsp.documents import Document
from limner_server.lsp.enclosing import LANGUAGES, enclosing_symbol
from limner_server.lsp.offers import Action, Offers
from limner_server.lsp.places import document_path
from limner_server.lsp.protocol import DOC_COMMAND, TEST_COMMAND

_TITLES: Final = {TEST_COMMAND: "Write tests for {}", DOC_COMMAND: "Document {}"}
# What is a test already needs none.
_TEST: Final = re.compile(r"(?:^|[._-])(?:tests?|spec|conftest)(?:[._-]|$)", re.IGNORECASE)


def subject_offers(document: Document, span: types.Range, offers: Offers) -> list[Action]:
    """Offer tests and documentation, where the user asks."""
    path = document_path(document.uri)
    if document.language_id not in LANGUAGES or path is None or not offers.asked_for:
        return []
    start, end = document.positions.offsets(span)
    name = enclosing_symbol(document.source, start, document.language_id)
    what = f"`{name}`" if name is not None else "the selection"
    whole = name is None and start == end
    wanted: list[tuple[str, str, str, types.Range | None]] = []
    if not whole:
        wanted += [(what, TEST_KIND, TEST_COMMAND, span), (what, DOC_KIND, DOC_COMMAND, span)]
    if whole or offers.context.only:
        # Whole files have a menu of their own, and are meant where the cursor is in nothing.
        wanted += [
            (path.name, SOURCE_TEST_KIND, TEST_COMMAND, None),
            (path.name, SOURCE_DOC_KIND, DOC_COMMAND, None),
        ]
    return [
        offers.action(_TITLES[command].format(what), kind, command, _arguments(document, part))
        for what, kind, command, part in wanted
        if offers.wants(kind) and not (command == TEST_COMMAND and _TEST.search(path.name))
    ]


def _arguments(document: Document, span: types.Range | None) -> dict[str, Any]:
    arguments = {"uri": document.uri, "version": document.version}
    return arguments if span is None else {**arguments, "range": to_wire(span)}
