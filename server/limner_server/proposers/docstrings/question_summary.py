"""Summaries of functions that answer a question."""

from __future__ import annotations

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.returning import told_returns
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import LONGEST, Summary, class_phrase
from limner_server.proposers.docstrings.verb_summary import BETWEEN
from limner_server.proposers.docstrings.verbs import imperative
from limner_server.proposers.docstrings.words import (
    is_plural,
    sentence,
    with_article,
    with_the,
    words_of,
)


def of_question(scope: Scope, bare: str, raw: list[str]) -> Summary:
    told = (
        told_returns(scope, "")
        .replace("true if ", "True if ")
        .replace(", else false", ", else False")
    )
    clause = _whether(scope, bare, raw)
    if not clause:
        plain = told.removeprefix("whether ").removeprefix("True if ").removesuffix(", else False")
        is_plain = told.startswith(("whether ", "True if ")) and len(plain) < LONGEST
        clause = plain if is_plain else f"this {' '.join(words_of(bare))}"
    topic = f"whether {clause}"
    return Summary(sentence(f"Return {topic}"), topic)


def _whether(scope: Scope, bare: str, raw: list[str]) -> str:
    """A question as a clause: `is_valid` of an address is "the address is valid"."""
    rest = words_of(bare)[1:]
    if not rest:
        return ""
    names = list(scope.parameters)
    verb = raw[0]
    if verb in ("is", "are", "was"):
        if (
            imperative(rest[0])
            and not is_adjective(rest[0])
            and (len(rest) > 1 and rest[1] in BETWEEN)
        ):
            return ""
        if len(rest) > 1 and is_adjective(rest[-1]) and (not names or raw[1] not in names):
            noun = " ".join(rest[:-1])
            if noun not in ("not", "all", "both") and not is_adjective(rest[0]):
                return f"{with_the(noun)} {'are' if is_plural(noun) else 'is'} {rest[-1]}"
        said = " ".join(rest)
        if (
            not is_adjective(rest[0])
            and not is_adjective(said)
            and rest[0] not in BETWEEN
            and rest[0] != "not"
        ):
            said = with_article(said)
    else:
        said = " ".join(rest)
    subject = f"`{names[0]}`" if names else with_the(class_phrase(scope) or "it")
    if subject == "the it":
        subject = "it"
    return f"{subject} {verb} {said}"
