"""How the tests of a JavaScript project are written: quotes, semicolons, indentation, width."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from limner_server.edits import line_ending

# As Prettier has it.
_WIDTH: Final = 80
_READ: Final = 40_000
_STRING: Final = re.compile(r"""(?<![\w$'"`\\])(['"])(?:(?!\1)[^\\\n]|\\.)*\1""")
_INDENT: Final = re.compile(r"^([ \t]+)(?![*\s])\S", re.MULTILINE)
_STATEMENT: Final = re.compile(
    r"^[ \t]*(?:const|let|var|import|return)\b.*[^\s{(\[,;=>&|+]$|;[ \t]*$", re.MULTILINE
)
_FILES: Final = (".prettierrc", ".prettierrc.json")


@dataclass(frozen=True, slots=True)
class ScriptStyle:
    """How JavaScript is laid out.

    Attributes:
        quote: around strings.
        indent: of one level.
        width: characters that fit on a line.
        semicolons: whether statements end with one.
        commas: whether what is broken over lines ends with a comma; in calls too.
        parentheses: whether a single parameter of an arrow function stands in them.
        ending: of lines.
    """

    quote: str = "'"
    indent: str = "  "
    width: int = _WIDTH
    semicolons: bool = True
    commas: bool = True
    parentheses: bool = True
    ending: str = "\n"


def script_style(text: str, others: Iterable[str], folder: Path, root: Path) -> ScriptStyle:
    """The style of a file.

    Args:
        text: what it says; of one that is not there yet nothing.
        others: texts of files that it should look like, the nearest first.
        folder: that it stands in; Prettier's settings are looked for there and above it.
        root: of the workspace.
    """
    settings = _settings(folder, root)
    texts = [text] if text.strip() else [one for one in others if one.strip()]
    seen = [one[:_READ] for one in texts]
    quote = {True: "'", False: '"'}.get(settings.get("singleQuote"), "")  # type: ignore[arg-type]
    indent = ""
    if settings.get("useTabs") is True:
        indent = "\t"
    elif isinstance(settings.get("tabWidth"), int):
        indent = " " * settings["tabWidth"]
    semicolons = settings.get("semi")
    width = settings.get("printWidth")
    has_settings = bool(settings)
    return ScriptStyle(
        quote or ('"' if has_settings else _first(map(_quote, seen)) or "'"),
        indent or ("  " if has_settings else _first(map(_indent, seen)) or "  "),
        width if isinstance(width, int) and width >= 40 else _WIDTH,
        semicolons if isinstance(semicolons, bool) else has_settings or _has_semicolons(seen),
        settings.get("trailingComma", "all") in ("all", "es5")
        if has_settings
        else _has_commas(seen),
        settings.get("arrowParens") != "avoid" if has_settings else _has_parentheses(seen),
        line_ending(texts[0]) if texts else "\n",
    )


def _settings(folder: Path, root: Path) -> dict[str, Any]:
    """Prettier's settings that are nearest, with an entry where there is but an empty file."""
    for place in (folder, *folder.parents):
        for name in _FILES:
            if (place / name).is_file():
                return {"": True, **_read(place / name)}
        inner = _read(place / "package.json").get("prettier")
        if isinstance(inner, dict):
            return {"": True, **inner}
        if place == root:
            break
    return {}


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError):
        return {}
    try:
        values = json.loads(text)
    except ValueError:
        # YAML, of which a line is a name, a colon and a plain value.
        lines = (line.partition(":") for line in text.splitlines() if ":" in line)
        values = {name.strip(): _plain(value.strip()) for name, _, value in lines}
    return values if isinstance(values, dict) else {}


def _plain(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value.strip("'\"")


def _first(found: Iterable[str]) -> str:
    return next((one for one in found if one), "")


def _quote(text: str) -> str:
    counted = Counter(match[1] for match in _STRING.finditer(text))
    return counted.most_common(1)[0][0] if counted else ""


def _indent(text: str) -> str:
    found = [match[1] for match in _INDENT.finditer(text)]
    if not found:
        return ""
    if sum(one.startswith("\t") for one in found) * 2 > len(found):
        return "\t"
    widths = Counter(len(one) for one in found if not one.startswith("\t"))
    usual = [width for width in (2, 4, 3, 8) if widths[width]]
    return " " * (usual[0] if usual else 2)


def _has_semicolons(texts: Sequence[str]) -> bool:
    with_one = without = 0
    for text in texts[:3]:
        for match in _STATEMENT.finditer(text):
            if match[0].rstrip().endswith(";"):
                with_one += 1
            else:
                without += 1
    return with_one >= without


def _has_commas(texts: Sequence[str]) -> bool:
    whole = "\n".join(texts[:3])
    with_one = len(re.findall(r",[ \t]*\r?\n[ \t]*[\]})]", whole))
    without = len(re.findall(r"""[\w'"\])}][ \t]*\r?\n[ \t]*[\]]""", whole))
    return with_one >= without


def _has_parentheses(texts: Sequence[str]) -> bool:
    whole = "\n".join(texts[:3])
    bare = len(re.findall(r"(?<![\w$.)])[A-Za-z_$][\w$]*\s*=>", whole))
    return len(re.findall(r"\([A-Za-z_$][\w$]*\)\s*=>", whole)) >= bare
