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

# A name that ends so says that its value is a secret.
_NAME: Final = (
    r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|private_?key|"
    r"(?:api|access|auth|secret|signing|encryption|account|client)[_-]?(?:key|token|secret))s?"
)
_VALUE: Final = r"(?P<quote>[rbuf]?['\"`])(?P<value>[^'\"`\n]{4,})(?=['\"`])"
# Each with words of which a text must have one, in small letters, or it is not searched for the
# pattern: most texts have none. What the group `kept` holds stays.
_KINDS: Final = tuple(
    (words, re.compile(pattern, re.DOTALL))
    for words, pattern in (
        # A block of PEM, also one that an excerpt cuts off.
        (
            ("-----begin",),
            r"-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----.*?(?:-----END [A-Z ]*-----|\Z)",
        ),
        # What keys of a service begin with.
        (
            ("akia", "a3t", "agpa", "aida", "aroa", "aipa", "anpa", "anva", "asia"),
            r"\b(?:A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}\b",
        ),
        (
            ("gh", "glpat-", "npm_", "pypi-", "hf_", "dop_v1_", "shpat_", "sq0", "ya29."),
            (
                r"\b(?:gh[opusr]_|github_pat_|glpat-|npm_|pypi-|hf_|dop_v1_|shpat_|sq0[ac][ts]p-"
                r"|ya29\.)[\w-]{16,}"
            ),
        ),
        (
            ("sk-", "sk_", "rk_", "pk_"),
            r"\b(?:sk|rk|pk)[-_](?:live[-_]|test[-_]|proj-|ant-)?(?=[\w-]*\d)[A-Za-z0-9_-]{20,}",
        ),
        (("xox",), r"\bxox[abeoprs]-[\w-]{10,}"),
        (("aiza",), r"\bAIza[\w-]{35}"),
        (("sg.",), r"\bSG\.[\w-]{16,}\.[\w-]{16,}"),
        (("eyj",), r"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"),
        (("hooks.slack.com",), r"https://hooks\.slack\.com/services/[\w/]+"),
        (
            ("bearer", "basic", "token"),
            r"(?P<kept>\b(?i:Bearer|Basic|Token)\s+)(?=[\w+/.~=-]*\d)[A-Za-z0-9+/._~=-]{12,}",
        ),
        # A password in an address.
        (
            ("://",),
            r"(?P<kept>://[^\s:/@'\"{}$<]*:)(?![{$%<])[^\s/@'\"{}$<]+(?=@)",
        ),
        # `api_key = "..."`, `"password": "..."`, `token: str = "..."`
        (
            ("pass", "pwd", "secret", "token", "credential", "key"),
            rf"(?P<kept>(?i:{_NAME})['\"\]]{{0,2}}"
            r"\s*(?:[:=]|=>|:=|\|\||\?\?|==|!=|:\s*\w+\s*=)\s*)" + _VALUE,
        ),
        # `SECRET=...` of a shell
        (
            ("pass", "pwd", "secret", "token", "credential", "key"),
            rf"(?P<kept>(?i:{_NAME})=)(?=[\w+/-]*\d)[A-Za-z0-9+/=-]{{16,}}",
        ),
        # `getenv("TOKEN", "...")`
        (("get",), rf"(?P<kept>(?i:get(?:env)?\(\s*['\"]\w*{_NAME}['\"]\s*,\s*))" + _VALUE),
    )
)
# Pictures that stand in a text are no secrets, however thrown they look.
_LONG: Final = re.compile(r";base64,[A-Za-z0-9+/=]+|[A-Za-z0-9+/_=-]{24,}")
# What is thrown by dice changes between small and great letters and figures at more than every
# third or fourth place; words, paths and numbers do not.
_CHANGES: Final = 0.3
_FEWEST_FIGURES: Final = 2
_HEX: Final = re.compile(r"(?=.*[a-f])[0-9a-f]{24,}")


def redact(text: str) -> tuple[str, int]:
    """The text with each secret replaced, and how many there were."""
    count, small = 0, text.lower()

    def replaced(found: re.Match[str]) -> str:
        nonlocal count
        put = _replacement(found)
        count += put != found[0]
        return put

    for words, pattern in _KINDS:
        if any(word in small for word in words):
            text = pattern.sub(replaced, text)

    def unless_thrown(found: re.Match[str]) -> str:
        nonlocal count
        if not is_thrown(found[0]):
            return found[0]
        count += 1
        return REDACTED

    return _LONG.sub(unless_thrown, text), count


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


def is_thrown(text: str) -> bool:
    """Whether a run of letters, figures and signs looks as if thrown by dice."""
    if text.startswith(";base64,") or sum(map(str.isdigit, text)) < _FEWEST_FIGURES:
        return False
    if _HEX.fullmatch(text):
        return True
    kinds = [_kind(character) for character in text]
    changes = sum(one != other and "" not in (one, other) for one, other in pairwise(kinds))
    return changes > _CHANGES * (len(text) - 1)


def _mapped(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _mapped(one, clean) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(one, clean) for one in value]
    return value


def _replacement(found: re.Match[str]) -> str:
    groups = found.groupdict()
    kept, value = groups.get("kept") or "", groups.get("value")
    if value is None:
        return kept + REDACTED
    # A name as its own value is how code spells the keys of a mapping.
    if value.lower() in kept.lower() or REDACTED in value:
        return found[0]
    return f"{kept}{groups['quote']}{REDACTED}"


def _kind(character: str) -> str:
    if character.isdigit():
        return "figure"
    if character.isalpha():
        return "small" if character.islower() else "great"
    return ""
