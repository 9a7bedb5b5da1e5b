"""OpenAI's chat-completions protocol as the local engine speaks it: requests in, answers out."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Literal

from PIL import Image

from limner_model.errors import (
    EngineError,
    ModelLoadError,
    ModelNotFoundError,
    OutOfMemoryError,
    RequestRefusedError,
)
from limner_model.fields import Fields, whole_characters
from limner_model.forms import Form, take_form
from limner_model.grammar.checking import check_form
from limner_model.pictures import decode_data_uri
from limner_model.scheduling.priority import ORDINARY, Place

FinishReason = Literal["stop", "length"]

# Parameters that this engine cannot honour: accepted only with the value that changes nothing.
_NEUTRAL: dict[str, object] = {
    "n": 1,
    "presence_penalty": 0,
    "frequency_penalty": 0,
    "logprobs": False,
    "tools": [],
}


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the conversation: texts and pictures in the order given."""

    role: str
    parts: tuple[str | Image.Image, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens spent on a request.

    Attributes:
        prompt_tokens: that were asked with.
        completion_tokens: that were written.
        cached_tokens: of the prompt, that were not read again.
    """

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0

    def as_json(self) -> dict[str, Any]:
        """The `usage` object of an answer."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.prompt_tokens + self.completion_tokens,
            "prompt_tokens_details": {"cached_tokens": self.cached_tokens},
        }


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A checked request.

    Attributes:
        model: `MODEL` or `MODEL:ADAPTER`.
        messages: the conversation, oldest first.
        max_tokens: the most tokens to generate; None for what the context leaves.
        temperature: 0 is greedy; None for what the model's makers chose.
        top_p: the nucleus to sample from; None likewise.
        seed: makes sampling repeatable.
        stop: texts that end the answer and are not part of it.
        form: that the answer must have; None for any.
        stream: answer piece by piece.
        include_usage: end a stream with the usage.
        place: in the queue.
    """

    model: str
    messages: tuple[Message, ...]
    max_tokens: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    stop: tuple[str, ...] = ()
    form: Form | None = None
    stream: bool = False
    include_usage: bool = False
    place: Place = ORDINARY

    @property
    def images(self) -> list[Image.Image]:
        """All pictures, in order."""
        return [
            part
            for message in self.messages
            for part in message.parts
            if isinstance(part, Image.Image)
        ]

    @classmethod
    def parse(cls, body: bytes) -> ChatRequest:
        """Check a request's JSON body and decode its pictures.

        Raises:
            RequestRefusedError: naming the first thing that is wrong.
        """
        fields = Fields.of(body)
        request = cls(
            model=fields.take("model", str, required=True),
            messages=conversation(fields.take("messages", list, required=True)),
            max_tokens=_max_tokens(fields),
            temperature=fields.take_number("temperature", 0.0, 2.0),
            top_p=fields.take_number("top_p", 0.0, 1.0),
            seed=fields.take("seed", int),
            stop=_stop(fields),
            form=_form(fields),
            stream=fields.take("stream", bool) or False,
            include_usage=_include_usage(fields),
            place=Place.taken(fields),
        )
        fields.refuse_the_rest(_NEUTRAL)
        return request


def _max_tokens(fields: Fields) -> int | None:
    # The newer name wins where both are given.
    older: int | None = fields.take("max_tokens", int)
    newer: int | None = fields.take("max_completion_tokens", int)
    tokens = newer if newer is not None else older
    if tokens is not None and tokens < 1:
        raise RequestRefusedError("'max_tokens' must be at least 1")
    return tokens


def _stop(fields: Fields) -> tuple[str, ...]:
    given = fields.values.pop("stop", [])
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not all(isinstance(text, str) and text for text in texts):
        raise RequestRefusedError("'stop' must be a string or an array of strings")
    return tuple(texts)


def _form(fields: Fields) -> Form | None:
    form = take_form(fields)
    if form is not None:
        check_form(form)
    return form


def _include_usage(fields: Fields) -> bool:
    options = fields.take("stream_options", dict) or {}
    return options.get("include_usage") is True


def conversation(given: list[object]) -> tuple[Message, ...]:
    """Check the messages of a request and decode their pictures.

    Raises:
        RequestRefusedError: naming the first thing that is wrong.
    """
    if not given:
        raise RequestRefusedError("'messages' is empty")
    return tuple(_message(item, index) for index, item in enumerate(given))


def _message(given: object, index: int) -> Message:
    where = f"messages[{index}]"
    if not isinstance(given, dict) or given.get("role") not in ("system", "user", "assistant"):
        raise RequestRefusedError(f"{where} needs a role: system, user or assistant")
    content = given.get("content")
    if isinstance(content, str):
        return Message(given["role"], (whole_characters(content),))
    if not isinstance(content, list):
        raise RequestRefusedError(f"{where}.content must be a string or an array of parts")
    return Message(given["role"], tuple(_part(part, where) for part in content))


def _part(given: object, where: str) -> str | Image.Image:
    match given:
        case {"type": "text", "text": str(text)}:
            return whole_characters(text)
        case {"type": "image_url", "image_url": {"url": str(uri)}}:
            return decode_data_uri(uri)
    raise RequestRefusedError(f"{where} has a part that is neither text nor image_url")


@dataclass(frozen=True, slots=True)
class Answer:
    """Writes the answer to one request in the protocol's form."""

    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, text: str, reason: FinishReason, usage: Usage) -> dict[str, Any]:
        """A `chat.completion`."""
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
        return {**self._head("chat.completion"), "choices": [choice], "usage": usage.as_json()}

    def opening(self) -> bytes:
        """The first event of a stream: whose turn it is."""
        return self._chunk({"role": "assistant", "content": ""})

    def piece(self, text: str) -> bytes:
        """An event with more text."""
        return self._chunk({"content": text})

    def ending(self, reason: FinishReason) -> bytes:
        """The event that says why the answer ends."""
        return self._chunk({}, reason)

    def usage(self, usage: Usage) -> bytes:
        """The event with the tokens spent."""
        return event(
            {**self._head("chat.completion.chunk"), "choices": [], "usage": usage.as_json()}
        )

    def _chunk(self, delta: dict[str, str], reason: FinishReason | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}
        return event({**self._head("chat.completion.chunk"), "choices": [choice]})

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.model}


DONE = b"data: [DONE]\n\n"


def event(data: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def comment(text: str) -> bytes:
    """A server-sent comment: keeps the connection alive, and clients skip it."""
    return f": {text}\n\n".encode()


_STATUS: list[tuple[type[EngineError], int, str, str | None]] = [
    (RequestRefusedError, 400, "invalid_request_error", None),
    (ModelNotFoundError, 404, "invalid_request_error", "model_not_found"),
    (OutOfMemoryError, 503, "server_error", "out_of_memory"),
    (ModelLoadError, 503, "server_error", "model_load_failed"),
]


def error_answer(error: EngineError) -> tuple[int, dict[str, Any]]:
    """The HTTP status and the JSON body for an error."""
    for kind, status, name, code in _STATUS:
        if isinstance(error, kind):
            return status, error_body(str(error), name, code)
    return 500, error_body(str(error), "server_error", None)


def error_body(message: str, kind: str, code: str | None) -> dict[str, Any]:
    """An error in the protocol's form."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}
