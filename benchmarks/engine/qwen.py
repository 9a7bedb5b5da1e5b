"""Models in the shapes of Qwen3-VL, with random weights in 4 bit, made where they will work.

How much time and memory a model takes does not depend on what its weights are. Shapes: the
`config.json` of Qwen/Qwen3-VL-8B-Instruct and Qwen/Qwen3-VL-4B-Instruct.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROPE = {
    "rope_type": "default",
    "rope_theta": 5000000.0,
    "mrope_section": [24, 20, 20],
    "mrope_interleaved": True,
}
_TURNS = ["<|im_start|>", "<|im_end|>"]
_PICTURE = ["<|vision_start|>", "<|image_pad|>", "<|vision_end|>", "<|video_pad|>"]
_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n"
    "{% for part in message['content'] %}{% if part['type'] == 'image' %}"
    "<|vision_start|><|image_pad|><|vision_end|>"
    "{% else %}{{ part['text'] }}{% endif %}{% endfor %}<|im_end|>\n"
    "{% endfor %}<|im_start|>assistant\n"
)
_PREPROCESSOR = {
    "image_processor_type": "Qwen2VLImageProcessorFast",
    "size": {"shortest_edge": 65536, "longest_edge": 16777216},
    "patch_size": 16,
    "temporal_patch_size": 2,
    "merge_size": 2,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
}


@dataclass(frozen=True)
class Shape:
    """What `Qwen3VLConfig` is told of a model.

    Attributes:
        name: for people.
        text: of the language model.
        vision: of the vision tower.
        tied: whether the output reads the embedding's weights.
    """

    name: str
    text: dict[str, Any]
    vision: dict[str, Any]
    tied: bool = False


SHAPE_8B = Shape(
    "Qwen3-VL-8B",
    {
        "hidden_size": 4096,
        "intermediate_size": 12288,
        "num_hidden_layers": 36,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "head_dim": 128,
        "vocab_size": 151936,
        "max_position_embeddings": 262144,
        "rope_parameters": _ROPE,
    },
    {
        "depth": 27,
        "hidden_size": 1152,
        "intermediate_size": 4304,
        "num_heads": 16,
        "out_hidden_size": 4096,
        "deepstack_visual_indexes": [8, 16, 24],
    },
)
SHAPE_4B = Shape(
    "Qwen3-VL-4B",
    SHAPE_8B.text | {"hidden_size": 2560, "intermediate_size": 9728},
    {
        "depth": 24,
        "hidden_size": 1024,
        "intermediate_size": 4096,
        "num_heads": 16,
        "out_hidden_size": 2560,
        "deepstack_visual_indexes": [5, 11, 17],
    },
    tied=True,
)
# For the way that the large ones go, on any machine in seconds.
SHAPE_TINY = Shape(
    "tiny",
    {
        "hidden_size": 64,
        "intermediate_size": 128,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "num_key_value_heads": 2,
        "head_dim": 16,
        "vocab_size": 512,
        "max_position_embeddings": 8192,
        "rope_parameters": _ROPE | {"mrope_section": [4, 2, 2]},
    },
    {
        "depth": 2,
        "hidden_size": 32,
        "intermediate_size": 64,
        "num_heads": 2,
        "out_hidden_size": 64,
        "deepstack_visual_indexes": [0],
    },
    tied=True,
)


def build(shape: Shape, **tokens: int) -> Any:
    """A model in that shape, its language model in 4 bit as the loader leaves it.

    On the GPU where there is one; a layer's weights are quantized before the next are made, so that
    the whole is never anywhere in 16 bit. `tokens` are the ids that the configuration names.
    """
    import torch  # noqa: PLC0415
    from accelerate import init_empty_weights  # noqa: PLC0415
    from bitsandbytes.nn import Linear4bit, Params4bit  # noqa: PLC0415
    from transformers import Qwen3VLConfig, Qwen3VLForConditionalGeneration  # noqa: PLC0415

    from limner_model.quantization import (  # noqa: PLC0415
        keep_weights_trainable,
        language_model_prefix,
    )

    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(0)

    def values(size: torch.Size) -> torch.Tensor:
        return torch.randn(size, dtype=torch.bfloat16, device=device) * 0.02

    config = Qwen3VLConfig(
        text_config=shape.text | {"tie_word_embeddings": shape.tied},
        vision_config=shape.vision,
        tie_word_embeddings=shape.tied,
        **tokens,
    )
    with init_empty_weights(include_buffers=False):
        model = Qwen3VLForConditionalGeneration(config).to(torch.bfloat16)
    inside = language_model_prefix(model)
    for name, layer in list(model.named_modules()):
        if isinstance(layer, torch.nn.Linear) and name.startswith(inside):
            packed = Linear4bit(
                layer.in_features,
                layer.out_features,
                bias=False,
                compute_dtype=torch.bfloat16,
                quant_type="nf4",
                device="meta",
            )
            packed.weight = Params4bit(
                values(layer.weight.shape), requires_grad=False, quant_type="nf4", module=packed
            ).to(device)
            model.set_submodule(name, packed)
    for module in model.modules():
        for name, parameter in list(module.named_parameters(recurse=False)):
            if parameter.is_meta:
                # What a norm gives must not vanish, or the layers behind it compute with nothing.
                base = 1.0 if "Norm" in type(module).__name__ and name == "weight" else 0.0
                new = torch.nn.Parameter(values(parameter.shape) + base, requires_grad=False)
                setattr(module, name, new)
    model.tie_weights()
    # PEFT and accelerate ask these of a model that came in 4 bit.
    model.is_loaded_in_4bit = model.is_quantized = True
    model.quantization_method = "bitsandbytes"
    model.hf_device_map = {"": device}
    keep_weights_trainable(model.to(device))
    return model


def install(shape: Shape, folder: Path) -> None:
    """Write such a model into `folder`, in 4 bit, with a processor made by hand.

    The tokenizer knows bytes; of all tokens that the model has, it writes only such as are plain
    characters, so that each can be heard at once, and never ends of its own accord.
    """
    import torch  # noqa: PLC0415

    from engine.models import byte_tokenizer, speak_plainly  # noqa: PLC0415
    from limner_model.quantization import four_bit  # noqa: PLC0415

    tokenizer = byte_tokenizer([*_TURNS, *_PICTURE])
    tokenizer.chat_template = _TEMPLATE
    tokenizer.model_max_length = shape.text["max_position_embeddings"]
    names = ("vision_start_token_id", "image_token_id", "vision_end_token_id", "video_token_id")
    ids = tokenizer.convert_tokens_to_ids(_PICTURE)
    model = build(shape, **dict(zip(names, ids, strict=True)))
    with torch.no_grad():
        speak_plainly(model, tokenizer)
    model.generation_config.eos_token_id = tokenizer.convert_tokens_to_ids(_TURNS[1])
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    model.config.quantization_config = four_bit(model.config)
    del model.hf_device_map  # all of it is in one place
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(_PREPROCESSOR))
