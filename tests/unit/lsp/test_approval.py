"""What the user is told of a change, and asked."""

import pytest
from lsprotocol import types

from limner_server.lsp.approval import approved, tell_proof, tell_remarks
from limner_server.proof.verdict import Proof, Status


class User:
    """A client whose user answers questions, reads messages, and has a log."""

    def __init__(self, answer=None):
        self.answer = answer
        self.questions, self.told, self.logged = [], [], []

    async def window_show_message_request_async(self, params):
        self.questions.append(params.message)
        return self.answer and types.MessageActionItem(self.answer)

    def tell(self, message, kind=types.MessageType.Info):
        self.told.append((message, kind))

    def window_log_message(self, params):
        self.logged.append(params.message)


UNPROVEN = Proof(Status.UNPROVEN, "unproven: no tests", remedy="write a test")


@pytest.mark.parametrize(("status", "goes"), [(Status.PROVEN, True), (Status.REFUTED, False)])
async def test_what_is_measured_needs_no_answer(status, goes):
    user = User()

    assert await approved(user, "Fix: a.py:1", Proof(status, "measured")) is goes
    assert user.questions == []


@pytest.mark.parametrize(
    ("answer", "goes"),
    [("Apply it unproven", True), ("Leave the code as it is", False), (None, False)],
)
async def test_of_what_is_not_the_user_decides(answer, goes):
    user = User(answer)

    assert await approved(user, "Fix: a.py:1: unproven: no tests", UNPROVEN) is goes
    assert user.questions == ["Fix: a.py:1: unproven: no tests: write a test"]


def test_what_is_proven_is_told_in_passing_and_what_is_not_as_a_warning():
    user = User()

    tell_proof(user, "Fix: a.py:1", Proof(Status.PROVEN, "the test passes"))
    tell_proof(user, "Fix: a.py:1", UNPROVEN)

    assert user.told == [
        ("Fix: a.py:1", types.MessageType.Info),
        ("Fix: a.py:1: write a test", types.MessageType.Warning),
    ]


def test_remarks_are_told_by_themselves_and_kept_in_the_log():
    user = User()

    tell_remarks(user, ("suspected bug: one", "suspected bug: two"))

    assert [message for message, _ in user.told] == ["suspected bug: one", "suspected bug: two"]
    assert {kind for _, kind in user.told} == {types.MessageType.Warning}
    assert user.logged == ["suspected bug: one", "suspected bug: two"]


def test_many_remarks_do_not_bury_the_user():
    user = User()

    tell_remarks(user, tuple(f"remark {number}" for number in range(9)))

    assert [message for message, _ in user.told] == [
        "remark 0",
        "remark 1",
        "remark 2",
        "6 more remarks are in the log",
    ]
    assert len(user.logged) == 9
