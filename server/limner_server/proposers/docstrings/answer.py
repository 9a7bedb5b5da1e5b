"""Reads a model's answer as the parts of a docstring, in whichever of the usual forms it came."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Final

from limner_server.proposers.docstrings.docstring import Section
from limner_server.proposers.docstrings.existing import Block, blocks_of, style_of

_FENCE: Final = re.compile(
    r"^[ \t]*(?:```|~~~)[\w+-]*\n(.*?)^[ \t]*(?:```|~~~)", re.DOTALL | re.MULTILINE
)
_QUOTED: Final = re.compile(r"[rRuU]?(\"\"\"|''')(.*?)\1", re.DOTALL)
_COMMENT: Final = re.compile(r"/\*\*(.*?)\*/", re.DOTALL)
_HEAD: Final = re.compile(
    r"^\s*(?::\w+(?:\s+[^:]*)?:|\*{0,2}[\w.]+\s*(?:\([^)]*\))?\s*:|@\w+(?:\s+\{[^}]*\})?(?:\s+\S+)?\s*-?)"
)
_LONGEST: Final = 20_000


@dataclass(slots=True)
class Answer:
    """What a model said of something.

    Attributes:
        summary: the first sentence.
        body: the paragraphs after it.
        parts: what it says of parameters and the like: by section, then by name.
        examples: lines of an interactive session.
    """

    summary: str = ""
    body: list[str] = field(default_factory=list)
    parts: dict[Section, dict[str, str]] = field(default_factory=dict)
    examples: list[str] = field(default_factory=list)


def read_answer(text: str) -> Answer:
    """Take an answer apart."""
    lines = _docstring_in(text[:_LONGEST]).split("\n")
    answer = Answer()
    session = next((at for at, line in enumerate(lines) if line.lstrip().startswith(">>>")), None)
    if session is not None:
        answer.examples, end = _session(lines, session)
        lines[session:end] = [""] * (end - session)
    style = style_of("\n".join(lines)) or "google"
    blocks = blocks_of(lines, style)
    for block in blocks:
        _take(answer, lines, block, style)
    first = min((block.first for block in blocks), default=len(lines))
    first = first if session is None else min(first, session)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", "\n".join(lines[:first]))]
    paragraphs = [part for part in paragraphs if part and not part.rstrip(":").endswith("xamples")]
    if paragraphs:
        answer.summary, rest = _first_sentence(paragraphs[0])
        answer.body = [part for part in [rest, *paragraphs[1:]] if part]
    return answer


def _docstring_in(text: str) -> str:
    """The docstring in an answer that may be a whole function, fenced, quoted or neither."""
    found = _FENCE.search(text)
    inner = found[1] if found else text
    try:
        module = ast.parse(inner)
        for node in ast.walk(module):
            kinds = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            if isinstance(node, kinds) and (doc := ast.get_docstring(node)):
                return doc
    except (SyntaxError, ValueError, RecursionError):
        pass
    if quoted := _QUOTED.search(inner):
        return cleandoc(quoted[2])
    if comment := _COMMENT.search(inner):
        return _from_tags(comment[1])
    return cleandoc(inner)


def _from_tags(comment: str) -> str:
    """A comment's tags as fields."""
    lines = [re.sub(r"^\s*\* ?", "", line) for line in comment.split("\n")]
    text = cleandoc("\n".join(lines))
    text = re.sub(r"@param\s+(?:\{[^}]*\}\s*)?\[?([\w$.]+)[^\s]*\s*-?", r":param \1:", text)
    text = re.sub(r"@returns?\s+(?:\{[^}]*\})?", ":returns:", text)
    return re.sub(r"@throws\s+\{?([\w$.]+)\}?", r":raises \1:", text)


def _take(answer: Answer, lines: list[str], block: Block, style: str) -> None:
    if block.section is Section.EXAMPLES:
        return
    said = answer.parts.setdefault(block.section, {})
    for entry in block.entries:
        part = lines[entry.first : entry.last + 1]
        if style == "numpy" and len(part) > 1:
            part = part[1:]
        text = " ".join(" ".join(part).split())
        if style != "numpy" and (entry.name or style == "sphinx"):
            text = _HEAD.sub("", text, count=1).strip()
        elif not entry.name and style == "google":
            text = re.sub(r"^[\w.\[\], |]+: ", "", text)
        if text:
            said[entry.name.lstrip("*")] = text


def _session(lines: list[str], start: int) -> tuple[list[str], int]:
    """The lines of an interactive session, and where it ends."""
    depth = len(lines[start]) - len(lines[start].lstrip())
    found: list[str] = []
    for line in lines[start:]:
        if line.strip() and len(line) - len(line.lstrip()) < depth:
            break
        found.append(line[depth:].rstrip())
    end = start + len(found)
    while found and not found[-1]:
        found.pop()
    return found, end


def _first_sentence(paragraph: str) -> tuple[str, str]:
    found = re.match(r"(.+?[.!?])(?:\s+(?=[A-Z`])|$)(.*)", paragraph)
    if found is None:
        return paragraph, ""
    return found[1], found[2].strip()
