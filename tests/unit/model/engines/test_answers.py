"""Answers as each kind of engine gives them, with its quirks: one text or one error comes of it."""

from __future__ import annotations

import pytest

from engine_pages import Page, delta, engine_pages, events
from limner_model.client import Engine
from limner_model.errors import (
    BadAnswerError,
    ContextTooLongError,
    EngineDiedError,
    EngineError,
    EngineUnavailableError,
    ModelNotFoundError,
)

HELLO = [{"role": "user", "content": "hi"}]
CHAT = "/v1/chat/completions"


def answer(page: Page) -> str:
    with engine_pages({CHAT: page}) as (url, _):
        return Engine(url, "m", timeout=10).complete(HELLO, max_tokens=5)


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        # serving.py of vLLM 0.33: the role alone, reasoning beside the content, usage without
        # choices.
        (
            "vLLM",
            events(
                delta(role="assistant", content=""),
                delta(reasoning="hm"),
                delta(content="ab"),
                delta("stop", content=""),
                {"choices": [], "usage": {"total_tokens": 3}},
            ),
        ),
        # server-context.cpp of llama.cpp: a role with null, a comment every so often while the
        # prompt is read, `reasoning_content`.
        (
            "llama.cpp",
            events(
                delta(role="assistant", content=None),
                ":",
                delta(reasoning_content="hm"),
                delta(content="a"),
                ":",
                delta(content="b"),
                delta("stop"),
            ),
        ),
        # openai.go of Ollama: a role in the first chunk, an empty content while it reasons.
        (
            "Ollama",
            events(
                delta(role="assistant", content="", reasoning="hm"),
                delta(content="ab"),
                delta("stop"),
            ),
        ),
        # serving_chat.py of transformers 5.23: no [DONE], the usage with the reason to end.
        (
            "transformers serve",
            events(
                delta(role="assistant"),
                delta(content="ab"),
                {**delta("stop"), "usage": {"total_tokens": 3}},
                done=False,
            ),
        ),
        # A proxy that gathers what was streamed.
        ("gathered", Page({"choices": [{"message": {"content": "ab"}, "finish_reason": "stop"}]})),
    ],
)
def test_the_text_is_all_that_is_heard(kind: str, page: Page):
    assert answer(page) == "ab", kind


def error(page: Page) -> EngineError:
    with pytest.raises(EngineError) as raised:
        answer(page)
    assert "\n" not in str(raised.value)
    return raised.value


@pytest.mark.parametrize(
    ("page", "remedy"),
    [
        # renderers/params.py of vLLM 0.33.
        (
            Page(
                {
                    "error": {
                        "message": "This model's maximum context length is 4096 tokens. However, "
                        "your prompt contains at least 4097 input tokens, which exceeds this limit "
                        "even without any output tokens. Please reduce the length of the input "
                        "prompt. (parameter=input_tokens, value=4097)",
                        "type": "BadRequestError",
                        "param": "input_tokens",
                        "code": 400,
                    }
                },
                400,
            ),
            "--max-model-len",
        ),
        # v1/engine/input_processor.py of vLLM 0.33, where pictures make it too long.
        (
            Page(
                {
                    "error": {
                        "message": "The decoder prompt (length 5000) is longer than the maximum "
                        "model length of 4096. Make sure that `max_model_len` is no smaller than "
                        "the number of text tokens plus multimodal tokens.",
                        "code": 400,
                    }
                },
                400,
            ),
            "--max-model-len",
        ),
        # server-context.cpp of llama.cpp.
        (
            Page(
                {
                    "error": {
                        "code": 400,
                        "message": "request (5000 tokens) exceeds the available context size "
                        "(4096 tokens), try increasing it",
                        "type": "exceed_context_size_error",
                        "n_prompt_tokens": 5000,
                        "n_ctx": 4096,
                    }
                },
                400,
            ),
            "--ctx-size",
        ),
        # tokenizer_manager.py of SGLang 0.5.23; its errors have no envelope.
        (
            Page(
                {
                    "object": "error",
                    "message": "The input (5000 tokens) is longer than the model's context length "
                    "(4096 tokens).",
                    "type": "BadRequest",
                    "param": None,
                    "code": 400,
                },
                400,
            ),
            "--context-length",
        ),
        (
            Page(
                {
                    "object": "error",
                    "message": "Requested token count exceeds the model's maximum context length "
                    "of 4096 tokens. You requested a total of 5000 tokens: 4000 tokens from the "
                    "input messages and 1000 tokens for the completion.",
                    "code": 400,
                },
                400,
            ),
            "--context-length",
        ),
        # Reports to LM Studio's bug tracker: #546 and #237, then #2322 (with status 200).
        (
            Page(
                {
                    "error": "Trying to keep the first 5000 tokens when context the overflows. "
                    "However, the model is loaded with context length of only 4096 tokens, which "
                    "is not enough."
                },
                400,
            ),
            "larger context length",
        ),
        (
            events('event: error\ndata: {"error": {"message": "Context size has been exceeded."}}'),
            "larger context length",
        ),
        (Page({"error": "Context size has been exceeded."}), "larger context length"),
        # errors.py of llama-cpp-python's server, which has OpenAI's words and code.
        (
            Page(
                {
                    "error": {
                        "message": "This model's maximum context length is 4096 tokens. However, "
                        "you requested 5000 tokens (4000 in the messages, 1000 in the completion). "
                        "Please reduce the length of the messages or completion.",
                        "type": "invalid_request_error",
                        "param": "messages",
                        "code": "context_length_exceeded",
                    }
                },
                400,
            ),
            "ask about less",
        ),
    ],
)
def test_what_is_too_long_is_one_error_with_the_remedy_of_the_engine(page: Page, remedy: str):
    found = error(page)

    assert type(found) is ContextTooLongError
    assert remedy in found.remedy


def test_a_stream_that_ends_before_it_begins_may_have_been_too_long():
    """As a real server of llama-cpp-python 0.3.36 answers: status 200, and no event at all."""
    found = error(events(done=False))

    assert type(found) is EngineDiedError
    assert "too long" in found.remedy


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        # create_streaming_error_response of vLLM and SGLang: in mid-answer, with a number.
        (events(delta(content="a"), {"error": {"message": "gone", "code": 404}}), "NotFound"),
        (events(delta(content="a"), {"error": {"message": "x", "code": 500}}), "EngineError"),
        # streamResponse of Ollama, through its writer for chats: what it says of an error in
        # mid-answer is lost, and an empty piece stands in its place.
        (events(delta(content="a"), delta(content=""), done=False), "Died"),
        # handleScheduleError of Ollama: a model that was not pulled.
        (
            Page({"error": {"message": 'model "m" not found, try pulling it first'}}, 404),
            "NotFound",
        ),
        (Page({"error": {"message": "You exceeded", "code": "insufficient_quota"}}, 429), "Quota"),
        (Page({"choices": [{"text": "of another protocol"}]}), "Bad"),
    ],
)
def test_what_went_wrong_is_told_apart(page: Page, kind: str):
    kinds = {
        "NotFound": ModelNotFoundError,
        "EngineError": EngineError,
        "Died": EngineDiedError,
        "Quota": EngineUnavailableError,
        "Bad": BadAnswerError,
    }
    assert type(error(page)) is kinds[kind]
