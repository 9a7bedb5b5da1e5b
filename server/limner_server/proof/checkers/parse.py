"""Reading a diagnostic as a checker prints it on a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from limner_server.diagnostic import Diagnostic
from limner_server.errors import InputError

_ESCAPES: Final = re.compile(r"\x1b\[[0-9;]*m")
_AT: Final = r"(?P<path>\S[^\n]*?):(?P<line>\d+)(?::(?P<column>\d+))?"
_CODE: Final = r"(?P<code>[A-Z]{1,5}\d{3,4}|invalid-syntax):? (?:\[\*\] )?"
_LEVEL: Final = r"(?:[Ee]rror|[Ww]arning)"

# b.ts(3,23): error TS2339: Property ...      b.ts:3:23 - error TS2339: Property ...
_TSC: Final = (
    rf"(?:(?P<file>\S[^\n]*?)\((?P<row>\d+),(?P<at>\d+)\):|{_AT} -) "
    rf"{_LEVEL} TS(?P<code>\d+): (?P<message>[^\n]*)"
)
# a.py:6:14 - error: "upper" is not a known attribute of "None" (reportOptionalMemberAccess)
_PYRIGHT: Final = (
    rf"{_AT} - {_LEVEL}: (?P<message>[^\n]*?(?:\n[ \t]+(?![^\n]* - {_LEVEL})[^\n]*?)*?)"
    r"(?: \((?P<code>report\w+)\)|(?=\n\S)|\Z)"
)
# a.py:6:24: error: Name "foo" is not defined  [name-defined]
_MYPY: Final = rf"{_AT}(?::\d+:\d+)?: error: (?P<message>[^\n]*?)(?:  \[(?P<code>[\w-]+)\])?$"
# F821 Undefined name `foo`
#  --> a.py:6:24
_RUFF: Final = rf"{_CODE}(?P<message>[^\n]+)\n *--> {_AT}"
# a.py:6:24: F821 Undefined name `foo`
_CONCISE: Final = rf"{_AT}: {_CODE}(?P<message>[^\n]+)$"
# /x/c.js
#   3:27  error  'z' is not defined  no-undef
_STYLISH: Final = (
    r"(?:^(?P<path>\S[^\n]*\.\w+)\n(?:[ \t]+\d+:\d+ [^\n]*\n)*?)?"
    rf"[ \t]*(?P<line>\d+):(?P<column>\d+)[ \t]+{_LEVEL}[ \t]+"
    r"(?P<message>[^\n]*?)[ \t]{2,}(?P<code>[\w@/-]+)$"
)
# c.js:3:27: 'z' is not defined. [Error/no-undef]
_UNIX: Final = rf"{_AT}: (?P<message>[^\n]*) \[{_LEVEL}/(?P<code>[\w@/-]+)\]$"
# c.js: line 3, col 27, Error - 'z' is not defined. (no-undef)
_COMPACT: Final = (
    rf"(?P<path>\S[^\n]*?): line (?P<line>\d+), col (?P<column>\d+), {_LEVEL} - "
    r"(?P<message>[^\n]*?) \((?P<code>[\w@/-]+)\)$"
)
_ANY: Final = rf"{_AT}: (?:(?:error|warning|note): )?(?P<message>[^\n]+)$"
# The first that fits counts.
_FORMS: Final = (
    ("ts", _TSC),
    ("Pyright", _PYRIGHT),
    ("mypy", _MYPY),
    ("Ruff", _RUFF),
    ("eslint", _UNIX),
    ("eslint", _COMPACT),
    ("eslint", _STYLISH),
    ("Ruff", _CONCISE),
    ("", _ANY),
)
_COMPILED: Final = tuple((source, re.compile(form, re.MULTILINE)) for source, form in _FORMS)


def parse_diagnostic(
    text: str, root: Path, path: Path | None = None, line: int | None = None
) -> Diagnostic:
    """Read a diagnostic as printed by ruff, pyright, mypy, tsc, ESLint, or in their manner.

    Args:
        text: what was printed; of several diagnostics the first counts.
        root: the folder that printed paths are relative to.
        path: of the file it is about, where the user names it; absolute.
        line: the same, 1-based.

    Raises:
        InputError: nobody says which file and line it is about.
    """
    plain = _ESCAPES.sub("", text).strip("\n")
    for source, form in _COMPILED:
        if found := form.search(plain):
            return _diagnostic(found.groupdict(), source, root, path)
    if path is None or line is None or not plain.strip():
        raise InputError(
            "the diagnostic does not say where it is",
            "give it as the checker prints it, or name the file and --line",
        )
    return Diagnostic(path, line, 1, plain.strip(), line)


def _diagnostic(
    found: dict[str, str | None], source: str, root: Path, path: Path | None
) -> Diagnostic:
    printed = found.get("file") or found.get("path")
    if path is None and not printed:
        raise InputError("the diagnostic does not say which file it is about", "name the file")
    line = int(found.get("row") or found.get("line") or 1)
    column = int(found.get("at") or found.get("column") or 1)
    return Diagnostic(
        path or (root / (printed or "")),
        line,
        column,
        (found["message"] or "").strip(),
        line,
        column,
        found.get("code") or "",
        source,
    )
