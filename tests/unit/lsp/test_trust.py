"""Whether code of a folder may be run."""

import asyncio

import pytest
from lsprotocol import types

from limner_server.lsp.options import Options
from limner_server.lsp.trust import Trust
from limner_server.proof.sandbox.ran import Running


class User:
    """A client whose user answers questions."""

    def __init__(self, answer, **settings):
        self.answer = answer
        self.questions = []
        self.options = Options(**settings)

    async def window_show_message_request_async(self, params):
        self.questions.append(params.message)
        await asyncio.sleep(0)
        return self.answer and types.MessageActionItem(self.answer)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "state" / "trusted.json"


async def test_a_folder_is_asked_for_once_and_remembered(file, tmp_path):
    user = User("Trust the folder")

    first = await Trust(file).running(user, tmp_path)
    later = await Trust(file).running(user, tmp_path)

    assert first == later == Running.SANDBOX
    assert len(user.questions) == 1
    assert str(tmp_path) in user.questions[0]


async def test_trust_reaches_into_a_folder_and_not_beside_it(file, tmp_path):
    user, trust = User("Trust the folder"), Trust(file)
    await trust.running(user, tmp_path / "mine")

    await trust.running(user, tmp_path / "mine-not")
    await trust.running(user, tmp_path / "mine" / "inside")

    assert [str(tmp_path / "mine-not") in question for question in user.questions] == [False, True]


@pytest.mark.parametrize("answer", ["Run nothing", None])
async def test_a_no_counts_for_this_session_alone(file, tmp_path, answer):
    user, trust = User(answer), Trust(file)

    assert await trust.running(user, tmp_path) is Running.NEVER
    assert await trust.running(user, tmp_path) is Running.NEVER
    assert len(user.questions) == 1
    assert await Trust(file).running(User("Trust the folder"), tmp_path) is Running.SANDBOX


async def test_two_at_once_ask_once(file, tmp_path):
    user, trust = User("Trust the folder"), Trust(file)

    await asyncio.gather(trust.running(user, tmp_path), trust.running(user, tmp_path))

    assert len(user.questions) == 1


@pytest.mark.parametrize(
    ("settings", "running"),
    [
        ({"trusted": "never"}, Running.NEVER),
        ({"trusted": "never", "plain_processes": True}, Running.NEVER),
        ({"trusted": "always"}, Running.SANDBOX),
        ({"trusted": "always", "plain_processes": True}, Running.PLAIN),
    ],
)
async def test_the_settings_speak_before_the_user(file, tmp_path, settings, running):
    user = User("Run nothing", **settings)

    assert await Trust(file).running(user, tmp_path) is running
    assert user.questions == []


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"\xff", b"3", b"[3]"])
async def test_a_file_that_cannot_be_read_says_nothing(file, tmp_path, content):
    file.parent.mkdir()
    file.write_bytes(content)

    assert await Trust(file).running(User("Run nothing"), tmp_path) is Running.NEVER
