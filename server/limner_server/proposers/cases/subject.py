"""What tests are written for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import Source


@dataclass(frozen=True, slots=True)
class Subject:
    """A function, a method or a class of a file.

    Attributes:
        root: of the workspace, absolute.
        source: of the file.
        tree: of its text.
        definition: the function, the method or the class, in that tree.
    """

    root: Path
    source: Source
    tree: Tree
    definition: Function | Class
