"""The names that a tsconfig.json gives to folders: `paths` and `baseUrl`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.languages import JAVASCRIPT
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.source import read_source

_NAMES: Final = ("tsconfig.json", "jsconfig.json")


def aliased(module: str, importer: Path, root: Path) -> Iterator[Path]:
    """Where a module may be by the nearest tsconfig.json; paths without a suffix, likeliest first.

    See https://www.typescriptlang.org/tsconfig/#paths. A configuration that `extends` another is
    read alone.
    """
    for folder in importer.parents:
        for name in _NAMES:
            if (folder / name).is_file():
                yield from _by(_options(folder / name), folder, module)
                return
        if folder == root:
            return


def _by(options: dict[str, object], folder: Path, module: str) -> Iterator[Path]:
    base = options.get("baseUrl")
    start = folder / base if isinstance(base, str) else folder
    paths = options.get("paths")
    for pattern, targets in paths.items() if isinstance(paths, dict) else ():
        head, star, tail = pattern.partition("*")
        if not (module.startswith(head) and module.endswith(tail) if star else module == pattern):
            continue
        matched = module[len(head) : len(module) - len(tail)] if star else ""
        for target in targets if isinstance(targets, list) else ():
            yield start / str(target).replace("*", matched)
    if isinstance(base, str):
        yield start / module


def _options(path: Path) -> dict[str, object]:
    """The compiler options of a configuration, which may have comments and trailing commas."""
    try:
        text = "(" + read_source(path).text + "\n)"
        tree = Tree.parse(text, JAVASCRIPT)
        for comment in reversed(tree.captures("(comment) @comment").get("comment", [])):
            start, end = tree.span(comment)
            text = text[:start] + text[end:]
        tree = tree.edited(text)
        for comma in reversed(tree.captures('("," @comma . ["}" "]"])').get("comma", [])):
            start, end = tree.span(comma)
            text = text[:start] + text[end:]
        options = json.loads(text[1:-1]).get("compilerOptions")
    except (InputError, ValueError, AttributeError):
        return {}  # The compiler says what is wrong with it; here it names no folders.
    return options if isinstance(options, dict) else {}
