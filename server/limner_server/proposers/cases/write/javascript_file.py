"""A test file of JavaScript with more tests in it: what was there stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tree_sitter import Node

from limner_server.edits import Edit
from limner_server.perception.syntax.imports import import_edit
from limner_server.perception.syntax.languages import JAVASCRIPT, language_of
from limner_server.perception.syntax.tree import Tree, first_named
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.write.javascript_imports import Wanted, missing, written
from limner_server.proposers.cases.write.javascript_layout import string
from limner_server.proposers.cases.write.javascript_style import ScriptStyle
from limner_server.proposers.cases.write.writer import TestPlace

_CALLS = "(call_expression) @call"
_IMPORT = re.compile(r"import (.+) from (\S+?);?")


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """The test file, and how it is written.

    Attributes:
        place: where it is.
        style: of it.
        is_module: whether it imports by `import`, else by `require`.
        around: the word of a suite: "describe".
        first: what it imports before the module under test.
        exported: what names of the module under test are exported as.
    """

    place: TestPlace
    style: ScriptStyle
    is_module: bool
    around: str
    first: tuple[Wanted, ...]
    exported: dict[str, str]

    def tree(self) -> Tree:
        """The syntax tree of what it says."""
        language = language_of(self.place.path) or JAVASCRIPT
        return Tree.parse(self.place.source.text, language)

    def titles(self) -> frozenset[str]:
        """The titles of its tests."""
        tree = self.tree()
        calls = tree.captures(_CALLS).get("call", [])
        return frozenset(title for one in calls if (title := _title(tree, one, ("it", "test"))))

    def with_tests(self, pieces: Sequence[TestPiece]) -> str:
        """The whole file with these tests."""
        text = self.place.source.text
        wanted = self._wanted(pieces)
        helpers = [*dict.fromkeys(code for one in pieces for code in one.helpers)]
        if not text.strip():
            return self._ended(self._new(pieces, wanted, helpers))
        tree = self.tree()
        suites = _suites(tree, self.around)
        edits = missing(tree, wanted, self.style, is_module=self._imports_modules(tree))
        edits += self._own_lines(tree, pieces)
        edits += [
            self._into(tree, body, [one for one in pieces if one.suite == name])
            for name, body in suites.items()
            if any(one.suite == name for one in pieces)
        ]
        left = [one for one in pieces if one.suite not in suites]
        if left or helpers:
            end = len(text.rstrip())
            told = "\n\n".join([*helpers, *self._blocks(left)])
            edits.append(Edit(end, end, f"\n\n{told}"))
        for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
            text = replace(edit, text=self._ended(edit.text)).applied(text)
        return text

    def _imports_modules(self, tree: Tree) -> bool:
        has_import = any(one.type == "import_statement" for one in tree.root.named_children)
        return has_import or (self.is_module and "require(" not in tree.text)

    def _new(
        self, pieces: Sequence[TestPiece], wanted: Sequence[Wanted], helpers: Sequence[str]
    ) -> str:
        lines = [written(one, self.style, is_module=self.is_module) for one in wanted]
        lines += [self._spelt(line, self.is_module) for one in pieces for line in one.imports]
        head = "\n".join(dict.fromkeys(_plain(line, self.style) for line in lines))
        blocks = [head, *helpers, *self._blocks(pieces)]
        return "\n\n".join(one for one in blocks if one) + "\n"

    def _wanted(self, pieces: Sequence[TestPiece]) -> list[Wanted]:
        code = "\n".join(one.code for one in pieces)
        found = []
        for one in self.first:
            uses = self.around if any(piece.suite for piece in pieces) else ""
            names = {
                local: name
                for local, name in one.names.items()
                if local == uses or re.search(rf"(?<![\w$.]){re.escape(local)}\b\s*[(.]", code)
            }
            if names:
                found.append(Wanted(one.module, names))
        used = {
            name: self.exported[name]
            for one in pieces
            for name in one.names
            if name in self.exported
        }
        if used:
            found.append(Wanted(self.place.module, used))
        return found

    def _own_lines(self, tree: Tree, pieces: Sequence[TestPiece]) -> list[Edit]:
        """Imports that tests bring along, where the file has not the same line already."""
        is_module = self._imports_modules(tree)
        lines = dict.fromkeys(
            self._spelt(line, is_module) for one in pieces for line in one.imports
        )
        return [import_edit(tree, line) for line in lines if line not in tree.text]

    @staticmethod
    def _spelt(line: str, is_module: bool) -> str:
        """A line of import as the file has them: pieces come with those of ES modules."""
        found = None if is_module else _IMPORT.fullmatch(line)
        if found is None:
            return line
        bound = found[1].removeprefix("* as ").replace(" as ", ": ")
        return f"const {bound} = require({found[2]});"

    def _blocks(self, pieces: Sequence[TestPiece]) -> list[str]:
        blocks, done = [], set[str]()
        for piece in pieces:
            if not piece.suite:
                blocks.append(piece.code)
            elif piece.suite not in done:
                done.add(piece.suite)
                inner = [one for one in pieces if one.suite == piece.suite]
                body = "\n\n".join(indented(one.code, self.style.indent) for one in inner)
                title = string(piece.suite, self.style.quote)
                end = ";" if self.style.semicolons else ""
                blocks.append(f"{self.around}({title}, () => {{\n{body}\n}}){end}")
        return blocks

    def _into(self, tree: Tree, body: Node, pieces: Sequence[TestPiece]) -> Edit:
        """Tests at the end of a suite that is there."""
        span = tree.span(body)
        end = len(tree.text[: span.end - 1].rstrip())
        around = tree.text[tree.text.rfind("\n", 0, span.start) + 1 :]
        depth = re.match(r"[ \t]*", around)
        indent = (depth[0] if depth else "") + self.style.indent
        told = "\n\n".join(indented(one.code, indent) for one in pieces)
        apart = "\n\n" if body.named_child_count else "\n"
        return Edit(end, end, apart + told)

    def _ended(self, text: str) -> str:
        return text.replace("\r\n", "\n").replace("\n", self.style.ending)


def indented(code: str, indent: str) -> str:
    """Code deeper, but for what its template strings say on lines of their own."""
    tree = Tree.parse(code, JAVASCRIPT)
    within = set[int]()
    for node in tree.captures("(template_string) @string").get("string", []):
        within.update(range(node.start_point.row + 1, node.end_point.row + 1))
    return "\n".join(
        f"{indent}{line}" if line.strip() and number not in within else line
        for number, line in enumerate(code.split("\n"))
    )


def _plain(line: str, style: ScriptStyle) -> str:
    return line if style.semicolons else line.removesuffix(";")


def _suites(tree: Tree, around: str) -> dict[str, Node]:
    """The bodies of the suites at the top of a file, by their titles."""
    found: dict[str, Node] = {}
    for statement in tree.root.named_children:
        call = first_named(statement)
        if call is None or call.type != "call_expression":
            continue
        title = _title(tree, call, (around, "describe", "suite"))
        given = call.child_by_field_name("arguments")
        last = given.named_children[-1] if given is not None and given.named_child_count else None
        body = last.child_by_field_name("body") if last is not None else None
        if title and body is not None and body.type == "statement_block":
            found.setdefault(title, body)
    return found


def _title(tree: Tree, call: Node, words: Sequence[str]) -> str:
    """The title of a test or a suite; "" of another call."""
    function, given = (call.child_by_field_name(one) for one in ("function", "arguments"))
    name = re.match(r"[\w$]+", tree.source(function))
    first = first_named(given)
    if name is None or name[0] not in words or first is None:
        return ""
    text = tree.source(first)
    return text[1:-1] if first.type in ("string", "template_string") else ""
