"""Numbers on the command line that must be above zero."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable


def amount_of(unit: str) -> Callable[[str], float]:
    """Reads a number of a unit above zero, or says that it is none.

    Args:
        unit: in the plural, such as "minutes".
    """

    def amount(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            number = 0.0
        if not 0 < number < math.inf:
            raise argparse.ArgumentTypeError(f"{text!r} is no number of {unit}")
        return number

    return amount
