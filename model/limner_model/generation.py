"""One answer: from a checked request to the text, token by token, stoppable at any of them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch.nn import ModuleList

from limner_model.detokenizer import Detokenizer
from limner_model.errors import RequestRefusedError
from limner_model.loader import LoadedModel
from limner_model.processor import encode
from limner_model.protocol import ChatRequest, FinishReason, Usage


def generate(
    model: Any,
    loaded: LoadedModel,
    request: ChatRequest,
    emit: Callable[[str], None],
    check: Callable[[], None],
) -> tuple[FinishReason, Usage]:
    """Write the answer to `request`.

    Args:
        model: what `loaded.speaking_as` lent.
        loaded: the model's processor and limits.
        request: what was asked.
        emit: hears the text, piece by piece.
        check: called at every layer of the model, while it reads the prompt as well; what it raises
            ends the generation.

    Returns:
        Why the answer ended, and the tokens spent.

    Raises:
        RequestRefusedError: the conversation is longer than the model's context.
    """
    inputs = encode(loaded.processor, request.messages)
    prompt_tokens = inputs["input_ids"].shape[1]
    room = loaded.context_length - prompt_tokens
    if room < 1:
        raise RequestRefusedError(
            f"the request has {prompt_tokens} tokens, the model reads {loaded.context_length}"
        )
    limit = min(request.max_tokens or room, room)
    text = Detokenizer(loaded.processor.tokenizer, emit, request.stop)
    streamer = _Streamer(text)
    with at_every_layer(model, check), contextlib.suppress(_StopTextError):
        model.generate(
            **on_device(inputs, model),
            **_sampling(request),
            max_new_tokens=limit,
            streamer=streamer,
        )
    text.end()
    cut = text.count >= limit and not text.stopped and streamer.last not in _end_tokens(model)
    return "length" if cut else "stop", Usage(prompt_tokens, text.count)


class _StopTextError(Exception):
    """The answer has met a stop text: what would follow is not wanted."""


class _Streamer:
    """Takes the tokens from `model.generate`: first the prompt, then each new one."""

    def __init__(self, text: Detokenizer) -> None:
        self.last = -1
        self._text = text
        self._prompt_seen = False

    def put(self, tokens: Any) -> None:
        if not self._prompt_seen:
            self._prompt_seen = True
            return
        for token in tokens.flatten().tolist():
            self.last = token
            self._text.put(token)
        if self._text.stopped:
            raise _StopTextError

    def end(self) -> None:
        pass


@contextlib.contextmanager
def at_every_layer(model: Any, check: Callable[[], None]) -> Iterator[None]:
    """Have `check` called whenever a layer of `model` begins to work."""
    blocks = [
        block for layers in model.modules() if isinstance(layers, ModuleList) for block in layers
    ]
    hooks = [block.register_forward_pre_hook(lambda *_: check()) for block in blocks]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def on_device(inputs: dict[str, Any], model: Any) -> dict[str, Any]:
    """Tensors on the model's device, pictures in the model's number format."""
    return {
        name: tensor.to(model.device, model.dtype if tensor.is_floating_point() else None)
        for name, tensor in inputs.items()
    }


def _sampling(request: ChatRequest) -> dict[str, Any]:
    if request.temperature == 0:
        return {"do_sample": False}
    if request.seed is not None:
        torch.manual_seed(request.seed)
    chosen = {"temperature": request.temperature, "top_p": request.top_p}
    given = {name: value for name, value in chosen.items() if value is not None}
    return {"do_sample": True, **given} if given else {}


def _end_tokens(model: Any) -> list[int]:
    tokens = model.generation_config.eos_token_id
    return tokens if isinstance(tokens, list) else [tokens]
