"""`limner/status`: what is being done, and what engine is asked."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


async def status(ls: LimnerServer, params: Any) -> dict[str, Any]:
    """Tell it as it is now; nothing is started for it.

    Returns:
        A `Status`.
    """
    del params
    return asdict(await ls.activity.status(ls))
