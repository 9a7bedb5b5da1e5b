"""The tests that a workspace has, found by what they use, and a file of some of them alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent, indent
from typing import Final

from limner_adapters.tuning.sources import Sources
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.runner.command import Kind
from limner_server.proof.runner.framework import command_of

_WORD: Final = re.compile(r"[A-Za-z_$][\w$]*")
_IMPORT: Final = re.compile(r"(?:from|import)\b|(?:const|let|var)\b.*\brequire\(")
_KEYWORDS: Final = frozenset(
    {"async", "class", "const", "def", "default", "export", "function", "let", "type", "var"}
)
# So many tests show how something is tested, and so many characters their file may have.
_MOST_TESTS: Final = 4
_MOST_CHARACTERS: Final = 3000


@dataclass(frozen=True, slots=True)
class WrittenTest:
    """A test that somebody wrote.

    Attributes:
        path: of its file.
        name: of it, or its title.
        text: of it alone, without what it is indented by.
        owner: the header of the class that it is a method of, with what is set up there; or "".
    """

    path: Path
    name: str
    text: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Something at the top of a test file that tests may need.

    Attributes:
        text: of it.
        names: that it gives: tests that use one of them need it.
    """

    text: str
    names: frozenset[str]


@dataclass(slots=True)
class WrittenTests:
    """The tests of a workspace.

    Attributes:
        by_word: the tests that use a name.
        parts: of a test file, but for its tests, by path.
        kinds: what runs a test file, by path.
        commands: that run it, as typed at the workspace's root, by path.
    """

    by_word: dict[str, list[WrittenTest]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[Path, list[Part]] = field(default_factory=dict)
    kinds: dict[Path, Kind] = field(default_factory=dict)
    commands: dict[Path, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sources: Sources, check: Callable[[], None]) -> WrittenTests:
        """Read all test files of a workspace."""
        found = cls()
        for path, text in sources.texts(sources.tests):
            check()
            language = language_of(path)
            command = command_of(sources.files, path, None)
            if language is not None and command is not None:
                found.kinds[path], found.commands[path] = command.kind, command.text
                found._add(path, Tree.parse(text, language, check))
        return found

    def of(self, one: Function | Class, stem: str) -> list[WrittenTest]:
        """The tests of one file that are about a function or class; none where it is not sure.

        Args:
            one: the function or class.
            stem: the name of its file without its ending.
        """
        by_file: dict[Path, list[WrittenTest]] = defaultdict(list)
        for test in self.by_word.get(one.name, ()):
            # What is set up in every test is not what they are about: its name must be in theirs,
            # or its file's in their file's.
            if _plain(one.name) in _plain(test.name) or _plain(stem) in _plain(test.path.stem):
                by_file[test.path].append(test)
        return max(by_file.values(), key=len, default=[])

    def file_of(self, tests: Sequence[WrittenTest]) -> str:
        """A test file with some of these tests, all of one file, and what they need of it."""
        kept: list[WrittenTest] = []
        for test in sorted(tests, key=lambda one: len(one.text))[:_MOST_TESTS]:
            if sum(len(one.text) for one in (*kept, test)) <= _MOST_CHARACTERS:
                kept.append(test)
        if not kept:
            return ""
        body = _laid_out(kept)
        needed = self._needed(kept[0].path, _words("\n".join(body)))
        text = "\n\n\n".join([*(["\n".join(needed[0])] if needed[0] else []), *needed[1], *body])
        return text if len(text) <= 2 * _MOST_CHARACTERS else ""

    def _needed(self, path: Path, used: frozenset[str]) -> tuple[list[str], list[str]]:
        """The imports and the other parts of a test file that are used, also by one another."""
        needed: set[int] = set()
        parts = self.parts[path]
        while True:
            more = {index for index, part in enumerate(parts) if part.names & used} - needed
            if not more:
                break
            needed |= more
            # An import uses nothing.
            used |= frozenset().union(
                *(_words(parts[one].text) for one in more if not _IMPORT.match(parts[one].text))
            )
        texts = [parts[index].text for index in sorted(needed)]
        imports = [text for text in texts if _IMPORT.match(text)]
        return imports, [text for text in texts if not _IMPORT.match(text)]

    def _add(self, path: Path, tree: Tree) -> None:
        found = definitions(tree)
        tests = [one for one in found if isinstance(one, Function) and one.is_test]
        owners = {one.qualified: one for one in found if isinstance(one, Class)}
        inside = [one.span for one in tests]
        self.parts[path] = [
            Part(text, _given(text))
            for node in tree.root.children
            if not any(
                span.start < tree.span(node).end and tree.span(node).start < span.end
                for span in inside
            )
            if (text := tree.source(node).strip())
        ]
        for one in tests:
            owner = owners.get(one.owner)
            test = WrittenTest(
                path,
                one.name,
                _alone(tree, one),
                _set_up(tree, owner, found) if owner is not None else "",
            )
            for word in _words(test.text):
                self.by_word[word].append(test)


def _set_up(tree: Tree, owner: Class, found: Sequence[Function | Class]) -> str:
    """The header of a class of tests, and its methods that are none."""
    helpers = [
        indent(_alone(tree, one), "    ")
        for one in found
        if isinstance(one, Function) and one.owner == owner.qualified and not one.is_test
    ]
    return "\n".join([owner.header.of(tree.text).rstrip(), "\n\n".join(helpers)]).rstrip()


def _laid_out(tests: Sequence[WrittenTest]) -> list[str]:
    """Tests as they stand in a file: those of one class together."""
    owned: dict[str, list[str]] = {}
    for test in tests:
        owned.setdefault(test.owner, []).append(test.text)
    alone = owned.pop("", [])
    return alone + [
        owner
        + ("\n\n" if "\n" in owner else "\n")
        + "\n\n".join(indent(text, "    ") for text in texts)
        for owner, texts in owned.items()
    ]


def _alone(tree: Tree, one: Function) -> str:
    """A definition without what it is indented by."""
    start = tree.lines.start(tree.lines.line(one.span.start))
    return dedent(tree.text[start : one.span.end]).strip("\n")


def _given(text: str) -> frozenset[str]:
    """The names that a part gives: all of an import's, else the first that is no keyword."""
    if _IMPORT.match(text):
        return _words(text)
    # Of what is decorated the name comes after that.
    plain = re.sub(r"^@.*\n", "", text, flags=re.MULTILINE)
    found = (word for word in _WORD.findall(plain) if word not in _KEYWORDS)
    return frozenset({next(found, "")})


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
