"""An output matrix in 8 bits chooses what the weights themselves choose."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from limner_model.decoding.lean.screened import Screened

ROWS, WIDTH = 9000, 192


@pytest.fixture(scope="module")
def weights() -> Tensor:
    torch.manual_seed(0)
    # Rows of very different lengths, one of them empty, as those of tokens that never occurred.
    lengths = torch.rand(ROWS, 1).square()
    lengths[7] = 0
    return (torch.randn(ROWS, WIDTH) * lengths).bfloat16()


@pytest.fixture(scope="module")
def states() -> Tensor:
    torch.manual_seed(1)
    return torch.randn(200, WIDTH).bfloat16()


def test_the_largest_outputs_are_those_of_the_weights(weights: Tensor, states: Tensor) -> None:
    screened = Screened(weights)
    for state in states:
        exact = torch.mv(weights, state)
        found = screened.times(state.unsqueeze(0))[0]
        assert found.argmax() == exact.argmax()
        likely = exact.topk(5).indices
        assert torch.equal(found[likely], exact[likely])


def test_the_others_are_off_by_little(weights: Tensor, states: Tensor) -> None:
    exact = torch.mv(weights, states[0]).float()
    found = Screened(weights).times(states[:1])[0].float()
    assert (found - exact).norm() < 0.01 * exact.norm()


def test_several_rows_are_read_in_full(weights: Tensor, states: Tensor) -> None:
    assert torch.equal(Screened(weights).times(states[:3]), states[:3] @ weights.t())


def test_few_outputs_are_all_read_in_full(weights: Tensor, states: Tensor) -> None:
    few = weights[:20]
    assert torch.equal(Screened(few).times(states[:1])[0], torch.mv(few, states[0]))


def test_it_takes_half_of_the_weights_beside_them(weights: Tensor) -> None:
    assert Screened(weights).nbytes < 0.52 * weights.nbytes
