"""What all that says values has in common."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod

from limner_server.proposers.docstrings.scope import Scope


class Telling(ABC):
    """Says what values of one function are.

    Args:
        scope: of the function.
        topic: what the function is about, by its name: "hand value"; or "".
    """

    def __init__(self, scope: Scope, topic: str = "") -> None:
        self._scope = scope
        self._topic = topic

    @abstractmethod
    def phrase(self, node: ast.expr, depth: int = 0) -> str:
        """A value as a noun phrase without a full stop; "" where code says no more than itself."""

    def shown(self, node: ast.expr, depth: int = 0) -> str:
        """A value as a noun phrase, or else as code, or else "" where that is long."""
        if phrase := self.phrase(node, depth):
            return phrase
        scope = self._scope
        if scope.fits(node) and not scope.uses_locals(node, known=bool(depth)):
            return scope.code(node)
        return ""
