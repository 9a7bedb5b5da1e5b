"""A tiny vision-language model with random weights, of the same form as the built-in one."""

# A token of text is no secret.
# ruff: noqa: S106

from __future__ import annotations

from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    Idefics3Config,
    Idefics3ForConditionalGeneration,
    Idefics3Processor,
    PreTrainedTokenizerFast,
)
from transformers.models.idefics3.image_processing_pil_idefics3 import Idefics3ImageProcessorPil

IMAGE_SIZE = 32
PATCH_SIZE = 8
# (32 / 8)^2 patches, four of them merged into one token.
IMAGE_TOKENS = 4

CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>"
    "{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<image>{% else %}{{ part['text'] }}{% endif %}"
    "{% endfor %}</s>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def save_tiny_model(
    folder: Path, *, seed: int = 0, context: int = 512, hidden_size: int = 64, layers: int = 2
) -> Path:
    """Write config, weights, tokenizer and processor into `folder`, as `save_pretrained` does."""
    processor = _processor()
    processor.save_pretrained(folder)
    torch.manual_seed(seed)
    model = Idefics3ForConditionalGeneration(
        _config(processor.tokenizer, context, hidden_size, layers)
    )
    model.generation_config.eos_token_id = processor.tokenizer.eos_token_id
    model.generation_config.pad_token_id = processor.tokenizer.pad_token_id
    model.to(torch.bfloat16).save_pretrained(folder)
    return folder


def save_tiny_adapter(base: Path, folder: Path, *, seed: int = 1, alpha: int = 64) -> Path:
    """Write a LoRA adapter with random weights for the model in `base` into `folder`.

    The larger `alpha`, the more the adapter changes, and the more so what is rounded off.
    """
    torch.manual_seed(seed)
    model = Idefics3ForConditionalGeneration.from_pretrained(base)
    config = LoraConfig(
        r=4,
        lora_alpha=alpha,
        init_lora_weights=False,
        target_modules=r".*text_model.*\.(q_proj|v_proj|down_proj)",
    )
    get_peft_model(model, config).save_pretrained(folder)
    return folder


def _processor() -> Idefics3Processor:
    image_processor = Idefics3ImageProcessorPil(
        size={"longest_edge": IMAGE_SIZE},
        max_image_size={"longest_edge": IMAGE_SIZE},
        do_image_splitting=False,
        # A mean and deviation of 0.5 keep every pixel off zero: an all-zero picture is taken for
        # padding by the model.
        image_mean=[0.5] * 3,
        image_std=[0.5] * 3,
    )
    return Idefics3Processor(
        image_processor, _tokenizer(), image_seq_len=IMAGE_TOKENS, chat_template=CHAT_TEMPLATE
    )


def byte_tokenizer(special_tokens: list[str]) -> PreTrainedTokenizerFast:
    """A tokenizer of bytes and few merges, with `special_tokens` beside them."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<pad>", "</s>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator(["<div class='card'>text</div>"] * 10, trainer)
    tokenizer.add_special_tokens([AddedToken(token, normalized=False) for token in special_tokens])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token="</s>", pad_token="<pad>", model_max_length=512
    )


def _tokenizer() -> PreTrainedTokenizerFast:
    turns = ["<|user|>", "<|system|>", "<|assistant|>"]
    image = ["<image>", "<fake_token_around_image>", "<global-img>", "<end_of_utterance>"]
    return byte_tokenizer([*turns, *image])


def _config(
    tokenizer: PreTrainedTokenizerFast, context: int, hidden_size: int, layers: int
) -> Idefics3Config:
    return Idefics3Config(
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        pad_token_id=tokenizer.pad_token_id,
        scale_factor=2,
        tie_word_embeddings=False,
        vision_config={
            "hidden_size": 64,
            "intermediate_size": 128,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "image_size": IMAGE_SIZE,
            "patch_size": PATCH_SIZE,
        },
        text_config={
            "model_type": "llama",
            "vocab_size": len(tokenizer),
            "hidden_size": hidden_size,
            "intermediate_size": 128,
            "num_hidden_layers": layers,
            "num_attention_heads": 2,
            "num_key_value_heads": 2,
            "max_position_embeddings": context,
            "pad_token_id": tokenizer.pad_token_id,
            "bos_token_id": None,
            "eos_token_id": tokenizer.eos_token_id,
            "tie_word_embeddings": False,
            "initializer_range": 0.2,
        },
    )
