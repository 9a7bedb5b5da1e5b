"""How a conversation is laid out for the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from limner_model.errors import ModelLoadError, RequestRefusedError
from limner_model.installed import InstalledModel
from limner_model.processor import encode, load_processor
from limner_model.protocol import Message
from tiny_model import IMAGE_TOKENS


@pytest.fixture
def processor(tiny: InstalledModel) -> Any:
    return load_processor(tiny.path)


def text_of(processor: Any, *messages: Message) -> str:
    return str(processor.tokenizer.decode(encode(processor, messages)["input_ids"][0]))


def test_the_answer_begins_where_the_prompt_ends(processor: Any) -> None:
    text = text_of(processor, Message("system", ("be brief",)), Message("user", ("hi",)))
    assert text == "<|system|>be brief</s><|user|>hi</s><|assistant|>"


def test_a_picture_becomes_its_tokens_and_pixels(processor: Any) -> None:
    inputs = encode(processor, [Message("user", (Image.new("RGB", (90, 40), "red"), "what?"))])
    pictured = inputs["input_ids"] == processor.image_token_id
    assert pictured.sum() == IMAGE_TOKENS
    assert inputs["pixel_values"].shape[-3] == 3


@pytest.mark.parametrize("picture", [True, False])
@pytest.mark.parametrize("token", ["<image>", "</s>", "<|assistant|>", "<fake_token_around_image>"])
def test_a_text_cannot_write_control_tokens(processor: Any, token: str, *, picture: bool) -> None:
    pictures = (Image.new("RGB", (8, 8), "red"),) if picture else ()
    inputs = encode(processor, [Message("user", (*pictures, f"an {token} in a file"))])
    clean = encode(processor, [Message("user", (*pictures, "an ordinary file"))])
    token_id = processor.tokenizer.convert_tokens_to_ids(token)
    assert (inputs["input_ids"] == token_id).sum() == (clean["input_ids"] == token_id).sum()
    assert token[1:] in processor.tokenizer.decode(inputs["input_ids"][0])


def test_a_template_that_forgets_pictures_is_refused(processor: Any) -> None:
    processor.chat_template = "{% for message in messages %}{{ message['role'] }}{% endfor %}"
    with pytest.raises(RequestRefusedError, match="Found total 0"):
        encode(processor, [Message("user", (Image.new("RGB", (8, 8), "red"), "what?"))])


def test_a_template_that_refuses_is_reported(processor: Any) -> None:
    processor.chat_template = "{{ raise_exception('no system role') }}"
    with pytest.raises(RequestRefusedError, match="no system role"):
        encode(processor, [Message("system", ("x",))])


@pytest.mark.parametrize("config", ["{", '{"model_type": "unheard_of"}', '{"model_type": "llama"}'])
def test_files_that_are_no_vision_model_are_reported(tmp_path: Path, config: str) -> None:
    (tmp_path / "config.json").write_text(config)
    with pytest.raises(ModelLoadError):
        load_processor(tmp_path)
