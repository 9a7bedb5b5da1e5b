"""The question for a summary that a small model was taught: few words, and no code to read.

What code tells of its purpose is in its names, its messages and its comments. As plain words they
are a tenth of its tokens, and what the answer needs of them is only to be repeated.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from typing import Any, Final

from limner_model.client import Engine
from limner_server.proposers.asking import Listener
from limner_server.proposers.docstrings.docstring import Docstring, Section
from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.voice import as_order
from limner_server.proposers.docstrings.wish import DocWish
from limner_server.proposers.docstrings.words import raw_words

_MOST_TOKENS: Final = 48
_MOST_WORDS: Final = 20
_MOST_NAMES: Final = 12
_LONGEST_TYPE: Final = 30
_LONGEST_RESULT: Final = 90
# What the languages say, and what any code says.
_NOTHING: Final = (
    {*(word.lower() for word in keyword.kwlist), *words_in("names of nothing")}
    | {"self", "cls", "this", "const", "let", "var", "function", "new", "typeof", "null"}
    | {"undefined", "async", "await", "export", "void", "the", "and", "for", "from", "with"}
    | {"that", "are", "not", "isinstance", "len", "str", "int", "super", "init", "append"}
)
_ARTICLES: Final = {"a", "an", "the"}
_IDENTIFIER: Final = re.compile(r"[^\W\d]\w*")


def ask_for_summary(engine: Engine, wish: DocWish, run: Listener) -> str:
    """Ask a model that was taught this question for a summary, once, and return what it said.

    Args:
        engine: to ask.
        wish: what is to be documented; no module.
        run: hears the progress, may cancel.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer.
    """
    run.check()
    run.progress(f"Asking {engine.model} about {wish.name}")
    return engine.complete(
        brief_conversation(wish), max_tokens=_MOST_TOKENS, cancelled=run.cancelled
    )


def brief_conversation(wish: DocWish) -> list[dict[str, Any]]:
    """The question: what is documented, what analysis says of it, and the words of its code."""
    facts = wish.facts
    head, summary = f"Summary of {_signature(wish)}", as_order(facts.summary)
    said = set(raw_words(f"{head} {summary}"))
    result = ""
    returned = next((one.text for one in facts.entries(Section.RETURNS)), "")
    if len(returned) < _LONGEST_RESULT and set(raw_words(returned)) - said - _ARTICLES:
        result = f"Returns: {returned}"
        said |= set(raw_words(returned))
    words = f"Words: {' '.join(_telling_words(wish.code, said))}"
    # What the answer is likeliest to repeat stands last.
    lines = [head, words, result, summary]
    return [{"role": "user", "content": "\n".join(line for line in lines if line)}]


def _signature(wish: DocWish) -> str:
    """What it is, its name, the parameters with short types, and the type of its result."""
    given = _named(wish.facts, Section.PARAMETERS)
    if wish.what == "class":
        held = given or _named(wish.facts, Section.ATTRIBUTES)
        return f"class {wish.name}({', '.join(held)})"
    returned = next(iter(wish.facts.entries(Section.RETURNS)), None)
    kind = f" -> {returned.type}" if returned is not None and _is_short(returned.type) else ""
    return f"{wish.what} {wish.name}({', '.join(given)}){kind}"


def _named(facts: Docstring, section: Section) -> list[str]:
    return [
        f"{one.name}: {one.type}" if _is_short(one.type) else one.name
        for one in facts.entries(section)[:_MOST_NAMES]
    ]


def _is_short(kind: str) -> bool:
    return 0 < len(kind) <= _LONGEST_TYPE


def _telling_words(code: str, known: set[str]) -> list[str]:
    """The words that code says most often, in the order in which it says them first."""
    found = Counter(
        word
        for name in _IDENTIFIER.findall(code)
        for word in raw_words(name)
        if len(word) > 2 and word not in known and word not in _NOTHING and word.isascii()
    )
    kept = {word for word, _ in found.most_common(_MOST_WORDS)}
    return [word for word in found if word in kept]
