"""The components of a file of React, and the stories that show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tree_sitter import Node

from limner_adapters.tuning.sources import Sources
from limner_adapters.tuning.views.jsx import Components, Painter
from limner_adapters.tuning.views.jsx_values import Markup, Value, Values
from limner_adapters.tuning.views.standing import style
from limner_server.errors import InputError
from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree

_SUFFIXES: Final = (".tsx", ".jsx", ".js", ".ts")
# Styles that a program of React has for all of its components.
_GLOBAL: Final = (
    "src/index.css",
    "src/App.css",
    "src/main.css",
    "app/globals.css",
    "src/app/globals.css",
    "styles/globals.css",
    "src/styles/globals.css",
)
_CSS: Final = re.compile(r"\bimport\s+(?:[\w*{}\s,]+\s+from\s+)?['\"]([^'\"]+\.css)['\"]")
# So many files away a component is still drawn as it is.
_FARTHEST: Final = 3


def components_of(sources: Sources, path: Path, text: str) -> list[tuple[str, str]]:
    """What a file draws: its components by name, or, of a file of stories, each story.

    Args:
        sources: of the workspace.
        path: of the file.
        text: what it says.
    """
    language = language_of(path)
    if language is None:
        return []
    tree = Tree.parse(text, language)
    found = _Imported(sources, dict.fromkeys(_global_styles(sources.root)))
    found.components.add(tree)
    own = list(found.components.by_name)
    found.follow(path, tree, _FARTHEST)
    painter, head = Painter(found.components), "".join(found.styles)
    if ".stories." in path.name:
        drawn = [
            (name, painter.component(component, given))
            for name, component, given in _stories(tree)
            if component in found.components.by_name
        ]
    else:
        drawn = [(name, painter.component(name, {})) for name in own]
    return [(name, f"{head}<body>{html}</body>") for name, html in drawn if html.strip()]


@dataclass(slots=True)
class _Imported:
    """What the files that one imports add to what it draws.

    Attributes:
        sources: of the workspace: nothing else is read.
        styles: as elements, each once.
        components: of all of them.
    """

    sources: Sources
    styles: dict[str, None]
    components: Components = field(default_factory=Components)

    def follow(self, path: Path, tree: Tree, left: int) -> None:
        """Add what a file imports from the workspace, `left` files away at most."""
        root = self.sources.root
        for address in _CSS.findall(tree.text):
            self.styles.setdefault(style(address, path, root))
        for one in imports(tree) if left else ():
            file = _file(path, one.module) if one.module.startswith(".") else None
            language = language_of(file) if file is not None else None
            if file is None or language is None or not file.is_relative_to(root.resolve()):
                continue
            try:
                other = Tree.parse(self.sources.files.text(file), language)
            except InputError:
                continue
            self.components.add(other)
            self.follow(file, other, left - 1)


def _file(path: Path, address: str) -> Path | None:
    """The file that a relative import means."""
    base = Path(f"{path.parent}/{address}").resolve()
    tried = [base, *(base.with_name(base.name + end) for end in _SUFFIXES)]
    tried += [base / f"index{end}" for end in _SUFFIXES]
    return next((one for one in tried if one.is_file()), None)


def _global_styles(root: Path) -> Iterator[str]:
    for name in _GLOBAL:
        if (root / name).is_file():
            yield style(f"/{name}", root / name, root)


def _stories(tree: Tree) -> Iterator[tuple[str, str, dict[str, Value]]]:
    """The stories of a file in the Component Story Format: name, component, what it is given."""
    values = Values(tree, {}, lambda *_: Markup(""))
    objects = {
        tree.source(node.child_by_field_name("name")): _object_in(node.child_by_field_name("value"))
        for node in tree.captures("(variable_declarator) @one").get("one", [])
    }
    shared: dict[str, Value] = {}
    component = re.search(r"\bcomponent\s*:\s*([A-Z]\w*)", tree.text)
    if component is None:
        return
    exported = re.findall(r"^export\s+const\s+(\w+)", tree.text, re.MULTILINE)
    for name, node in objects.items():
        if node is not None and name not in exported:
            given = values.value(node)
            args = given.get("args") if isinstance(given, dict) else None
            shared |= args if isinstance(args, dict) else {}
    assigned = _assigned(tree)
    for name in exported:
        node = objects.get(name)
        given = values.value(node) if node is not None else {}
        args = given.get("args", {}) if isinstance(given, dict) else {}
        later = values.value(assigned[name]) if name in assigned else {}
        own = (args if isinstance(args, dict) else {}) | (later if isinstance(later, dict) else {})
        yield name, component[1], shared | own


def _assigned(tree: Tree) -> dict[str, Node]:
    """What is assigned as `Story.args = {...}`, by the story."""
    found = {}
    for node in tree.captures("(assignment_expression) @one").get("one", []):
        name, _, what = tree.source(node.child_by_field_name("left")).partition(".")
        right = node.child_by_field_name("right")
        if what == "args" and right is not None:
            found[name] = right
    return found


def _object_in(node: Node | None) -> Node | None:
    """An object, whatever type it is said to have."""
    while node is not None and node.type in ("satisfies_expression", "as_expression"):
        node = node.named_child(0)
    return node if node is not None and node.type == "object" else None
