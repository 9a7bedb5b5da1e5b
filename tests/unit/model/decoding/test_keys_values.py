"""What is in the cache is what was read, whatever was forgotten in between."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch
from torch import Tensor
from transformers import DynamicCache, Qwen3_5TextConfig

from limner_model.decoding.keys_values import KeysValues, is_kept_by_token
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model

TOKENS = torch.arange(5, 305).unsqueeze(0) % 250


@pytest.fixture
def loaded(tiny: InstalledModel) -> LoadedModel:
    return load_model(tiny)


def states(tokens: int, *, seed: int = 0) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    keys, values = torch.randn(2, 1, 2, tokens, 4, generator=generator)
    return keys, values


def test_tokens_are_appended_and_none_is_lost_as_the_room_grows() -> None:
    cache = KeysValues()
    keys, values = states(1000)
    for start in range(0, 1000, 7):
        found = cache.update(keys[:, :, start : start + 7], values[:, :, start : start + 7], 0)
    torch.testing.assert_close(found, (keys, values), rtol=0, atol=0)
    assert cache.get_seq_length() == 1000


def test_a_token_is_written_in_place() -> None:
    cache = KeysValues(room=20)
    one = states(1)
    first = cache.update(*states(10), 0)[0].data_ptr()
    assert {cache.update(*one, 0)[0].data_ptr() for _ in range(10)} == {first}


def test_what_is_cropped_away_is_forgotten() -> None:
    cache = KeysValues()
    keys, values = states(10)
    cache.update(keys, values, 0)
    cache.crop(6)
    assert cache.get_seq_length() == 6
    found, _ = cache.update(keys[:, :, 6:7], values[:, :, 6:7], 0)
    torch.testing.assert_close(found, keys[:, :, :7], rtol=0, atol=0)
    cache.crop(100)
    assert cache.get_seq_length() == 7


def test_what_was_kept_changes_no_more() -> None:
    cache = KeysValues()
    keys, values = states(10)
    cache.update(keys, values, 0)
    kept = cache.beginning(6)
    cache.crop(0)
    cache.update(*states(10, seed=1), 0)
    again = KeysValues.beginning_with(kept)
    again.crop(3)
    again.update(*states(3, seed=2), 0)
    torch.testing.assert_close(kept[0], (keys[:, :, :6], values[:, :, :6]), rtol=0, atol=0)


def test_a_model_reads_on_from_it_as_from_its_own(loaded: LoadedModel) -> None:
    ours, theirs = KeysValues(), DynamicCache()
    with torch.inference_mode():
        for start, end in ((0, 250), (250, 251), (251, 260), (260, 300)):
            tokens = TOKENS[:, start:end]
            expected = loaded.model(input_ids=tokens, past_key_values=theirs).logits
            found = loaded.model(input_ids=tokens, past_key_values=ours).logits
            torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)


def test_a_model_goes_on_from_a_kept_beginning(loaded: LoadedModel) -> None:
    cache = KeysValues()
    with torch.inference_mode():
        expected = loaded.model(input_ids=TOKENS, past_key_values=cache).logits[:, 100:]
        again = KeysValues.beginning_with(cache.beginning(100))
        found = loaded.model(input_ids=TOKENS[:, 100:], past_key_values=again).logits
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)


def test_layers_that_sum_up_what_they_read_cannot_be_kept(loaded: LoadedModel) -> None:
    hybrid = SimpleNamespace(get_decoder=lambda: SimpleNamespace(config=Qwen3_5TextConfig()))
    assert not is_kept_by_token(hybrid)
    assert is_kept_by_token(loaded.model)
