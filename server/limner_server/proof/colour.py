"""How different two colours look: CIEDE2000.

Sharma, Wu, Dalal: The CIEDE2000 Color-Difference Formula, Color Research and Application 30 (2005).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from limner_server.perception.scene import Colour

Floats = npt.NDArray[np.float64]

# Linear sRGB to CIE XYZ, and the white of D65, IEC 61966-2-1.
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ.sum(axis=1)


def similarity(left: Sequence[Colour], right: Sequence[Colour]) -> Floats:
    """1 for equal colours, 0 for a difference of 100 or more; shape (n,), pair by pair."""
    difference = ciede2000(to_lab(left), to_lab(right))
    return np.clip(1.0 - difference / 100.0, 0.0, 1.0)


def to_lab(colours: Sequence[Colour]) -> Floats:
    """CIE L*a*b* of sRGB colours under D65, shape (n, 3)."""
    channels = np.asarray(colours, dtype=np.float64).reshape(-1, 3) / 255.0
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    relative = linear @ TO_XYZ.T / WHITE
    cubic = np.where(relative > 216 / 24389, np.cbrt(relative), (24389 / 27 * relative + 16) / 116)
    x, y, z = cubic.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def ciede2000(left: Floats, right: Floats) -> Floats:
    """The CIEDE2000 difference of L*a*b* colours, shape (n, 3) each, pair by pair, shape (n,)."""
    lightness1, a1, b1 = left.T
    lightness2, a2, b2 = right.T

    stretch = 0.5 * (1 - _saturation((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2))
    chroma1, hue1 = _polar(a1 * (1 + stretch), b1)
    chroma2, hue2 = _polar(a2 * (1 + stretch), b2)
    grey = chroma1 * chroma2 == 0

    turn = np.where(grey, 0.0, (hue2 - hue1 + 180) % 360 - 180)
    # Exactly opposite hues differ by +180 in the paper's table.
    turn = np.where((turn == -180) & (hue2 > hue1), 180.0, turn)
    d_lightness = lightness2 - lightness1
    d_chroma = chroma2 - chroma1
    d_hue = 2 * np.sqrt(chroma1 * chroma2) * np.sin(np.radians(turn / 2))

    lightness = (lightness1 + lightness2) / 2
    chroma = (chroma1 + chroma2) / 2
    hue = np.where(grey, hue1 + hue2, _mean_hue(hue1, hue2))

    t = (
        1
        - 0.17 * np.cos(np.radians(hue - 30))
        + 0.24 * np.cos(np.radians(2 * hue))
        + 0.32 * np.cos(np.radians(3 * hue + 6))
        - 0.20 * np.cos(np.radians(4 * hue - 63))
    )
    offset = (lightness - 50) ** 2
    scale_lightness = 1 + 0.015 * offset / np.sqrt(20 + offset)
    scale_chroma = 1 + 0.045 * chroma
    scale_hue = 1 + 0.015 * chroma * t
    rotation = (
        -2 * _saturation(chroma) * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    )
    l_term, c_term, h_term = (
        d_lightness / scale_lightness,
        d_chroma / scale_chroma,
        d_hue / scale_hue,
    )
    squares = l_term**2 + c_term**2 + h_term**2 + rotation * c_term * h_term
    return np.asarray(np.sqrt(np.maximum(squares, 0.0)))


def _saturation(chroma: Floats) -> Floats:
    return np.asarray(np.sqrt(chroma**7 / (chroma**7 + 25.0**7)))


def _polar(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Chroma, and hue in degrees 0 to 360."""
    return np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360


def _mean_hue(hue1: Floats, hue2: Floats) -> Floats:
    """The angle halfway along the shorter arc, in degrees."""
    total = hue1 + hue2
    around = np.where(total < 360, total + 360, total - 360)
    return np.where(np.abs(hue1 - hue2) <= 180, total, around) / 2
