"""The summary of a function: one sentence in the imperative, read off its name and its body."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.docstrings.dunders import DUNDERS
from limner_server.proposers.docstrings.nodes import decorators
from limner_server.proposers.docstrings.noun_summary import AMOUNTS, of_noun
from limner_server.proposers.docstrings.question_summary import of_question
from limner_server.proposers.docstrings.results import answers, is_predicate, yields
from limner_server.proposers.docstrings.returning import told_returns
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import LONGEST, Summary, class_phrase
from limner_server.proposers.docstrings.verb_summary import of_verb
from limner_server.proposers.docstrings.verbs import QUESTIONS, imperative
from limner_server.proposers.docstrings.words import (
    phrase_of,
    raw_words,
    says_something,
    sentence,
    with_article,
    with_the,
    words_of,
)

_ADVERBS: Final = {"auto": "automatically"}


def summary_of(scope: Scope) -> Summary:  # noqa: C901, PLR0911 - one a kind
    """The summary of a function or method."""
    name = scope.node.name
    if name in DUNDERS:
        text = DUNDERS[name][0].format(class_phrase(scope) or "object")
        return Summary(text)
    bare = name.strip("_") or name
    raw = raw_words(bare) or [bare]
    marks = decorators(scope.node)
    if "property" in marks or "cached_property" in marks:
        return _of_property(scope, bare, raw)
    if raw[0] in QUESTIONS and (len(raw) > 1 or is_predicate(scope.node)):
        return of_question(scope, bare, raw)
    if raw[0] == "test" and len(raw) > 1:
        return Summary(sentence(f"Test {' '.join(words_of(bare)[1:])}"))
    if raw[0] in _ADVERBS and len(raw) > 1 and imperative(raw[1]):
        inner = of_verb(scope, raw[1:], words_of(bare)[1:])
        return Summary(f"{inner.text[:-1]} {_ADVERBS[raw[0]]}.", inner.topic, inner.verb)
    if raw[0] in ("to", "as") and len(raw) > 1:
        return _conversion(scope, words_of(bare)[1:])
    if raw == ["from"] and scope.parameters:
        made = with_article(class_phrase(scope) or "object")
        return Summary(f"Create {made} from {phrase_of(next(iter(scope.parameters)))}.")
    if raw[0] == "from" and len(raw) > 1:
        made = with_article(class_phrase(scope) or "object")
        return Summary(f"Create {made} from {with_article(' '.join(words_of(bare)[1:]))}.")
    if raw[0] == "on" and len(raw) > 1:
        return Summary(f"Handle the {' '.join(words_of(bare)[1:])} event.")
    if raw == ["main"]:
        return Summary("Run the program.")
    if _is_verb(scope, raw):
        return of_verb(scope, raw, words_of(bare))
    return of_noun(scope, bare, raw)


def _is_verb(scope: Scope, raw: list[str]) -> bool:
    if raw[0] in AMOUNTS and answers(scope.node):
        return False
    if imperative(raw[0], alone=len(raw) == 1):
        return True
    # An unknown first word of a procedure is most likely what it does.
    return not answers(scope.node) and not yields(scope.node) and len(raw) > 1 and raw[0].isalpha()


def _of_property(scope: Scope, bare: str, raw: list[str]) -> Summary:
    if raw[0] in ("is", "has") and len(raw) > 1:
        question = of_question(scope, bare, raw)
        return Summary(question.text.replace("Return whether", "Whether", 1), question.topic)
    topic = phrase_of(bare)
    if is_predicate(scope.node):
        told = told_returns(scope, "")
        if told.startswith("whether ") and len(told) < LONGEST:
            return Summary(sentence(told), topic)
        return Summary(sentence(f"whether it is {topic}"), topic)
    told = told_returns(scope, topic)
    if told.endswith(", always"):
        told = ""
    if (
        told
        and not told.startswith(("`", "the value"))
        and told != with_the(topic)
        and len(told) < 70
    ):
        if says_something(bare) and not set(raw) & set(told.split()):
            return Summary(sentence(f"{with_the(topic)}, {told}"), topic)
        return Summary(sentence(told), topic)
    return Summary(sentence(with_the(topic)), topic)


def _conversion(scope: Scope, words: list[str]) -> Summary:
    what = " ".join(words)
    held = class_phrase(scope)
    names = list(scope.parameters)
    if held and not names:
        return Summary(f"Return the {held} as {with_article(what)}.", what)
    if names:
        return Summary(f"Convert `{names[0]}` to {with_article(what)}.", what)
    return Summary(f"Return it as {with_article(what)}.", what)
