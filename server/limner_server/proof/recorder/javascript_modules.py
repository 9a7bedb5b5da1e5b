"""What a JavaScript module exports, and where it takes its own modules from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.exports import DEFAULT, exports
from limner_server.perception.syntax.importing import EVERYTHING
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.modules import module_file
from limner_server.perception.workspace.source import read_source

_MODIFIED: Final = "(accessibility_modifier) @modifier"
# Modules that a file leads to, of which the names of folders are looked up.
_MOST: Final = 200


def bindings(tree: Tree, path: Path) -> dict[str, str]:
    """What a test can import of a module: the name in the module, and what it is exported as.

    Args:
        tree: of the module.
        path: of it; gives a default export its name where it has none.
    """
    found: dict[str, str] = {}
    for export in exports(tree):
        if export.module or export.name == EVERYTHING:
            continue
        local = export.local or (_named_after(path) if export.name == DEFAULT else export.name)
        # A name of its own goes before the default.
        if local.isidentifier() and found.get(local, DEFAULT) == DEFAULT:
            found[local] = export.name
    return found


def hidden_members(tree: Tree) -> frozenset[str]:
    """The members of classes that TypeScript lets nobody else read, by name."""
    found = set()
    for node in tree.captures(_MODIFIED).get("modifier", []) if _is_typed(tree) else ():
        holder = node.parent
        if tree.source(node) != "public" and holder is not None:
            name = holder.child_by_field_name("name") or holder.child_by_field_name("pattern")
            found.add(tree.source(name))
    return frozenset(found)


def _is_typed(tree: Tree) -> bool:
    return tree.language.name in ("typescript", "tsx")


def aliases(
    path: Path, tree: Tree, root: Path, unsaved: Mapping[Path, str]
) -> dict[str, dict[str, str]]:
    """The files of the workspace that bare names of modules mean, by importer and name.

    Args:
        path: of a module.
        tree: of it.
        root: of the workspace.
        unsaved: texts of other modules, where they are not as on the disk.
    """
    found: dict[str, dict[str, str]] = {}
    waiting, seen = [(path, tree)], {path}
    while waiting and len(seen) < _MOST:
        importer, its_tree = waiting.pop()
        for one in imports(its_tree):
            target = module_file(one.module, importer, root)
            if target is None:
                continue
            if not one.module.startswith("."):
                names = found.setdefault(str(importer.resolve()), {})
                names[one.module] = str(target.resolve())
            language = language_of(target)
            if target not in seen and language is not None:
                seen.add(target)
                try:
                    text = unsaved[target] if target in unsaved else read_source(target).text
                except InputError:
                    continue
                waiting.append((target, Tree.parse(text, language)))
    return found


def _named_after(path: Path) -> str:
    """A name in camel case for what a file gives: "date-range.js" gives `dateRange`."""
    stem = path.parent.name if path.stem == "index" else path.name.partition(".")[0]
    first, *others = re.split(r"[^A-Za-z0-9$]+", stem) or [""]
    return first + "".join(word[:1].upper() + word[1:] for word in others)
