"""What can be fixed here: a diagnostic, a function or selection, a picture of a traceback.

Only names are looked at: nothing is run, read or parsed before the user has chosen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from limner_server.lsp.arguments import to_wire
from limner_server.lsp.capabilities import FIX_KIND, QUICKFIX_KIND
from limner_server.lsp.documents import Document
from limner_server.lsp.enclosing import LANGUAGES, enclosing_function
from limner_server.lsp.offers import Action, Offers, glimpse
from limner_server.lsp.places import document_path, find_picture, picture_name
from limner_server.lsp.protocol import FIX_COMMAND
from limner_server.lsp.references import find_references

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

# Who signs diagnostics that a checker of ours can say to be gone; `proof/checkers` knows them too.
SOURCES: Final = frozenset(
    {
        "basedpyright",
        "deno-ts",
        "dmypy",
        "eslint",
        "flake8",
        "javascript",
        "mypy",
        "pycodestyle",
        "pyflakes",
        "pylance",
        "pyright",
        "ruff",
        "ts",
        "tsserver",
        "typescript",
        "vtsls",
    }
)
_ERROR: Final = re.compile(
    r"trace ?back|stack[-_ ]?trace|error|exception|crash|fail|terminal|console", re.IGNORECASE
)
_TEST: Final = re.compile(r"test|spec", re.IGNORECASE)


def fix_offers(
    server: LimnerServer, document: Document, span: types.Range, offers: Offers
) -> list[Action]:
    """Offer what can be fixed on the range."""
    actions = []
    if document.language_id in LANGUAGES:
        if offers.wants(QUICKFIX_KIND):
            actions += _of_diagnostics(document, offers)
        if offers.wants(FIX_KIND) and offers.asked_for:
            actions += _of_function(document, span, offers)
    if offers.wants(FIX_KIND):
        actions += _of_pictures(server, document, span, offers)
    return actions


def _of_diagnostics(document: Document, offers: Offers) -> list[Action]:
    actions = []
    for diagnostic in offers.context.diagnostics:
        if (diagnostic.source or "").lower() not in SOURCES:
            continue
        reported = {
            "range": to_wire(diagnostic.range),
            "message": diagnostic.message,
            "code": diagnostic.code,
            "source": diagnostic.source,
        }
        arguments = {**_arguments(document), "diagnostic": reported}
        title = f"Fix and prove: {glimpse(diagnostic.message)}"
        actions.append(offers.action(title, QUICKFIX_KIND, FIX_COMMAND, arguments, diagnostic))
    return actions


def _of_function(document: Document, span: types.Range, offers: Offers) -> list[Action]:
    positions = document.positions
    start, end = positions.offsets(span)
    name = enclosing_function(document.source, start, document.language_id or "")
    if name is None and start == end:
        return []
    path = document_path(document.uri)
    if name is None:
        title = "Fix the selection so that its tests pass"
    elif path is not None and _TEST.search(path.name) and _TEST.search(name):
        title = f"Make `{name}` pass"
    else:
        title = f"Fix `{name}` so that its tests pass"
    arguments = {**_arguments(document), "range": to_wire(span)}
    return [offers.action(title, FIX_KIND, FIX_COMMAND, arguments)]


def _of_pictures(
    server: LimnerServer, document: Document, span: types.Range, offers: Offers
) -> list[Action]:
    """Pictures whose name says that they show an error, and all that source code refers to."""
    path = document_path(document.uri)
    actions = []
    for reference in find_references(document.source, *document.positions.offsets(span)):
        name = picture_name(reference.source)
        if document.language_id not in LANGUAGES and not _ERROR.search(name):
            continue
        if find_picture(reference.source, path, server.roots) is None:
            continue
        arguments = {**_arguments(document), "image": reference.source}
        actions.append(offers.action(f"Fix from {name}", FIX_KIND, FIX_COMMAND, arguments))
    return actions


def _arguments(document: Document) -> dict[str, Any]:
    return {"uri": document.uri, "version": document.version}
