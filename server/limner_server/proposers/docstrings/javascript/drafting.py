"""Drafts JSDoc and TSDoc comments: what each should say, and the edit that puts it there."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from limner_server.edits import Edit, indentation, line_ending, line_start
from limner_server.perception.syntax.definitions import Class, Function, Kind, Passing
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.docstrings.class_facts import class_facts
from limner_server.proposers.docstrings.classes import describe_class
from limner_server.proposers.docstrings.describe import Around, describe_function
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.javascript.comment import (
    comment_of,
    completed,
    in_javascript,
    opened,
)
from limner_server.proposers.docstrings.javascript.statements import Translator
from limner_server.proposers.docstrings.kinds import literal_kind
from limner_server.proposers.docstrings.nodes import FunctionNode
from limner_server.proposers.docstrings.parameters import parameters_of
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.words import phrase_of, sentence, with_article

NOTHING: Final = "undefined"
_KINDS: Final = {
    "text": "string",
    "number": "number",
    "bool": "boolean",
    "list": "Array",
    "mapping": "Object",
}
_GUESSES: Final = {
    "str": "string",
    "list": "Array",
    "dict": "Object",
    "bool": "boolean",
    "object": "",
}


@dataclass(frozen=True, slots=True)
class JsDraft:
    """A comment for one definition.

    Attributes:
        one: the definition.
        doc: what it says.
        edit: that puts it there.
        added: what it adds to a comment that was there, for a person; empty of a new one.
    """

    one: Function | Class
    doc: Docstring
    edit: Edit
    added: tuple[str, ...] = ()


@dataclass(slots=True)
class JsDrafter:
    """Drafts the comments of one file.

    Attributes:
        tree: of the file.
        typed: whether the language states types itself.
    """

    tree: Tree
    typed: bool = False
    _translator: Translator = field(init=False)
    _functions: dict[str, FunctionNode] = field(init=False)

    def __post_init__(self) -> None:
        self._translator = Translator(self.tree)
        self._functions = {
            one.name: self._translator.function(one, is_method=False)
            for one in definitions(self.tree)
            if isinstance(one, Function) and one.name and not one.owner and "." not in one.qualified
        }

    def select(self, subjects: Collection[Function | Class] | None) -> list[Function | Class]:
        """What of the file is to be documented: definitions that others see, by name.

        Args:
            subjects: named or pointed at; None for the whole file.
        """
        found = [one for one in definitions(self.tree) if self._is_open(one)]
        if subjects is None:
            return found
        inside = [
            one
            for one in found
            if one not in subjects
            and any(isinstance(other, Class) and one.span.start in other.span for other in subjects)
        ]
        return [*subjects, *inside]

    def _is_open(self, one: Function | Class) -> bool:
        if not one.name or (isinstance(one, Function) and one.is_test):
            return False
        outer = one.node.parent
        if outer is not None and outer.type == "arguments":
            return False
        around = one.qualified.rpartition(".")[0]
        owner = one.owner if isinstance(one, Function) else ""
        if around and around != owner:
            return False
        start = line_start(self.tree.text, one.span.start)
        return not self.tree.text[start : one.span.start].strip()

    def described(self, one: Function | Class) -> Docstring:
        """What analysis says of a definition; without a summary where it has nothing to say."""
        if isinstance(one, Class):
            return in_javascript(self._class(one))
        owner = next(
            (
                each
                for each in definitions(self.tree)
                if isinstance(each, Class) and each.qualified == one.owner and one.owner
            ),
            None,
        )
        node = self._translator.function(one, is_method=owner is not None)
        holder, others = None, dict(self._functions)
        if owner is not None:
            methods = self._methods(owner)
            holder = self._translator.class_of(owner, methods)
            others |= {f"self.{method.name}": method for method in methods}
        doc = describe_function(node, Around(holder, {}, others, NOTHING))
        if node.name == "__init__" and owner is not None:
            doc = replace(doc, summary=f"Create {with_article(phrase_of(owner.name))}.")
        return in_javascript(self._with_patterns(one, node, holder, doc))

    def draft(self, one: Function | Class, doc: Docstring) -> JsDraft | None:
        """A comment as an edit; None where nothing is missing."""
        text, ending = self.tree.text, line_ending(self.tree.text)
        indent = indentation(text, one.span.start)
        if one.docstring is not None:
            old = one.docstring.of(text)
            indent = indentation(text, one.docstring.start)
            lines, added = completed(opened(old, indent), doc, indent, typed=self.typed)
            if not added:
                return None
            edit = Edit(one.docstring.start, one.docstring.end, ending.join(lines))
            return JsDraft(one, doc, edit, tuple(added))
        if not doc.summary:
            return None
        start = line_start(text, one.span.start)
        lines = comment_of(doc, indent, typed=self.typed)
        return JsDraft(one, doc, Edit(start, start, f"{indent}{ending.join(lines)}{ending}"))

    def _methods(self, owner: Class) -> list[FunctionNode]:
        return [
            self._translator.function(each, is_method=True)
            for each in definitions(self.tree)
            if isinstance(each, Function) and each.owner == owner.qualified
        ]

    def _class(self, one: Class) -> Docstring:
        phrase = phrase_of(one.name)
        if one.kind is Kind.INTERFACE:
            return Docstring(sentence(f"What {with_article(phrase)} offers"))
        if one.kind is not Kind.CLASS:
            kind = "The values" if one.kind is Kind.ENUM else "The type"
            return Docstring(sentence(f"{kind} of {with_article(phrase)}"))
        node = self._translator.class_of(one, self._methods(one))
        doc = describe_class(
            class_facts(node, {}), Around(node, none=NOTHING), listed_attributes=False
        )
        return Docstring(doc.summary, doc.body)

    def _with_patterns(
        self, one: Function, node: FunctionNode, holder: ast.ClassDef | None, doc: Docstring
    ) -> Docstring:
        """Entries with their types, and those of a pattern under one name."""
        scope = Scope(node, holder, none=NOTHING)
        told = {entry.name.lstrip("*"): entry for entry in doc.entries(Section.PARAMETERS)}
        defaults = {each.name: each.default for each in parameters_of(scope)}
        found: list[Entry] = []
        for parameter in one.parameters:
            name = parameter.name
            if name.startswith(("{", "[")):
                found += self._pattern(one, name, parameter.default, told)
                continue
            entry = told.get(name)
            if entry is None:
                continue
            default = defaults.get(name)
            kind = scope.kind(ast.Name(name)) or literal_kind(default)
            kind = _KINDS.get(kind, "")
            guess = f"...{kind or '*'}" if parameter.passing is Passing.REST else kind
            optional = bool(parameter.default)
            found.append(Entry(name, entry.text, entry.type, optional, guess))
        sections = dict(doc.sections)
        if found:
            sections[Section.PARAMETERS] = tuple(found)
        for section in (Section.RETURNS, Section.YIELDS):
            if entries := doc.entries(section):
                kinds = [_GUESSES.get(entry.guess, "") for entry in entries]
                if one.is_async and section is Section.RETURNS:
                    kinds = [f"Promise<{kind}>" if kind else "Promise" for kind in kinds]
                sections[section] = tuple(
                    replace(entry, guess=kind) for entry, kind in zip(entries, kinds, strict=True)
                )
        return replace(doc, sections=sections)

    def _pattern(
        self, one: Function, pattern: str, default: str, told: dict[str, Entry]
    ) -> list[Entry]:
        names = [name for name in told if _is_in(name, pattern)]
        is_component = one.name[:1].isupper() and pattern.startswith("{")
        whole = "props" if is_component else "options" if pattern.startswith("{") else "items"
        kind = "Object" if pattern.startswith("{") else "Array"
        text = "Properties of the component." if is_component else "Options."
        if kind == "Array":
            return [Entry(whole, sentence(f"elements {', '.join(names)}"), "", bool(default), kind)]
        inner = [
            Entry(f"{whole}.{name}", told[name].text, "", told[name].is_optional, "")
            for name in names
        ]
        return [Entry(whole, text, "", bool(default), kind), *inner]


def _is_in(name: str, pattern: str) -> bool:
    return re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", pattern) is not None


def parameters_in(one: Function) -> Sequence[str]:
    """The names of a function's parameters as a comment has them; "" for a pattern."""
    return [
        "" if parameter.name.startswith(("{", "[")) else parameter.name
        for parameter in one.parameters
    ]
