"""Small models with random weights, made on the fly: how fast they are does not depend on those.

They have the form of the built-in model: a language model of Llama's kind with a small tower for
pictures. They write nothing but plain characters, so that each token can be heard at once, and go
on for as long as they are let.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from transformers import (
    Idefics3Config,
    Idefics3ForConditionalGeneration,
    Idefics3Processor,
    PreTrainedTokenizerFast,
)
from transformers.models.idefics3.image_processing_pil_idefics3 import Idefics3ImageProcessorPil
from transformers.utils.logging import disable_progress_bar

from limner_model.daemon import stop_engine
from limner_model.locations import models_dir

sys.path.append(str(Path(__file__).parents[2] / "tests"))

from tiny_model import CHAT_TEMPLATE, byte_tokenizer

__all__ = [
    "LLAMA",
    "MIDDLE",
    "SMALL",
    "Shape",
    "byte_tokenizer",
    "home",
    "install",
    "speak_plainly",
]

disable_progress_bar()

_TURNS = ["<|user|>", "<|system|>", "<|assistant|>"]
_IMAGE = ["<image>", "<fake_token_around_image>", "<global-img>", "<end_of_utterance>"]
_IMAGE_SIZE = 32


@dataclass(frozen=True)
class Shape:
    """How large a language model is.

    Attributes:
        hidden: width of what runs through the layers.
        inner: width of a feed-forward layer.
        layers: how many.
        heads: of attention, in each.
        vocabulary: tokens that it may write.
        context: tokens that it reads.
    """

    hidden: int
    inner: int
    layers: int
    heads: int
    vocabulary: int = 512
    context: int = 16384


# That of the built-in model, but for the context.
SMALL = Shape(256, 640, 4, 4)
# A token takes it some 10 ms on a core.
MIDDLE = Shape(512, 1376, 8, 8)
# That of a language model in small: 134 million weights.
LLAMA = Shape(768, 2048, 12, 12, vocabulary=32000, context=2048)


@contextmanager
def home() -> Iterator[Path]:
    """A user of this benchmark's own: no settings, no models, and no engine that runs."""
    kinds = ("DATA", "CONFIG", "STATE", "CACHE")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in kinds}
        (folder / "run").mkdir(mode=0o700)
        places["XDG_RUNTIME_DIR"] = str(folder / "run")
        with patch.dict(os.environ, places):
            try:
                yield folder
            finally:
                stop_engine()


def install(name: str, shape: Shape, answer: str = "") -> Path:
    """Install a model for the user of now, in bfloat16; where it is.

    Args:
        name: of the model.
        shape: how large it is.
        answer: what it says to everything, of plain characters no two of which are the same; where
            empty, whatever its weights make it say.
    """
    folder = models_dir() / name
    tokenizer = byte_tokenizer([*_TURNS, *_IMAGE])
    tokenizer.model_max_length = shape.context
    processor = Idefics3Processor(
        Idefics3ImageProcessorPil(
            size={"longest_edge": _IMAGE_SIZE},
            max_image_size={"longest_edge": _IMAGE_SIZE},
            do_image_splitting=False,
            image_mean=[0.5] * 3,
            image_std=[0.5] * 3,
        ),
        tokenizer,
        image_seq_len=4,
        chat_template=CHAT_TEMPLATE,
    )
    processor.save_pretrained(folder)
    torch.manual_seed(0)
    model = Idefics3ForConditionalGeneration(_config(shape, tokenizer))
    model.generation_config.eos_token_id = tokenizer.eos_token_id
    model.generation_config.pad_token_id = tokenizer.pad_token_id
    with torch.no_grad():
        if answer:
            _say(answer, model, tokenizer)
        else:
            speak_plainly(model, tokenizer)
    model.to(torch.bfloat16).save_pretrained(folder)
    return folder


def speak_plainly(model: Any, tokenizer: PreTrainedTokenizerFast) -> None:
    """Let a model never be likeliest to write what is no plain character, or its end.

    The others' logits become zero, and the greatest of some hundred random ones is above that.
    """
    texts = tokenizer.batch_decode([[token] for token in range(len(tokenizer))])
    plain = [
        token
        for token, text in enumerate(texts)
        if text.isascii() and text.isprintable() and token not in tokenizer.all_special_ids
    ]
    weights = model.get_output_embeddings().weight
    kept = weights[plain].clone()
    weights.zero_()
    weights[plain] = kept


def _say(answer: str, model: Any, tokenizer: PreTrainedTokenizerFast) -> None:
    """Let each token be followed by one that the token before it alone decides.

    The layers add next to nothing to what they read, so that the output reads the last token's own
    embedding; that of each is nearly at right angles to all others.
    """
    for name, weights in model.named_parameters():
        if "text_model" in name and name.endswith(("o_proj.weight", "down_proj.weight")):
            weights.mul_(1e-3)
    read = model.get_input_embeddings().weight
    written = model.get_output_embeddings().weight
    written.zero_()
    characters = [token for text in answer for token in tokenizer.encode(text)]
    chain = [tokenizer.convert_tokens_to_ids(_TURNS[-1]), *characters, tokenizer.eos_token_id]
    for before, after in pairwise(chain):
        written[after] = read[before]


def _config(shape: Shape, tokenizer: PreTrainedTokenizerFast) -> Idefics3Config:
    return Idefics3Config(
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        pad_token_id=tokenizer.pad_token_id,
        scale_factor=2,
        tie_word_embeddings=False,
        vision_config={
            "hidden_size": 16,
            "intermediate_size": 32,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "image_size": _IMAGE_SIZE,
            "patch_size": 8,
        },
        text_config={
            "model_type": "llama",
            "vocab_size": shape.vocabulary,
            "hidden_size": shape.hidden,
            "intermediate_size": shape.inner,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "num_key_value_heads": shape.heads,
            "max_position_embeddings": shape.context,
            "pad_token_id": tokenizer.pad_token_id,
            "bos_token_id": None,
            "eos_token_id": tokenizer.eos_token_id,
            "tie_word_embeddings": False,
            # Wide enough for random weights to say now this, now that.
            "initializer_range": 0.2,
        },
    )
