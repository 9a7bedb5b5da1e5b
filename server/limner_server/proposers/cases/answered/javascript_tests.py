"""The tests of JavaScript and TypeScript code that a model wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from limner_server.perception.syntax.languages import Language
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.runner.command import Kind
from limner_server.proposers.cases.answered.javascript_assertions import asserts_something
from limner_server.proposers.cases.answered.javascript_conduct import javascript_offence
from limner_server.proposers.cases.answered.javascript_names import names_in
from limner_server.proposers.cases.answered.javascript_suites import (
    TestCall,
    declared,
    test_calls,
)
from limner_server.proposers.cases.answered.javascript_taken import Taken
from limner_server.proposers.cases.answered.statements import Helper, Helpers
from limner_server.proposers.cases.answered.tested_module import TestedModule
from limner_server.proposers.cases.piece import TestPiece

_WITH_TABLES: Final = frozenset({Kind.VITEST, Kind.JEST})
_DECLARED: Final = re.compile(r"let (\w+)(?:: [^=;]+)?;")


def javascript_pieces(
    code: str, module: TestedModule, language: Language, kind: Kind, *, cut: bool = False
) -> list[TestPiece]:
    """Take tests apart; what is none, or does what no test may do, is left out.

    Args:
        code: a whole file, or a part of one.
        module: that the tests are for.
        language: of the test file.
        kind: what will run them.
        cut: whether the code ended before its end.
    """
    tree = Tree.parse(code, language)
    whole = [one for one in test_calls(tree) if not cut or _is_followed(tree, one)]
    pieces = (_piece(tree, one, module, kind) for one in whole)
    return [one for one in pieces if one is not None]


def _is_followed(tree: Tree, test: TestCall) -> bool:
    """Whether something stands after a test: else it may be the one that was cut off."""
    return bool(tree.text[tree.span(test.call).end :].strip("; \n"))


def _piece(tree: Tree, test: TestCall, module: TestedModule, kind: Kind) -> TestPiece | None:
    """A test with all that it needs; None where it will not do."""
    code = _Written(tree, test, kind).code()
    own = Tree.parse(code, tree.language)
    if not code or own.has_errors:
        return None
    helpers, names = Helpers([*_helpers(tree, module)]).needed(names_in(own, own.root))
    taken = Taken.of(tree, module, names)
    whole = Tree.parse("\n\n".join([*(one.code for one in helpers), code]), tree.language)
    if javascript_offence(whole, taken.used, module) or not asserts_something(whole):
        return None
    known = taken.names | {*module.known(names - taken.bound)}
    if taken.unknown or not (known or taken.whole):
        return None
    return TestPiece(
        " ".join([*test.titles[1:], test.title]),
        code,
        suite=test.titles[0] if test.titles else "",
        imports=tuple(taken.lines),
        helpers=tuple(one.code for one in helpers),
        names=tuple(sorted(known)),
        proposer="model",
    )


def _helpers(tree: Tree, module: TestedModule) -> Iterator[Helper]:
    """Functions and constants at the top of the file; not what is the subject's own."""
    for one in declared(tree, tree.root.named_children):
        if not module.own.intersection(one.names):
            yield one


@dataclass(frozen=True, slots=True)
class _Written:
    """A test, written as a statement of its own."""

    tree: Tree
    test: TestCall
    kind: Kind

    def code(self) -> str:
        """The statement at the left margin, with what its suites set up; "" where it is none."""
        test, tree = self.test, self.tree
        function = test.function
        body = function.child_by_field_name("body")
        if body is None or (test.table and self.kind not in _WITH_TABLES):
            return ""
        before = self._set_up(tree.source(function))
        is_async = any(child.type == "async" for child in function.children)
        if any(re.search(r"\bawait\b", line) for line in before) and not is_async:
            return ""
        named = f"{'it' if self.kind is Kind.MOCHA else 'test'}{'.each' if test.table else ''}"
        start = tree.span(test.call).start
        rest = tree.text[test.after_title : tree.span(body).start]
        head = f"{named}{test.table}({self._title()}{rest}"
        tail = tree.text[tree.span(body).end : tree.span(test.call).end]
        code = head + _with(tree.source(body), before, tree.text, start) + tail + ";"
        indent = tree.text[tree.text.rfind("\n", 0, start) + 1 : start]
        return code.replace(f"\n{indent}", "\n") if not indent.strip() else code

    def _title(self) -> str:
        """The title, below those of all suites but the outermost."""
        quote, title = self.test.quote, self.test.title
        around = [one for one in self.test.titles[1:] if quote not in one]
        return quote + " ".join([*around, title]) + quote

    def _set_up(self, code: str) -> list[str]:
        """What the suites around the test declare and run before it."""
        test = self.test
        setting_up = [one for one in test.setting_up if self._concerns(one, code)]
        own, _ = test.own.needed(self._names("\n".join([*setting_up, f"({code})"])))
        lines = [one.code for one in own]
        for statement in setting_up:
            # `let cart;` and then `cart = new Cart();` are one declaration.
            name = statement.partition(" = ")[0]
            bare = next((one for one in lines if _declares(one, name)), None)
            if bare is None:
                lines.append(statement)
                continue
            lines.remove(bare)
            word = "let" if re.search(rf"(?<![.\w]){name}\s*[-+*/]?=(?!=)", code) else "const"
            lines.append(f"{word} {statement}")
        return lines

    def _concerns(self, statement: str, code: str) -> bool:
        """Whether a statement is about what the test uses, or about nothing of the suites' own."""
        own = {name for one in self.test.own.all for name in one.names}
        about = own & self._names(statement)
        return not about or bool(about & self._names(f"({code})"))

    def _names(self, code: str) -> frozenset[str]:
        tree = Tree.parse(code, self.tree.language)
        return names_in(tree, tree.root)


def _declares(line: str, name: str) -> bool:
    found = _DECLARED.fullmatch(line)
    return found is not None and found[1] == name


def _with(body: str, before: list[str], text: str, start: int) -> str:
    """The body of a function that begins with more statements."""
    if not before:
        return body
    margin = text[text.rfind("\n", 0, start) + 1 : start]
    margin = margin if not margin.strip() else ""
    first = re.match(r"\{[ \t]*\n([ \t]*)", body)
    indent = first[1] if first else f"{margin}  "
    lines = "".join(f"\n{indent}{line}" for one in before for line in one.split("\n"))
    if not body.startswith("{"):
        return f"{{{lines}\n{indent}{body};\n{margin}}}"
    if first:
        return f"{{{lines}{body[1:]}"
    return f"{{{lines}\n{indent}{body[1:-1].strip()}\n{margin}}}"
