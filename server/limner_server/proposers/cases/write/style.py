"""How the tests of a project are written: quotes, indentation, width, as its own files show it."""

from __future__ import annotations

import io
import re
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from limner_server.edits import line_ending

# As Black and Ruff have it.
_WIDTH: Final = 88
_NARROWEST: Final = 40
_INDENT: Final = re.compile(r"^([ \t]+)\S", re.MULTILINE)
# So much of a file tells how it is written.
_READ: Final = 40_000


@dataclass(frozen=True, slots=True)
class Style:
    """How Python is laid out.

    Attributes:
        quote: around strings.
        indent: of one level.
        width: characters that fit on a line.
        ending: of lines.
    """

    quote: str = '"'
    indent: str = "    "
    width: int = _WIDTH
    ending: str = "\n"


def style_of(text: str, others: Iterable[str], root: Path) -> Style:
    """The style of a file.

    Args:
        text: what it says; of one that is not there yet nothing.
        others: texts of files that it should look like, the nearest first; read only where it
            does not tell by itself.
        root: of the workspace, whose settings count.
    """
    texts = [text] if text.strip() else list(others)
    settings = _settings(root)
    told = settings.quote or next((one for one in map(_quote, texts) if one), '"')
    indents = [found for one in texts if (found := _indent(one))]
    ending = line_ending(texts[0]) if texts else "\n"
    return Style(told, indents[0] if indents else "    ", settings.width, ending)


@dataclass(frozen=True, slots=True)
class _Settings:
    """What the project's settings say: the quotes, or "", and the width."""

    quote: str
    width: int


def _settings(root: Path) -> _Settings:
    tool = _table(root / "pyproject.toml", "tool")
    ruff = _part(tool, "ruff") or _table(root / "ruff.toml") or _table(root / ".ruff.toml")
    black = _part(tool, "black")
    quotes = {"single": "'", "double": '"'}
    quote = quotes.get(str(_part(ruff, "format").get("quote-style", "")), "")
    if not quote and black and not black.get("skip-string-normalization"):
        quote = '"'
    for width in (ruff.get("line-length"), black.get("line-length")):
        if isinstance(width, int) and width >= _NARROWEST:
            return _Settings(quote, width)
    return _Settings(quote, _WIDTH)


def _table(path: Path, name: str = "") -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return _part(values, name) if name else values


def _part(values: dict[str, Any], name: str) -> dict[str, Any]:
    part = values.get(name)
    return part if isinstance(part, dict) else {}


def _quote(text: str) -> str:
    """The quotes around most strings of a text; "" where it has none."""
    counted = Counter[str]()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text[:_READ]).readline):
            if token.type == tokenize.STRING and not token.string.endswith(('"""', "'''")):
                counted[token.string[-1]] += 1
    except (tokenize.TokenError, SyntaxError):
        pass
    return counted.most_common(1)[0][0] if counted else ""


def _indent(text: str) -> str:
    """The smallest indentation of a text; "" where nothing is indented."""
    found = Counter(match[1] for match in _INDENT.finditer(text[:_READ]))
    if not found:
        return ""
    tabs = sum(count for one, count in found.items() if one.startswith("\t"))
    if tabs * 2 > sum(found.values()):
        return "\t"
    spaces = [len(one) for one, count in found.items() if not one.startswith("\t") and count > 1]
    usual = [width for width in spaces if width in (2, 4, 8)]
    return " " * (min(usual) if usual else 4)
