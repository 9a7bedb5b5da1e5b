"""What can be called, and what it takes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum

from limner_server.proposers.cases.python.kinds import Kind


class Role(Enum):
    """How a function is called."""

    FUNCTION = "function"
    NEW = "new"  # a class
    METHOD = "method"
    OF_CLASS = "of class"  # static methods and class methods
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class Taken:
    """A parameter.

    Attributes:
        name: of it.
        kind: of values that it takes.
        is_needed: whether it has no default.
        by_name: whether an argument has to say its name.
        is_rest: whether it takes all further arguments.
        is_changed: whether the function changes what it is given in place.
    """

    name: str
    kind: Kind
    is_needed: bool = True
    by_name: bool = False
    is_rest: bool = False
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Callee:
    """Something that can be called.

    Attributes:
        name: as it is called: of the class for a constructor.
        role: how it is called.
        parameters: without `self`.
        node: its definition; None where a class has no constructor of its own.
        changes: whether it may change the object it is a method of.
        returns: what it says it returns.
    """

    name: str
    role: Role
    parameters: tuple[Taken, ...]
    node: ast.AST | None = None
    changes: bool = False
    returns: Kind | None = None

    def parameter(self, place: int, keyword: str | None) -> Taken | None:
        """The parameter that an argument is for, by its place or its name."""
        if keyword is not None:
            return next((one for one in self.parameters if one.name == keyword), None)
        by_place = [one for one in self.parameters if not one.by_name]
        if place < len(by_place):
            return by_place[place]
        return by_place[-1] if by_place and by_place[-1].is_rest else None
