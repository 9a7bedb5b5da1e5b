"""Puts whole functions, or a whole file, as a model wrote them into the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process

from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.imports import import_edit, imports
from limner_server.perception.syntax.languages import Language
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.rewrite.abridged import completed, unabridged
from limner_server.proposers.rewrite.changes import lines_of
from limner_server.proposers.rewrite.indentation import Indentation
from limner_server.proposers.rewrite.passages import Code

# Of a file's lines outside of its definitions, so many may be missing in what is the whole file; it
# is not missing where one is so much like it, in percent.
_MOST_LOST: Final = 0.2
_ALIKE: Final = 60.0
_MOST_COMPARED: Final = 50


def rewritten(
    code: Code, lines: Sequence[str], language: Language, near: int | None = None
) -> list[str] | None:
    """The lines of a file with what the code defines in place of what they define.

    Args:
        code: one or more functions, with new imports and helpers, or the whole file.
        lines: of the file.
        language: that both are written in.
        near: index of the line that is pointed at, for a name that several functions have.

    Returns:
        None where nothing of the code is in the file.
    """
    given = Tree.parse("\n".join(code.lines), language)
    tree = Tree.parse("\n".join(lines), language)
    if not code.cut and (whole := _whole_file(given, tree)) is not None:
        return whole
    pairs = _pairs(given, tree, near)
    if not pairs:
        return None
    result = [*lines]
    changed = False
    for ours, theirs in sorted(pairs, key=lambda pair: -pair[0].span.start):
        is_last = theirs.span.end >= len(given.text.rstrip())
        new = _Rewriting(tree, given, ours, theirs).lines(cut=code.cut and is_last)
        if new is not None:
            first, last = _rows(tree, ours.span)
            result[first:last] = new
            changed = True
    if not changed:
        return None
    helpers = _helpers(given, tree, pairs)
    if helpers:
        first = min(_rows(tree, _outermost(tree, ours).span)[0] for ours, _ in pairs)
        result[first:first] = helpers
    return _with_imports(result, given, tree)


def _whole_file(given: Tree, tree: Tree) -> list[str] | None:
    """The given lines, where they define all that the file defines and say what else it says."""
    if given.has_errors:
        return None
    theirs = {one.qualified for one in definitions(given)}
    if not theirs or not {one.qualified for one in definitions(tree)} <= theirs:
        return None
    ours, there = _outside(tree), _outside(given)
    lost = [line for line in ours if line not in set(there)]
    # A changed line is not lost.
    if lost and len(lost) <= _MOST_COMPARED:
        lost = [line for line in lost if not process.extractOne(line, there, score_cutoff=_ALIKE)]
    if not ours or len(lost) > _MOST_LOST * len(ours):
        return None
    lines = lines_of(given.text.rstrip())
    # The file ends as it did.
    return [*lines, ""] if tree.text.endswith("\n") else lines


def _outside(tree: Tree) -> list[str]:
    """The lines outside of all definitions that are not empty."""
    inside: set[int] = set()
    for one in definitions(tree):
        inside.update(range(*_rows(tree, one.span)))
    lines = tree.text.split("\n")
    return [
        line.strip() for index, line in enumerate(lines) if index not in inside and line.strip()
    ]


def _pairs(given: Tree, tree: Tree, near: int | None) -> list[tuple[Function, Function]]:
    """The functions of the file with those that are to stand in their place."""
    ours = [one for one in definitions(tree) if isinstance(one, Function) and _is_alone(tree, one)]
    pairs: dict[Span, tuple[Function, Function]] = {}
    for theirs in _outer_functions(given):
        found = [one for one in ours if one.qualified == theirs.qualified]
        found = found or [one for one in ours if one.name == theirs.name]
        if len(found) > 1 and near is not None:
            found = [one for one in found if near in range(*_rows(tree, one.span))]
        if len(found) == 1:
            # Of two with one name the later is meant: the first may be quoted.
            pairs[found[0].span] = (found[0], theirs)
    return [*pairs.values()]


def _outer_functions(tree: Tree) -> list[Function]:
    """The functions with a name that stand in no other function."""
    found: list[Function] = []
    for one in definitions(tree):
        inside = any(one.span.start < other.span.end for other in found)
        if isinstance(one, Function) and one.name and not inside and _is_alone(tree, one):
            found.append(one)
    return found


def _is_alone(tree: Tree, function: Function) -> bool:
    """Whether nothing else stands on the function's first line before it."""
    start = tree.lines.start(tree.lines.line(function.span.start))
    return not tree.text[start : function.span.start].strip()


def _rows(tree: Tree, span: Span) -> tuple[int, int]:
    """The indices of the first line of a span, and of the line after its last."""
    return tree.lines.line(span.start) - 1, tree.lines.line(max(span.end - 1, span.start))


def _outermost(tree: Tree, function: Function) -> Function | Class:
    return next(one for one in definitions(tree) if function.span.start in one.span)


def _helpers(given: Tree, tree: Tree, pairs: Sequence[tuple[Function, Function]]) -> list[str]:
    """The new functions and classes of the given code's top level, an empty line after each."""
    known = {one.name for one in definitions(tree)}
    taken = [theirs.span for _, theirs in pairs]
    lines = given.text.split("\n")
    found: list[str] = []
    for one in definitions(given):
        if "." in one.qualified or one.name in known or not one.name:
            continue
        if any(one.span.start < span.end and span.start < one.span.end for span in taken):
            continue
        first, last = _rows(given, one.span)
        gap = 2 if given.language.family == "python" else 1
        found += [*lines[first:last], *[""] * gap]
    return found


def _with_imports(lines: list[str], given: Tree, tree: Tree) -> list[str]:
    """The lines with the imports of the given code that the file lacks."""
    known = {(one.module, one.name) for one in imports(tree)}
    statements = {
        one.statement.of(given.text)
        for one in imports(given)
        if one.is_top and (one.module, one.name) not in known
    }
    for statement in sorted(statements):
        now = Tree.parse("\n".join(lines), tree.language)
        lines = lines_of(import_edit(now, statement).applied(now.text))
    return lines


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """One function in place of another.

    Attributes:
        tree: of the file.
        given: of the code that a model wrote.
        ours: the file's function.
        theirs: the model's.
    """

    tree: Tree
    given: Tree
    ours: Function
    theirs: Function

    def lines(self, *, cut: bool) -> list[str] | None:
        """The file's lines for the function; None where it cannot be told what was left out."""
        old = _lines(self.tree, self.ours.span)
        new = _lines(self.given, self.theirs.span)
        indentation = Indentation.between([(new[0], old[0])], new, self.tree.text.split("\n"))
        new = [indentation.moved(line) for line in new]
        found = completed(new, old) if cut else unabridged(new, old)
        if found is None:
            return None
        return self._with_docstring(self._with_decorators(self._with_export(found, old), old))

    def _with_export(self, new: list[str], old: list[str]) -> list[str]:
        word = "export default " if old[0].startswith("export default ") else "export "
        if old[0].startswith("export ") and not new[0].startswith("export"):
            return [word + new[0], *new[1:]]
        return new

    def _with_decorators(self, new: list[str], old: list[str]) -> list[str]:
        if self.ours.decorators and not self.theirs.decorators:
            count = _rows(self.tree, self.ours.header)[0] - _rows(self.tree, self.ours.span)[0]
            return [*old[:count], *new]
        return new

    def _with_docstring(self, new: list[str]) -> list[str]:
        """The docstring stays where a model leaves it out."""
        docstring = self.ours.docstring
        if docstring is None or self.theirs.docstring or docstring.start < self.ours.header.end:
            return new
        kept = _lines(self.tree, docstring)
        if kept[0] in new:  # an ellipsis stood for it
            return new
        decorated = len(self.ours.decorators) if not self.theirs.decorators else 0
        head = _rows(self.given, self.theirs.header)
        count = head[1] - _rows(self.given, self.theirs.span)[0] + decorated
        return [*new[:count], *kept, *new[count:]]


def _lines(tree: Tree, span: Span) -> list[str]:
    first, last = _rows(tree, span)
    return tree.text.split("\n")[first:last]
