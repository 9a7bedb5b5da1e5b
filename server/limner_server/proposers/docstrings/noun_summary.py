"""Summaries of functions that are named after what they answer."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.defaults import has_default
from limner_server.proposers.docstrings.nodes import decorators
from limner_server.proposers.docstrings.results import answers, is_predicate, yields
from limner_server.proposers.docstrings.returning import told_returns, told_yields
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import LONGEST, Summary
from limner_server.proposers.docstrings.verbs import imperative, is_plain_verb
from limner_server.proposers.docstrings.words import (
    is_noun,
    listed,
    phrase_of,
    says_something,
    sentence,
    with_the,
    words_of,
)

# What sums and the like are also called when they are no verbs.
AMOUNTS: Final = frozenset(("sum", "max", "min", "mean", "median", "average", "total", "product"))


def of_noun(scope: Scope, bare: str, raw: list[str]) -> Summary:  # noqa: C901, PLR0911 - one a kind
    topic = phrase_of(bare)
    if {"contextmanager", "asynccontextmanager"} & set(decorators(scope.node)):
        told = told_yields(scope, "") or with_the(topic)
        return Summary(sentence(f"Provide {told} as a context"), topic)
    if (
        1 < len(raw) < 4
        and is_plain_verb(raw[-1])
        and scope.parameters
        and not is_predicate(scope.node)
    ):
        first = next(iter(scope.parameters))
        what = with_the(phrase_of(first)) if says_something(first) else f"`{first}`"
        return Summary(
            f"{raw[-1].capitalize()} {what} ({' '.join(words_of(bare)[:-1])}).", "", raw[-1]
        )
    if raw[:2] == ["how", "many"]:
        topic = f"number of {' '.join(words_of(bare)[2:])}"
    names = [f"`{name}`" for name in scope.parameters if not has_default(scope, name)]
    if yields(scope.node):
        return Summary(sentence(f"Yield {with_the(topic)}"), topic)
    if not answers(scope.node):
        held = f"Handle {with_the(topic)}" if not imperative(raw[0]) else topic.capitalize()
        return Summary(sentence(held), "")
    if is_predicate(scope.node):
        told = told_returns(scope, "").replace("true if ", "True if ", 1)
        told = told.replace(", else false", ", else False")
        if told.startswith("whether "):
            return Summary(sentence(f"Return {told}"), topic)
        if told.startswith("True if ") and told.endswith(", else False"):
            plain = told.removeprefix("True if ").removesuffix(", else False")
            if len(plain) < LONGEST and ", or if " not in plain:
                return Summary(sentence(f"Return whether {plain}"), topic)
        return Summary(sentence(f"Return whether {topic}"), topic)
    told = told_returns(scope, "")
    if _is_better(told, topic, raw, bare):
        return Summary(sentence(f"Return {told}"), topic)
    first = next(iter(scope.parameters), "")
    if is_adjective(topic) and len(raw) == 1 and is_noun(first):
        topic = f"{topic} {phrase_of(first)}"
        return Summary(sentence(f"Return {with_the(topic)}"), topic)
    return Summary(sentence(f"Return {_of(with_the(topic), names)}"), topic)


def _is_better(told: str, topic: str, raw: list[str], bare: str) -> bool:
    """Whether what the body tells makes a better summary than the name."""
    if not told or len(told) > 72 or told.startswith(("the result", "`")):
        return False
    codes = told.split("`")[1::2]
    if (
        raw[0] in AMOUNTS
        or not says_something(bare)
        or (is_adjective(topic) and codes and ", or " not in told and " if " not in told)
    ):
        return True
    return (
        len(raw) == 1
        and all(len(code) < 12 for code in codes)
        and " if " not in told
        and bool(codes)
    )


def _of(topic: str, names: list[str]) -> str:
    if not names or " of " in topic:
        return topic
    return f"{topic} of {listed(names if len(names) < 3 else names[:1])}"
