"""The passages of a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.lines import Lines
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.test_files import is_test_file
from limner_server.proposers.answering.facts import TESTS
from limner_server.proposers.answering.passage import Kind, Passage
from limner_server.proposers.answering.words import words_of

PROSE: Final = frozenset({".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc"})
SETTINGS: Final = frozenset(
    {".toml", ".ini", ".cfg", ".yaml", ".yml", ".json", ".env", ".properties"}
)
_HEADING: Final = re.compile(
    r"^#{1,6}[ \t]+(\S[^\n]*)|^(\S[^\n]*)\n(?:={3,}|-{3,}|~{3,})[ \t]*$", re.MULTILINE
)
_KEY: Final = re.compile(
    r"^[ \t]*(?:\[+([^\]\n]+)\]+|[\"']?([\w.\-]+)[\"']?[ \t]*[:=][ \t]*([^\n]*))$", re.MULTILINE
)
# Values of modules and of classes, one a line: NAME = ..., name: type = ..., const NAME = ...
_VALUE: Final = re.compile(
    r"^(?P<blank>[ \t]*)(?:export[ \t]+)?(?:const|let|var|static|readonly|public|private)?[ \t]*"
    r"(?P<name>[A-Za-z_$][\w$]*)[ \t]*(?::[^=\n]+?)?(?:=(?!=)[^\n]*|(?<=[\w\]\"')])[ \t]*)$",
    re.MULTILINE,
)
_QUOTES: Final = re.compile(r"^[rRuUbBfF]*(?:\"\"\"|'''|\"|')|(?:\"\"\"|'''|\"|')$")
_STARS: Final = re.compile(r"^[ \t]*/?\*+/?|\*+/$", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(.+?[.!?])(?=\s|$)", re.DOTALL)
_COMMENT: Final = re.compile(r"^[ \t]*(?:#|//)[ \t]?(.*)$")
_STATEMENTS: Final = frozenset(
    {
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "public_field_definition",
        "field_definition",
        "property_signature",
    }
)
# A larger configuration was made by a program.
_MOST_SETTINGS: Final = 200_000
_LONGEST_HEAD: Final = 160


def passages_of(files: WorkspaceFiles, path: Path, check: Callable[[], None]) -> list[Passage]:
    """The passages of a file; none where it cannot be read."""
    try:
        text = files.text(path)
        tree = files.tree(path, check) if language_of(path) else None
    except InputError:
        return []
    name = path.relative_to(files.root).as_posix() if path.is_relative_to(files.root) else path.name
    maker = _Maker(
        path,
        text,
        words_of(name),
        is_test=is_test_file(Path(name)) or TESTS.search(name) is not None,
    )
    if tree is not None:
        return list(_of_code(maker, tree))
    suffix = path.suffix.lower()
    if suffix in PROSE:
        return list(_of_prose(maker))
    if suffix in SETTINGS and len(text) <= _MOST_SETTINGS:
        return list(_of_settings(maker))
    return []


def first_sentence(said: str) -> str:
    """The first sentence of a docstring or a comment with its signs, on one line."""
    plain = _STARS.sub("", _QUOTES.sub("", said.strip())).strip()
    plain = plain.split("\n\n", 1)[0]
    found = _SENTENCE.match(plain)
    return " ".join((found[1] if found else plain).split())


class _Maker:
    """Makes the passages of one file."""

    def __init__(self, path: Path, text: str, place: list[str], *, is_test: bool) -> None:
        self.path, self.text, self.is_test = path, text, is_test
        self.lines = Lines(text)
        self._place = place

    def passage(  # noqa: PLR0917 - the fields of a passage, in its order
        self, kind: Kind, name: str, span: Span, head: str, about: str, told: str
    ) -> Passage:
        first = self.lines.line(span.start)
        last = self.lines.line(max(span.start, span.end - 1))
        own = set(words_of(name))
        # The path says what it is about, too, but less than its own name.
        called = Counter(dict.fromkeys(self._place, 1) | dict.fromkeys(own, 2))
        head = " ".join(head.split())
        if len(head) > _LONGEST_HEAD:
            head = f"{head[: _LONGEST_HEAD - 1].rstrip()}…"
        return Passage(
            self.path,
            first,
            last,
            kind,
            name,
            head,
            about,
            self.is_test,
            called,
            Counter(words_of(told)),
        )

    def comment_above(self, line: int) -> str:
        """The comment on the lines right above one, 1-based."""
        said: list[str] = []
        for above in range(line - 1, max(line - 8, 0), -1):
            found = _COMMENT.match(self.text[self.lines.start(above) : self.lines.end(above)])
            if found is None:
                break
            said.insert(0, found[1])
        return " ".join(said)


def _of_code(maker: _Maker, tree: Tree) -> Iterator[Passage]:
    found = [one for one in definitions(tree) if one.name]
    if tree.language.family == "python" and (said := _module_docstring(tree)) is not None:
        text = said.of(tree.text)
        yield maker.passage(
            Kind.MODULE, maker.path.stem, said, maker.path.name, first_sentence(text), text
        )
    for one in found:
        whole = one.span.of(tree.text)
        about = first_sentence(one.docstring.of(tree.text)) if one.docstring else ""
        if not about:
            about = first_sentence(maker.comment_above(tree.lines.line(one.span.start)))
        kind = Kind.FUNCTION if isinstance(one, Function) else Kind.CLASS
        head = one.header.of(tree.text).strip().rstrip(":{").strip()
        span = Span(one.header.start, one.span.end)
        yield maker.passage(kind, one.qualified, span, head, about, f"{about} {whole}")
    yield from _values(maker, tree, found)


def _module_docstring(tree: Tree) -> Span | None:
    first = next((one for one in tree.root.named_children if one.type != "comment"), None)
    if first is None or first.type != "expression_statement" or not first.named_child_count:
        return None
    string = first.named_children[0]
    return tree.span(string) if string.type == "string" else None


def _values(maker: _Maker, tree: Tree, found: list[Function | Class]) -> Iterator[Passage]:
    """Constants of the module and fields of its classes."""
    functions = [one.span for one in found if isinstance(one, Function)]
    owners = [one for one in found if isinstance(one, Class)]
    for value in _VALUE.finditer(tree.text):
        start = value.start("name")
        if any(start in span for span in functions):
            continue
        owner = next((one for one in reversed(owners) if start in one.span), None)
        if owner is None and value["blank"]:
            continue
        line = tree.lines.line(start)
        said = maker.comment_above(line) or _attribute(owner, value["name"], tree)
        name = f"{owner.qualified}.{value['name']}" if owner else value["name"]
        end = _statement_end(tree, start, value.end())
        head = tree.text[value.start() : end].strip()
        yield maker.passage(
            Kind.VALUE, name, Span(start, end), head, first_sentence(said), f"{said} {head}"
        )


def _statement_end(tree: Tree, start: int, end: int) -> int:
    """Where the statement ends that binds a value, on whichever line."""
    node = tree.node(start)
    for around in (node, *tree.ancestors(node)):
        if around.type in _STATEMENTS:
            return max(tree.span(around).end, end)
    return end


def _attribute(owner: Class | None, name: str, tree: Tree) -> str:
    """What the docstring of a class says of one of its fields."""
    if owner is None or owner.docstring is None:
        return ""
    said = re.search(
        rf"^[ \t]*:?(?:ivar )?{re.escape(name)}\s*(?:\([^)\n]*\))?:\s*"
        r"([^\n]+(?:\n[ \t]{12,}[^\n]+)*)",
        owner.docstring.of(tree.text),
        re.MULTILINE,
    )
    return said[1] if said else ""


def _of_prose(maker: _Maker) -> Iterator[Passage]:
    headings = list(_HEADING.finditer(maker.text))
    ends = [*(one.start() for one in headings[1:]), len(maker.text)][: len(headings)]
    for heading, end in zip(headings, ends, strict=True):
        name = (heading[1] or heading[2]).strip().strip("#").strip()
        told = maker.text[heading.end() : end].strip()
        about = first_sentence(re.split(r"\n\s*\n|```", told, maxsplit=1)[0])
        span = Span(heading.start(), max(end - 1, heading.end()))
        yield maker.passage(Kind.SECTION, name, span, name, about, told)


def _of_settings(maker: _Maker) -> Iterator[Passage]:
    section = ""
    for key in _KEY.finditer(maker.text):
        if key[1]:
            section = key[1].strip()
            continue
        line = maker.lines.line(key.start(2))
        said = maker.comment_above(line)
        name = f"{section}.{key[2]}" if section else key[2]
        head = key[0].strip().rstrip(",")
        span = Span(key.start(2), key.end())
        yield maker.passage(Kind.SETTING, name, span, head, first_sentence(said), f"{said} {head}")
