"""Gives an untrained model a head start at looking pointers up.

The blanks repeat the question's pointers, and each must be looked up in the line where it stood.
Training finds attention heads that do so by itself, but only after a long plateau (the induction
heads of Olsson et al., arXiv 2209.11895): here, none had formed after 400 steps, and the model knew
each node's role but not which node it was speaking of. With such heads to begin with, it learns at
once what to do with what is found.
"""

from __future__ import annotations

import math
from typing import Any

from limner_adapters.builtin.tokenizer import pointers
from limner_server.proposers.labels import NODES_A_QUESTION

# Rotary positions turn the last pairs of dimensions so slowly that two places of one question
# look alike in them: with a base of 10,000, by less than a quarter turn in 500 tokens.
_SLOW_PAIRS = 6
_CODE_NORM = 8.0  # of a pointer's code, against a third for an embedding as it is initialized
_SHARPNESS = 12.0  # how far the score of the right pointer stands above others, before softmax


def look_up_pointers(language_model: Any, tokenizer: Any) -> None:
    """Give every pointer a code, and one head of each of the last two layers an eye for it.

    Args:
        language_model: a Llama model, as it was initialized; its embeddings must not be tied.
        tokenizer: of the model.
    """
    import torch  # noqa: PLC0415

    size = language_model.config.hidden_size
    dimensions = 2 * _SLOW_PAIRS
    codes = torch.nn.functional.normalize(torch.randn(NODES_A_QUESTION, dimensions))
    directions = torch.linalg.qr(torch.randn(size, dimensions)).Q
    embeddings = language_model.embed_tokens.weight
    with torch.no_grad():
        for pointer in range(NODES_A_QUESTION):
            for text in pointers(pointer):
                token = tokenizer.convert_tokens_to_ids(text)
                embeddings[token] += _CODE_NORM * directions @ codes[pointer]
        for layer in language_model.layers[-2:]:
            _seek(layer.self_attn, directions.T, math.sqrt(size))


def _seek(attention: Any, code_of: Any, norm: float) -> None:
    """Make the first head's queries and keys the code of the token they stand at.

    Args:
        attention: of one layer.
        code_of: shape (code, hidden), from hidden states to codes.
        norm: of a hidden state after normalization.
    """
    import torch  # noqa: PLC0415

    half = attention.head_dim // 2
    slow = [start + half - 1 - pair for start in (0, half) for pair in range(_SLOW_PAIRS)]
    # The score of two equal codes is (scale * norm)^2 / sqrt(head size).
    scale = math.sqrt(_SHARPNESS * math.sqrt(attention.head_dim)) / norm
    with torch.no_grad():
        for projection in (attention.q_proj, attention.k_proj):
            projection.weight[: attention.head_dim] = 0.0
            projection.weight[slow] = scale * code_of
