"""What an OpenAI-compatible engine answers, read: texts out of events, errors out of refusals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

import httpx

from limner_model.engines.wording import remedy_for_too_long
from limner_model.errors import (
    BadAnswerError,
    ContextTooLongError,
    EngineBusyError,
    EngineDiedError,
    EngineError,
    EngineUnavailableError,
    ModelLoadError,
    ModelNotFoundError,
    OutOfMemoryError,
    RequestRefusedError,
)

_ERRORS_BY_CODE: dict[str, type[EngineError]] = {
    "model_not_found": ModelNotFoundError,
    "model_load_failed": ModelLoadError,
    "out_of_memory": OutOfMemoryError,
    # OpenAI's, with status 429: waiting does not mend it.
    "insufficient_quota": EngineUnavailableError,
}

_BUSY: Final = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


def texts(events: Iterator[bytes]) -> Iterator[str]:
    """The texts of a stream of chat-completion chunks.

    Raises:
        EngineDiedError: the stream ends before the answer does.
        BadAnswerError: what comes is no chat completion.
        EngineError: the engine says that it failed.
    """
    finished = begun = False
    for data in events:
        if data == b"[DONE]":
            return
        text, finished = _text(json_object(data))
        begun = True
        if text:
            yield text
    # Not every engine says [DONE].
    if not begun:
        # So does llama-cpp-python's server where the question is longer than the model reads.
        remedy = "ask again, or about less: it may have been too long; its log tells"
        raise EngineDiedError("the engine went away before its first word", remedy)
    if not finished:
        raise EngineDiedError("the engine went away in mid-answer", "ask again")


def whole_text(answer: dict[str, Any]) -> str:
    """The text of a chat completion that comes in one piece, though a stream was asked for.

    Some proxies make one of a stream; LM Studio says with status 200 what went wrong.

    Raises:
        BadAnswerError: it is no chat completion.
        EngineError: the engine says that it failed.
    """
    if "error" in answer:
        raise _error(answer, "the engine failed")
    try:
        return "".join(choice["message"].get("content") or "" for choice in answer["choices"])
    except (KeyError, TypeError, AttributeError) as error:
        raise BadAnswerError("the engine's answer is not a chat completion") from error


def events_of(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The data of server-sent events, one line each; comments and other fields are left out."""
    rest = b""
    for block in blocks:
        # By newlines alone: the data may hold what else counts as the end of a line in Unicode.
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line.removeprefix(b"data:").strip()


def _text(chunk: dict[str, Any]) -> tuple[str, bool]:
    """The text in a chunk, and whether it is the last one with text or none."""
    if "error" in chunk:
        raise _error(chunk, "the engine failed")
    try:
        # A chunk without choices brings the usage, after the last text.
        choices = chunk["choices"]
        text = "".join(choice["delta"].get("content") or "" for choice in choices)
        return text, all(choice.get("finish_reason") for choice in choices)
    except (KeyError, TypeError, AttributeError) as error:
        raise BadAnswerError("the engine's answer is not a chat completion") from error


def json_object(data: bytes) -> dict[str, Any]:
    """The object that `data` holds.

    Raises:
        BadAnswerError: it holds none.
    """
    try:
        value = json.loads(data)
    except ValueError as error:
        raise BadAnswerError(f"the engine's answer is not JSON ({data[:60]!r})") from error
    if not isinstance(value, dict):
        raise BadAnswerError(f"the engine's answer is not an object ({data[:60]!r})")
    return value


def refusal(url: str, status: int, data: bytes, told: float | None = None) -> EngineError:
    """The error for an answer that is not 200; `told` is how many seconds to wait, where it says.

    A 404 that names no error comes of a wrong path; one that does, of a model that is not there.
    """
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        return EngineUnavailableError(f"{url} does not let us in ({status})", "check the API key")
    try:
        error = _error(json_object(data), f"the engine refused the request ({status})", status)
    except BadAnswerError:
        if status == httpx.codes.NOT_FOUND:
            return EngineUnavailableError(f"no engine at {url} (404)", "check the base URL")
        error = EngineError(f"{url} answered {status}")
    # Ours says 503 as well, with a code, of what no waiting mends.
    if status in _BUSY and type(error) in (EngineError, RequestRefusedError):
        return EngineBusyError(
            f"the engine is busy ({error.message})", "ask again in a minute", seconds=told
        )
    return error


def _error(body: dict[str, Any], default: str, status: int = 500) -> EngineError:
    """The error that `body` tells of, in OpenAI's form or a relative of it."""
    given = body.get("error", body)
    details = given if isinstance(given, dict) else {"message": given}
    # On one line: some engines lay theirs out.
    message = " ".join(str(details.get("message") or details.get("detail") or default).split())
    code = details.get("code")
    if (remedy := remedy_for_too_long(message, code, details.get("type"))) is not None:
        return ContextTooLongError(message, remedy)
    kind = _ERRORS_BY_CODE.get(str(code), EngineError)
    # In mid-answer the code is all that tells whose fault it is.
    status = code if isinstance(code, int) else status
    if kind is EngineError and status == httpx.codes.NOT_FOUND:
        kind = ModelNotFoundError
    elif kind is EngineError and status < httpx.codes.INTERNAL_SERVER_ERROR:
        kind = RequestRefusedError
    return kind(message)
