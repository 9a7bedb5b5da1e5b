"""Which installed packages may be read by a model: those under a permissive licence."""

from __future__ import annotations

import json
import re
from email.message import Message
from pathlib import Path
from typing import Final

# Words of licences that ask for a notice and nothing more, as SPDX, classifiers and people spell
# them.
_PERMISSIVE: Final = re.compile(
    r"\b(?:MIT|0?BSD|ISC|Apache|PSF|Python Software Foundation|Zlib|Unlicense|CC0|BSL|BlueOak|"
    r"MIT-CMU|HPND|CNRI|LLVM-exception)\b",
    re.IGNORECASE,
)
_LICENSED: Final = "License :: "
# Between the licences of one expression.
_SEPARATORS: Final = re.compile(r"\s+(?:AND|OR|WITH)\s+|[()/;,]", re.IGNORECASE)
# The field was made for a name; some put the whole text in.
_LONGEST_NAME: Final = 60


def is_permissive(licence: str) -> bool:
    """Whether all licences that an expression names are permissive; an empty one names none."""
    names = [name.strip() for name in _SEPARATORS.split(licence) if name.strip()]
    return bool(names) and all(_PERMISSIVE.search(name) for name in names)


def python_licence(metadata: Message) -> str:
    """What the metadata of an installed distribution says of its licence; "" where nothing."""
    expression = str(metadata.get("License-Expression") or "")
    if expression:
        return expression
    classifiers = [str(one) for one in metadata.get_all("Classifier") or []]
    named = [one.rpartition("::")[2].strip() for one in classifiers if one.startswith(_LICENSED)]
    if named:
        return ", ".join(named)
    told = str(metadata.get("License") or "").strip()
    return told if len(told) <= _LONGEST_NAME else ""


def npm_licence(folder: Path) -> str:
    """What the `package.json` of a folder says of its licence; "" where nothing."""
    try:
        licence = json.loads((folder / "package.json").read_text(encoding="utf-8")).get("license")
    except (OSError, ValueError, AttributeError):
        return ""
    return licence if isinstance(licence, str) else ""
