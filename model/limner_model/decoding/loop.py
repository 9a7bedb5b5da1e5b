"""The loop that writes: read the prompt, choose a token, read it, choose the next.

A drafter may guess several tokens ahead: they are read in one step with the last token written, and
stay as far as they are what would have been chosen anyway (Leviathan et al., 2023, arXiv
2211.17192, for a drafter that is certain of its guess). What is written is the same without one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Sequence
from typing import Protocol

import torch
from torch import Tensor

from limner_model.decoding.choosing import Choice
from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import Reader
from limner_model.memory import give_memory_back, is_out_of_memory

# Tokens of a prompt that are read at once: enough to keep the processors busy, few enough for the
# memory of a layer's intermediate results.
_CHUNK = {"cpu": 256, "cuda": 2048}
_LEAST_CHUNK = 32


class Drafter(Protocol):
    """What guesses how the text goes on."""

    def propose(self, tokens: Sequence[int]) -> list[int]:
        """The tokens that may follow `tokens`, prompt and answer so far; none for no guess."""
        ...

    def told(self, accepted: int, proposed: int, seconds: float) -> None:
        """Hear how a step went: how many of the proposed tokens stayed, and what it took.

        Steps without a proposal are told as well.
        """
        ...


class Mask(Protocol):
    """What allows only some tokens to come next, as those of a grammar."""

    def masked(self, logits: Tensor) -> Tensor:
        """The logits (vocabulary) with minus infinity for each token that may not come next."""
        ...

    def took(self, token: int) -> None:
        """Hear which token came next. The tokens that end an answer are told as well."""
        ...


def write(
    reader: Reader,
    prompt: Prompt,
    tokens: list[int],
    cache: KeysValues,
    choice: Choice,
    *,
    ends: Collection[int],
    limit: int,
    check: Callable[[], None],
    drafter: Drafter | None = None,
    mask: Mask | None = None,
) -> Generator[int]:
    """Write an answer, token by token; close the iterator to end it early.

    Whenever it stands still, however it ended, `cache` holds the first `cache.get_seq_length()` of
    `tokens`: whoever keeps them keeps what belongs together.

    Args:
        reader: reads for the model.
        prompt: what is answered.
        tokens: those of the prompt; what is written is appended.
        cache: holds as many of the prompt's tokens as need not be read again. At least the last one
            is, and the beginning ends where the prompt may be cut.
        choice: chooses each token.
        ends: tokens that end the answer; the one that does is yielded as the last.
        limit: the most tokens to write, at least 1.
        check: called before every step; what it raises ends the writing.
        drafter: guesses what comes next.
        mask: forbids what may not.

    Yields:
        The tokens.
    """

    def pick(logits: Tensor) -> int:
        if mask is None:
            return choice.choose(tokens, logits)
        token = choice.choose(tokens, mask.masked(logits))
        mask.took(token)
        return token

    logits = read_prompt(reader, prompt, cache, check)
    device = prompt.tokens.device
    last = len(tokens) + limit
    draft: list[int] = []
    began = 0.0
    while True:
        before = len(tokens)
        chosen = _chosen(logits, draft, tokens, pick, ends)
        # What was guessed and not chosen was read in vain.
        cache.crop(before + len(chosen) - 1)
        if drafter is not None and before > len(prompt.tokens):
            drafter.told(len(chosen) - 1, len(draft), time.perf_counter() - began)
        yield from chosen
        if chosen[-1] in ends or len(tokens) >= last:
            return
        check()
        began = time.perf_counter()
        draft = drafter.propose(tokens)[: last - len(tokens) - 1] if drafter is not None else []
        step = torch.tensor([tokens[-1], *draft], device=device)
        logits = _read(reader, step, cache, all_logits=True)


def read_prompt(
    reader: Reader, prompt: Prompt, cache: KeysValues, check: Callable[[], None]
) -> Tensor:
    """Read what is not in the cache yet: logits (1, vocabulary) after the last token.

    Where memory runs out, the rest is read in smaller parts.

    Args:
        reader: reads for the model.
        prompt: what is read.
        cache: as for `write`.
        check: called before every part; what it raises ends the reading.
    """
    chunk, length = _CHUNK[prompt.tokens.device.type], len(prompt.tokens)
    while True:
        check()
        start = cache.get_seq_length()
        end = prompt.next_cut(start, chunk)
        try:
            logits = _read(reader, prompt.tokens[start:end], cache, all_logits=False)
        except Exception as error:
            if chunk <= _LEAST_CHUNK or not is_out_of_memory(error):
                raise
        else:
            if end == length:
                return logits
            continue
        # Not before: the error holds on to what was being computed.
        give_memory_back()
        chunk //= 2


def _read(reader: Reader, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
    before = cache.get_seq_length()
    try:
        return reader.read(tokens, cache, all_logits=all_logits)
    except BaseException:
        cache.crop(before)  # some layers may have read them
        raise


def _chosen(
    logits: Tensor,
    draft: Sequence[int],
    tokens: list[int],
    pick: Callable[[Tensor], int],
    ends: Collection[int],
) -> list[int]:
    """Choose as long as the draft is what is chosen; appended to `tokens`, at least one."""
    before = len(tokens)
    for row, guess in zip(logits, [*draft, None], strict=True):
        tokens.append(token := pick(row))
        if token != guess or token in ends:
            break
    return tokens[before:]
