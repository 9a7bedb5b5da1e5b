"""The sheet shows picture and page side by side."""

from __future__ import annotations

import numpy as np

from limner_server.perception.image import Picture
from limner_server.proof.sheet import CAPTION, MARGIN, draw_sheet
from limner_server.proof.verdict import Proof, Status

PROOF = Proof(Status.PROVEN, "looks 98% like the picture", {"score": 0.97, "ink": 0.91})


def test_both_stand_side_by_side_untouched() -> None:
    picture = Picture(np.full((120, 160, 3), 40, np.uint8), "shot.png")
    page = np.full((120, 160, 3), 90, np.uint8)

    sheet = draw_sheet(picture, page, PROOF)

    left, right = MARGIN, 2 * MARGIN + 160
    assert (sheet.pixels[CAPTION : CAPTION + 120, left : left + 160] == 40).all()
    assert (sheet.pixels[CAPTION : CAPTION + 120, right : right + 160] == 90).all()


def test_the_score_is_written_above_the_page() -> None:
    picture = Picture(np.full((120, 600, 3), 255, np.uint8), "shot.png")

    sheet = draw_sheet(picture, picture.pixels, PROOF)

    caption = sheet.pixels[: CAPTION - 2, 2 * MARGIN + 600 :]
    assert caption.min() < 100


def test_a_longer_page_does_not_outgrow_the_sheet() -> None:
    picture = Picture(np.full((50, 60, 3), 40, np.uint8), "shot.png")

    sheet = draw_sheet(picture, np.zeros((500, 60, 3), np.uint8), PROOF)

    assert sheet.height == 50 + CAPTION + MARGIN
