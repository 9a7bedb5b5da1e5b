"""What of an answer is the completion: without fences and echoes, up to the end of the block."""

from __future__ import annotations

import re
from typing import Final

from limner_server.edits import line_end, line_start
from limner_server.proposers.completing.prompt import CURSOR

MOST_LINES: Final = 12
_FENCE: Final = re.compile(r"\s*```[\w+-]*\n(.*?)(?:\n?```.*|\Z)", re.DOTALL)
_THOUGHTS: Final = re.compile(r"(?is)\s*<(think|thinking|reasoning)>.*?(?:</\1>\s*|\Z)")
_CLOSERS: Final = {")": "(", "]": "[", "}": "{"}
# Echoes shorter than this may well be meant.
_ECHO: Final = 3


def completion_of(answer: str, text: str, offset: int, *, is_whole: bool = True) -> str:
    """The text to insert.

    Args:
        answer: as far as it came.
        text: of the file.
        offset: of the cursor.
        is_whole: whether no more of it comes: its last line counts.
    """
    said = _THOUGHTS.sub("", answer).replace("\r\n", "\n").replace(CURSOR, "")
    fenced = _FENCE.match(said)
    if fenced:
        said = fenced[1]
    line = text[line_start(text, offset) : offset]
    rest = text[offset : line_end(text, offset)]
    said = _without_echo(said, line)
    lines = said.split("\n")
    if not is_whole:
        lines = lines[:-1]
    if not lines:
        return ""
    if rest.strip():
        # In the middle of a line only the line is completed.
        return _without_rest(lines[0], rest)
    kept = _block(lines, line)
    return "\n".join(kept).rstrip()


def is_over(answer: str, text: str, offset: int) -> bool:
    """Whether what comes after this of an answer can only be cut off."""
    whole = completion_of(answer, text, offset, is_whole=False)
    lines = _THOUGHTS.sub("", answer).split("\n")
    rest = text[offset : line_end(text, offset)]
    if rest.strip() and len(lines) > 1 and not answer.lstrip().startswith("```"):
        return True
    return (
        whole != "" and whole.count("\n") + 1 < len([one for one in lines[:-1] if one.strip()]) - 1
    )


def _without_echo(said: str, line: str) -> str:
    """Without the beginning of the line, which models like to say again."""
    begun = line.lstrip()
    if len(begun) >= _ECHO and said.lstrip().startswith(begun):
        return said.lstrip()[len(begun) :]
    # Blanks before the first word only where none stand there.
    head, newline, tail = said.partition("\n")
    stands_in = line.endswith((" ", "\t")) or not line.strip()
    return head.lstrip(" \t") + newline + tail if stands_in and head.strip() else said


def _without_rest(said: str, rest: str) -> str:
    """Without what stands after the cursor already."""
    said = said.rstrip()
    for length in range(min(len(said), len(rest)), 0, -1):
        if said.endswith(rest[:length]):
            return said[: len(said) - length]
    return said


def _block(lines: list[str], line: str) -> list[str]:
    """The lines up to where the block that the cursor is in ends."""
    own = len(line) - len(line.lstrip())
    blank = not line.strip()
    kept: list[str] = []
    depth: list[str] = []
    for index, one in enumerate(lines[:MOST_LINES]):
        indent = len(one) - len(one.lstrip())
        is_closer = one.strip()[:1] in _CLOSERS
        if index and one.strip() and indent < own and not (is_closer and depth):
            break
        if index and one.strip() and indent == own and not depth and not is_closer and not blank:
            break
        if index and not one.strip() and not depth:
            break
        if not _balanced(one, depth):
            break
        kept.append(one)
    return kept


def _balanced(line: str, depth: list[str]) -> bool:
    """Whether a line closes no more brackets than were opened; keeps those that are open."""
    quote = ""
    for index, mark in enumerate(line):
        if quote:
            if mark == quote and line[index - 1] != "\\":
                quote = ""
        elif mark in "\"'`":
            quote = mark
        elif mark in "([{":
            depth.append(mark)
        elif mark in _CLOSERS:
            if not depth:
                # One that closes what the line before the cursor opened.
                return index > 0 or line.strip() in (")", "]", "}", "});", ");", "};")
            if depth[-1] == _CLOSERS[mark]:
                depth.pop()
    return True
