"""Examples in documentation: functions and classes with the JSDoc comments that the user wrote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from limner_adapters.code.summaries import first_sentence
from limner_adapters.tuning.documented import as_found
from limner_adapters.tuning.found import Found
from limner_adapters.tuning.search import Search
from limner_server.perception.syntax.definitions import Class
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Span, Tree
from limner_server.proposers.docstrings.answer import Answer, read_answer
from limner_server.proposers.docstrings.docstring import Docstring, Entry
from limner_server.proposers.docstrings.habits import Habits
from limner_server.proposers.docstrings.javascript.drafting import JsDrafter
from limner_server.proposers.docstrings.layout import lines_of
from limner_server.proposers.docstrings.voice import as_order
from limner_server.proposers.docstrings.wish import DocWish

# Of what a model is shown of one definition, in characters.
_MOST_CODE: Final = 8000


def find_commented(search: Search, path: Path, text: str) -> Iterator[Found]:
    """The documented functions and classes of a file of JavaScript or TypeScript.

    Args:
        search: where, and for which model.
        path: of the file.
        text: what it says.
    """
    language = language_of(path)
    if language is None or language.family != "javascript":
        return
    tree = Tree.parse(text, language, search.check)
    comments = {
        one.qualified: one.docstring for one in definitions(tree) if one.docstring is not None
    }
    if not comments or tree.has_errors:
        return
    bare = Tree.parse(_without(text, [*comments.values()]), language, search.check)
    drafter = JsDrafter(bare, language.name in ("typescript", "tsx"))
    for one in drafter.select(None):
        search.check()
        if (comment := comments.get(one.qualified)) is None:
            continue
        facts, said = drafter.described(one), read_answer(comment.of(text))
        # The server asks for nothing of what analysis has nothing to say.
        if not (sentence := first_sentence(said.summary)) or drafter.draft(one, facts) is None:
            continue
        is_class = isinstance(one, Class)
        what, code = "class" if is_class else "function", one.span.of(bare.text)[:_MOST_CODE]
        wish = DocWish(one.qualified, what, code, facts)
        place = path, bare.text, bare.lines.line(one.span.start)
        answer = sentence if is_class else as_order(sentence), _in_full(said)
        yield from as_found(search, place, wish, answer)


def _without(text: str, comments: Sequence[Span]) -> str:
    """The text without comments; lines keep their numbers."""
    for span in sorted(comments, key=lambda one: one.start, reverse=True):
        text = text[: span.start] + "\n" * span.of(text).count("\n") + text[span.end :]
    return text


def _in_full(said: Answer) -> str:
    """All that a comment says, in the form that a model is asked for."""
    sections = {
        section: tuple(Entry(name, text) for name, text in entries.items())
        for section, entries in said.parts.items()
    }
    doc = Docstring(said.summary, tuple(said.body), sections)
    return "\n".join(lines_of(doc, Habits(), ""))
