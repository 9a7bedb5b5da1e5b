"""Questions to the user, where the editor shows them and where it does not."""

import asyncio

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcMethodNotFound

from limner_server.errors import InputError
from limner_server.lsp.asking import Unanswered, ask

TITLES = ("Yes", "No")


class Asking:
    """A client that shows questions."""

    def __init__(self, answer):
        self.answer = answer

    async def window_show_message_request_async(self, params):
        assert [action.title for action in params.actions] == list(TITLES)
        return self.answer and types.MessageActionItem(self.answer)


class Helix:
    """A client that shows none."""

    def __init__(self):
        self.told = []
        self.unanswered = Unanswered()

    async def window_show_message_request_async(self, _):
        raise JsonRpcMethodNotFound.of("window/showMessageRequest")

    def tell(self, message, _):
        self.told.append(message)


@pytest.mark.parametrize("answer", ["Yes", "No", None])
async def test_the_editor_asks_where_it_can(answer):
    assert await ask(Asking(answer), types.MessageType.Info, "Really?", TITLES) == answer


async def test_else_the_question_is_told_and_waits_for_its_answer():
    helix = Helix()
    asked = asyncio.ensure_future(ask(helix, types.MessageType.Info, "Really?", TITLES))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert helix.told == ["answer by a code action: Really?"]
    assert helix.unanswered.titles == TITLES

    helix.unanswered.answer("No")

    assert await asked == "No"
    assert helix.unanswered.titles == ()


async def test_questions_are_answered_in_their_order():
    unanswered = Unanswered()
    first, second = (asyncio.ensure_future(unanswered.ask(TITLES)) for _ in range(2))
    await asyncio.sleep(0)

    unanswered.answer("Yes")
    unanswered.answer("No")

    assert [await first, await second] == ["Yes", "No"]


async def test_a_question_of_work_that_is_stopped_is_asked_no_more():
    unanswered = Unanswered()
    asked = asyncio.ensure_future(unanswered.ask(TITLES))
    await asyncio.sleep(0)

    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked

    assert unanswered.titles == ()
    with pytest.raises(InputError, match="nothing is asked any more"):
        unanswered.answer("Yes")
