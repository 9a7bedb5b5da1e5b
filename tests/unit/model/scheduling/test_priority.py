"""What a request says of its urgency and its window."""

from __future__ import annotations

import json

import pytest

from limner_model.blanks_protocol import BlanksRequest
from limner_model.completions import ScoreRequest
from limner_model.errors import RequestRefusedError
from limner_model.protocol import ChatRequest
from limner_model.scheduling.priority import Place, Priority

MESSAGES = [{"role": "user", "content": "Well?"}]
CHAT: tuple[type, dict[str, object]] = (ChatRequest, {"model": "m", "messages": MESSAGES})
SCORE = (
    ScoreRequest,
    {"model": "m", "prompt": "ab", "echo": True, "logprobs": 0, "max_tokens": 0},
)
BLANKS = (
    BlanksRequest,
    {
        "model": "m",
        "messages": MESSAGES,
        "choices": [["a"]],
        "blanks": [{"text": " one", "choices": 0}],
    },
)
KINDS = pytest.mark.parametrize(("kind", "body"), [CHAT, SCORE, BLANKS])


def place(kind: type, body: dict[str, object], **fields: object) -> Place:
    asked = kind.parse(json.dumps({**body, **fields}).encode())  # type: ignore[attr-defined]
    found = asked.place
    assert isinstance(found, Place)
    return found


@KINDS
def test_who_says_nothing_waits(kind: type, body: dict[str, object]) -> None:
    assert place(kind, body) == Place(Priority.WAITED_FOR, "")


@KINDS
def test_priority_and_window_are_heard(kind: type, body: dict[str, object]) -> None:
    assert place(kind, body, priority=1, user="w7") == Place(Priority.SUGGESTED, "w7")


@pytest.mark.parametrize(("said", "heard"), [(-5, Priority.WAITED_FOR), (99, Priority.BACKGROUND)])
def test_a_number_beyond_the_priorities_counts_as_the_nearest(said: int, heard: Priority) -> None:
    assert place(*CHAT, priority=said).priority is heard


@KINDS
@pytest.mark.parametrize(
    "fields",
    [{"priority": "high"}, {"priority": 1.5}, {"priority": True}, {"user": 7}, {"user": "w" * 300}],
    ids=str,
)
def test_what_is_malformed_is_refused(
    kind: type, body: dict[str, object], fields: dict[str, object]
) -> None:
    with pytest.raises(RequestRefusedError, match=next(iter(fields))):
        place(kind, body, **fields)
