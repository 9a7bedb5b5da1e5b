"""What is said about a definition in comments, and the examples in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from limner_server.perception.syntax.definitions import Class, Function
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.javascript.values import Value, parsed, spelled

_LINES: Final = re.compile(r"(?:^[ \t]*//[^\n]*\n)+\Z", re.MULTILINE)
# What stands between a call and what it gives.
_GIVES: Final = re.compile(
    r"""[ \t]*[;)]*[ \t]*(?://|\#)?[ \t]*
    (?:=+>|-+>|➞|→|==+|=|(?:should\s+|must\s+|will\s+)?(?:returns?|gives?|equals?|be(?:comes)?)[:\s])
    [ \t]*(?P<said>[^\n]+)""",
    re.VERBOSE | re.IGNORECASE,
)
_COMMENTED: Final = re.compile(r"[ \t]*[;)]*[ \t]*//[ \t]*(?P<said>[^\n]+)")
_NEXT_LINE: Final = re.compile(r"[ \t]*;?[ \t]*\n[ \t]*(?P<said>[^\n>]+)")
_CLOSES: Final = {"(": ")", "[": "]", "{": "}"}
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A call that a comment shows.

    Attributes:
        arguments: of the call.
        expected: an expression for what it says that comes back; "" where it does not say.
    """

    arguments: tuple[Value, ...]
    expected: str = ""


def comment_of(tree: Tree, definition: Function | Class) -> str:
    """The comment before a definition, or at the head of its body, without its signs."""
    text = tree.text[: definition.span.start].rstrip(" \t")
    lines = _LINES.search(text)
    before = text.rstrip()
    found = ""
    if lines is not None:
        found = re.sub(r"^[ \t]*//[ \t]?", "", lines[0], flags=re.MULTILINE)
    elif before.endswith("*/") and text.count("\n", len(before)) <= 2:
        found = before[before.rfind("/*") :]
    if not found:
        inside = tree.text[definition.body.start : definition.body.end]
        opening = re.match(r"\{\s*(/\*.*?\*/|(?://[^\n]*\n\s*)+)", inside, re.DOTALL)
        found = re.sub(r"^[ \t]*//[ \t]?", "", opening[1], flags=re.MULTILINE) if opening else ""
    plain = re.sub(r"\A/\*+|\*+/\Z", "", found.replace("\r\n", "\n"))
    return re.sub(r"^[ \t]*\*(?!\*)[ \t]?", "", plain, flags=re.MULTILINE).strip("\n")


def examples(comment: str, name: str, *, is_method: bool = False) -> list[Example]:
    """The calls of a name in a comment, with literal arguments.

    Args:
        comment: without its signs.
        name: bare.
        is_method: whether it is called on something.
    """
    found = []
    before = "[\\w$]" if is_method else "[\\w$.]"
    for match in re.finditer(rf"(?<!{before}){re.escape(name)}\s*\(", comment):
        end = _closing(comment, match.end() - 1)
        if end is None:
            continue
        try:
            arguments = parsed(f"[{comment[match.end() : end]}]")
        except ValueError:
            continue
        if isinstance(arguments, list):
            prompt = comment[: match.start()].rpartition("\n")[2].strip() in (">>>", ">")
            expected = _expected(comment[end + 1 :], after_prompt=prompt)
            found.append(Example(tuple(arguments), expected))
    return found[:_MOST]


def _expected(rest: str, *, after_prompt: bool) -> str:
    patterns = (_GIVES, _NEXT_LINE, _COMMENTED) if after_prompt else (_GIVES, _COMMENTED)
    for pattern in patterns:
        match = pattern.match(rest)
        for said in _readings(match["said"]) if match else ():
            try:
                return spelled(parsed(said))
            except ValueError:
                continue
    return ""


def _readings(said: str) -> Iterator[str]:
    """What is said, and its parts that may be all that is meant."""
    plain = re.sub(r"^(?:=+>|-+>|➞|→|returns?:?)\s*", "", said.strip())
    plain = re.sub(r"\b(True|False|None)\b", lambda one: _PYTHONS[one[0]], plain)
    yield plain
    yield plain.rstrip(".;,")
    yield re.split(r"\s(?://|#|\()|\s{2,}| because | since |, as ", plain)[0].rstrip(".;,")


_PYTHONS: Final = {"True": "true", "False": "false", "None": "null"}


def _closing(text: str, start: int) -> int | None:
    """Where the bracket that opens at `start` closes."""
    waiting: list[str] = []
    quote = ""
    index = start
    while index < len(text):
        sign = text[index]
        if quote:
            if sign == "\\":
                index += 1
            elif sign == quote:
                quote = ""
        elif sign in "'\"`":
            quote = sign
        elif sign in _CLOSES:
            waiting.append(_CLOSES[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
            if not waiting:
                return index
        index += 1
    return None
