"""Choosing the dialect of a page: by the document that it goes into, and its project."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from limner_server.emit.code import Stack
from limner_server.lsp.options import AUTO, Options

_BY_LANGUAGE: Final = {
    "javascriptreact": Stack.REACT,
    "typescriptreact": Stack.REACT,
    "mdx": Stack.REACT,
    "vue": Stack.VUE,
}
_BY_PACKAGE: Final = {"vue": Stack.VUE, "nuxt": Stack.VUE, "react": Stack.REACT}
# Documents that can hold a component as well as a page: the project decides.
_SCRIPTS: Final = ("javascript", "typescript", "markdown", "plaintext", "")
_TAILWIND: Final = "tailwindcss"
# Beyond this it is no manifest that a person or a tool would write.
_LARGEST_MANIFEST: Final = 2**20


def choose_stack(
    options: Options, language: str, document: Path | None, roots: Sequence[Path]
) -> Stack:
    """The dialect for a document.

    Args:
        options: the settings; anything but "auto" decides.
        language: the document's LSP language id.
        document: its path, or None.
        roots: folders of the workspace; what lies outside is not looked at.
    """
    if options.stack != AUTO:
        return Stack(options.stack)
    if language in _BY_LANGUAGE:
        return _BY_LANGUAGE[language]
    packages = _packages(document, roots)
    if language in _SCRIPTS:
        for package, stack in _BY_PACKAGE.items():
            if package in packages:
                return stack
    return Stack.TAILWIND if _TAILWIND in packages else Stack.HTML


def _packages(document: Path | None, roots: Sequence[Path]) -> set[str]:
    """What the nearest `package.json` depends on; Tailwind also by its configuration file."""
    for folder in _folders(document, roots):
        manifest = folder / "package.json"
        named = _dependencies(manifest)
        if any(folder.glob("tailwind.config.*")):
            named.add(_TAILWIND)
        if named:
            return named
    return set()


def _folders(document: Path | None, roots: Sequence[Path]) -> Iterator[Path]:
    if document is None:
        yield from roots
        return
    for root in roots:
        if root in document.parents:
            yield from (folder for folder in document.parents if folder.is_relative_to(root))
            return
    yield document.parent


def _dependencies(manifest: Path) -> set[str]:
    try:
        if manifest.stat().st_size > _LARGEST_MANIFEST:
            return set()
        values = json.loads(manifest.read_bytes())
    except (OSError, ValueError):
        return set()  # none, or not one that can be read: nothing is known of the project
    if not isinstance(values, dict):
        return set()
    tables = (values.get("dependencies"), values.get("devDependencies"))
    return {name for table in tables if isinstance(table, dict) for name in table}
