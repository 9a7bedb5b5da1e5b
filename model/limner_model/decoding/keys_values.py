"""The keys and values of the tokens read so far, where the next token is written in place.

`transformers.DynamicCache` makes room for each token by concatenation: every token copies all that
stand before it. Here a layer's room doubles when it is full, as a list's does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from torch import Tensor
from transformers import Cache
from transformers.cache_utils import DynamicLayer

# Keys and values of some tokens, for each layer: (1, heads, tokens, head's width) each.
Kept = Sequence[tuple[Tensor, Tensor]]

_LEAST_ROOM: Final = 256


# Layers that take from each token before what they take. Others sum them up as they go, and cannot
# be brought back to where they were.
_ATTENDING: Final = {"full_attention", "sliding_attention"}


def is_kept_by_token(model: Any) -> bool:
    """Whether what `model` has read can be kept in `KeysValues`."""
    kinds = getattr(model.get_decoder().config, "layer_types", None) or ()
    return _ATTENDING.issuperset(kinds)


class KeysValues(Cache):  # type: ignore[misc]  # transformers has no types
    """The cache of one text, for models all of whose layers attend to what stands before."""

    def __init__(self, room: int = 0) -> None:
        """Begin with no tokens, and room for `room` of them once the first are read."""
        super().__init__(layers=[])
        self._room = room

    @classmethod
    def beginning_with(cls, kept: Kept, room: int = 0) -> KeysValues:
        """A copy of the keys and values of a text's first tokens, to go on from."""
        cache = cls(room)
        for index, (keys, values) in enumerate(kept):
            cache.update(keys, values, index)
        return cache

    def update(
        self, key_states: Tensor, value_states: Tensor, layer_idx: int, *_: Any, **__: Any
    ) -> tuple[Tensor, Tensor]:
        """Append the keys and values of new tokens to a layer's; returns all of that layer."""
        while len(self.layers) <= layer_idx:
            self.layers.append(_Layer(self._room))
        layer: _Layer = self.layers[layer_idx]
        return layer.append(key_states, value_states)

    def crop(self, length: int) -> None:
        """Forget all but the first `length` tokens.

        Unlike in `transformers`, this is what remains, not what goes.
        """
        for layer in self.layers:
            layer.crop(length)

    def beginning(self, length: int) -> list[tuple[Tensor, Tensor]]:
        """A copy of the keys and values of the first `length` tokens, for each layer."""
        return [
            (layer.keys[:, :, :length].clone(), layer.values[:, :, :length].clone())
            for layer in self.layers
        ]

    def move(self, rooms: Kept | None = None) -> None:
        """Go on in other tensors, with all tokens so far.

        Args:
            rooms: for each layer, (1, heads, room, head's width) each; None for new ones.
        """
        for index, layer in enumerate(self.layers):
            layer.move(None if rooms is None else rooms[index])

    def is_in(self, rooms: Kept) -> bool:
        """Whether the tokens are in these tensors, where `move` brought them."""
        return bool(self.layers and rooms) and self.layers[0].is_in(rooms[0])

    def grown(self, tokens: int) -> None:
        """Take in that so many tokens were written behind the last one by somebody else."""
        for layer in self.layers:
            layer.grown(tokens)


class _Layer(DynamicLayer):  # type: ignore[misc]  # transformers has no types
    """One layer's keys and values: views of the beginning of two longer tensors."""

    keys: Tensor | None
    values: Tensor | None

    def __init__(self, room: int) -> None:
        super().__init__()
        self._least = max(room, _LEAST_ROOM)
        self._room = 0
        self._length = 0

    def append(self, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        start, end = self._length, self._length + keys.shape[-2]
        if end > self._room:
            self._room = max(end, 2 * self._room, self._least)
            self._all_keys = self._moved(self.keys, keys)
            self._all_values = self._moved(self.values, values)
            self.is_initialized = True
        self._all_keys[:, :, start:end] = keys
        self._all_values[:, :, start:end] = values
        return self._show(end)

    def crop(self, length: int) -> None:
        if length < self._length:
            self._show(length)

    def get_seq_length(self) -> int:
        return self._length

    def move(self, rooms: tuple[Tensor, Tensor] | None) -> None:
        if rooms is None:
            rooms = self._all_keys.clone(), self._all_values.clone()
        else:
            for room, old in zip(rooms, (self._all_keys, self._all_values), strict=True):
                room[:, :, : self._length] = old[:, :, : self._length]
        self._all_keys, self._all_values = rooms
        self._room = self._all_keys.shape[-2]
        self._show(self._length)

    def is_in(self, rooms: tuple[Tensor, Tensor]) -> bool:
        return self._all_keys is rooms[0]

    def grown(self, tokens: int) -> None:
        self._show(self._length + tokens)

    def _moved(self, old: Tensor | None, like: Tensor) -> Tensor:
        new = like.new_empty((*like.shape[:2], self._room, like.shape[-1]))
        if old is not None:
            new[:, :, : self._length] = old
        return new

    def _show(self, length: int) -> tuple[Tensor, Tensor]:
        self._length = length
        self.keys = self._all_keys[:, :, :length]
        self.values = self._all_values[:, :, :length]
        return self.keys, self.values
