"""A part of a picture, for an editor that shows it beside a line of code."""

import base64

import numpy as np
import pytest

from limner_server.perception.image import Picture, load_image
from limner_server.tasks.exhibit import Drawing
from limner_server.tasks.task import Run
from limner_server.worker.tasks import GLIMPSE, LARGEST_GLIMPSE, crop


@pytest.fixture
def picture():
    """Every pixel another colour: no PNG is larger."""
    noise = np.random.default_rng(0).integers(0, 256, (900, 1200, 3), dtype=np.uint8)
    return Picture(noise)


def part(picture, box):
    values = crop({"picture": Drawing.of(picture).to_json(), "box": box}, Run())
    return load_image(base64.b64decode(values["png"])), values


def test_a_small_part_is_shown_as_it_is(picture):
    shown, values = part(picture, [10, 20, 50, 40])

    assert np.array_equal(shown.pixels, picture.pixels[20:40, 10:50])
    assert (values["width"], values["height"]) == (40, 20)


@pytest.mark.parametrize("box", [[0, 0, 1200, 900], [0, 0, 480, 320], [-50, -50, 5000, 5000]])
def test_a_large_part_has_room_in_a_hover(picture, box):
    shown, values = part(picture, box)

    assert len(base64.b64decode(values["png"])) <= LARGEST_GLIMPSE
    assert shown.width <= GLIMPSE[0]
    assert shown.height <= GLIMPSE[1]
    assert shown.width / shown.height == pytest.approx(1.33, abs=0.2)
