"""What a class's docstring says, read off the class."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.docstrings.attributes import (
    ENUMS,
    attribute_entry,
    attribute_sentences,
    kept_roles,
)
from limner_server.proposers.docstrings.class_facts import ClassFacts
from limner_server.proposers.docstrings.describe import Around
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.parameters import entries_of
from limner_server.proposers.docstrings.raising import raised, told
from limner_server.proposers.docstrings.scope import Scope
from limner_server.proposers.docstrings.summaries import Summary
from limner_server.proposers.docstrings.units import without_unit
from limner_server.proposers.docstrings.verbs import imperative, third_person
from limner_server.proposers.docstrings.words import (
    is_plural,
    listed,
    phrase_of,
    plural,
    raw_words,
    says_something,
    sentence,
    with_article,
    words_of,
)

_MOST_DEEDS: Final = 3


_FEWEST: Final = 2


_LONGEST: Final = 84


_AGENTS: Final = ("er", "or", "Util", "Utils", "Helper", "Service", "Engine", "System", "Tool")


def describe_class(facts: ClassFacts, around: Around, *, listed_attributes: bool) -> Docstring:
    """The docstring of a class, by analysis alone; its constructor's parameters are among it.

    Args:
        facts: of the class.
        around: what the file says around its constructor.
        listed_attributes: whether attributes of objects stand in a section; else in sentences.
    """
    sections: dict[Section, tuple[Entry, ...]] = {}
    scope = None
    if facts.init is not None:
        scope = Scope(facts.init, facts.node, none=around.none)
        kept = kept_roles(facts, scope)
        if parameters := entries_of(scope, Summary(""), around.comments, kept):
            sections[Section.PARAMETERS] = parameters
    parameters_named = set(scope.parameters) if scope is not None else set()
    shown = facts.own + [
        one for one in facts.of_objects if listed_attributes and one.name not in parameters_named
    ]
    if entries := [attribute_entry(one, facts) for one in shown]:
        sections[Section.ATTRIBUTES] = tuple(entries)
    if scope is not None and (raises := raised(scope)):
        sections[Section.RAISES] = tuple(
            Entry(one.name, told(one) or "If it cannot be made.") for one in raises
        )
    body = () if listed_attributes else attribute_sentences(facts, parameters_named)
    return Docstring(class_summary(facts), body, sections)


def class_summary(facts: ClassFacts) -> str:  # noqa: PLR0911 - one a kind
    """What a class is, in a sentence."""
    node = facts.node
    bases = [written(one).split("[")[0].rpartition(".")[2] for one in node.bases]
    phrase = phrase_of(node.name.strip("_").rstrip("0123456789"))
    if any(base.endswith(("Error", "Exception", "Warning")) for base in bases):
        words = words_of(node.name)
        what = " ".join(words[:-1]) if words[-1] in ("error", "exception", "warning") else phrase
        return sentence(f"raised for {f'{what} errors' if ' ' not in what else what}")
    if any(base in ENUMS for base in bases):
        names = [f"`{one.name}`" for one in facts.own]
        text = f"{plural(phrase)}: {listed(names)}"
        return sentence(
            text if len(text) < _LONGEST and names else f"the {plural(phrase)} there are"
        )
    if "Protocol" in bases or ("ABC" in bases and not facts.init):
        return sentence(f"what every {phrase} offers")
    deeds = _deeds(facts)
    if deeds and (not _things(facts) or node.name.endswith(_AGENTS)):
        for count in range(len(deeds), 0, -1):
            text = f"{phrase} that {listed(deeds[:count])}"
            if len(text) < _LONGEST:
                return sentence(text)
    things = _things(facts)
    for count in range(min(len(things), 4), 0, -1):
        more = len(things) > count
        parts = [*things[:count], *(["more"] if more else [])]
        text = f"{phrase} with {listed(parts)}"
        if len(text) < _LONGEST:
            return sentence(text)
    names = [f"`{name}`" for name in facts.methods if not name.startswith("_")]
    if names:
        rest = ["more"] if len(names) > _MOST_DEEDS else []
        return sentence(f"{phrase}: {listed([*names[:_MOST_DEEDS], *rest])}")
    return sentence(f"{phrase}, a kind of `{bases[0]}`" if bases else phrase)


def _things(facts: ClassFacts) -> list[str]:
    """What a class has, as a reader would list it."""
    found: list[str] = []
    own = set(raw_words(facts.node.name))
    for one in facts.attributes:
        if says_something(one.name) and len(one.name) > 2 and not set(raw_words(one.name)) <= own:
            phrase = phrase_of(without_unit(one.name))
            found.append(phrase if is_plural(phrase) else with_article(phrase))
    for name, method in facts.methods.items():
        raw = raw_words(name)
        gives = raw[:1] == ["get"] and 1 < len(raw) < 4 and len(method.args.args) < 2
        phrase = phrase_of("_".join(raw[1:])) if gives else ""
        if gives and not any(phrase in one or one.endswith(phrase) for one in found):
            found.append(phrase if is_plural(phrase) else with_article(phrase))
    return found


def _deeds(facts: ClassFacts) -> list[str]:
    """What the first public methods do, as "it" does it: "adds products"."""
    found: list[str] = []
    for name in facts.methods:
        raw = raw_words(name)
        if name.startswith("_") or not raw:
            continue
        verb = imperative(raw[0], alone=len(raw) == 1)
        if (
            not verb
            or verb in ("check", "run", "test", "main", "return")
            or raw[0] in ("set", "is", "init")
        ):
            continue
        what = phrase_of("_".join(raw[1:])) if raw[1:] else ""
        if any(
            word in ("by", "to", "from", "with", "in", "of", "for", "all", "and")
            for word in raw[1:]
        ):
            continue
        deed = f"{third_person(verb)} {plural(what) if what else ''}".strip()
        if deed not in found:
            found.append(deed)
    lone = [deed for deed in found if " " not in deed]
    if len(lone) < _FEWEST or len(lone) < len(found):
        found = [deed for deed in found if deed not in lone]
    return found[:_MOST_DEEDS]
