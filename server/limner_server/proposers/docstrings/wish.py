"""What a model is asked to document."""

from __future__ import annotations

from dataclasses import dataclass

from limner_server.proposers.docstrings.docstring import Docstring


@dataclass(frozen=True, slots=True)
class DocWish:
    """What a model is asked to document.

    Attributes:
        name: qualified; "" of a module.
        what: "function", "class" or "module".
        code: of it.
        facts: what analysis says of it.
    """

    name: str
    what: str
    code: str
    facts: Docstring
