"""Element trees written as code.

`Code`, `Region` and `Stack` cost nothing. `emit` brings numpy and OpenCV along, so it is imported
when it is first asked for: the language server knows code and never emits any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from limner_server.emit.code import Code, Region, Stack

if TYPE_CHECKING:
    from limner_server.emit.emitter import emit

__all__ = ["Code", "Region", "Stack", "emit"]


def __getattr__(name: str) -> Any:
    if name != "emit":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from limner_server.emit.emitter import emit  # noqa: PLC0415

    return emit
