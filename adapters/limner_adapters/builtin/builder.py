"""Builds the built-in model and its processor from the recipe: stock transformers classes."""

from __future__ import annotations

from typing import Any

from limner_adapters.builtin.pointers import look_up_pointers
from limner_adapters.builtin.recipe import Recipe
from limner_adapters.builtin.tokenizer import CHAT_TEMPLATE, END, IMAGE, PAD, START
from limner_server.proposers.crops import SIDE


def build_processor(tokenizer: Any) -> Any:
    """An Idefics3 processor that shows each crop as one token, with no torchvision."""
    from transformers import Idefics3Processor  # noqa: PLC0415
    from transformers.models.idefics3.image_processing_pil_idefics3 import (  # noqa: PLC0415
        Idefics3ImageProcessorPil,
    )

    image_processor = Idefics3ImageProcessorPil(
        size={"longest_edge": SIDE},
        max_image_size={"longest_edge": SIDE},
        do_image_splitting=False,
        # Mean and deviation of a half: a picture is never all zeros, which would count as padding.
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
    )
    return Idefics3Processor(
        image_processor, tokenizer, image_seq_len=1, chat_template=CHAT_TEMPLATE
    )


def build_model(recipe: Recipe, tokenizer: Any) -> Any:
    """An untrained Idefics3 model in the sizes of the recipe."""
    from transformers import Idefics3Config, Idefics3ForConditionalGeneration  # noqa: PLC0415

    token = tokenizer.convert_tokens_to_ids
    special = {
        "pad_token_id": token(PAD),
        "bos_token_id": token(START),
        "eos_token_id": token(END),
    }
    config = Idefics3Config(
        image_token_id=token(IMAGE),
        tie_word_embeddings=False,
        scale_factor=SIDE // recipe.patch,
        pad_token_id=token(PAD),
        vision_config={
            "hidden_size": recipe.vision_hidden,
            "intermediate_size": 3 * recipe.vision_hidden,
            "num_hidden_layers": recipe.vision_layers,
            "num_attention_heads": recipe.vision_hidden // recipe.head,
            "image_size": SIDE,
            "patch_size": recipe.patch,
        },
        text_config={
            "model_type": "llama",
            "hidden_size": recipe.hidden,
            "intermediate_size": recipe.inner,
            "num_hidden_layers": recipe.layers,
            "num_attention_heads": recipe.hidden // recipe.head,
            "num_key_value_heads": recipe.hidden // recipe.head,
            # A multiple of 64 suits every kernel.
            "vocab_size": -(-len(tokenizer) // 64) * 64,
            "max_position_embeddings": recipe.context,
            "rms_norm_eps": 1e-5,
            "tie_word_embeddings": False,
            "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0},
            **special,
        },
    )
    model = Idefics3ForConditionalGeneration(config)
    look_up_pointers(model.model.text_model, tokenizer)
    for name, value in special.items():
        setattr(model.generation_config, name, value)
    return model
