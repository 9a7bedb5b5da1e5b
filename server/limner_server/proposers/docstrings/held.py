"""Holds what a model says against the facts, part by part: what does not agree, analysis says."""

from __future__ import annotations

import builtins
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from limner_server.proposers.docstrings.answer import Answer
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.lexicon import words_in

_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_CODE: Final = re.compile(r"`+([^`]+)`+")
_CALLED: Final = re.compile(r"\b([A-Za-z_]\w*)\(")
_DEFAULT: Final = re.compile(
    r"[Dd]efaults? (?:to|is|value is|=|:)\s*`*([^`\s,;]+?)`*[.,;)]*(?:\s|$)"
)
_ERROR: Final = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b")
_PADDING: Final = re.compile(
    r"^(?:the|a|an)? ?`*(?P<name>\w+)`*(?: (?:parameter|argument|value|variable))?[.]?$",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(r"```|<\w+[^>]*>|https?://|[\x00-\x08\x0b-\x1f\x7f]")
_GROUPS: Final = {
    Section.PARAMETERS: "the parameters",
    Section.ATTRIBUTES: "the attributes",
    Section.RETURNS: "what it returns",
    Section.YIELDS: "what it yields",
    Section.RAISES: "what it raises",
}
_WORDS: Final = words_in("words of code")
_LONGEST_SUMMARY: Final = 110
_LONGEST_PART: Final = 300
_MOST_BODY: Final = 600


@dataclass(frozen=True, slots=True)
class Held:
    """A docstring of which a model wrote what agrees with the facts.

    Attributes:
        doc: what it says.
        taken: how many parts are the model's.
        refused: what of it was not taken, with why, a line each.
    """

    doc: Docstring
    taken: int
    refused: tuple[str, ...]


def hold(answer: Answer, facts: Docstring, names: Collection[str]) -> Held:
    """Take from an answer what agrees with the facts.

    Args:
        answer: of a model.
        facts: all that the docstring must state, as analysis says it.
        names: the identifiers that the file uses: others are invented.
    """
    known = {*names, *_WORDS, *dir(builtins)}
    raised = {one.name.rpartition(".")[2] for one in facts.entries(Section.RAISES)}
    raised |= {name for part in facts.body for name in _ERROR.findall(part)}
    judge = _Judge(known, raised)
    doc = facts
    if summary := judge.part("summary", answer.summary, _LONGEST_SUMMARY):
        doc = replace(doc, summary=summary)
    body = [text for text in answer.body if judge.part("a paragraph", text, _MOST_BODY)]
    # What analysis has to say of effects is true in any case.
    doc = replace(doc, body=(*body, *facts.body))
    sections = {}
    for section, entries in facts.sections.items():
        said = answer.parts.get(section, {})
        sections[section] = tuple(judge.entry(one, said) for one in entries)
        judge.invented(section, entries, said)
    doc = replace(doc, sections=sections, examples=tuple(answer.examples))
    return Held(doc, judge.taken + bool(answer.examples), tuple(judge.refused))


class _Judge:
    """Judges the parts of one answer."""

    def __init__(self, known: Collection[str], raised: Collection[str]) -> None:
        self._known = known
        self._raised = raised
        self.taken = 0
        self.refused: list[str] = []

    def part(self, what: str, text: str, longest: int) -> str:
        """A sentence or paragraph as it is taken; "" where it is not."""
        text = " ".join(text.split())
        if not text:
            return ""
        why = self._fault(text, longest)
        if why:
            self.refused.append(f"{what}: {why}")
            return ""
        self.taken += 1
        return text if text.endswith((".", "!", "?", ":")) else f"{text}."

    def entry(self, fact: Entry, said: dict[str, str]) -> Entry:
        """What is said of one parameter and the like."""
        name = fact.name.lstrip("*")
        text = said.get(name) or said.get(name.rpartition(".")[2], "")
        if not text:
            return fact
        padding = _PADDING.match(text)
        if padding is not None and name and padding["name"].lower() == name.lower():
            self.refused.append(f"{name}: it says no more than the name")
            return fact
        if (why := _contradiction(fact.text, text)) or not (
            text := self.part(name or "what it returns", text, _LONGEST_PART)
        ):
            if why:
                self.refused.append(f"{name or 'what it returns'}: {why}")
            return fact
        default = re.search(r"(?:Defaults to|May be) \S.*?\.(?=\s|$)", fact.text)
        if default is not None and not re.search(r"\bdefault|\bNone\b|\bundefined\b", text):
            text = f"{text} {default.group()}"
        return replace(fact, text=text)

    def invented(self, section: Section, entries: Collection[Entry], said: dict[str, str]) -> None:
        """Note what is said of things that are not there."""
        names = {one.name.lstrip("*").rpartition(".")[2] for one in entries}
        for name in said:
            if name and name.rpartition(".")[2] not in names:
                self.refused.append(f"{name} is none of {_GROUPS[section]}")

    def _fault(self, text: str, longest: int) -> str:
        if len(text) > longest:
            return "it is too long"
        if _MARKUP.search(text):
            return "it is not plain text"
        for code in _CODE.findall(text):
            for name in _NAME.findall(re.sub(r"'[^']*'|\"[^\"]*\"", "", code)):
                if name not in self._known:
                    return f"`{name}` is not in the code"
        for name in _CALLED.findall(text):
            if name not in self._known and "_" in name:
                return f"{name}() is not in the code"
        for name in _ERROR.findall(text):
            if name not in self._raised:
                return f"{name} is not raised"
        return ""


def _contradiction(fact: str, text: str) -> str:
    """What a text says otherwise than the code: a default, or that something is never so."""
    stated = _DEFAULT.search(text)
    real = re.search(r"Defaults to `?([^`]+?)`?\.$", fact)
    if stated is not None:
        if real is None and "May be" not in fact:
            return "it has no default"
        if real is not None and stated[1].strip("'\"") != real[1].strip("'\""):
            return f"its default is {real[1]}"
    return ""
