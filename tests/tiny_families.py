"""The catalogue's families, tiny and with random weights, in the form that the hub gives them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from transformers import (
    Glm4vConfig,
    Glm4vForConditionalGeneration,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
)

from tiny_model import byte_tokenizer

TEXT = {
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "initializer_range": 0.2,
    "max_position_embeddings": 4096,
}
VISION = {"depth": 2, "hidden_size": 32, "intermediate_size": 64, "num_heads": 2, "patch_size": 16}
TEMPLATE = (
    "{%% for message in messages %%}<|im_start|>{{ message['role'] }}\n"
    "{%% for part in message['content'] %%}"
    "{%% if part['type'] == 'image' %%}%s{%% else %%}{{ part['text'] }}{%% endif %%}"
    "{%% endfor %%}<|im_end|>\n{%% endfor %%}<|im_start|>assistant\n"
)


def qwen(folder: Path) -> None:
    image = ["<|vision_start|>", "<|image_pad|>", "<|vision_end|>", "<|video_pad|>"]
    tokenizer = byte_tokenizer(["<|im_start|>", "<|im_end|>", *image])
    tokenizer.chat_template = TEMPLATE % "".join(image[:3])
    start, pad, end, video = tokenizer.convert_tokens_to_ids(image)
    config = Qwen3VLConfig(
        image_token_id=pad,
        video_token_id=video,
        vision_start_token_id=start,
        vision_end_token_id=end,
        text_config={
            **TEXT,
            "vocab_size": len(tokenizer),
            "rope_scaling": {"rope_type": "default", "mrope_section": [4, 2, 2]},
        },
        vision_config={
            **VISION,
            "out_hidden_size": 64,
            "deepstack_visual_indexes": [0],
            "num_position_embeddings": 64,
        },
    )
    save(folder, Qwen3VLForConditionalGeneration, config, tokenizer, "Qwen2VLImageProcessorFast")


def glm(folder: Path) -> None:
    image = ["<|begin_of_image|>", "<|image|>", "<|end_of_image|>"]
    video = ["<|begin_of_video|>", "<|video|>", "<|end_of_video|>"]
    tokenizer = byte_tokenizer(["<|im_start|>", "<|im_end|>", *image, *video])
    tokenizer.chat_template = TEMPLATE % "".join(image)
    config = Glm4vConfig(
        **{
            f"{kind}_{name}": tokenizer.convert_tokens_to_ids(token)
            for kind, tokens in (("image", image), ("video", video))
            for name, token in zip(
                ("start_token_id", "token_id", "end_token_id"), tokens, strict=True
            )
        },
        text_config={
            **TEXT,
            "vocab_size": len(tokenizer),
            "pad_token_id": 0,
            "rope_parameters": {
                "rope_type": "default",
                "rope_theta": 10000.0,
                "partial_rotary_factor": 0.5,
                "mrope_section": [2, 1, 1],
            },
        },
        vision_config={**VISION, "out_hidden_size": 64, "image_size": 64, "patch_size": 16},
    )
    save(folder, Glm4vForConditionalGeneration, config, tokenizer, "Glm4vImageProcessor")


def save(folder: Path, model: Any, config: Any, tokenizer: Any, image_processor: str) -> None:
    torch.manual_seed(0)
    weights = model(config).to(torch.bfloat16)
    weights.generation_config.eos_token_id = tokenizer.convert_tokens_to_ids("<|im_end|>")
    weights.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    settings = {
        "image_processor_type": image_processor,
        "patch_size": 16,
        "temporal_patch_size": 2,
        "merge_size": 2,
        "size": {"shortest_edge": 1024, "longest_edge": 64 * 64},
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(settings))
    video = {**settings, "video_processor_type": image_processor.replace("Image", "Video")}
    (folder / "video_preprocessor_config.json").write_text(json.dumps(video))
