"""Texts that begin alike, and the keys and values of each stretch once: a radix tree.

As SGLang's RadixAttention (Zheng et al., 2024), but each stretch has tensors of its own rather
than pages of one pool: a request copies what it goes on from, so that what is kept never changes,
and giving a stretch up gives its memory back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from torch import Tensor

from limner_model.prefix.identities import Identities

# The keys and values of a stretch, for each layer: (1, heads, places, head's width) each.
Layers = list[tuple[Tensor, Tensor]]


@dataclass(slots=True, eq=False)
class Stretch:
    """Places that always stand together, as far as the tree knows.

    Attributes:
        places: what stands there; none at the root.
        layers: the model's keys and values there. They are never written to.
        parent: what stands before; None at the root.
        children: what may follow, by the first place of each.
    """

    places: Identities = ()
    layers: Layers = field(default_factory=list)
    parent: Stretch | None = None
    children: dict[int, Stretch] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The memory of its keys and values, in bytes."""
        return sum(keys.nbytes + values.nbytes for keys, values in self.layers)

    def path(self, places: Identities) -> tuple[list[Stretch], int]:
        """The stretches below this one that `places` begin with, and how far those agree.

        The last stretch may agree in its beginning only.
        """
        found: list[Stretch] = []
        at, length = self, 0
        while length < len(places) and (child := at.children.get(places[length])) is not None:
            found.append(child)
            alike = common(child.places, places[length : length + len(child.places)])
            length += alike
            if alike < len(child.places):
                break
            at = child
        return found, length

    def follow(self, places: Identities, layers: Layers) -> Stretch:
        """Add what may follow."""
        child = Stretch(places, layers, parent=self)
        self.children[places[0]] = child
        return child

    def split(self, length: int) -> Stretch:
        """Divide it in two; returns the new stretch of its first `length` places.

        Both halves are copies: else giving one up would give no memory back.
        """
        first = self.leave().follow(self.places[:length], [])
        for index, layer in enumerate(self.layers):  # one at a time: no more memory than needed
            first.layers += part([layer], 0, length)
            self.layers[index : index + 1] = part([layer], length, len(self.places))
        self.places = self.places[length:]
        self.parent = first
        first.children[self.places[0]] = self
        return first

    def leave(self) -> Stretch:
        """Take it off the tree; returns what it followed."""
        assert self.parent is not None  # noqa: S101  # nobody takes the root off
        del self.parent.children[self.places[0]]
        return self.parent


def part(layers: Layers, start: int, end: int) -> Layers:
    """A copy of the keys and values of some places."""
    return [
        (keys[:, :, start:end].clone(), values[:, :, start:end].clone()) for keys, values in layers
    ]


def common(one: Identities, other: Identities) -> int:
    """How many places both begin with."""
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return shorter
    return next(at for at in range(shorter) if one[at] != other[at])
