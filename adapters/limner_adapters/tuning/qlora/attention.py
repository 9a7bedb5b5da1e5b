"""Attention within each of several texts that lie one after the other in a row.

A row of texts needs no padding, but none may see another. A mask that says so costs the square of
the row's length; here each text is attended to by itself, by the causal kernel without any mask,
and what is between texts is never computed. Flash attention's kernels for texts of varying length
do the same (Dao, arXiv 2307.08691), on some GPUs only.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward

# The name by which `transformers` finds it.
_PACKED: Final = "limner_packed"


def attend_within_texts(model: Any) -> None:
    """Have the language model of `model` attend within texts only.

    From then on it is to be called with `cu_seq_lens_q`: where the texts of a row begin, and after
    them where the last one ends, shape (texts + 1,), on the CPU. The name is that of `transformers`
    for flash attention, whose models hand it through to every layer.
    """
    AttentionInterface.register(_PACKED, _attend)
    inner = model.config.get_text_config()
    name = next(name for name in model.config.sub_configs if getattr(model.config, name) is inner)
    model.set_attn_implementation({name: _PACKED})


def _attend(
    module: Any,
    query: Any,
    key: Any,
    value: Any,
    _mask: None,
    *,
    cu_seq_lens_q: Any,
    scaling: float,
    dropout: float = 0.0,
    **_: Any,
) -> tuple[Any, None]:
    """Causal attention within each text.

    Args:
        module: the layer, which says how many queries share a key.
        query: shape (1, heads, tokens, size).
        key: shape (1, shared heads, tokens, size), and so is `value`.
        value: see `key`.
        cu_seq_lens_q: see `attend_within_texts`.
        scaling: of the products of queries and keys.
        dropout: share of the weights that is left out.

    Returns:
        Shape (1, tokens, heads, size), and no weights.
    """
    lengths = cu_seq_lens_q.diff().tolist()
    texts = zip(*(part.split(lengths, dim=2) for part in (query, key, value)), strict=True)
    attended = [
        sdpa_attention_forward(module, *text, None, dropout, scaling, is_causal=True)[0]
        for text in texts
    ]
    return torch.cat(attended, dim=1), None
