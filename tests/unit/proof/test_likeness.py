"""SSIM of pictures: what is alike scores 1, what is drawn elsewhere shows in the ink."""

from __future__ import annotations

import numpy as np
import pytest

from limner_server.proof.likeness import compare_pictures, on_canvas, ssim_map


def paper(height: int = 300, width: int = 400) -> np.ndarray:
    return np.full((height, width, 3), 255, np.uint8)


def test_a_picture_is_like_itself() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (300, 400, 3), np.uint8)

    alike = compare_pictures(picture, picture)

    assert (alike.whole, alike.ink) == pytest.approx((1, 1))


def test_two_empty_sheets_agree() -> None:
    alike = compare_pictures(paper(), paper())

    assert (alike.whole, alike.ink) == pytest.approx((1, 1))


def test_a_missing_drawing_shows_in_the_ink_more_than_in_the_whole() -> None:
    picture = paper()
    picture[100:140:4, 50:350] = 0

    alike = compare_pictures(picture, paper())

    assert alike.whole > 0.7
    assert alike.ink < 0.3


def test_the_ink_falls_with_the_distance() -> None:
    picture, near, far = paper(), paper(), paper()
    for sheet, top in ((picture, 100), (near, 101), (far, 104)):
        sheet[top : top + 12, 50:350:3] = 0

    assert compare_pictures(picture, near).ink > compare_pictures(picture, far).ink


def test_a_shorter_page_is_filled_with_the_colour_of_its_last_row() -> None:
    page = np.full((10, 20, 3), 7, np.uint8)

    canvas = on_canvas(page, 30, 20)

    assert canvas.shape == (30, 20, 3)
    assert (canvas == 7).all()


def test_a_longer_page_is_cut_not_shrunk() -> None:
    page = np.zeros((40, 20, 3), np.uint8)
    page[:10] = 9

    assert (on_canvas(page, 10, 20) == 9).all()


def test_it_agrees_with_the_reference_implementation() -> None:
    metrics = pytest.importorskip("skimage.metrics", reason="scikit-image is not installed")
    rng = np.random.default_rng(2)
    left = rng.integers(0, 255, (60, 80)).astype(np.float32)
    right = np.clip(left + rng.normal(0, 40, left.shape), 0, 255).astype(np.float32)

    _, plot = metrics.structural_similarity(left, right, win_size=7, data_range=255, full=True)

    inner = slice(3, -3)
    assert ssim_map(left, right)[inner, inner] == pytest.approx(plot[inner, inner], abs=1e-3)
