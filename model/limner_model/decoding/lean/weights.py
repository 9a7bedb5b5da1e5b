"""The weights of a Llama-shaped text model, laid out for reading one token at a time.

Llama-shaped is: RMSNorm, rotary positions, attention with or without shared keys, SwiGLU, and no
biases (Touvron et al., 2023, arXiv 2302.13971).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import torch
from peft.tuners.tuners_utils import BaseTunerLayer
from torch import Tensor
from torch.nn import Linear
from transformers.models.llama.modeling_llama import LlamaModel

from limner_model.decoding.lean.matrices import Matrix, fits, head_of, matrix_of

# Weights of a model that is worth its memory twice. In larger ones the modules are what costs
# little.
_MOST: Final = 2**28


@dataclass(frozen=True, slots=True)
class LeanLayer:
    """One layer.

    Attributes:
        before_attention: scale of the norm, (hidden).
        queries_keys_values: from hidden to (heads + 2 * key heads) * head's width.
        attention_out: from heads * head's width to hidden.
        before_mlp: scale of the norm, (hidden).
        gate_and_up: from hidden to 2 * intermediate.
        down: from intermediate to hidden.
    """

    before_attention: Tensor
    queries_keys_values: Matrix
    attention_out: Matrix
    before_mlp: Tensor
    gate_and_up: Matrix
    down: Matrix


@dataclass(frozen=True, slots=True)
class LeanWeights:
    """A text model's weights, with one LoRA adapter merged into them or none.

    Attributes:
        embeddings: (vocabulary, hidden).
        layers: in their order.
        last_norm: scale, (hidden).
        head: from hidden to the vocabulary.
        cosines: of the rotary positions, (positions, head's width).
        sines: likewise; those of a head's first half are negative, as rotation has them.
        heads: of the queries.
        key_heads: of the keys and values.
        epsilon: of the norms.
    """

    embeddings: Tensor
    layers: tuple[LeanLayer, ...]
    last_norm: Tensor
    head: Matrix
    cosines: Tensor
    sines: Tensor
    heads: int
    key_heads: int
    epsilon: float

    @classmethod
    @torch.inference_mode()
    def of(cls, model: Any, packed: dict[Linear, Matrix]) -> LeanWeights:
        """Take the weights of a model that `is_lean`, with the adapter that is at work.

        Args:
            model: what `loaded.speaking_as` lent.
            packed: what its adapters share; what is missing is added.
        """
        decoder = model.get_decoder()
        config = decoder.config
        cosines, sines = decoder.rotary_emb(
            decoder.embed_tokens.weight,
            torch.arange(config.max_position_embeddings, device=model.device).unsqueeze(0),
        )
        half = sines.shape[-1] // 2
        signs = torch.ones_like(sines[0, 0])
        signs[:half] = -1
        return cls(
            embeddings=decoder.embed_tokens.weight,
            layers=tuple(_layer(layer, packed) for layer in decoder.layers),
            last_norm=decoder.norm.weight,
            head=head_of(model.get_output_embeddings(), packed),
            cosines=cosines[0],
            sines=sines[0] * signs,
            heads=config.num_attention_heads,
            key_heads=config.num_key_value_heads,
            epsilon=config.rms_norm_eps,
        )

    @property
    def size(self) -> int:
        """Bytes that are taken beside the model's own."""
        matrices = [self.head]
        for layer in self.layers:
            matrices += [layer.queries_keys_values, layer.attention_out]
            matrices += [layer.gate_and_up, layer.down]
        return sum(matrix.nbytes for matrix in matrices)


def is_lean(model: Any) -> bool:
    """Whether `LeanWeights` are for `model`: Llama-shaped, on the CPU, not too large."""
    decoder = model.get_decoder()
    if type(decoder) is not LlamaModel or decoder.device.type != "cpu":
        return False
    config = decoder.config
    return (
        config.hidden_act == "silu"
        # Others turn with the length of the text.
        and decoder.rotary_emb.rope_type in ("default", "linear", "llama3", "yarn")
        and not isinstance(decoder.embed_tokens, BaseTunerLayer)
        and all(map(fits, [*_linear(decoder.layers), model.get_output_embeddings()]))
        and model.num_parameters() <= _MOST
    )


def _layer(layer: Any, packed: dict[Linear, Matrix]) -> LeanLayer:
    attention, mlp = layer.self_attn, layer.mlp
    queries_keys_values = [attention.q_proj, attention.k_proj, attention.v_proj]
    return LeanLayer(
        before_attention=layer.input_layernorm.weight,
        queries_keys_values=matrix_of(queries_keys_values, packed),
        attention_out=matrix_of([attention.o_proj], packed),
        before_mlp=layer.post_attention_layernorm.weight,
        gate_and_up=matrix_of([mlp.gate_proj, mlp.up_proj], packed),
        down=matrix_of([mlp.down_proj], packed),
    )


def _linear(layers: Any) -> list[Any]:
    return [
        getattr(part, name)
        for layer in layers
        for part, names in (
            (layer.self_attn, ("q_proj", "k_proj", "v_proj", "o_proj")),
            (layer.mlp, ("gate_proj", "up_proj", "down_proj")),
        )
        for name in names
    ]
