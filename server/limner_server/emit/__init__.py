"""Element trees written as code."""

from limner_server.emit.code import Code, Region, Stack
from limner_server.emit.emitter import emit

__all__ = ["Code", "Region", "Stack", "emit"]
