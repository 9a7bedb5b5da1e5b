"""A name that is bound, how, and in which scope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from limner_server.perception.syntax.tree import Span


class Binding(Enum):
    """What binds a name."""

    PARAMETER = "parameter"
    VARIABLE = "variable"
    FUNCTION = "function"
    CLASS = "class"
    IMPORT = "import"
    BUILTIN = "builtin"


class Scope(Enum):
    """How far out a name is bound, from a place in the text."""

    LOCAL = "local"
    ENCLOSING = "enclosing"
    MODULE = "module"
    BUILTIN = "builtin"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that can be used at a place.

    Attributes:
        text: the name.
        binding: what binds it.
        scope: where; the innermost that binds it.
        span: of the name where it is first bound; None for what the language brings along.
    """

    text: str
    binding: Binding
    scope: Scope
    span: Span | None
