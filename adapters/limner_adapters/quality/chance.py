"""How easily chance alone gives as much: the randomization test of paired differences.

If an adapter made no difference, each case might as well have come out the other way round. So the
signs of the differences are flipped, and it is counted how often their mean becomes as large:
Pitman, "Significance Tests Which May Be Applied to Samples from Any Populations", 1937; for such
measures as these Smucker et al., "A Comparison of Statistical Significance Tests for Information
Retrieval Evaluation", 2007. The percentiles of a bootstrap, tried first, called 9 useless adapters
in 100 better on eight cases, where 5 were allowed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

_EXACT: Final = 12  # cases of which all flips are looked at
_DRAWS: Final = 10_000
# Sums of the same numbers in another order may differ in their last digits.
_HAIR: Final = 1e-9


def chance_of(gains: Sequence[float]) -> float:
    """The chance that the mean of the gains is as high as it is, were there none; 0 to 1.

    Args:
        gains: of each case, at least one.
    """
    count = len(gains)
    if count <= _EXACT:
        bits = np.arange(2**count)[:, None] >> np.arange(count) & 1
        flipped = (1 - 2 * bits) @ np.array(gains)
        return float(np.mean(flipped >= sum(gains) - _HAIR))
    signs = np.random.default_rng(0).choice([-1.0, 1.0], (_DRAWS, count))
    as_high = np.sum(signs @ np.array(gains) >= sum(gains) - _HAIR)
    # What was measured is one of the flips.
    return float((as_high + 1) / (_DRAWS + 1))
