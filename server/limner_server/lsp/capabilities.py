"""What the server can do, as `initialize` answers it: JSON alone, so that nothing is waited for."""

from __future__ import annotations

from typing import Any, Final

from limner_server.version import VERSION

NAME: Final = "limner"
# The names of `limner_server.lsp.protocol` and of LSP, which would take time to import.
COMMANDS: Final = (
    "limner.code",
    "limner.fix",
    "limner.test",
    "limner.doc",
    "limner.generate",
    "limner.locate",
    "limner.ask",
    "limner.tune",
    "limner.answer",
    "limner.cancel",
)
IMAGE_KIND: Final = "refactor.rewrite.limner.image"
CLIPBOARD_KIND: Final = "refactor.rewrite.limner.clipboard"
FIX_KIND: Final = "refactor.rewrite.limner.fix"
QUICKFIX_KIND: Final = "quickfix.limner"
TEST_KIND: Final = "refactor.rewrite.limner.test"
DOC_KIND: Final = "refactor.rewrite.limner.doc"
GENERATE_KIND: Final = "refactor.rewrite.limner.generate"
# Of a whole file: editors keep these in a menu of their own.
SOURCE_TEST_KIND: Final = "source.limner.test"
SOURCE_DOC_KIND: Final = "source.limner.doc"
# They change nothing.
LOCATE_KIND: Final = "limner.locate"
ASK_KIND: Final = "limner.ask"
KINDS: Final = (
    IMAGE_KIND,
    CLIPBOARD_KIND,
    FIX_KIND,
    QUICKFIX_KIND,
    TEST_KIND,
    DOC_KIND,
    GENERATE_KIND,
    SOURCE_TEST_KIND,
    SOURCE_DOC_KIND,
    LOCATE_KIND,
    ASK_KIND,
)
ENCODINGS: Final = ("utf-8", "utf-16", "utf-32")
INCREMENTAL: Final = 2


def initialize_result(client: dict[str, Any]) -> dict[str, Any]:
    """The result of `initialize`.

    Args:
        client: the client's capabilities; parts that are not what LSP says count as absent.
    """
    capabilities: dict[str, Any] = {
        "positionEncoding": position_encoding(client),
        "textDocumentSync": {"openClose": True, "change": INCREMENTAL},
        "hoverProvider": True,
        "codeActionProvider": {"codeActionKinds": list(KINDS)},
        "executeCommandProvider": {"commands": list(COMMANDS)},
        "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
    }
    documents = client.get("textDocument")
    if isinstance(documents, dict) and isinstance(documents.get("inlineCompletion"), dict):
        capabilities["inlineCompletionProvider"] = {}
    if isinstance(client.get("notebookDocument"), dict):
        capabilities["notebookDocumentSync"] = {
            "notebookSelector": [{"notebook": "*", "cells": [{"language": "*"}]}]
        }
    return {"capabilities": capabilities, "serverInfo": {"name": NAME, "version": VERSION}}


def position_encoding(client: dict[str, Any]) -> str:
    """The first of the client's encodings that we know; UTF-16 where it names none."""
    general = client.get("general")
    offered = general.get("positionEncodings") if isinstance(general, dict) else None
    if isinstance(offered, list):
        for encoding in offered:
            if encoding in ENCODINGS:
                return str(encoding)
    return "utf-16"
