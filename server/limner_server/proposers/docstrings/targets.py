"""What of a Python file can have a docstring: its module, classes and functions."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.docstrings.nodes import FunctionNode, decorators

Documentable = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a docstring belongs to.

    Attributes:
        node: of it.
        name: qualified; "" of the module.
        header: from `def` or `class` to the colon, in characters; None of the module.
        start: where its definition begins, in characters.
        owner: the class that it is a method of.
        is_nested: whether it stands inside a function.
    """

    node: Documentable
    name: str = ""
    header: Span | None = None
    start: int = 0
    owner: ast.ClassDef | None = None
    is_nested: bool = False


@dataclass(slots=True)
class PythonFile:
    """A Python file, parsed both ways.

    Attributes:
        tree: of tree-sitter.
        module: of Python's own parser.
        targets: all that can have a docstring, in the order of the text; the module first.
        comments: the texts of comments that share a line with code, by line.
    """

    tree: Tree
    module: ast.Module
    targets: list[Target] = field(default_factory=list)
    comments: dict[int, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, tree: Tree, name: str) -> PythonFile:
        """Parse a file.

        Raises:
            InputError: it cannot be parsed.
        """
        module = parsed(tree.text, name)
        file = cls(tree, module)
        # A header and its `def` begin at one place, which tells which node belongs to which.
        found = {
            (tree.lines.line(one.header.start), _bytes_before(tree, one.header.start)): one
            for one in definitions(tree)
        }
        file.targets = [Target(module), *_targets(module, found, "", None, nested=False)]
        file.comments = _comments(tree)
        return file

    def function_nodes(self) -> dict[str, FunctionNode]:
        """The functions at the top of the file, by name."""
        return {
            node.name: node
            for node in self.module.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }

    def select(self, subjects: Collection[Function | Class] | None) -> list[Target]:
        """What of the file is meant: the subjects and what is in those that are classes.

        Args:
            subjects: named or pointed at; None for the whole file.
        """
        if subjects is None:
            return [one for one in self.targets if not one.is_nested]
        starts = {one.header.start for one in subjects}
        spans = [one.span for one in subjects if isinstance(one, Class)]
        return [
            one
            for one in self.targets
            if one.header is not None
            and (
                one.header.start in starts
                or (not one.is_nested and any(one.header.start in span for span in spans))
            )
        ]


def parsed(text: str, name: str) -> ast.Module:
    """The syntax tree of a text.

    Raises:
        InputError: it has none.
    """
    try:
        return ast.parse(text)
    except SyntaxError as error:
        where = f"{name}:{error.lineno}" if error.lineno else name
        raise InputError(
            f"{where} cannot be parsed ({error.msg})", "mend the syntax first"
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise InputError(f"{name} cannot be parsed ({error})", "mend it first") from error


def is_documentable(target: Target) -> bool:
    """Whether a docstring belongs there: not to overloads, setters and the like."""
    if isinstance(target.node, ast.Module | ast.ClassDef):
        return True
    marks = set(decorators(target.node))
    return not marks & {"overload", "setter", "deleter", "typing.overload"}


def is_private(target: Target) -> bool:
    """Whether something is for the file's own use, by its name."""
    parts = target.name.split(".")
    return any(part.startswith("_") and not part.endswith("__") for part in parts)


def is_test(target: Target) -> bool:
    """Whether something is a test, which is named after what it says."""
    last = target.name.rpartition(".")[2]
    return last.startswith(("test_", "Test")) and last not in ("Test", "Tester")


def _targets(
    node: ast.AST,
    found: dict[tuple[int, int], Function | Class],
    around: str,
    owner: ast.ClassDef | None,
    *,
    nested: bool,
) -> Iterator[Target]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            one = found.get((child.lineno, child.col_offset))
            name = f"{around}.{child.name}" if around else child.name
            if one is not None:
                yield Target(child, name, one.header, one.span.start, owner, nested)
            is_class = isinstance(child, ast.ClassDef)
            inner = child if isinstance(child, ast.ClassDef) else None
            yield from _targets(child, found, name, inner, nested=nested or not is_class)
        elif isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from _targets(child, found, around, owner, nested=nested)


def _bytes_before(tree: Tree, offset: int) -> int:
    start = tree.lines.start(tree.lines.line(offset))
    return len(tree.text[start:offset].encode("utf-8", "surrogatepass"))


def _comments(tree: Tree) -> dict[int, str]:
    """Comments that stand behind code, without what is for tools only."""
    found = {}
    for node in tree.captures("(comment) @comment").get("comment", []):
        span = tree.span(node)
        line = tree.lines.line(span.start)
        text = span.of(tree.text).lstrip("#:").strip()
        is_behind = tree.text[tree.lines.start(line) : span.start].strip()
        if (
            is_behind
            and text
            and not text.startswith(("noqa", "type:", "pragma", "pylint", "fmt:"))
        ):
            found[line] = text.partition("  #")[0].strip()
    return found
