"""`textDocument/hover`: on a line that came from a picture, the part of it that the line draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from limner_server.lsp.drawn import drawn_parts
from limner_server.lsp.part_shown import show_part

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def hover(ls: LimnerServer, params: types.HoverParams) -> types.Hover | None:
    """Show the smallest part around the line; where the editor shows no pictures, in words."""
    line = params.position.line
    around = [
        one
        for one in drawn_parts(ls, params.text_document.uri)
        if one.part.range.start.line <= line <= one.part.range.end.line
    ]
    if not around:
        return None
    part = around[-1]
    return types.Hover(await show_part(ls, part), part.part.range)
