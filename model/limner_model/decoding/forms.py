"""The forms in which a model can read on a device: by which reader, and on how many threads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import torch

from limner_model.decoding.graph import can_step
from limner_model.decoding.lean.weights import is_lean

# What torch takes for this machine's number of cores, before anybody sets another.
ALL_THREADS: Final = torch.get_num_threads()


class Way(StrEnum):
    """By which reader."""

    MODEL = "model"
    LEAN = "lean"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Form:
    """How a model reads.

    Attributes:
        way: by which reader.
        threads: of the CPU, for one operation.
    """

    way: Way
    threads: int


def possible(model: Any) -> list[Form]:
    """The forms in which `model` can read; first the one to use until they are measured."""
    if model.device.type == "cuda":
        # A graph is tried before anybody waits for it: drivers differ in what they can capture.
        ways = [Way.MODEL, Way.GRAPH] if can_step(model) else [Way.MODEL]
        return [Form(way, ALL_THREADS) for way in ways]
    if is_lean(model):
        # Threads that share a token's few operations wait for one another longer than they work.
        found = [Form(Way.LEAN, 1), Form(Way.LEAN, ALL_THREADS), Form(Way.MODEL, 1)]
    else:
        found = [Form(Way.MODEL, ALL_THREADS), Form(Way.MODEL, 1)]
    return list(dict.fromkeys(found))
