"""Showing a document or a place in it, where the client can be asked to."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcException

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer

log = logging.getLogger(__name__)

# It shows documents and does not say so.
_SILENT: Final = "helix"


async def show_document(
    server: LimnerServer, uri: str, selection: types.Range | None = None
) -> bool:
    """Open a document, with the selection in sight; whether the user sees it now."""
    if not _shows_documents(server):
        return False
    params = types.ShowDocumentParams(uri, take_focus=True, selection=selection)
    try:
        result = await server.window_show_document_async(params)
    except JsonRpcException as error:
        # It said that it can; the user hears of the place in words.
        log.warning("the client does not show %s: %s", uri, error)
        return False
    return result.success


def _shows_documents(server: LimnerServer) -> bool:
    window = server.client_capabilities.window
    support = window.show_document if window is not None else None
    said = support is not None and support.support
    return said or server.client_name.lower() == _SILENT
