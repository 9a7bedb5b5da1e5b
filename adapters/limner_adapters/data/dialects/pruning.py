"""Leaves of a stylesheet the rules that a page can use, so that documents stay small."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""/\*.*?\*/ | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^)"']*\) | [{};]""",
    re.DOTALL | re.VERBOSE,
)
_CLASS = re.compile(r"\.((?:\\.|[\w-])+)")
_ESCAPE = re.compile(r"\\(.)")
_WORN = re.compile(r'class="([^"]*)"')
# Neither is a condition on the classes that an element wears.
_BESIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
# Rules with rules inside; all other at-rules (fonts, animations, print) draw nothing here.
_NESTING = ("@media", "@supports", "@layer")
_SKIPPED = "@media print"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule of a stylesheet.

    Attributes:
        selector: what stands before its braces.
        block: what stands in them.
        needs: for each alternative of the selector the classes it asks for.
        inner: the rules inside, where there are any.
    """

    selector: str
    block: str
    needs: tuple[frozenset[str], ...]
    inner: tuple[_Rule, ...]


def pruned(sheet: str, html: str) -> str:
    """The rules of `sheet` whose classes all occur in `html`, and those that name no class."""
    worn = {name for found in _WORN.findall(html) for name in found.split()}
    return "".join(_kept(_rules(sheet), worn))


def _kept(rules: tuple[_Rule, ...], worn: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.inner:
            inner = "".join(_kept(rule.inner, worn))
            if inner:
                yield f"{rule.selector}{{{inner}}}"
        elif any(need <= worn for need in rule.needs):
            yield f"{rule.selector}{{{rule.block}}}"


@functools.lru_cache(maxsize=32)
def _rules(sheet: str) -> tuple[_Rule, ...]:
    return tuple(_read(sheet))


def _read(sheet: str) -> Iterator[_Rule]:
    """The rules of a stylesheet, in order."""
    depth, start, opened = 0, 0, 0
    for token in _TOKEN.finditer(sheet):
        if token[0] == "{":
            if depth == 0:
                opened = token.start()
            depth += 1
        elif token[0] == "}":
            depth -= 1
            if depth == 0:
                block = sheet[opened + 1 : token.start()]
                yield from _rule(_uncommented(sheet[start:opened]), block)
                start = token.end()
        elif token[0] == ";" and depth == 0:
            start = token.end()


def _uncommented(selector: str) -> str:
    return re.sub(r"/\*.*?\*/", "", selector, flags=re.DOTALL).strip()


def _rule(selector: str, block: str) -> Iterator[_Rule]:
    if not selector.startswith("@"):
        yield _Rule(selector, block, _needs(selector), ())
    elif selector.startswith(_NESTING) and selector != _SKIPPED:
        inner = tuple(_read(block))
        if inner:
            yield _Rule(selector, "", (), inner)


def _needs(selector: str) -> tuple[frozenset[str], ...]:
    plain, before = selector, ""
    while plain != before:
        plain, before = _BESIDE.sub("", plain), plain
    return tuple(
        frozenset(_ESCAPE.sub(r"\1", name) for name in _CLASS.findall(part))
        for part in plain.split(",")
    )
