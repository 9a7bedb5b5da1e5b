"""The proposer that asks a model for tests: its answer is taken apart into tests, each by itself.

What comes back is parsed into pieces of a test file and can do nothing but be tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from limner_model.client import Engine
from limner_server.perception.syntax.definitions import Function
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.names import module_names
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.asking import Asking, Context, Listener
from limner_server.proposers.cases.answered.read import read_tests
from limner_server.proposers.cases.answered.tested_module import TestedModule
from limner_server.proposers.cases.piece import TestPiece
from limner_server.proposers.cases.wish import Shortfall, Wish, conversation, second_thoughts

# The likeliest tests first; the second time something else is wanted.
_FIRST: Final = 0.0
_AGAIN: Final = 0.4
# A file of tests is longer than a fix.
_MOST_TOKENS: Final = 3072


@dataclass(frozen=True, slots=True)
class Answered:
    """What a model said.

    Attributes:
        text: the whole answer.
        pieces: the tests in it.
    """

    text: str
    pieces: tuple[TestPiece, ...]


def ask_for_tests(
    engine: Engine,
    context: Context,
    wish: Wish,
    run: Listener,
    shortfall: Shortfall | None = None,
) -> Iterator[Answered]:
    """Ask a model for tests, once.

    Args:
        engine: to ask; its model should have read code.
        context: what the model is shown.
        wish: what is wanted.
        run: hears the progress, may cancel.
        shortfall: what its first answer left to be wished.

    Yields:
        The answer; of one that broke off what there is of it, before the error is raised.

    Raises:
        CancelledError: the user took the request back.
        EngineError: the engine could not answer.
    """

    def messages(shown: str) -> list[dict[str, Any]]:
        asked = conversation(shown, wish)
        return second_thoughts(asked, wish, shortfall) if shortfall else asked

    run.check()
    run.progress(f"Asking {engine.model} for tests")
    asking = Asking(engine, context, messages, run, _MOST_TOKENS)
    heard = asking.answer(_AGAIN if shortfall else _FIRST)
    tree = wish.subject.tree
    module = module_under_test(tree, wish.module)
    cut = heard.death is not None
    pieces = read_tests(heard.text, module, tree.language, wish.kind, cut=cut)
    yield Answered(heard.text, tuple(pieces))
    if heard.death is not None:
        raise heard.death


def module_under_test(tree: Tree, name: str) -> TestedModule:
    """A file as tests see it.

    Args:
        tree: of the file.
        name: what tests import it by.
    """
    found = definitions(tree)
    return TestedModule(
        name,
        frozenset(one.text for one in module_names(tree)),
        frozenset(one.name for one in found if one.name == one.qualified),
        frozenset(one.name for one in found if isinstance(one, Function) and one.owner),
    )
