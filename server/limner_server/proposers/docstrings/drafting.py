"""Drafts docstrings of Python: what each should say, and the edit that puts it there."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace

from limner_server.edits import Edit, line_ending
from limner_server.proposers.docstrings.class_facts import class_facts
from limner_server.proposers.docstrings.classes import describe_class
from limner_server.proposers.docstrings.completing import Completed, completed
from limner_server.proposers.docstrings.describe import Around, describe_function
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.existing import style_of
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.layout import lines_of
from limner_server.proposers.docstrings.modules import describe_module
from limner_server.proposers.docstrings.nodes import FunctionNode
from limner_server.proposers.docstrings.place import (
    indent_of,
    inserted,
    literal_parts,
    literal_span,
)
from limner_server.proposers.docstrings.targets import PythonFile, Target
from limner_server.proposers.docstrings.voice import in_voice


@dataclass(frozen=True, slots=True)
class Draft:
    """A docstring for one target.

    Attributes:
        target: that it belongs to.
        doc: what it says; of one that is completed what the whole should say.
        edit: that puts it there.
        added: what it adds to a docstring that was there, for a person; empty of a new one.
        facts: what analysis alone would say; None where that is `doc`.
    """

    target: Target
    doc: Docstring
    edit: Edit
    added: tuple[str, ...] = ()
    facts: Docstring | None = None


class Drafter:
    """Drafts the docstrings of one file.

    Args:
        file: of Python.
        habits: how its docstrings are written.
        stem: the name of the file without its ending.
        asked: whether single definitions were asked for: then a summary alone is not enough.

    Attributes:
        habits: how the docstrings of the file are written.
    """

    def __init__(self, file: PythonFile, habits: Habits, stem: str, *, asked: bool) -> None:
        self._file = file
        self.habits = habits
        self._stem = stem
        self._asked = asked
        self._functions = file.function_nodes()

    def described(self, target: Target) -> Docstring:
        """What analysis says of a target; without a summary where it has nothing to say."""
        node = target.node
        if isinstance(node, ast.Module):
            public = [
                one
                for one in node.body
                if isinstance(one, ast.ClassDef) and not one.name.startswith("_")
            ]
            facts = class_facts(public[0], {}) if len(public) == 1 else None
            return describe_module(node, self._stem, facts)
        if isinstance(node, ast.ClassDef):
            return self._class(node)
        return in_voice(describe_function(node, self._around(node, target.owner)), self.habits)

    def draft(self, target: Target, doc: Docstring) -> Draft | None:
        """A docstring as an edit; None where nothing is missing or it cannot be written.

        Args:
            target: that it belongs to.
            doc: what it is to say.
        """
        span = literal_span(self._file, target)
        now = ast.get_docstring(target.node, clean=False) if span is not None else None
        if now is None or span is None or not now.strip():
            if not doc.summary:
                return None
            lines = lines_of(doc, self.habits, indent_of(self._file, target))
            return Draft(target, doc, inserted(self._file, target, lines, self.habits))
        if target.header is None or self._is_enough(now):
            return None
        return self._completed(target, doc, span.of(self._file.tree.text), span.start)

    def _is_enough(self, now: str) -> bool:
        """Whether a summary alone is what this file wants."""
        return self.habits.short and not self._asked and not style_of(now)

    def _completed(self, target: Target, doc: Docstring, literal: str, start: int) -> Draft | None:
        parts = literal_parts(literal)
        if parts is None or "f" in parts[0].lower():
            return None
        prefix, quote, inner = parts
        ending = line_ending(self._file.tree.text)
        indent = indent_of(self._file, target)
        lines = inner.replace("\r\n", "\n").split("\n")
        done: Completed = completed(lines, doc, self.habits, indent)
        if not done.added and not done.removed:
            return None
        if "r" not in prefix.lower():
            old = set(lines)
            done.lines[:] = [one if one in old else one.replace("\\", "\\\\") for one in done.lines]
        if len(quote) == 1:
            quote = self.habits.quote if self.habits.quote not in inner else '"""'
        if done.lines[-1].strip():
            done.lines.append(indent)
        text = f"{prefix}{quote}{ending.join(done.lines)}{quote}"
        edit = Edit(start, start + len(literal), text)
        return Draft(target, doc, edit, tuple(done.added + done.removed))

    def _class(self, node: ast.ClassDef) -> Docstring:
        facts = class_facts(node, self._file.comments)
        around = self._around(facts.init, node) if facts.init is not None else Around(node)
        doc = describe_class(facts, around, listed_attributes=self.habits.attributes)
        own_init = facts.init is not None and ast.get_docstring(facts.init) is not None
        if self.habits.init or own_init:
            kept: dict[Section, tuple[Entry, ...]] = {
                section: entries
                for section, entries in doc.sections.items()
                if section not in (Section.PARAMETERS, Section.RAISES)
            }
            doc = replace(doc, sections=kept)
        return doc

    def _around(self, node: FunctionNode, owner: ast.ClassDef | None) -> Around:
        comments = {}
        arguments = node.args
        for one in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]:
            end = one.end_lineno or one.lineno
            others = sum(
                other.lineno == one.lineno for other in [*arguments.args, *arguments.kwonlyargs]
            )
            if others == 1 and one.lineno != node.lineno and (text := self._file.comments.get(end)):
                comments[one.arg] = text
        others_: dict[str, FunctionNode] = dict(self._functions)
        for method in owner.body if owner is not None else ():
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                others_[f"self.{method.name}"] = method
        return Around(owner, comments, others_)
