"""The summary of a function: one sentence in the imperative, read off its name and its body."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.conditions import has_default, is_flag
from limner_server.proposers.docstrings.dunders import DUNDERS
from limner_server.proposers.docstrings.returning import (
    answers,
    is_predicate,
    told_returns,
    told_yields,
    yields,
)
from limner_server.proposers.docstrings.scope import Scope, decorators
from limner_server.proposers.docstrings.units import unit_of
from limner_server.proposers.docstrings.verbs import (
    ASKING,
    MAKING,
    QUESTIONS,
    imperative,
    is_plain_verb,
)
from limner_server.proposers.docstrings.words import (
    is_noun,
    is_plural,
    plural,
    listed,
    phrase_of,
    raw_words,
    says_something,
    sentence,
    with_article,
    with_the,
    words_of,
)

_LONGEST: Final = 90
_BETWEEN: Final = frozenset(
    "by with without in from to of for on at into as per via until after before between over"
    " under through and or if".split()
)
_HEADS: Final = frozenset("id name key code number index path email url date uuid title".split())
# What sums and the like are also called when they are no verbs.
_AMOUNTS: Final = frozenset("sum max min mean median average total product".split())
_JOINTS: Final = {
    "make": "from",
    "create": "from",
    "build": "from",
    "generate": "from",
    "remove": "from",
    "filter": "from",
    "extract": "from",
    "delete": "from",
    "select": "from",
    "parse": "from",
    "read": "from",
    "load": "from",
    "drop": "from",
}
_LONE: Final = frozenset(
    "set is has check add update change borrow book run process handle".split()
)
_ADVERBS: Final = {"auto": "automatically"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a function does.

    Attributes:
        text: a sentence.
        topic: what its name says that it answers: "hand value"; or "".
        verb: the imperative that the name begins with, or "".
        object: what that is done to, by the name, or "".
        joint: what joins that with a parameter: "from".
    """

    text: str
    topic: str = ""
    verb: str = ""
    object: str = ""
    joint: str = ""


def summary_of(scope: Scope) -> Summary:
    """The summary of a function or method."""
    name = scope.node.name
    if name in DUNDERS:
        text = DUNDERS[name][0].format(_class_phrase(scope) or "object")
        return Summary(text)
    bare = name.strip("_") or name
    raw = raw_words(bare) or [bare]
    marks = decorators(scope.node)
    if "property" in marks or "cached_property" in marks:
        return _of_property(scope, bare, raw)
    if raw[0] in QUESTIONS and (len(raw) > 1 or is_predicate(scope.node)):
        return _of_question(scope, bare, raw)
    if raw[0] == "test" and len(raw) > 1:
        return Summary(sentence(f"Test {' '.join(words_of(bare)[1:])}"))
    if raw[0] in _ADVERBS and len(raw) > 1 and imperative(raw[1]):
        inner = _of_verb(scope, raw[1:], words_of(bare)[1:])
        return Summary(f"{inner.text[:-1]} {_ADVERBS[raw[0]]}.", inner.topic, inner.verb)
    if raw[0] in ("to", "as") and len(raw) > 1:
        return _conversion(scope, words_of(bare)[1:])
    if raw == ["from"] and scope.parameters:
        made = with_article(_class_phrase(scope) or "object")
        return Summary(f"Create {made} from {phrase_of(next(iter(scope.parameters)))}.")
    if raw[0] == "from" and len(raw) > 1:
        made = with_article(_class_phrase(scope) or "object")
        return Summary(f"Create {made} from {with_article(' '.join(words_of(bare)[1:]))}.")
    if raw[0] == "on" and len(raw) > 1:
        return Summary(f"Handle the {' '.join(words_of(bare)[1:])} event.")
    if raw == ["main"]:
        return Summary("Run the program.")
    if _is_verb(scope, raw):
        return _of_verb(scope, raw, words_of(bare))
    return _of_noun(scope, bare, raw)


def _is_verb(scope: Scope, raw: list[str]) -> bool:
    if raw[0] in _AMOUNTS and answers(scope.node):
        return False
    if imperative(raw[0], alone=len(raw) == 1):
        return True
    # An unknown first word of a procedure is most likely what it does.
    return not answers(scope.node) and not yields(scope.node) and len(raw) > 1 and raw[0].isalpha()


def _class_phrase(scope: Scope) -> str:
    return phrase_of(scope.owner.name.strip("_")) if scope.owner is not None else ""


def _of_property(scope: Scope, bare: str, raw: list[str]) -> Summary:
    if raw[0] in ("is", "has") and len(raw) > 1:
        question = _of_question(scope, bare, raw)
        return Summary(question.text.replace("Return whether", "Whether", 1), question.topic)
    topic = phrase_of(bare)
    if is_predicate(scope.node):
        told = told_returns(scope, "")
        if told.startswith("whether ") and len(told) < _LONGEST:
            return Summary(sentence(told), topic)
        return Summary(sentence(f"whether it is {topic}"), topic)
    told = told_returns(scope, topic)
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


def _of_question(scope: Scope, bare: str, raw: list[str]) -> Summary:
    told = told_returns(scope, "")
    clause = _whether(scope, bare, raw)
    if not clause:
        plain = told.removeprefix("whether ").removeprefix("True if ").removesuffix(", else False")
        is_plain = told.startswith(("whether ", "True if ")) and len(plain) < _LONGEST
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
            and (len(rest) > 1 and rest[1] in _BETWEEN)
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
            and rest[0] not in _BETWEEN
            and rest[0] != "not"
        ):
            said = with_article(said)
    else:
        said = " ".join(rest)
    subject = f"`{names[0]}`" if names else with_the(_class_phrase(scope) or "it")
    if subject == "the it":
        subject = "it"
    return f"{subject} {verb} {said}"


def _conversion(scope: Scope, words: list[str]) -> Summary:
    what = " ".join(words)
    held = _class_phrase(scope)
    names = list(scope.parameters)
    if held and not names:
        return Summary(f"Return the {held} as {with_article(what)}.", what)
    if names:
        return Summary(f"Convert `{names[0]}` to {with_article(what)}.", what)
    return Summary(f"Return it as {with_article(what)}.", what)


def _of_verb(scope: Scope, raw: list[str], words: list[str]) -> Summary:
    verb = imperative(raw[0]) or raw[0]
    if verb == "return" and not answers(scope.node):
        verb = "get"
    rest, raw_rest = words[1:], raw[1:]
    cut = next((i for i, word in enumerate(raw_rest) if word in _BETWEEN), len(raw_rest))
    what, tail = rest[:cut], rest[cut:]
    if not what:
        return _without_object(scope, verb, tail)
    phrase = " ".join(what)
    own_names = list(scope.parameters)
    if (
        is_adjective(phrase)
        and len(what) == 1
        and own_names
        and answers(scope.node)
        and raw[0] not in ASKING
    ):
        told = told_returns(scope, "") if raw[0] == "get" else ""
        if told and len(told) < 72 and not told.startswith("the result"):
            return Summary(sentence(f"Return {told}"), "", verb, phrase)
        if raw[0] != "get":
            return Summary(f"{verb.capitalize()} `{own_names[0]}` ({phrase}).", "", verb)
    if cut == len(raw_rest):
        phrase = (
            phrase_of("_".join(raw_rest)) if not any(word.isupper() for word in what) else phrase
        )
    is_check = verb in ("check", "verify", "ensure", "validate")
    if is_check and is_adjective(what[-1]) and not tail:
        return _checked(scope, verb, what)
    if phrase == "all" and scope.owner is not None:
        phrase = "all of them" if not scope.parameters else "all"
    is_made = raw[0] in MAKING and (raw[0] not in ASKING or raw[0] in ("make", "generate"))
    made = with_article(phrase) if is_made else with_the(phrase)
    if raw[0] in MAKING and answers(scope.node) and made == phrase and is_plural(phrase):
        made = with_the(phrase)
    said = f"{verb} {made}"
    if tail:
        said += f" {' '.join(tail)}"
    said += _given(scope, raw, raw_rest, has_tail=bool(tail))
    topic = phrase if raw[0] in ASKING or raw[0] in ("get", "build", "create", "make") else ""
    joint = _JOINTS.get(raw[0], "of")
    return Summary(sentence(said[0].upper() + said[1:]), topic, verb, phrase, joint)


def _checked(scope: Scope, verb: str, what: list[str]) -> Summary:
    noun = " ".join(what[:-1])
    names = list(scope.parameters)
    subject = with_the(noun) if noun else f"`{names[0]}`" if names else "it"
    joint = "that" if verb == "ensure" else "whether"
    topic = f"whether {subject} is {what[-1]}"
    return Summary(sentence(f"{verb.capitalize()} {joint} {subject} is {what[-1]}"), topic, verb)


def _without_object(scope: Scope, verb: str, tail: list[str]) -> Summary:
    """A verb alone: what it is done to is the first parameter, or the object itself."""
    names = [
        name
        for name in scope.parameters
        if not name.startswith("_") and not is_flag(scope, name) and not unit_of(name)
    ]
    rest = f" {' '.join(tail)}" if tail else ""
    told = (
        told_returns(scope, "")
        if verb == "return" or (not tail and verb in ("total", "sum"))
        else ""
    )
    if told and len(told) < _LONGEST and verb == "return":
        return Summary(sentence(f"Return {told}"), "", verb)
    if not names:
        held = _only_attribute(scope) or _class_phrase(scope)
        what = f" the {held}" if held else ""
        return Summary(sentence(f"{verb.capitalize()}{what}{rest}"), "", verb)
    first = names[0]
    if names[1:] == ["value"] and verb in ("set", "put", "store", "add", "insert", "save", "write"):
        return Summary(sentence(f"{verb.capitalize()} the value under `{first}`"), "", verb)
    if raw_words(first)[-1] in ("index", "id", "key", "name", "type", "size") and len(names) > 1:
        return Summary(sentence(f"{verb.capitalize()} by {phrase_of(first)}{rest}"), "", verb)
    if len(names) > 1 and first in ("x", "row", "i", "line"):
        return Summary(sentence(f"{verb.capitalize()} at `{first}` and `{names[1]}`"), "", verb)
    is_thing = is_noun(first) and not is_adjective(phrase_of(first))
    what = with_the(phrase_of(first)) if is_thing else f"`{first}`"
    if len(names) == 2 and (pair := _pair(verb, first, names[1])):
        return Summary(sentence(f"{verb.capitalize()} {pair}"), "", verb)
    if verb == "search" and first in ("keyword", "query", "term", "pattern", "text", "word"):
        what = f"for {what}"
    return Summary(sentence(f"{verb.capitalize()} {what}{rest}"), "", verb)


def _pair(verb: str, first: str, second: str) -> str:
    """Two parameters as the object of a verb that takes two; "" where that is not sure."""
    if first == plural(second) and verb in ("add", "append", "insert", "remove"):
        return f"`{second}` {'from' if verb == 'remove' else 'to'} `{first}`"
    digits = "0123456789"
    is_pair = first.strip(digits) == second.strip(digits) or (len(first) == len(second) == 1)
    is_pair = is_pair or {first, second} in (
        {"left", "right"},
        {"one", "other"},
        {"first", "second"},
    )
    if not is_pair:
        return ""
    if verb in ("add", "multiply", "compare", "merge", "combine", "join", "concatenate", "swap"):
        return f"`{first}` and `{second}`"
    if verb == "subtract":
        return f"`{second}` from `{first}`"
    return f"`{first}` by `{second}`" if verb == "divide" else ""


def _only_attribute(scope: Scope) -> str:
    """What the object is about, where its constructor keeps but one thing."""
    init = next(
        (
            one
            for one in (scope.owner.body if scope.owner is not None else ())
            if isinstance(one, ast.FunctionDef) and one.name == "__init__"
        ),
        None,
    )
    if init is None or len(init.args.args) != 2 or len(init.body) > 1:
        return ""
    inner = Scope(init, scope.owner)
    statement = init.body[0]
    if isinstance(statement, ast.Assign) and (name := inner.attribute(statement.targets[0])):
        return phrase_of(name) if says_something(name) else ""
    return ""


def _given(scope: Scope, raw: list[str], what: list[str], *, has_tail: bool) -> str:
    """What narrows the object down: "with the given ID", "for the given name"."""
    if has_tail:
        return ""
    names = [name for name in scope.parameters if not name.startswith("_")]
    for name in names:
        words = raw_words(name)
        if len(words) > 1 and words[-1] in _HEADS and what[-len(words[:-1]) :] == words[:-1]:
            if raw[0] not in MAKING or raw[0] in ("borrow", "open"):
                return f" with the given {words_of(name)[-1]}"
    if raw[0] in _LONE or (
        raw[0] in MAKING and raw[0] not in ("make", "create", "generate", "build")
    ):
        return ""
    if len(names) != 1 or not answers(scope.node) or set(raw_words(names[0])) & set(what):
        return ""
    if any(word in "".join(what) for word in raw_words(names[0]) if len(word) > 3):
        return ""
    joint = _JOINTS.get(raw[0], "of")
    if phrase_of(names[0]).endswith(("name", "ID", "key", "date", "course", "year", "month")):
        joint = "for"
    return (
        f" {joint} {with_the(phrase_of(names[0]))}"
        if says_something(names[0])
        else f" {joint} `{names[0]}`"
    )


def _of_noun(scope: Scope, bare: str, raw: list[str]) -> Summary:
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
        told = told_returns(scope, "")
        if told.startswith("whether "):
            return Summary(sentence(f"Return {told}"), topic)
        if told.startswith("True if ") and told.endswith(", else False"):
            plain = told.removeprefix("True if ").removesuffix(", else False")
            if len(plain) < _LONGEST and ", or if " not in plain:
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
        raw[0] in _AMOUNTS
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


def is_async(scope: Scope) -> bool:
    """Whether a function is declared `async`."""
    return isinstance(scope.node, ast.AsyncFunctionDef)
