"""Bare weights expect what the model expects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
import torch
from bitsandbytes.functional import has_avx512bf16
from bitsandbytes.nn import Linear4bit
from PIL import Image
from torch import Tensor
from torch.nn import Linear
from transformers import LlamaConfig, LlamaForCausalLM

from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.lean import matrices, number_format
from limner_model.decoding.lean.four_bit import FourBit
from limner_model.decoding.lean.matrices import Half, Matrix, fits
from limner_model.decoding.lean.reader import LeanReader
from limner_model.decoding.lean.screened import Screened
from limner_model.decoding.lean.weights import LeanWeights, is_lean
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import ModelReader, Reader
from limner_model.decoding.readers import Readers
from limner_model.errors import CancelledError
from limner_model.generation import generate, on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.processor import encode
from limner_model.protocol import ChatRequest, Message

TOKENS = torch.arange(5, 205) % 250
PICTURED = ChatRequest(
    "tiny",
    (Message("user", ("see ", Image.new("RGB", (32, 32), "red"), "<div>text</div>")),),
    max_tokens=24,
    temperature=0,
)


@pytest.fixture
def tiny_loaded(tiny: InstalledModel) -> LoadedModel:
    return load_model(tiny)


def nothing() -> None:
    pass


needs_bf16 = pytest.mark.skipif(not has_avx512bf16(), reason="the CPU has no kernel for 4 bit")


@pytest.fixture
def packed(tiny: InstalledModel, monkeypatch: pytest.MonkeyPatch) -> LoadedModel:
    """The tiny model on a machine where 4 bit is found to be quicker."""

    def seconds(matrix: Matrix, _: Tensor) -> float:
        return 1 if isinstance(matrix, FourBit) else 2

    monkeypatch.setattr(number_format, "_seconds", seconds)
    return load_model(tiny)


def readings(reader: Reader, tokens: Tensor, lengths: Sequence[int]) -> Tensor:
    """The logits after each token, read in parts of these lengths."""
    cache = KeysValues()
    parts = torch.split(tokens, list(lengths))
    return torch.cat([reader.read(part, cache, all_logits=True) for part in parts])


def llama(**shape: object) -> LlamaForCausalLM:
    """A model of random weights, the same ones for the same shape."""
    torch.manual_seed(0)
    config = LlamaConfig(
        hidden_size=64,
        intermediate_size=96,
        num_hidden_layers=3,
        num_attention_heads=4,
        max_position_embeddings=512,
        **shape,
    )
    return LlamaForCausalLM(config).eval()


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"num_key_value_heads": 2},
        {"head_dim": 32, "rope_parameters": {"rope_type": "linear", "factor": 2.0}},
        {"tie_word_embeddings": True, "rms_norm_eps": 1e-3},
    ],
    ids=["plain", "shared-keys", "stretched", "tied"],
)
def test_any_llama_is_read_the_same(shape: dict[str, object]) -> None:
    model = llama(vocab_size=256, initializer_range=0.1, **shape)
    assert is_lean(model)
    prompt = Prompt.of(model, {"input_ids": TOKENS.unsqueeze(0)})
    sighted = ModelReader(model, prompt, nothing)
    lean = LeanReader(LeanWeights.of(model, {}), prompt, sighted, nothing)
    lengths = (120, 1, 1, 17, 60, 1)
    expected = readings(sighted, TOKENS, lengths)
    torch.testing.assert_close(readings(lean, TOKENS, lengths), expected, rtol=0, atol=1e-5)


def test_of_a_large_vocabulary_the_likeliest_are_read_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = llama(vocab_size=6000, initializer_range=0.3).bfloat16()
    prompt = Prompt.of(model, {"input_ids": TOKENS.unsqueeze(0)})
    sighted = ModelReader(model, prompt, nothing)
    screened = LeanWeights.of(model, {})
    monkeypatch.setattr(matrices, "_LARGE", 10_000)
    in_full = LeanWeights.of(model, {})
    assert isinstance(screened.head, Screened)
    assert isinstance(in_full.head, Half)
    found, expected = (
        readings(LeanReader(weights, prompt, sighted, nothing), TOKENS, (1,) * len(TOKENS)).float()
        for weights in (screened, in_full)
    )
    assert torch.equal(found.argmax(-1), expected.argmax(-1))
    assert 0 < (found - expected).norm() < 0.01 * expected.norm()


@pytest.mark.parametrize("adapter", [None, "a", "b"])
def test_answers_are_those_of_the_model_and_its_adapters(
    tiny_loaded: LoadedModel, generated: Callable[..., list[int]], adapter: str | None
) -> None:
    request = replace(PICTURED, model=f"tiny:{adapter or ''}")
    expected = generated(tiny_loaded, request, do_sample=False)
    for _ in range(2):  # laid out, and found
        said: list[str] = []
        with tiny_loaded.speaking_as(adapter) as model:
            assert is_lean(model)
            generate(model, tiny_loaded, request, said.append, nothing)
        text = tiny_loaded.processor.tokenizer.decode(expected, skip_special_tokens=True)
        assert "".join(said) == text


def test_what_follows_a_picture_is_read_after_it(tiny_loaded: LoadedModel) -> None:
    model = tiny_loaded.model
    inputs = on_device(encode(tiny_loaded.processor, PICTURED.messages), model)
    prompt = Prompt.of(model, inputs)
    sighted = ModelReader(model, prompt, nothing)
    lean = Readers(tiny_loaded.model).reader(model, "tiny", prompt, nothing)
    place = prompt.pictures[-1].end
    lengths = (place, len(prompt.tokens) - place)
    expected = readings(sighted, prompt.tokens, lengths)
    torch.testing.assert_close(readings(lean, prompt.tokens, lengths), expected, rtol=0, atol=1e-5)


@needs_bf16
@pytest.mark.parametrize("adapter", [None, "a"])
@pytest.mark.parametrize("lengths", [(200,), (120, 1, 5, 74), (1,) * 20 + (180,)])
def test_weights_in_4_bit_are_read_as_closely_as_the_model_reads_them(
    tiny_loaded: LoadedModel, packed: LoadedModel, adapter: str | None, lengths: tuple[int, ...]
) -> None:
    prompt = Prompt.of(tiny_loaded.model, {"input_ids": TOKENS.unsqueeze(0)})
    with tiny_loaded.speaking_as(adapter) as model:
        exact = readings(ModelReader(model, prompt, nothing), TOKENS, (200,))
    with packed.speaking_as(adapter) as model:
        assert is_lean(model)
        sighted = ModelReader(model, prompt, nothing)
        lean = LeanReader(LeanWeights.of(model, {}), prompt, sighted, nothing)
        read = readings(sighted, TOKENS, (200,)).float()
        found = readings(lean, TOKENS, lengths).float()
    assert (found - exact).norm() < 1.3 * (read - exact).norm() < 0.1 * exact.norm()


@needs_bf16
@pytest.mark.parametrize(("width", "packable"), [(128, True), (96, False)])
def test_only_rows_of_whole_blocks_are_packed(width: int, *, packable: bool) -> None:
    layer = Linear4bit(width, 64, bias=False, compute_dtype=torch.bfloat16, quant_type="nf4")
    assert fits(layer.to("cpu")) is packable


@needs_bf16
def test_adapters_share_the_weights_in_4_bit(packed: LoadedModel) -> None:
    shared: dict[Linear, Matrix] = {}
    with packed.speaking_as("a") as model:
        LeanWeights.of(model, shared)
        before = dict(shared)
    with packed.speaking_as("b") as model:
        LeanWeights.of(model, shared)
    assert shared
    assert shared == before


def test_weights_in_4_bit_are_left_to_the_model(tiny: InstalledModel) -> None:
    assert not is_lean(load_model(tiny, for_training=True).model)


def test_reading_a_prompt_can_be_stopped_at_every_layer(tiny_loaded: LoadedModel) -> None:
    checks = []

    def check() -> None:
        checks.append(1)
        if len(checks) > 1:
            raise CancelledError

    prompt = Prompt.of(tiny_loaded.model, {"input_ids": TOKENS.unsqueeze(0)})
    reader = Readers(tiny_loaded.model).reader(tiny_loaded.model, "tiny", prompt, check)
    with pytest.raises(CancelledError):
        reader.read(TOKENS, KeysValues(), all_logits=False)
