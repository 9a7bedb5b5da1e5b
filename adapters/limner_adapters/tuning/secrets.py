"""Takes secrets out of what is learned from: keys, tokens, passwords.

Shapes of keys that are known by how they begin, values given to names that say what they are, and
whatever looks thrown by dice. Rather too much than too little: a model loses nothing by it. The
kinds are those that the scanner gitleaks knows (its rules, https://gitleaks.io); the measure of
chance is our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

REDACTED: Final = "REDACTED"

# A block of PEM, also one that an excerpt cuts off.
_PEM: Final = r"-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----.*?(?:-----END [A-Z ]*-----|\Z)"
# What a service's keys begin with, long enough to be one.
_PREFIXES: Final = (
    r"\b(?:A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}\b",
    r"\b(?:gh[opusr]_|github_pat_|glpat-|npm_|pypi-|hf_|dop_v1_|shpat_|sq0atp-|sq0csp-|ya29\.)"
    r"[\w-]{16,}",
    r"\b(?:sk|rk|pk)[-_](?:live[-_]|test[-_]|proj-|ant-)?[A-Za-z0-9_-]{20,}",
    r"\bxox[abeoprs]-[\w-]{10,}",
    r"\bAIza[\w-]{35}",
    r"\bSG\.[\w-]{16,}\.[\w-]{16,}",
    r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*",
    r"https://hooks\.slack\.com/services/[\w/]+",
)
_HEADER: Final = r"(?P<scheme>\b(?:Bearer|Basic|Token)\s+)[A-Za-z0-9+/._~=-]{12,}"
_ADDRESS: Final = r"(?P<user>[a-z][a-z0-9+.-]*://[^\s:/@'\"{}$<]*:)(?![{$%<])[^\s/@'\"{}$<]+(?=@)"
# A name that ends in such a word, and the text that it is given: `api_key = "..."`,
# `"password": "..."`, `getenv("TOKEN", "...")`, `PASSWORD=...` within a string.
_NAMED: Final = (
    r"(?P<name>(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|private_?key|"
    r"(?:api|access|auth|secret|signing|encryption|account|client)[_-]?(?:key|token|secret))s?"
    r"(?:['\"\]]{0,2}\s*(?:[:=]|=>|:=|\|\||\?\?|,)\s*|['\"]?\s*:\s*\w+\s*=\s*))"
    r"(?P<quote>[rbuf]?['\"`])(?P<value>[^'\"`\s]{4,}|[^'\"`\n]{16,})(?=['\"`])"
)
# Pictures that stand in the text are no secrets, however thrown they look.
_PICTURE: Final = r"(?P<picture>;base64,[A-Za-z0-9+/=]+)"
_LONG: Final = r"(?P<long>[A-Za-z0-9+/_=-]{24,})"
_SECRET: Final = re.compile(
    "|".join((_PEM, *_PREFIXES, _PICTURE, _HEADER, _ADDRESS, f"(?i:{_NAMED})", _LONG)), re.DOTALL
)
# What is thrown by dice changes between small and great letters, figures and signs at more than
# every third place; words, paths and numbers do not.
_CHANGES: Final = 0.34


def redact(text: str) -> tuple[str, int]:
    """The text with each secret replaced, and how many there were."""
    count = 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal count
        put = _replacement(found)
        count += put != found[0]
        return put

    return _SECRET.sub(replaced, text), count


def redact_all(value: Any) -> tuple[Any, int]:
    """The same for every text in a JSON value; the data URIs of pictures stay."""
    count = 0

    def clean(text: str) -> str:
        nonlocal count
        if text.startswith("data:image/"):
            return text
        text, more = redact(text)
        count += more
        return text

    return _mapped(value, clean), count


def _mapped(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _mapped(one, clean) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(one, clean) for one in value]
    return value


def _replacement(found: re.Match[str]) -> str:
    if found["picture"]:
        return found[0]
    if (long := found["long"]) is not None:
        return REDACTED if _is_thrown(long) else long
    if found["name"]:
        # A name as its own value is how code spells keys of a mapping, not a secret.
        plain = found["value"].lower() in found["name"].lower() or REDACTED in found["value"]
        return found[0] if plain else f"{found['name']}{found['quote']}{REDACTED}"
    before = found["scheme"] or found["user"] or ""
    return before + REDACTED


def _is_thrown(text: str) -> bool:
    kinds = [_kind(character) for character in text]
    if "figure" not in kinds or not {"small", "great"}.intersection(kinds):
        return False
    changes = sum(one != other for one, other in pairwise(kinds))
    return changes > _CHANGES * (len(text) - 1)


def _kind(character: str) -> str:
    if character.isdigit():
        return "figure"
    if character.isalpha():
        return "small" if character.islower() else "great"
    return "sign"
