"""The style sheet that came with a model's page: cleaned, and told tag by tag for utilities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from limner_server.emit.look_table import WIDE, Look, LookTable
from limner_server.emit.node import Node, Style

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_AT: Final = re.compile(r"@(?!media\b|keyframes\b)[^;{]*;|@(?:import|charset|namespace)[^;]*;?")
# What loads something, or runs.
_LOADS: Final = re.compile(
    r"url\s*\(|image-set\s*\(|expression\s*\(|javascript:|behavior\s*:|-moz-binding|@import|</",
    re.IGNORECASE,
)
_DECLARATION: Final = re.compile(r"\s*(--?[\w-]+|[a-z-]+)\s*:\s*([^;{}]+?)\s*(?:;|\Z)", re.DOTALL)
_COMPOUND: Final = re.compile(
    r"^([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)((?:::?[\w-]+(?:\([^)]*\))?)*)$"
)
_WIDE_ENOUGH: Final = re.compile(r"min-width:\s*\d+")
_LONGEST: Final = 60_000
_VARIABLE: Final = re.compile(r"var\((--[\w-]+)(?:,[^()]*)?\)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a style sheet.

    Attributes:
        selector: a single one.
        style: its declarations.
        media: the condition that it stands in; empty for none.
    """

    selector: str
    style: tuple[tuple[str, str], ...]
    media: str = ""


def read_rules(css: str) -> list[Rule]:
    """The rules of a style sheet, without what loads anything."""
    text = _AT.sub("", _COMMENT.sub("", css[:_LONGEST]))
    return [*_rules(text, "")]


def _rules(text: str, media: str) -> Iterator[Rule]:
    position = 0
    while (start := text.find("{", position)) >= 0:
        head = " ".join(text[position:start].split())
        end = _closing(text, start)
        body = text[start + 1 : end]
        position = end + 1
        if head.startswith("@media") and not media:
            yield from _rules(body, head.removeprefix("@media").strip())
        elif not head.startswith("@") and head:
            style = tuple(
                (name, " ".join(value.split()))
                for name, value in _DECLARATION.findall(body)
                if not _LOADS.search(f"{name}:{value}")
            )
            if style and not _LOADS.search(head):
                for selector in head.split(","):
                    yield Rule(selector.strip(), style, media)


def _closing(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] == "{") - (text[index] == "}")
        if depth == 0:
            return index
    return len(text)


def written(rules: Sequence[Rule], root: str) -> str:
    """Rules as a style sheet, those for the page itself as rules for `root`."""
    blocks: list[str] = []
    by_media: dict[str, list[str]] = {}
    for rule in rules:
        selector = re.sub(r"^(?:html|body)\b", root, rule.selector)
        lines = "\n".join(f"  {name}: {value};" for name, value in rule.style)
        text = f"{selector} {{\n{lines}\n}}"
        if rule.media:
            by_media.setdefault(rule.media, []).append(text)
        else:
            blocks.append(text)
    for media, inner in by_media.items():
        indented = "\n".join(f"  {line}" for line in "\n\n".join(inner).splitlines())
        blocks.append(f"@media {media} {{\n{indented}\n}}")
    return "\n\n".join(blocks)


def as_looks(page: Node, rules: Sequence[Rule]) -> LookTable:
    """What the rules say of each tag, as a look of its own; the tags get the classes of these."""
    tokens = {
        name: value
        for rule in rules
        if rule.selector in (":root", "html", "body")
        for name, value in rule.style
        if name.startswith("--")
    }
    looks: dict[str, Look] = {}
    known: dict[str, str] = {}
    matched = [(_parsed(rule.selector), rule) for rule in rules]
    named: list[tuple[Node, str]] = []
    for node, path in _with_paths(page, ()):
        style: Style = {}
        states: dict[str, Style] = {}
        for compounds, rule in matched:
            if compounds is None or (rule.media and not _WIDE_ENOUGH.search(rule.media)):
                continue
            state = _matches(compounds, node, path)
            if state is None:
                continue
            into = (
                states.setdefault(WIDE, {})
                if rule.media
                else (states.setdefault(state, {}) if state else style)
            )
            into.update({n: _told(v, tokens) for n, v in rule.style if not n.startswith("--")})
        key = repr((style, states))
        if key not in known:
            known[key] = f"look-{len(known)}"
            looks[known[key]] = Look(style, states)
        named.append((node, known[key]))
    # Only now: selectors ask for the classes that the tags came with.
    for node, name in named:
        node.classes = [name]
    return LookTable(looks, {})


def _told(value: str, tokens: Style) -> str:
    for _ in range(4):
        value = _VARIABLE.sub(lambda found: tokens.get(found[1], "inherit"), value)
    return value


def _with_paths(node: Node, path: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    yield node, path
    for child in node.children:
        if isinstance(child, Node):
            yield from _with_paths(child, (*path, node))


@dataclass(frozen=True, slots=True)
class _Compound:
    tag: str
    classes: frozenset[str]
    state: str
    is_child: bool


def _parsed(selector: str) -> list[_Compound] | None:
    """A selector as compounds from left to right; None where it is not a simple one."""
    found: list[_Compound] = []
    is_child = False
    for word in selector.replace(">", " > ").split():
        if word == ">":
            is_child = True
            continue
        match = _COMPOUND.match(word.replace(":root", "html"))
        if match is None:
            return None
        names = frozenset(re.findall(r"[.#][\w-]+", match[2] or ""))
        found.append(_Compound(match[1] or "", names, match[3] or "", is_child))
        is_child = False
    return found or None


def _matches(compounds: list[_Compound], node: Node, path: tuple[Node, ...]) -> str | None:
    """The state in which a selector is about a tag, "" for always; None where it is not."""
    *before, last = compounds
    if not _is(last, node):
        return None
    around = list(path)
    is_child = last.is_child
    for compound in reversed(before):
        if compound.state:
            return None
        while around and not _is(compound, around[-1]):
            if is_child:
                return None
            around.pop()
        if not around:
            return None
        around.pop()
        is_child = compound.is_child
    return last.state


def _is(compound: _Compound, node: Node) -> bool:
    if compound.tag not in ("", "*", node.tag) and not (
        compound.tag == "html" and node.tag == "body"
    ):
        return False
    own = {f".{name}" for name in node.classes} | {f"#{node.attributes.get('id', '')}"}
    return compound.classes <= own
