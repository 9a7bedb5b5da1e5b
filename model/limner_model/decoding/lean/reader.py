"""A Llama-shaped model's forward as a dozen operations a layer, and no modules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.lean.weights import LeanWeights
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import Reader


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the tokens stand.

    Attributes:
        cosines: of their rotary positions, (tokens, head's width).
        sines: likewise.
        mask: which tokens each of them sees, (tokens, tokens in the cache); None where plain.
    """

    cosines: Tensor
    sines: Tensor
    mask: Tensor | None


class LeanReader:
    """Reads text by bare weights, and leaves what stands among pictures to another reader."""

    def __init__(
        self, weights: LeanWeights, prompt: Prompt, sighted: Reader, check: Callable[[], None]
    ) -> None:
        """Read `prompt` and what follows it.

        Args:
            weights: with the adapter that is at work merged into them.
            prompt: where the pictures are.
            sighted: reads as far as they go.
            check: called at every layer where several tokens are read; what it raises ends the
                reading.
        """
        self._weights = weights
        self._sighted = sighted
        self._check = check
        # Texts alone have positions that count the tokens.
        self._text_from = prompt.pictures[-1].first + 1 if prompt.pictures else 0

    @torch.inference_mode()
    def read(self, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
        """See `Reader.read`."""
        start = cache.get_seq_length()
        if start < self._text_from:
            return self._sighted.read(tokens, cache, all_logits=all_logits)
        weights, end = self._weights, start + len(tokens)
        places = _Places(
            weights.cosines[start:end],
            weights.sines[start:end],
            _causal(start, end) if start and len(tokens) > 1 else None,
        )
        hidden = weights.embeddings[tokens]
        for index, layer in enumerate(weights.layers):
            if len(tokens) > 1:
                self._check()
            states = layer.queries_keys_values.times(self._normed(hidden, layer.before_attention))
            hidden = hidden + layer.attention_out.times(
                self._attended(states, places, cache, index)
            )
            gate, up = layer.gate_and_up.times(self._normed(hidden, layer.before_mlp)).chunk(2, -1)
            hidden = hidden + layer.down.times(functional.silu(gate).mul_(up))
        if not all_logits:
            hidden = hidden[-1:]
        return weights.head.times(self._normed(hidden, weights.last_norm))

    def _attended(self, states: Tensor, places: _Places, cache: KeysValues, index: int) -> Tensor:
        """What the heads of layer `index` take from all tokens so far, side by side."""
        heads, key_heads = self._weights.heads, self._weights.key_heads
        count, width = len(states), places.cosines.shape[-1]
        # (heads, tokens, width)
        by_head = states.view(count, heads + 2 * key_heads, width).transpose(0, 1)
        turned, values = torch.split(by_head, [heads + key_heads, key_heads])
        turned = torch.addcmul(turned * places.cosines, turned.roll(width // 2, -1), places.sines)
        keys, values = cache.update(turned[None, heads:], values[None], index)
        attended = functional.scaled_dot_product_attention(
            turned[None, :heads],
            keys,
            values,
            attn_mask=places.mask,
            is_causal=places.mask is None and count > 1,
            enable_gqa=heads != key_heads,
        )
        return attended[0].transpose(0, 1).reshape(count, heads * width)

    def _normed(self, hidden: Tensor, scale: Tensor) -> Tensor:
        return functional.rms_norm(hidden, scale.shape, scale, self._weights.epsilon)


def _causal(start: int, end: int) -> Tensor:
    """(end - start, end): each token sees those before it, and itself."""
    return torch.ones(end - start, end, dtype=torch.bool).tril(diagonal=start)
