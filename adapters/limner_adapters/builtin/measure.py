"""How well a model labels pages that it never saw: free-running, beside the rules alone.

Teacher-forced accuracy misleads; here the model writes its whole answer, it is parsed as serving
parses it, and the labels are held against what the pages' authors wrote.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np

from limner_adapters.builtin.encoding import Encoded, encode, pixel_values
from limner_adapters.data.store import Pixels, Sample
from limner_server.layout.element import Role
from limner_server.proposers.labels import Label, read_answer

_BATCH = 8
_TOKENS_A_NODE = 6


class Crops(StrEnum):
    """What the model is shown in place of the crops, to see whether it looks."""

    REAL = "real"
    BLANK = "blank"
    SWAPPED = "swapped"  # the crops of the question, in another order


@dataclass(slots=True)
class Marks:
    """Counts of right labels.

    Attributes:
        right: nodes by true role whose own role was said rightly.
        nodes: nodes by true role.
        unclear_right: right ones among the nodes with a crop.
        unclear: nodes with a crop.
        shared_groups: elements around nodes and siblings that both have.
        true_groups: such elements of the author.
        said_groups: such elements of the answer.
    """

    right: Counter[Role] = field(default_factory=Counter)
    nodes: Counter[Role] = field(default_factory=Counter)
    unclear_right: int = 0
    unclear: int = 0
    shared_groups: int = 0
    true_groups: int = 0
    said_groups: int = 0

    def add(
        self, truth: list[Label], said: list[Label], fallback: list[Label], shown: set[int]
    ) -> None:
        """Count one question; nodes not named in `said` keep the role of `fallback`."""
        own = _own_roles(fallback) | _own_roles(said)
        for pointer, role in _own_roles(truth).items():
            hit = own.get(pointer) is role
            self.nodes[role] += 1
            self.right[role] += hit
            if pointer in shown:
                self.unclear += 1
                self.unclear_right += hit
        mine, theirs = _groups(truth), _groups(said)
        self.shared_groups += (mine & theirs).total()
        self.true_groups += mine.total()
        self.said_groups += theirs.total()

    def figures(self) -> dict[str, float]:
        """The counts as shares, 0 to 1; `nodes` is a count."""
        common = [role for role, count in self.nodes.items() if count >= 5]
        return {
            "nodes": self.nodes.total(),
            "role_accuracy": self.right.total() / max(self.nodes.total(), 1),
            "role_recall": sum(self.right[role] / self.nodes[role] for role in common)
            / max(len(common), 1),
            "unclear_accuracy": self.unclear_right / max(self.unclear, 1),
            "group_f1": 2 * self.shared_groups / max(self.true_groups + self.said_groups, 1),
        }


def _own_roles(labels: list[Label]) -> dict[int, Role]:
    """Each node's own role; a plain text is one, whether its author wrote `p` or `span`."""
    return {
        label.first: Role.P if label.roles[-1] is Role.SPAN else label.roles[-1]
        for label in labels
        if label.first == label.last
    }


def _groups(labels: list[Label]) -> Counter[tuple[int, int, Role]]:
    """Every element that the labels put around nodes."""
    groups: Counter[tuple[int, int, Role]] = Counter()
    for label in labels:
        around = label.roles if label.first != label.last else label.roles[:-1]
        groups.update((label.first, label.last, role) for role in around)
    return groups


def evaluate(
    model: Any,
    tokenizer: Any,
    samples: Sequence[tuple[Sample, Pixels]],
    crops: Crops = Crops.REAL,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, dict[str, float]]:
    """Figures of the model and of the rules on the same questions.

    Args:
        model: with or without an adapter.
        tokenizer: of the model.
        samples: held out, each with its crops.
        crops: what the model is shown.
        tell: hears how far it is.

    Returns:
        "model" and "rules", each with the figures of `Marks`.
    """
    by_model, by_rules = Marks(), Marks()
    rng = random.Random(0)
    ordered = sorted(samples, key=lambda pair: sum(map(len, pair[0].parts)))
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        encoded = [encode(tokenizer, sample, _shown(own, crops, rng)) for sample, own in batch]
        for (sample, _), text in zip(batch, _answers(model, tokenizer, encoded), strict=True):
            count = sample.parts[-1].count("[[") + sum(p.count("[[") for p in sample.parts[:-1])
            truth = read_answer(sample.answer, count)
            rules = read_answer(sample.rules, count)
            shown = _pointers_with_crops(sample)
            by_model.add(truth, read_answer(text, count), rules, shown)
            by_rules.add(truth, rules, rules, shown)
        tell(f"{start + len(batch)} of {len(ordered)} questions: {by_model.figures()}")
    return {"model": by_model.figures(), "rules": by_rules.figures()}


def _shown(crops: Pixels, how: Crops, rng: random.Random) -> Pixels:
    if how is Crops.BLANK:
        return np.full_like(crops, 255)
    if how is Crops.SWAPPED and len(crops) > 1:
        order = list(range(len(crops)))
        rng.shuffle(order)
        return crops[order]
    return crops


def _pointers_with_crops(sample: Sample) -> set[int]:
    """A crop's pointer is the first after it."""
    shown = set()
    for part in sample.parts[1:]:
        start = part.index("[[") + 2
        shown.add(int(part[start : part.index("]]")]))
    return shown


def _answers(model: Any, tokenizer: Any, batch: list[Encoded]) -> list[str]:
    """Greedy answers to a batch of questions."""
    import torch  # noqa: PLC0415

    length = max(len(encoded.prompt) for encoded in batch)
    ids = torch.full((len(batch), length), tokenizer.pad_token_id)
    mask = torch.zeros((len(batch), length), dtype=torch.long)
    for row, encoded in enumerate(batch):
        ids[row, length - len(encoded.prompt) :] = torch.tensor(encoded.prompt)
        mask[row, length - len(encoded.prompt) :] = 1
    pictures = pixel_values([encoded.crops for encoded in batch])
    with torch.inference_mode():
        written = model.generate(
            input_ids=ids,
            attention_mask=mask,
            **({} if pictures is None else {"pixel_values": pictures.to(model.dtype)}),
            max_new_tokens=_TOKENS_A_NODE * 44,
            do_sample=False,
        )
    return [
        str(text) for text in tokenizer.batch_decode(written[:, length:], skip_special_tokens=True)
    ]
