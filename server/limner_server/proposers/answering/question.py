"""What a question asks for, and about which names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from limner_server.proposers.answering.words import telling_words


class Asked(Enum):
    """What is to be told of what the question is about."""

    WHERE = "where"
    WHAT = "what"
    CALLERS = "callers"
    TESTS = "tests"
    SETTINGS = "settings"
    FAILURE = "failure"


_KINDS: Final = {
    Asked.CALLERS: (
        r"\b(who|what|where|which)\b.*\b(calls?|called|callers?|invokes?|uses|used|"
        r"imports?|imported|depends? on|references?)\b|\b(callers|usages|users|references) of\b"
    ),
    Asked.TESTS: r"\b(which|what|where|how|are there)\b.*\b(tests?|tested|cover(s|ed)?|specs?)\b",
    Asked.FAILURE: (
        r"\b(why|what).*\b(fails?|failed|failing|crash(es|ed)?|errors?|exception|wrong|breaks?|"
        r"broken|raises?d?|traceback)\b"
    ),
    Asked.SETTINGS: (
        r"\bhow\b.*\b(configured?|set up|changed?|override|adjust|turn(ed)? (on|off)|enabled?|"
        r"disabled?)\b|\b(settings?|options?|flags?|environment variables?|configuration)\b"
    ),
    Asked.WHERE: r"\b(where|which (file|module|function|class|line)|in what file|who sets)\b",
}
# `name`, path/to/file.py:12, snake_case, camelCase, PascalCase, CONSTANT, dotted.name, name()
_QUOTED: Final = re.compile(r"[`\"']([^`\"'\n]{1,200})[`\"']")
_CODE: Final = re.compile(
    r"(?<![\w./])(?:[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+|[A-Za-z$]*_[\w$]+|[a-z$]+[A-Z][\w$]*|"
    r"[A-Z][a-z0-9]+[A-Z][\w$]*|[A-Z]{2,}[A-Z0-9_]*|[A-Za-z_$][\w$]*(?=\(\)))"
)
_PATH: Final = re.compile(
    r"(?<![\w/])((?:\.{0,2}/)?(?:[\w@.\-]+/)*[\w@\-][\w@.\-]*\.[A-Za-z][A-Za-z0-9]{0,9})"
    r"(?::(\d+))?(?![\w/])"
)
# What looks like a file by its ending.
_ENDINGS: Final = frozenset(
    """py pyi js jsx ts tsx mjs cjs vue svelte html htm css scss md rst txt json toml yaml yml ini
    cfg lock sh rb php java kt go rs c h cpp hpp cs swift sql xml po properties env erb ejs hbs
    jinja j2
    ipynb png jpg""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a question names.

    Attributes:
        path: as it is written.
        line: 1-based; 0 where none is named.
    """

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart.

    Attributes:
        text: as asked.
        asked: what is to be told.
        names: of code that stand in it as code spells them, the first first.
        files: that it names.
        words: that say what it is about, as stems.
    """

    text: str
    asked: Asked
    names: tuple[str, ...]
    files: tuple[NamedFile, ...]
    words: tuple[str, ...]


def parse_question(text: str) -> Question:
    """Take a question apart; it may be any text."""
    files = [
        NamedFile(found[1], int(found[2] or 0))
        for found in _PATH.finditer(text)
        if found[1].rpartition(".")[2].lower() in _ENDINGS
    ]
    rest = text
    for file in files:
        rest = rest.replace(file.path, " ")
    # "What is a Piece?": a capital within a sentence.
    capitals = re.findall(r"(?<=[a-z,] )([A-Z][a-z]\w+)", rest)
    quoted = [one for one in _QUOTED.findall(rest) if re.fullmatch(r"[\w$.:#]+(\(\))?", one)]
    names = [
        one.removesuffix("()").replace("::", ".")
        for one in (*quoted, *_CODE.findall(rest), *capitals)
    ]
    lowered = text.lower()
    asked = next((kind for kind, said in _KINDS.items() if re.search(said, lowered)), Asked.WHAT)
    return Question(
        text, asked, tuple(dict.fromkeys(names)), tuple(files), tuple(telling_words(rest))
    )
