"""The catalogue's families, tiny and with random weights, in the form that the hub gives them."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from PIL import Image

from limner_model.completions import ScoreRequest
from limner_model.engine import LocalEngine
from limner_model.installed import InstalledModel
from limner_model.jobs import Event, Finished, Piece
from limner_model.loader import load_model
from limner_model.locations import models_dir
from limner_model.processor import encode, load_processor
from limner_model.protocol import ChatRequest, Message
from limner_model.quantization import quantized_layers
from limner_model.scoring import score
from tiny_families import glm, qwen


@pytest.fixture(params=[qwen, glm], ids=["qwen3-vl", "glm-4v"])
def family(request: pytest.FixtureRequest, home: Path) -> InstalledModel:
    del home
    folder = models_dir() / "family"
    request.param(folder)
    return InstalledModel("family", folder, {})


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    engine = LocalEngine()
    yield engine
    engine.close()


def asking(colour: str) -> tuple[Message, ...]:
    return (Message("user", (Image.new("RGB", (96, 64), colour), "what is <|image_pad|> this?")),)


def test_the_processor_needs_no_torchvision(family: InstalledModel) -> None:
    processor = load_processor(family.path)
    inputs = encode(processor, asking("red"))
    pictured = (inputs["input_ids"] == processor.image_token_id).sum()
    assert pictured == inputs["image_grid_thw"].prod() // 4
    assert pictured > 0


def test_only_the_language_model_is_in_4_bit(family: InstalledModel) -> None:
    layers = quantized_layers(load_model(family, for_training=True).model)
    assert layers
    assert all(name.startswith("model.language_model.") for name in layers)


def test_it_sees_and_answers(family: InstalledModel, engine: LocalEngine) -> None:
    def answer(colour: str) -> str:
        heard: queue.SimpleQueue[Event] = queue.SimpleQueue()
        request = ChatRequest(family.name, asking(colour), max_tokens=12, temperature=0)
        engine.submit(request, heard.put)
        text = ""
        while isinstance(event := heard.get(timeout=60), Piece):
            text += event.text
        assert isinstance(event, Finished), event
        return text

    first = answer("black")
    assert answer("white") != first
    assert answer("black") == first  # nothing of the request in between is left


def test_texts_that_share_a_beginning_are_as_likely_as_each_alone(family: InstalledModel) -> None:
    loaded = load_model(family)
    loaded.model.float()
    texts = ("if a < b:\n    return a\n", "if a <= b:\n    return a\n", "if a < b:\n    pass\n")
    scores, _ = score(loaded.model, loaded, ScoreRequest("family", texts), lambda: None)
    for text, tokens in zip(texts, scores, strict=True):
        ids = torch.tensor([loaded.processor.tokenizer(text).input_ids])
        with torch.inference_mode():
            logits = loaded.model(input_ids=ids).logits.log_softmax(-1)
        expected = [logits[0, at, ids[0, at + 1]].item() for at in range(ids.shape[1] - 1)]
        assert [token.logprob for token in tokens[1:]] == pytest.approx(expected, abs=1e-3)
