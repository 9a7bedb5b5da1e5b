"""The proposer that asks a model for a page: its HTML, cleaned, in the stack that is wanted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from limner_model.client import Engine
from limner_model.errors import EngineDiedError
from limner_server.emit.code import Code, Stack
from limner_server.emit.composed import Composition, write_composition, write_styled
from limner_server.emit.look_table import LookTable
from limner_server.proposers.asking import Asking, Listener
from limner_server.proposers.pages.form import PAGE
from limner_server.proposers.pages.markup import PICTURE, Markup, read_markup
from limner_server.proposers.pages.prompt import conversation
from limner_server.proposers.pages.rules import as_looks, read_rules, written
from limner_server.proposers.wording.compose.pictures import PICTURES

_MOST_TOKENS: Final = 6000
_FENCE: Final = re.compile(r"```[\w-]*[^\n]*\n(.*?)(?:\n```|\Z)", re.DOTALL)
_THOUGHTS: Final = re.compile(r"(?is)<(think|thinking|reasoning)>.*?(?:</\1>|\Z)")


class _NoContext:
    """The words are all that a model is shown."""

    def fit(self, budget: int, count: Callable[[str], int]) -> str:
        """Nothing."""
        del budget, count
        return ""


def ask_for_page(
    engine: Engine, words: str, named: list[str], *, name: str, stack: Stack, run: Listener
) -> tuple[Code | None, EngineDiedError | None]:
    """Ask a model for the page of a description.

    Args:
        engine: to ask.
        words: what is wanted.
        named: the parts that were read off them.
        name: of the page, in words.
        stack: to write it in.
        run: hears the progress, may cancel.

    Returns:
        The page as far as it came, None where there is none in the answer; and what ended the
        answer early.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer.
    """
    asking = Asking(
        engine,
        _NoContext(),
        lambda _: conversation(words, named),
        run,
        most_tokens=_MOST_TOKENS,
        form=PAGE,
    )
    heard = asking.answer(0.0)
    return page_of(heard.text, name, stack), heard.death


def page_of(answer: str, name: str, stack: Stack) -> Code | None:
    """The page that an answer writes; None where it writes none."""
    plain = _THOUGHTS.sub("", answer)
    fenced = _FENCE.findall(plain)
    markup = read_markup("\n".join(fenced) if fenced else plain)
    return None if markup is None else _written(markup, name, stack)


def _written(markup: Markup, name: str, stack: Stack) -> Code:
    rules = read_rules(markup.css)
    page = markup.body
    used = any(node.attributes.get("src") == PICTURE for node in page.walk())
    pictures = {PICTURE: PICTURES["picture"].encode()} if used else {}
    title = markup.title or name[:1].upper() + name[1:]
    component = "".join(word.capitalize() for word in name.split() if word.isalnum()) or "Page"
    if stack is Stack.TAILWIND:
        table = as_looks(page, rules)
        return write_composition(Composition(page, table, title, component, pictures), stack)
    if stack is not Stack.HTML:
        page.classes = ["page", *page.classes]
    css = written(rules, "body" if stack is Stack.HTML else ".page")
    composed = Composition(page, LookTable({}, {}), title, component, pictures)
    return write_styled(composed, css, stack)
