"""`textDocument/inlineCompletion`: what may come next, where an engine can say it in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def inline_completion(
    ls: LimnerServer, params: types.InlineCompletionParams
) -> types.InlineCompletionList:
    """Suggest one completion, or none: nobody who types is told why there is none."""
    asked = params.context.trigger_kind == types.InlineCompletionTriggerKind.Invoked
    position = params.position
    text = await ls.completions.complete(
        ls, params.text_document.uri, position, ls.protocol.msg_id, at_once=asked
    )
    items = [types.InlineCompletionItem(text, range=types.Range(position, position))]
    return types.InlineCompletionList(items if text else [])
