"""`limner/drawn`: which lines of a document draw which part of which draft's picture."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from limner_server.lsp.drawn import drawn_parts
from limner_server.lsp.messages import DrawnParams, DrawnReply

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


def drawn(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Tell it of the document as it is now.

    Returns:
        A `DrawnReply`.

    Raises:
        InputError: no document is named.
    """
    wanted = DrawnParams.parse(params)
    return asdict(DrawnReply(tuple(one.part for one in drawn_parts(ls, wanted.uri))))
