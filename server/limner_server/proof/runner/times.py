"""How long a run of tests may take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# No more than this for a plain script: a test that ends at all ends sooner, as a rule.
SCRIPT: Final = 6.0


@dataclass(frozen=True, slots=True)
class Times:
    """How long a run may take, in seconds.

    Attributes:
        processor: that a single test may keep the processor.
        wall: that a single test may take.
        whole: that all may take.
    """

    processor: float
    wall: float
    whole: float
