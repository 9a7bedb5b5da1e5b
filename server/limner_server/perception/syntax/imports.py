"""What a file imports, and where one more import belongs."""

from __future__ import annotations

from typing import Final

from tree_sitter import Node

from limner_server.edits import Edit, line_ending
from limner_server.perception.syntax.importing import (
    Import,
    after_blank_lines,
    after_line,
    after_opening,
)
from limner_server.perception.syntax.javascript_imports import (
    javascript_imports,
    last_directive,
)
from limner_server.perception.syntax.python_definitions import module_docstring
from limner_server.perception.syntax.python_imports import (
    python_imports,
)
from limner_server.perception.syntax.tree import Span, Tree

__all__ = ["Import", "import_edit", "imports", "where_to_import"]

_DEFINITIONS: Final = (
    "function_definition",
    "class_definition",
    "decorated_definition",
    "function_declaration",
    "class_declaration",
)


def imports(tree: Tree) -> tuple[Import, ...]:
    """The imports of a file, also those inside of functions, one for each name."""
    return tree.once(imports, _imports)


def where_to_import(tree: Tree) -> int:
    """The start of the line where one more import belongs.

    After the imports that the file begins with; else before the first code after its docstring,
    its directives and the comment on its first lines. The end of the text where its last line has
    no line ending: see `import_edit`.
    """
    last = _last_import(tree)
    if last is not None:
        return after_line(tree, last.end)
    is_python = tree.language.family == "python"
    opening = module_docstring(tree) if is_python else last_directive(tree)
    if opening is not None:
        return after_blank_lines(tree, after_line(tree, opening.end))
    return after_blank_lines(tree, after_opening(tree))


def import_edit(tree: Tree, statement: str) -> Edit:
    """The edit that puts an import on a line of its own, apart from what is no import.

    Args:
        tree: of the file.
        statement: the import, without a line ending.
    """
    text, offset, ending = tree.text, where_to_import(tree), line_ending(tree.text)
    before, after = "", ending
    if offset and text[offset - 1] not in "\r\n":
        before = ending
    if _last_import(tree) is None:
        head = text[:offset] + before
        before += ending if head and not head.endswith(ending * 2) else ""
        after += ending if text[offset:].strip() else ""
    return Edit(offset, offset, before + statement + after)


def _last_import(tree: Tree) -> Span | None:
    """The last import before the first definition of a file."""
    definition = next((tree.span(one).start for one in tree.root.children if _defines(one)), None)
    statements = [one.statement for one in imports(tree) if one.is_top]
    return next(
        (one for one in reversed(statements) if definition is None or one.end <= definition), None
    )


def _defines(statement: Node) -> bool:
    return statement.type.endswith(_DEFINITIONS) or statement.type == "export_statement"


def _imports(tree: Tree) -> tuple[Import, ...]:
    is_python = tree.language.family == "python"
    return tuple((python_imports if is_python else javascript_imports)(tree))
