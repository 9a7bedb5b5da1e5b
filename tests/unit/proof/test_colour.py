"""CIEDE2000 gives the published differences."""

from __future__ import annotations

import numpy as np
import pytest

from limner_server.perception.scene import Colour
from limner_server.proof.colour import ciede2000, similarity, to_lab

# Pairs of L*a*b* colours and their difference, from table 1 of Sharma, Wu and Dalal (2005).
PUBLISHED = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize(("left", "right", "difference"), PUBLISHED)
def test_the_published_differences_come_out(left, right, difference) -> None:
    found = ciede2000(np.array([left]), np.array([right]))

    assert found[0] == pytest.approx(difference, abs=1e-4)


def test_white_and_black_are_where_cie_puts_them() -> None:
    lab = to_lab([Colour(255, 255, 255), Colour(0, 0, 0)])

    assert lab[0] == pytest.approx([100, 0, 0], abs=1e-3)
    assert lab[1] == pytest.approx([0, 0, 0], abs=1e-3)


def test_similarity_runs_from_opposites_to_equals() -> None:
    red, white, black = Colour(255, 0, 0), Colour(255, 255, 255), Colour(0, 0, 0)

    alike = similarity([red, white], [red, black])

    assert alike[0] == 1
    assert alike[1] == pytest.approx(0, abs=1e-3)
