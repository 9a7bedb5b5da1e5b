"""Putting a piece of code where it belongs: indentation, blank lines, imports at the top."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from limner_server.edits import Edit, indentation, line_end, line_ending, set_in, smallest
from limner_server.perception.syntax.imports import import_edit, imports
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.writing.piece import CodePiece

# Where a tree's file wants one more import.
Importing = Callable[[Tree, str], Edit]

_DEFINES: Final = re.compile(
    r"(?:@|(?:async\s+)?def\b|class\b|(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|class)\b)"
)
_OPENS: Final = re.compile(r"[:{(\[]\s*(?:#.*|//.*)?$")
_COMMENT: Final = re.compile(r"\s*(?:#|//|/\*|\*)")
_STEP: Final = "    "


def placed(
    tree: Tree,
    piece: CodePiece,
    line: int | None,
    end_line: int | None,
    importing: Importing = import_edit,
) -> tuple[Edit, ...]:
    """The edits that put a piece into a file.

    Args:
        tree: of the file.
        piece: the code.
        line: below which it goes, or from which on it replaces; 1-based; None for the end.
        end_line: the last line that it replaces; None to replace nothing.
        importing: says where one more import belongs.

    Returns:
        Sorted, none touching another.
    """
    text = tree.text
    if line is None or not text.strip():
        code = _at_end(tree, piece)
    elif end_line is not None:
        code = _in_place(tree, piece, line, end_line)
    else:
        code = _below(tree, piece, line)
    return _together(_imported(tree, piece.imports, importing), code, line_ending(text))


def _at_end(tree: Tree, piece: CodePiece) -> Edit:
    text, ending = tree.text, line_ending(tree.text)
    kept = len(text.rstrip())
    if not kept:
        return Edit(0, len(text), set_in(piece.text, "", ending) + ending)
    blank = ending * (_blank_lines(tree, piece, "") + 1)
    return Edit(kept, len(text), blank + set_in(piece.text, "", ending) + ending)


def _in_place(tree: Tree, piece: CodePiece, line: int, end_line: int) -> Edit:
    start, end = tree.lines.start(line), tree.lines.end(end_line)
    indent = indentation(tree.text, start)
    ending = line_ending(tree.text)
    return Edit(start, end, indent + set_in(piece.text, indent, ending))


def _below(tree: Tree, piece: CodePiece, line: int) -> Edit:
    text, ending = tree.text, line_ending(tree.text)
    start = tree.lines.start(line)
    after = line_end(text, start)
    said = text[start:after]
    indent = _indent_below(tree, line)
    code = indent + set_in(piece.text, indent, ending)
    if not said.strip():
        # On the blank line itself, apart from what stands around it.
        return Edit(start, after, code)
    is_comment = bool(_COMMENT.match(said))
    count = 0 if is_comment else _blank_lines(tree, piece, indent)
    if _OPENS.search(said) and not is_comment:
        count = 0
    following = text[after:].lstrip("\r\n")
    gap = ""
    if following and _DEFINES.match(piece.text):
        have = len(re.match(r"(?:\r?\n)*", text[after:])[0].replace("\r", "")) - 1  # type: ignore[index]
        wanted = _blank_lines(tree, piece, indent)
        gap = ending * max(wanted - max(have, 0), 0)
    return Edit(after, after, ending * (count + 1) + code + gap)


def _indent_below(tree: Tree, line: int) -> str:
    """How far code below a line stands in: as the line does, or deeper where it opens a block."""
    text = tree.text
    start = tree.lines.start(line)
    said = text[start : line_end(text, start)]
    if said.strip():
        indent = indentation(text, start)
        deeper = _OPENS.search(said) and not _COMMENT.match(said)
        return indent + _step(text) if deeper else indent
    # A blank line: as the last line above it that is none.
    above = line - 1
    while above > 0:
        begin = tree.lines.start(above)
        if text[begin : line_end(text, begin)].strip():
            return _indent_below(tree, above)
        above -= 1
    return ""


def _step(text: str) -> str:
    found = re.search(r"^(\t| {2,8})(?=\S)", text, re.MULTILINE)
    return found[1] if found else _STEP


def _blank_lines(tree: Tree, piece: CodePiece, indent: str) -> int:
    """How many blank lines part a piece from what stands before it."""
    if not _DEFINES.match(piece.text):
        return 1 if not indent else 0
    return 2 if tree.language.family == "python" and not indent else 1


def _imported(tree: Tree, statements: Sequence[str], importing: Importing) -> Edit | None:
    """The one edit that adds the imports that the file does not have yet; None for none."""
    now = tree
    for statement in statements:
        if not _is_there(now, statement):
            now = now.edited(importing(now, statement).applied(now.text))
    if now is tree:
        return None
    return smallest(Edit(0, len(tree.text), now.text), tree.text)


def _is_there(tree: Tree, statement: str) -> bool:
    present = {(one.module, one.name, one.alias) for one in imports(tree) if one.is_top}
    own = imports(Tree.parse(statement, tree.language))
    if own:
        return all((one.module, one.name, one.alias) in present for one in own)
    return statement.strip() in tree.text


def _together(first: Edit | None, code: Edit, ending: str) -> tuple[Edit, ...]:
    """Both edits in order; as one where they would touch."""
    if first is None:
        return (code,)
    if first.end < code.start:
        return (first, code)
    if first.start > code.end:
        return (code, first)
    # An empty file, or one that has nothing but imports.
    head = first.text.rstrip("\r\n")
    return (Edit(first.start, code.end, head + ending * 3 + code.text.lstrip("\r\n")),)
