"""The question for a summary that a small model was taught: few words, and no code to read."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

from limner_model.client import Engine
from limner_server.proposers.asking import Listener
from limner_server.proposers.docstrings.docstring import Docstring, Section
from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.voice import as_order
from limner_server.proposers.docstrings.wish import DocWish
from limner_server.proposers.docstrings.words import raw_words
from limner_server.proposers.telling_words import telling_words

_MOST_TOKENS: Final = 48
_MOST_NAMES: Final = 12
_LONGEST_TYPE: Final = 30
_LONGEST_RESULT: Final = 90
# Words begin alike where they have the same stem, most of the time.
_STEM: Final = 5
_LITTLE_WORDS: Final = words_in("little words of summaries")
_ARTICLES: Final = {"a", "an", "the"}


def ask_for_summary(engine: Engine, wish: DocWish, run: Listener) -> str:
    """Ask a model that was taught this question for a summary, once.

    Returns:
        What it said; nothing where it speaks of something else.

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
    question = brief_conversation(wish)
    said = engine.complete(question, max_tokens=_MOST_TOKENS, cancelled=run.cancelled)
    return said if is_grounded(said, question) else ""


def brief_conversation(wish: DocWish) -> list[dict[str, Any]]:
    """The question: what is documented, what analysis says of it, and the words of its code."""
    facts = wish.facts
    head, summary = f"Summary of {_signature(wish)}", facts.summary
    if wish.what == "function":
        summary = as_order(summary)
    said = set(raw_words(f"{head} {summary}"))
    result = ""
    returned = next((one.text for one in facts.entries(Section.RETURNS)), "")
    if len(returned) < _LONGEST_RESULT and set(raw_words(returned)) - said - _ARTICLES:
        result = f"Returns: {returned}"
        said |= set(raw_words(returned))
    told = telling_words(wish.code, said)
    words = f"Words: {' '.join(told)}" if told else ""
    # What the answer is likeliest to repeat stands last.
    lines = [head, words, result, summary]
    return [{"role": "user", "content": "\n".join(line for line in lines if line)}]


def is_grounded(sentence: str, question: list[dict[str, Any]]) -> bool:
    """Whether an answer speaks of what the question speaks of, and is not just any sentence.

    Its first word, which is most often a verb, and half of the others but those that any sentence
    has must begin like words of the question; and it must not stammer.
    """
    known = {word[:_STEM] for word in raw_words(question[-1]["content"])}
    first, *rest = raw_words(sentence) or [""]
    if first[:_STEM] not in known or any(one == other for one, other in pairwise([first, *rest])):
        return False
    said = [word[:_STEM] for word in rest if len(word) > 2 and word not in _LITTLE_WORDS]
    return bool(said) and 2 * sum(word in known for word in said) >= len(said)


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
