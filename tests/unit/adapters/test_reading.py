import cv2
import numpy as np

from dice import dice
from limner_adapters.data.reading import NoisyReader
from limner_adapters.data.truth import TrueWord
from limner_server.perception.contrast import Contrast, measure_contrast, smooth_regions
from limner_server.perception.image import Picture
from limner_server.perception.scene import Box


def drawn_word() -> tuple[Picture, TrueWord]:
    pixels = np.full((120, 300, 3), 255, np.uint8)
    cv2.putText(pixels, "Hello", (40, 70), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)
    return Picture(pixels, "word"), TrueWord("Hello", Box(30, 30, 150, 90), 0)


def contrast_of(picture: Picture) -> Contrast:
    return measure_contrast(picture.pixels, smooth_regions(picture.pixels))


def read(lost: float = 0.0, garbled: float = 0.0):
    picture, word = drawn_word()
    reader = NoisyReader([word], dice(1), lost, garbled)
    return reader(picture, contrast_of(picture))


def test_boxes_are_tight_around_the_ink():
    (word,) = read()

    picture, _ = drawn_word()
    rows, columns = np.nonzero(picture.pixels[:, :, 0] < 128)
    ink = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    assert word.text == "Hello"
    assert word.box.iou(ink) > 0.9


def test_some_words_are_lost_and_some_misread():
    assert read(lost=1.0) == []
    (word,) = read(garbled=1.0)
    assert word.text != "Hello"


def test_words_without_ink_are_not_seen():
    picture, word = drawn_word()
    hidden = TrueWord(word.text, Box(200, 100, 280, 115), 0)
    reader = NoisyReader([hidden], dice(1), 0.0, 0.0)

    assert reader(picture, contrast_of(picture)) == []
