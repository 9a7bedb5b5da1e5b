"""The languages of source code that are read, and how a file or an editor names them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import Final

import tree_sitter


@dataclass(frozen=True, slots=True)
class Language:
    """A language with a grammar.

    Attributes:
        name: "python", "javascript", "jsx", "typescript" or "tsx".
        family: "python" or "javascript": languages of one family share their scopes and imports.
        id: what LSP calls it.
        suffixes: of the files that are written in it.
    """

    name: str
    family: str
    id: str
    suffixes: tuple[str, ...]

    @property
    def grammar(self) -> tree_sitter.Language:
        """The grammar, loaded when it is first asked for."""
        return _grammar(self.name)

    def query(self, pattern: str) -> tree_sitter.Query:
        """A pattern in tree-sitter's query language, compiled for the grammar once."""
        return _query(self.name, pattern)


PYTHON: Final = Language("python", "python", "python", (".py", ".pyi", ".pyw"))
JAVASCRIPT: Final = Language("javascript", "javascript", "javascript", (".js", ".mjs", ".cjs"))
JSX: Final = Language("jsx", "javascript", "javascriptreact", (".jsx",))
TYPESCRIPT: Final = Language("typescript", "javascript", "typescript", (".ts", ".mts", ".cts"))
TSX: Final = Language("tsx", "javascript", "typescriptreact", (".tsx",))
LANGUAGES: Final = (PYTHON, JAVASCRIPT, JSX, TYPESCRIPT, TSX)

_GRAMMARS: Final = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "jsx": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
}
_BY_ID: Final = {language.id: language for language in LANGUAGES}
_BY_SUFFIX: Final = {suffix: language for language in LANGUAGES for suffix in language.suffixes}


def language_of(what: PurePath | str) -> Language | None:
    """The language of a file, by its path, or of a document, by its LSP language id.

    A notebook file is JSON, not source code; its cells are documents with a language id.
    """
    if isinstance(what, str) and what in _BY_ID:
        return _BY_ID[what]
    return _BY_SUFFIX.get(PurePath(what).suffix.lower())


@cache
def _grammar(name: str) -> tree_sitter.Language:
    module, function = _GRAMMARS[name]
    return tree_sitter.Language(getattr(import_module(module), function)())


@cache
def _query(name: str, pattern: str) -> tree_sitter.Query:
    return tree_sitter.Query(_grammar(name), pattern)
