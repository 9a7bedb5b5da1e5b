"""Places of two prompts are the same where the model reads the same there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from PIL import Image

from limner_model.decoding.prompt import Picture, Prompt
from limner_model.generation import on_device
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_model.prefix.identities import Identities, identities, sound_cut
from limner_model.processor import encode
from limner_model.protocol import Message
from tiny_families import glm, qwen

FAMILIES: dict[str, Callable[[Path], None]] = {"qwen3-vl": qwen, "glm-4v": glm}


@pytest.fixture(scope="module", params=["idefics3", *FAMILIES])
def loaded(
    request: pytest.FixtureRequest, tiny_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> LoadedModel:
    folder = tiny_data / "limner/models/tiny"
    if request.param in FAMILIES:
        FAMILIES[request.param](folder := tmp_path_factory.mktemp("family"))
    return load_model(InstalledModel("family", folder, {}))


def pictured(loaded: LoadedModel, *parts: str | Image.Image) -> list[Identities]:
    """What stands at the places of each picture."""
    inputs = encode(loaded.processor, [Message("user", parts)])
    prompt = Prompt.of(loaded.model, on_device(inputs, loaded.model))
    found = identities(prompt)
    for picture in prompt.pictures:
        for place in range(picture.first, picture.end + 1):
            expected = place if place == picture.end else picture.first
            assert sound_cut(found, place) == expected
    return [found[picture.first : picture.end] for picture in prompt.pictures]


def picture(width: int, height: int, colour: str) -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def test_a_picture_is_the_same_wherever_it_stands(loaded: LoadedModel) -> None:
    (first,) = pictured(loaded, picture(64, 64, "red"), "what is this?")
    *_, last = pictured(loaded, "and ", picture(64, 64, "blue"), "or ", picture(64, 64, "red"))
    assert first == last


def test_no_two_places_of_a_picture_are_the_same(loaded: LoadedModel) -> None:
    (places,) = pictured(loaded, picture(64, 64, "red"))
    assert len({*places}) == len(places)
    assert max(places) < 0


def test_one_pixel_makes_another_picture(loaded: LoadedModel) -> None:
    changed = picture(64, 64, "red")
    changed.putpixel((20, 20), (0, 0, 255))
    one, other = pictured(loaded, picture(64, 64, "red"), changed)
    assert not {*one} & {*other}


def test_so_does_another_shape_of_the_same_pixels() -> None:
    def shown(*grid: int) -> Identities:
        tensors = {"pixel_values": torch.ones(8, 3), "image_grid_thw": torch.tensor([grid])}
        tokens = torch.tensor([1, 7, 7, 2])
        return identities(Prompt(tokens, torch.arange(4), {}, (Picture(1, 3, tensors),)))

    wide, high = shown(1, 2, 4), shown(1, 4, 2)

    assert wide[0] == high[0]
    assert not {*wide[1:3]} & {*high[1:3]}
