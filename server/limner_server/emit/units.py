"""Lengths as CSS writes them."""

from __future__ import annotations


def px(value: float) -> str:
    """Write a length in pixels, to the tenth at most."""
    rounded = round(value, 1)
    return "0" if rounded == 0 else f"{rounded:g}px"


def whole_px(value: float) -> str:
    """Write a length in whole pixels."""
    return px(round(value))


def sides(top: float, right: float, bottom: float, left: float) -> str:
    """Write the four sides of a padding or margin as the shortest shorthand."""
    values = [px(value) for value in (top, right, bottom, left)]
    if values[1] == values[3]:
        values.pop()
        if values[0] == values[2]:
            values.pop()
            if values[0] == values[1]:
                values.pop()
    return " ".join(values)
