"""An output matrix of which 8 bits tell what is likely, and all bits what is likeliest."""

from __future__ import annotations

from typing import Final

import torch
from bitsandbytes.functional import int8_linear_matmul
from torch import Tensor
from torch.nn import functional

# Outputs that are computed in full: those that 8 bits say are the largest. Eight bits err by a
# hundredth of what logits differ by, so that the largest of all has never been far from the top.
_LIKELY: Final = 32
# Of a row's largest number: one of nothing but zeros has a scale, too.
_LEAST: Final = 1e-12


class Screened:
    """Weights in bfloat16, (out, in), and again in 8 bits, of which one row's product is made.

    A step that writes one token reads half of the bytes. The largest outputs are as the weights
    themselves give them; the others, which only sampling may choose, are off by what 8 bits round.
    Rows are scaled one by one, as by Dettmers et al., 2022 (arXiv 2208.07339).
    """

    def __init__(self, weights: Tensor) -> None:
        """Share these weights, and keep them in 8 bits beside."""
        self._weights = weights
        self._bytes, self._scales = _rounded(weights)
        self.nbytes = self._bytes.nbytes + self._scales.nbytes

    def times(self, rows: Tensor) -> Tensor:
        """See `Matrix.times`: of one row in float32, of several as they are."""
        if len(rows) > 1:
            return functional.linear(rows, self._weights)
        states, scale = _rounded(rows)
        # The row as a column: so the matrix is read in its order.
        product: Tensor = int8_linear_matmul(self._bytes, states)[:, 0] * (self._scales * scale)
        likely = product.topk(min(_LIKELY, len(product))).indices
        product[likely] = torch.mv(self._weights[likely], rows[0]).float()
        return product.unsqueeze(0)


def _rounded(rows: Tensor) -> tuple[Tensor, Tensor]:
    """Rows in 8 bits, and what each is to be multiplied by."""
    scales = rows.abs().amax(1).float().clamp_min_(_LEAST).div_(127)
    return (rows / scales[:, None]).round_().to(torch.int8), scales
