"""One answer: from a checked request to the text, token by token, stoppable at any of them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, Final

from limner_model.decoding.choosing import ModelsChoice, end_tokens
from limner_model.decoding.drafting import PromptLookup
from limner_model.decoding.loop import write
from limner_model.decoding.prompt import Prompt
from limner_model.detokenizer import Detokenizer
from limner_model.errors import RequestRefusedError
from limner_model.grammar.drafting import FormDrafts
from limner_model.loader import LoadedModel
from limner_model.prefix import remembered
from limner_model.processor import control_tokens, encode
from limner_model.protocol import ChatRequest, FinishReason, Usage

# Tokens of an answer for which there is room before the keys and values have to be moved.
_ANSWER: Final = 512


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
        check: called before every token, and at every layer of the model while it reads the prompt;
            what it raises ends the generation.

    Returns:
        Why the answer ended, and the tokens spent.

    Raises:
        RequestRefusedError: the conversation is longer than the model's context, or the form that
            is asked for cannot be kept to.
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
    prompt = Prompt.of(model, on_device(inputs, model))
    reader = loaded.readers.reader(model, loaded.speaker, prompt, check)
    tokens = prompt.tokens.tolist()
    choice = ModelsChoice(
        model,
        prompt.tokens,
        temperature=request.temperature,
        top_p=request.top_p,
        seed=request.seed,
    )
    ends = end_tokens(model)
    lookup = PromptLookup(loaded.reading_costs, control_tokens(loaded.processor.tokenizer))
    mask = None if request.form is None else loaded.forms.mask(request.form, check)
    drafter = lookup if mask is None else FormDrafts(mask, lookup, loaded.reading_costs)
    more = min(limit, _ANSWER)
    with remembered(loaded.prefixes, loaded.speaker, prompt, tokens, more) as cache:
        cached = cache.get_seq_length()
        written = write(
            reader,
            prompt,
            tokens,
            cache,
            choice,
            ends=ends,
            limit=limit,
            check=check,
            drafter=drafter,
            mask=mask,
        )
        with contextlib.closing(written):
            for token in written:
                text.put(token)
                if text.stopped:
                    break
        text.end()
    cut = text.count >= limit and not text.stopped and token not in ends
    return "length" if cut else "stop", Usage(prompt_tokens, text.count, cached)


def on_device(inputs: dict[str, Any], model: Any) -> dict[str, Any]:
    """Tensors on the model's device, pictures in the model's number format."""
    return {
        name: tensor.to(model.device, model.dtype if tensor.is_floating_point() else None)
        for name, tensor in inputs.items()
    }
