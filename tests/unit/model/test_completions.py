"""What the engine takes as a request for likelihoods."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image

from limner_model.completions import ScoreRequest
from limner_model.errors import RequestRefusedError
from limner_model.protocol import Message


def body(**fields: Any) -> bytes:
    request = {"model": "m", "prompt": "x", "max_tokens": 0, "echo": True, "logprobs": 1}
    return json.dumps({**request, **fields}).encode()


def test_one_text_or_many() -> None:
    assert ScoreRequest.parse(body()).texts == ("x",)
    assert ScoreRequest.parse(body(prompt=["x", "y"])).texts == ("x", "y")


def test_what_is_said_of_sampling_changes_nothing() -> None:
    asked = body(temperature=0.7, top_p=0.5, seed=3, stop=["x"], n=1, stream=False)
    assert ScoreRequest.parse(asked) == ScoreRequest.parse(body())


def test_half_a_character_is_no_obstacle() -> None:
    assert ScoreRequest.parse(body(prompt="a\ud83d")).texts == ("a?",)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"prompt": []}, "'prompt' must be"),
        ({"prompt": ""}, "'prompt' must be"),
        ({"prompt": ["x", ""]}, "'prompt' must be"),
        ({"prompt": [1, 2]}, "'prompt' must be"),
        ({"prompt": None}, "'prompt' must be"),
        ({"prompt": ["x"] * 2000}, "more than 1024 texts"),
        ({"max_tokens": 3}, "scores texts and completes none"),
        ({"max_tokens": None}, "scores texts and completes none"),
        ({"echo": False}, "scores texts and completes none"),
        ({"echo": 1}, "'echo' must be true or false"),
        ({"logprobs": None}, "'logprobs' is missing"),
        ({"logprobs": 6}, "between 0 and 5"),
        ({"logprobs": True}, "'logprobs' must be an integer"),
        ({"stream": True}, "'stream' is not supported"),
        ({"n": 2}, "'n' is not supported"),
        ({"suffix": "x"}, "'suffix' is not supported"),
        ({"model": None}, "'model' is missing"),
    ],
)
def test_what_cannot_be_done_is_named(fields: dict[str, Any], says: str) -> None:
    with pytest.raises(RequestRefusedError, match=says):
        ScoreRequest.parse(body(**fields))


def test_texts_may_answer_a_conversation() -> None:
    asked = body(prompt=["yes", "no"], messages=[{"role": "user", "content": "Well?"}])
    assert ScoreRequest.parse(asked).messages == (Message("user", ("Well?",)),)


def test_answers_to_pictures_are_not_scored() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    uri = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
    part = {"type": "image_url", "image_url": {"url": uri}}
    with pytest.raises(RequestRefusedError, match="pictures are not scored"):
        ScoreRequest.parse(body(messages=[{"role": "user", "content": [part]}]))
