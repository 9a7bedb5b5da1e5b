"""From a conversation with pictures to the model's input tensors.

Training encodes its examples by the same function, so that what is trained is what is served.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import TemplateError
from PIL.Image import Image
from transformers import AutoConfig
from transformers.models.auto.processing_auto import PROCESSOR_MAPPING

from limner_model.errors import ModelLoadError, RequestRefusedError
from limner_model.protocol import Message


def load_processor(path: Path) -> Any:
    """Load a vision-language model's own processor.

    It needs no torchvision: pictures are prepared by Pillow, and the video part is left out.

    Args:
        path: the model's folder.

    Returns:
        The model's `transformers` processor.

    Raises:
        ModelLoadError: the files are missing or broken, or the model does not see.
    """
    try:
        config = AutoConfig.from_pretrained(path, local_files_only=True)
        if type(config) not in PROCESSOR_MAPPING:
            raise ModelLoadError(
                f"the model in {path} is of a kind that is not known ({config.model_type})"
            )
        processor_class = _without_video(PROCESSOR_MAPPING[type(config)])
        return processor_class.from_pretrained(path, local_files_only=True)
    except (OSError, ValueError, KeyError, TypeError, ImportError) as error:
        raise ModelLoadError(f"the processor in {path} cannot be loaded ({error})") from error


def _without_video(processor_class: Any) -> Any:
    """The same processor, loadable where videos cannot be decoded (torchvision alone does that)."""
    if "video_processor" not in processor_class.get_attributes():
        return processor_class

    class ImageTextProcessor(processor_class):  # type: ignore[misc]  # a class found at run time
        # `transformers` asks this which parts to load.
        @classmethod
        def get_attributes(cls) -> list[str]:
            return [part for part in super().get_attributes() if part != "video_processor"]

    # The saved files name the class: it goes by the name of what it stands for.
    ImageTextProcessor.__name__ = processor_class.__name__
    return ImageTextProcessor


def encode(processor: Any, messages: Sequence[Message]) -> dict[str, Any]:
    """Lay a conversation out as the model was taught to read it, up to where its answer begins.

    Control tokens (the tokenizer's special ones) that stand in a text are broken up: what a
    screenshot or a file says can neither end a turn nor pose as a picture.

    Args:
        processor: from `load_processor`.
        messages: the conversation, oldest first.

    Returns:
        The arguments of the model's `generate`: tensors on the CPU, `input_ids` (1, length).

    Raises:
        RequestRefusedError: the conversation does not fit the model's chat template.
    """
    spelt = _spelt(processor.tokenizer)
    conversation = [
        {"role": message.role, "content": [_part(part, spelt) for part in message.parts]}
        for message in messages
    ]
    try:
        inputs = processor.apply_chat_template(
            conversation,
            add_generation_prompt=True,
            tokenize=True,
            return_dict=True,
            return_tensors="pt",
        )
    except (TemplateError, ValueError) as error:
        raise RequestRefusedError(f"the model cannot read this conversation ({error})") from error
    return dict(inputs)


def control_tokens(tokenizer: Any) -> dict[int, str]:
    """The tokens that are no text but end a turn or stand for a picture; how each is spelt."""
    added = tokenizer.added_tokens_decoder.items()
    return {number: token.content for number, token in added if token.special}


def _part(part: str | Image, spelt: re.Pattern[str]) -> dict[str, Any]:
    if not isinstance(part, str):
        return {"type": "image", "image": part}
    return {"type": "text", "text": spelt.sub(_broken_up, part)}


def _broken_up(token: re.Match[str]) -> str:
    return f"{token[0][0]} {token[0][1:]}"


def _spelt(tokenizer: Any) -> re.Pattern[str]:
    tokens = control_tokens(tokenizer).values()
    if not tokens:
        return re.compile("(?!)")
    # The longest first: one token may begin as another does.
    return re.compile("|".join(re.escape(token) for token in sorted(tokens, key=len, reverse=True)))
