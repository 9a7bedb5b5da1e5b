"""An answer that repeats its prompt but for one line: tokens per second beside `generate`.

The weights, and so what each reading costs, are those of the built-in model. The answer is
scripted, for both sides alike: so small a model cannot write a function of forty lines again. One
that would by itself takes just these drafts, since a draft counts only where it is what the model
chooses. How often models repeat what they are shown, this does not say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch

import torch
from section import Section
from torch import Tensor
from transformers import LogitsProcessorList

from engine.answering import Answered, ours, plain
from engine.rounds import ROUNDS, in_turns, times
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import resolve
from limner_model.loader import LoadedModel, load_model
from limner_model.protocol import ChatRequest, Message

FACTOR = 3
_FUNCTION = '''\
def invoice(order, rates, today):
    """The lines of an invoice, and what is to be paid.

    Args:
        order: what was bought: a list of items with a name, a price and a count.
        rates: value added tax by the kind of an item.
        today: when the invoice is written.

    Returns:
        The lines, and the total in cents.
    """
    lines = []
    total = 0
    for item in order.items:
        if item.count < 1:
            continue
        rate = rates.get(item.kind, rates["other"])
        net = item.price * item.count
        if item.count >= 10:
            net = net * 95 // 100
        tax = net * rate // 100
        lines.append(
            {
                "name": item.name,
                "count": item.count,
                "net": net,
                "tax": tax,
                "gross": net + tax,
            }
        )
        total += net
    if order.voucher is not None:
        if order.voucher.ends >= today:
            total -= min(order.voucher.value, total)
            lines.append({"name": "voucher", "net": -order.voucher.value})
    if total < 5000:
        total += 490
        lines.append({"name": "shipping", "net": 490})
    return lines, total
'''
_EDITED = _FUNCTION.replace("        total += net\n", "        total += net + tax\n")


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    """The section; of each side the first answer, which warms up, is left out."""
    loaded = load_model(resolve(BUILTIN_MODEL)[0])
    tokenizer = loaded.processor.tokenizer
    answer = [*tokenizer(_EDITED, add_special_tokens=False).input_ids, tokenizer.eos_token_id]
    sizes: list[int] = []
    with _saying(loaded, answer), _heard(loaded, sizes):
        for warm in (ours, plain):
            warm(loaded, _request(rounds))
        sizes.clear()
        mine, theirs = in_turns(
            rounds, partial(_answered, ours, loaded), partial(_answered, plain, loaded)
        )
    speeds = [one.speed for one in mine], [one.speed for one in theirs]
    factor = times(*speeds)
    tell(f"{median(speeds[0]):.0f} | {median(speeds[1]):.0f} tokens/s")
    by_processor = times(
        [one.speed_by_processor for one in mine], [one.speed_by_processor for one in theirs]
    )
    return Section(
        "edit-like output",
        {
            "tokens": len(answer),
            "readings": round(len(sizes) / rounds),
            "tokens_per_second": round(median(speeds[0])),
            "by_generate": round(median(speeds[1])),
            "times": round(factor, 2),
            "times_by_processor": round(by_processor, 2),
        },
        {
            f"{FACTOR} times generate": factor >= FACTOR,
            "the same texts": {one.text for one in [*mine, *theirs]} == {_EDITED},
        },
    )


def _answered(
    answer: Callable[[LoadedModel, ChatRequest], Answered], loaded: LoadedModel, number: int
) -> Answered:
    return answer(loaded, _request(number))


def _request(number: int) -> ChatRequest:
    # Each round asks in other words, so that no beginning is kept from the round before.
    question = f"{number}. Count the tax in, and write the function anew:\n{_FUNCTION}"
    return ChatRequest(
        BUILTIN_MODEL, (Message("user", (question,)),), max_tokens=800, temperature=0
    )


@contextmanager
def _saying(loaded: LoadedModel, answer: list[int]) -> Iterator[None]:
    """Have `loaded` choose the tokens of `answer`, whoever asks it: what it expects is computed."""
    model = loaded.model
    usual = model._get_logits_processor  # noqa: SLF001  # where both sides look for what chooses

    def scripted(*args: Any, **options: Any) -> LogitsProcessorList:
        start = options["input_ids_seq_length"]

        def choose(tokens: Tensor, scores: Tensor) -> Tensor:
            chosen = torch.full_like(scores, -torch.inf)
            chosen[:, answer[tokens.shape[1] - start]] = 0.0
            return chosen

        return LogitsProcessorList([*usual(*args, **options), choose])

    with patch.object(model, "_get_logits_processor", scripted):
        yield


@contextmanager
def _heard(loaded: LoadedModel, sizes: list[int]) -> Iterator[None]:
    """Have `sizes` hear of how many tokens each of our readings was."""
    usual = loaded.reading_costs.add

    def add(tokens: int, seconds: float) -> None:
        sizes.append(tokens)
        usual(tokens, seconds)

    with patch.object(loaded.reading_costs, "add", add):
        yield
