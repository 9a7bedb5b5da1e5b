"""What an answer writes: a piece of code, and the imports that it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import Final

from limner_server.perception.syntax.imports import imports
from limner_server.perception.syntax.languages import Language
from limner_server.perception.syntax.tree import Span, Tree

_THOUGHTS: Final = re.compile(r"(?is)<(think|thinking|reasoning)>.*?(?:</\1>|\Z)")
_FENCE: Final = re.compile(
    r"^[ \t]*(`{3,}|~{3,})[ \t]*([\w+-]*)[^\n]*\n(.*?)(?:^[ \t]*\1|\Z)", re.MULTILINE | re.DOTALL
)
_NAMES: Final = {
    "python": ("", "py", "python", "python3"),
    "javascript": ("", "js", "javascript", "jsx", "ts", "typescript", "tsx", "mjs", "node"),
}
# Beyond this it is no piece that anybody would read.
_LONGEST: Final = 40_000


@dataclass(frozen=True, slots=True)
class CodePiece:
    """Code that is to be put somewhere.

    Attributes:
        text: of it, from the margin, without blank lines around it.
        imports: statements that belong at the top of the file.
    """

    text: str
    imports: tuple[str, ...]


def read_piece(answer: str, language: Language) -> CodePiece | None:
    """The code that an answer writes; None where there is none, or it is not of the language."""
    plain = _THOUGHTS.sub("", answer).replace("\r\n", "\n")[:_LONGEST]
    fences = _FENCE.findall(plain)
    written = [code for _, name, code in fences if name.lower() in _NAMES[language.family]]
    text = max(written, key=len) if written else ("" if fences else plain)
    text = dedent(text).strip("\n").rstrip()
    if not text.strip():
        return None
    tree = Tree.parse(text, language)
    if tree.has_errors:
        return None
    return _parted(tree)


def _parted(tree: Tree) -> CodePiece | None:
    """The imports at the top of a piece, and the rest of it."""
    spans: list[Span] = []
    for one in imports(tree):
        if one.is_top and one.statement not in spans:
            spans.append(one.statement)
    rest, position = "", 0
    for span in sorted(spans):
        rest += tree.text[position : span.start]
        position = span.end
        if tree.text[position : position + 1] == "\n":
            position += 1
    rest += tree.text[position:]
    text = rest.strip("\n").rstrip()
    if not text:
        return None
    return CodePiece(text, tuple(span.of(tree.text) for span in sorted(spans)))
