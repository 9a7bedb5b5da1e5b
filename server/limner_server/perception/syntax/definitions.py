"""What a file defines: functions, classes, and the types of TypeScript."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from tree_sitter import Node

from limner_server.perception.syntax.tree import Span


class Passing(Enum):
    """How an argument reaches its parameter."""

    POSITIONAL = "positional"
    EITHER = "positional or keyword"
    KEYWORD = "keyword"
    REST = "rest"
    KEYWORD_REST = "keyword rest"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as it is written.

    Attributes:
        name: without stars or dots; of a destructured one the whole pattern.
        span: with its annotation and default.
        passing: how its argument reaches it.
        annotation: its type, or "".
        default: its default, or "".
    """

    name: str
    span: Span
    passing: Passing = Passing.EITHER
    annotation: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """A function, a method, a lambda or an arrow function.

    Attributes:
        name: that it is called by: its own, or of what it is assigned to; of the function of a
            JavaScript test or suite its title; "" where it has none.
        qualified: the name behind those of the classes and functions around it, with dots.
        span: of the whole definition, with decorators, `export` and what it is assigned to.
        header: from `def`, `function` or the name up to the body, without decorators.
        body: Python's block from its first statement to the end of its last, JavaScript's with
            its braces, or the expression of a lambda.
        parameters: in order, `self` too.
        decorators: without the `@`.
        docstring: the string with its quotes, or the JSDoc comment before the definition.
        returns: the annotation of what it returns, or "".
        owner: the qualified name of the class that it is a method of, or "".
        is_async: whether it is declared `async`.
        is_test: whether a test runner would run it.
        node: of tree-sitter, without decorators.
    """

    name: str
    qualified: str
    span: Span
    header: Span
    body: Span
    parameters: tuple[Parameter, ...]
    decorators: tuple[str, ...]
    docstring: Span | None
    returns: str
    owner: str
    is_async: bool
    is_test: bool
    node: Node = field(repr=False, compare=False)


class Kind(Enum):
    """What `Class` stands for."""

    CLASS = "class"
    INTERFACE = "interface"
    TYPE = "type"
    ENUM = "enum"


@dataclass(frozen=True, slots=True)
class Class:
    """A class, or a type of TypeScript.

    Attributes:
        name: as it is called.
        qualified: the name behind those of the classes and functions around it, with dots.
        span: with decorators and `export`.
        header: from `class` up to the body.
        body: as of `Function`.
        bases: what it is derived from and what it implements, as written.
        decorators: without the `@`.
        docstring: the string with its quotes, or the JSDoc comment before the definition.
        kind: a class, an interface, another type, an enumeration.
        node: of tree-sitter, without decorators.
    """

    name: str
    qualified: str
    span: Span
    header: Span
    body: Span
    bases: tuple[str, ...]
    decorators: tuple[str, ...]
    docstring: Span | None
    kind: Kind
    node: Node = field(repr=False, compare=False)
