"""The built-in model's recipe: every number that decides what comes out of training."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model is built and taught.

    Attributes:
        text_tokens: byte-pair tokens for texts of pages and code, beside the whole tokens.
        hidden: width of the language model.
        inner: width of its feed-forward layers.
        layers: of the language model.
        head: width of an attention head.
        context: the most tokens of a question with its answer.
        vision_hidden: width of the vision tower.
        vision_layers: of the vision tower.
        patch: side of a patch in pixels. A crop of 64 pixels becomes one token.
        learning_rate: of Muon (matrices) and AdamW (the rest) at its peak.
        weight_decay: of the matrices.
        warm_up: steps until the peak.
        decay: last share of the time, in which the learning rate falls to a fiftieth.
        batch_tokens: tokens of a batch, per process.
        page_share: share of the batches that are of pages; the others are of code.
        lora_rank: of the adapter.
        lora_learning_rate: of the adapter.
        seed: of weights and order.
    """

    text_tokens: int = 3000
    hidden: int = 256
    inner: int = 640
    layers: int = 4
    head: int = 64
    context: int = 2048
    vision_hidden: int = 192
    vision_layers: int = 3
    patch: int = 16
    learning_rate: float = 2.5e-3
    weight_decay: float = 0.05
    warm_up: int = 40
    decay: float = 0.5
    batch_tokens: int = 4096
    page_share: float = 0.85
    lora_rank: int = 8
    lora_learning_rate: float = 1e-3
    seed: int = 7
