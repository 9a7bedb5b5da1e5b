"""The classes of the workspace that the module under test, and what it imports from, know."""

from __future__ import annotations

from pathlib import Path

from limner_server.errors import InputError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.modules import module_file, module_name
from limner_server.proposers.cases.python.defined import ClassNode
from limner_server.proposers.cases.python.kinds import Kind
from limner_server.proposers.cases.python.module import Module

# No larger file is read for the classes that it defines, in characters.
_LARGEST = 400_000


class Elsewhere:
    """Finds classes of the workspace, and keeps the modules that it read.

    Args:
        root: of the workspace.
        path: of the module under test.
        files: of the workspace; None to look nowhere else.
    """

    def __init__(self, root: Path, path: Path, files: WorkspaceFiles | None) -> None:
        self._root, self._path, self._files = root, path, files
        self._modules: dict[Path, Module | None] = {}

    def read(self, text: str) -> Module:
        """The module under test.

        Raises:
            SyntaxError: it is no Python that is read here.
        """
        module = self._modules[self._path] = Module(text, self._path, self)
        return module

    def kind(self, module: Module, name: str) -> Kind | None:
        """The kind of an object of a class that a module imports; None where it does not."""
        source, original = module.imported_from.get(name, ("", ""))
        path = module_file(source, module.path, self._root) if source else None
        other = self._module(path) if path is not None else None
        return other.class_kind(original) if other is not None else None

    def home(self, kind: Kind) -> tuple[Module, ClassNode] | None:
        """The class of an object, and the module that defines it."""
        module = self._modules.get(Path(kind.home))
        one = module.classes.get(kind.text) if module is not None else None
        return (module, one) if module is not None and one is not None else None

    def line(self, kind: Kind) -> str:
        """The line that imports a class; "" where it is one of the module under test."""
        path = Path(kind.home)
        dotted = module_name(path, self._path, self._root) if path != self._path else None
        return f"from {dotted} import {kind.text}" if dotted else ""

    def _module(self, path: Path) -> Module | None:
        if self._files is None or path.suffix != ".py":
            return None
        if path not in self._modules:
            self._modules[path] = None
            try:
                text = self._files.text(path)
                if len(text) <= _LARGEST:
                    self._modules[path] = Module(text, path, self)
            except (InputError, SyntaxError, ValueError, RecursionError):
                return None
        return self._modules[path]
