"""From a name that is used to where the workspace defines it, by imports and annotations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.context.uses import Use
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.exports import DEFAULT, exports
from limner_server.perception.syntax.functions import classes
from limner_server.perception.syntax.importing import EVERYTHING
from limner_server.perception.syntax.imports import Import, imports
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.modules import module_file
from limner_server.perception.workspace.occurrences import Definition, definitions_in

# A package may import from a module that imports from another.
_MOST_HOPS: Final = 4
_WORD: Final = re.compile(r"[^\W\d]\w*")


class Resolver:
    """Finds definitions from one file, following its imports; nothing is searched for.

    Attributes:
        path: of the file.
        tree: of its text.
    """

    def __init__(
        self, files: WorkspaceFiles, path: Path, tree: Tree, check: Callable[[], None]
    ) -> None:
        """Stand in a file.

        Args:
            files: of the workspace.
            path: of the file.
            tree: of its text.
            check: raises where the work is not wanted any more.
        """
        self._files = files
        self.path = path
        self.tree = tree
        self._check = check
        # A class may say that it is derived from a member of itself.
        self._looking: set[tuple[Path, str]] = set()

    def definition(self, use: Use, within: Function | None) -> Definition | None:
        """Where what is used is defined; None for what is not of the workspace, or not known.

        Args:
            use: a name, perhaps of an object.
            within: the function that uses it.
        """
        if not use.owner:
            return self._named(self.path, self.tree, use.name, _MOST_HOPS)
        if use.owner in ("self", "cls", "this"):
            return self._member(within.owner if within else "", use.name)
        for one in imports(self.tree):
            if one.alias == use.owner and (module := self._imported_module(one)):
                return self._in(module, use.name, _MOST_HOPS)
        for name in self._types_of(use.owner, within):
            if found := self._member_of(name, use.name):
                return found
        return None

    def types(self, within: Function) -> Iterator[Definition]:
        """The classes of the workspace that a function's annotations name."""
        annotations = [one.annotation for one in within.parameters] + [within.returns]
        for name in dict.fromkeys(_WORD.findall(" ".join(annotations))):
            found = self._named(self.path, self.tree, name, _MOST_HOPS)
            if found is not None and isinstance(found.what, Class):
                yield found

    def bases(self, owner: Class) -> Iterator[Definition]:
        """The classes of the workspace that a class is derived from."""
        for base in owner.bases:
            name = base.partition("[")[0].partition("<")[0].strip()
            head, _, last = name.rpartition(".")
            found = self.definition(Use(last, head), None)
            if found is not None and isinstance(found.what, Class):
                yield found

    def _named(self, path: Path, tree: Tree, name: str, hops: int) -> Definition | None:
        """What a name of a module stands for: a definition of it, or of what it imports."""
        for found in definitions_in(path, tree, name):
            if not isinstance(found.what, Function | Class) or found.what.qualified == name:
                return found
        for module, wanted in _passed_on(tree, name) if hops else ():
            if not module:
                there = self._named(path, tree, wanted, hops - 1)
            else:
                target = module_file(module, path, self._files.root)
                there = self._in(target, wanted, hops - 1) if target and wanted else None
            if there is not None:
                return there
        return None

    def _in(self, path: Path, name: str, hops: int) -> Definition | None:
        self._check()
        try:
            tree = self._files.tree(path, self._check)
        except InputError:
            return None
        if tree is None:
            return None
        return self._named(path, tree, name, hops)

    def _imported_module(self, one: Import) -> Path | None:
        """The file that an import binds a name to, where that is a module."""
        if one.name in ("", EVERYTHING):
            return module_file(one.module, self.path, self._files.root)
        submodule = one.module + ("" if one.module.endswith(".") else ".") + one.name
        return module_file(submodule, self.path, self._files.root)

    def _member(self, owner: str, name: str) -> Definition | None:
        """A member of a class of this file, or of one that it is derived from."""
        qualified = f"{owner}.{name}"
        for found in definitions_in(self.path, self.tree, qualified):
            return found
        if (self.path, qualified) in self._looking:
            return None
        own = next((one for one in classes(self.tree) if one.qualified == owner), None)
        self._looking.add((self.path, qualified))
        inherited = (self._member_in(base, name) for base in (self.bases(own) if own else ()))
        found_there = next((one for one in inherited if one is not None), None)
        self._looking.discard((self.path, qualified))
        return found_there

    def _member_of(self, name: str, member: str) -> Definition | None:
        found = self._named(self.path, self.tree, name, _MOST_HOPS)
        if found is None or not isinstance(found.what, Class):
            return None
        return self._member_in(found, member)

    def _member_in(self, owner: Definition, member: str) -> Definition | None:
        tree = self._files.tree(owner.path, self._check)
        if tree is None or not isinstance(owner.what, Class):
            return None
        there = Resolver(self._files, owner.path, tree, self._check)
        there._looking = self._looking
        return there._member(owner.what.qualified, member)

    def _types_of(self, variable: str, within: Function | None) -> Iterator[str]:
        """The names of classes that a variable may hold: its own name is one, then annotations."""
        yield variable
        for one in within.parameters if within else ():
            if one.name == variable:
                yield from _WORD.findall(one.annotation)
        if within is not None:
            yield from _constructed(self.tree, within.body, variable)


def _passed_on(tree: Tree, name: str) -> Iterator[tuple[str, str]]:
    """Where a module has a name from that it does not define: the other module, and what there.

    The module is "" where it is the same, under another name.
    """
    for one in imports(tree):
        if one.alias == name:
            # What `require` gives is what the module exports as a whole.
            whole = DEFAULT if tree.language.family == "javascript" else ""
            yield one.module, one.name or whole
        elif one.name == EVERYTHING and not one.alias:
            yield one.module, name
    for other in exports(tree):
        if other.name == name and (other.module or other.local not in ("", name)):
            yield other.module, other.local
        elif other.name == EVERYTHING:
            yield other.module, name


def _constructed(tree: Tree, span: Span, variable: str) -> Iterator[str]:
    """The classes of `variable = Class(...)` and `variable = new Class(...)`."""
    text = span.of(tree.text)
    pattern = rf"(?<![\w.$]){re.escape(variable)}\s*(?::[^=\n]+)?=\s*(?:new\s+)?([A-Z]\w*)\s*\("
    yield from re.findall(pattern, text)
