"""Asking the user: by a question of the editor's own, else by code actions.

Helix shows no questions of a server. What may be answered is then offered among the code actions,
wherever the cursor stands, until one is chosen or the work is stopped.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcMethodNotFound

from limner_server.errors import InputError

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


@dataclass(slots=True, eq=False)
class Question:
    """A question that waits for its answer.

    Attributes:
        titles: of its answers.
        answered: the title of the one that is chosen.
    """

    titles: Sequence[str]
    answered: asyncio.Future[str] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Unanswered:
    """The questions that code actions answer, the oldest first."""

    def __init__(self) -> None:
        """Nothing is asked."""
        self._questions: list[Question] = []

    @property
    def titles(self) -> Sequence[str]:
        """The answers to the oldest question; none where nothing is asked."""
        return self._questions[0].titles if self._questions else ()

    def answer(self, title: str) -> None:
        """Answer the oldest question that has an answer of this title.

        Raises:
            InputError: there is none.
        """
        for question in self._questions:
            if title in question.titles and not question.answered.done():
                question.answered.set_result(title)
                return
        raise InputError("nothing is asked any more that this would answer")

    async def ask(self, titles: Sequence[str]) -> str:
        """Wait for one of the answers."""
        question = Question(titles)
        self._questions.append(question)
        try:
            return await question.answered
        finally:
            self._questions.remove(question)


async def ask(
    server: LimnerServer, kind: types.MessageType, question: str, titles: Sequence[str]
) -> str | None:
    """Ask the user, and wait for the answer.

    Args:
        server: of the client.
        kind: how grave it is.
        question: one line.
        titles: of the answers.

    Returns:
        The title that was chosen, or None where the question was closed.
    """
    actions = [types.MessageActionItem(title) for title in titles]
    try:
        chosen = await server.window_show_message_request_async(
            types.ShowMessageRequestParams(kind, question, actions)
        )
    except JsonRpcMethodNotFound:
        # What to do comes first: a status line cuts off what is long.
        server.tell(f"answer by a code action: {question}", kind)
        return await server.unanswered.ask(titles)
    return chosen.title if chosen is not None else None
