"""One step of decoding as a CUDA graph: the GPU is told once what to do, and then only when.

A token of a model in 4 bit takes a GPU some milliseconds, and Python several times as long to ask
for: thousands of small kernels. A graph (CUDA C++ Programming Guide, "CUDA Graphs") replays all of
them by one call. Its tensors stay where they are, so that keys and values are written at a place
that is itself a tensor, and what is behind it is masked, as in `transformers.StaticCache`.
"""

from __future__ import annotations

import weakref
from typing import Any, Final

import torch
from torch import Tensor
from transformers import Cache

from limner_model.decoding.keys_values import Kept, KeysValues
from limner_model.decoding.prompt import Prompt
from limner_model.decoding.reader import Reader

# Room for so many tokens at first, and twice as many whenever it is full. All of it is looked at
# for every token.
_LEAST_ROOM: Final = 1024
# Graphs that are kept, one for each adapter.
_MOST: Final = 4


class GraphReader:
    """Reads single tokens after the prompt by a graph, and leaves the rest to another reader."""

    def __init__(
        self, model: Any, prompt: Prompt, reader: Reader, steps: Steps, speaker: str
    ) -> None:
        """Read `prompt` and what follows it.

        Args:
            model: what `loaded.speaking_as` lent.
            prompt: the positions of the first tokens.
            reader: reads the prompt, and several tokens at once.
            steps: the model's graphs.
            speaker: which adapter is at work.
        """
        self._model = model
        self._prompt = prompt
        self._reader = reader
        self._steps = steps
        self._speaker = speaker

    def read(self, tokens: Tensor, cache: KeysValues, *, all_logits: bool) -> Tensor:
        """See `Reader.read`."""
        start = cache.get_seq_length()
        if len(tokens) > 1 or start < len(self._prompt.tokens):
            return self._reader.read(tokens, cache, all_logits=all_logits)
        positions = self._prompt.positions_of(start, start + 1)
        return self._steps.read(self._model, self._speaker, tokens, positions, cache)


class Steps:
    """The graphs of one model, and the room in which they find the keys and values."""

    def __init__(self) -> None:
        """Begin without any: a graph is made when it is first needed."""
        self._rooms: Kept = ()
        self._tenant: weakref.ref[KeysValues] | None = None
        # By speaker, who spoke longest ago first.
        self._steps: dict[str, _Step] = {}

    @torch.inference_mode()
    def read(
        self, model: Any, speaker: str, token: Tensor, positions: Tensor, cache: KeysValues
    ) -> Tensor:
        """Read one token: the logits after it, (1, vocabulary).

        Args:
            model: with the adapter of `speaker` at work.
            speaker: whose graph it is.
            token: (1).
            positions: of the token, (..., 1).
            cache: holds all tokens before, and this one afterwards.
        """
        place = cache.get_seq_length()
        if place >= self._room or not cache.is_in(self._rooms):
            self._take_in(cache)
        step = self._steps.pop(speaker, None)
        if step is None:
            step = _Step(model, self._rooms, positions)
        self._steps[speaker] = step
        for name in [*self._steps][:-_MOST]:
            del self._steps[name]
        logits = step.run(token, positions, place)
        cache.grown(1)
        return logits

    def clear(self) -> bool:
        """Give the memory back; whether there was any."""
        had = bool(self._rooms)
        self._steps.clear()
        self._rooms = ()
        return had

    @property
    def _room(self) -> int:
        return self._rooms[0][0].shape[-2] if self._rooms else 0

    def _take_in(self, cache: KeysValues) -> None:
        """Have the keys and values of `cache` where the graphs look for them."""
        tenant = None if self._tenant is None else self._tenant()
        if tenant is not None and tenant is not cache and tenant.is_in(self._rooms):
            tenant.move()  # who is there may go on later
        needed = cache.get_seq_length() + 1
        if self._room < needed:
            self._steps.clear()
            room = max(_LEAST_ROOM, 1 << (needed - 1).bit_length())
            self._rooms = tuple(
                # Zeros: what is masked counts nothing, unless it is no number.
                (_empty_room(keys, room), _empty_room(values, room))
                for keys, values in ((layer.keys, layer.values) for layer in cache.layers)
            )
        cache.move(self._rooms)
        self._tenant = weakref.ref(cache)


class _Step:
    """One token's way through a model with an adapter, through tensors that stay where they are."""

    def __init__(self, model: Any, rooms: Kept, positions: Tensor) -> None:
        device = positions.device
        self._model = model
        self._token = torch.zeros(1, 1, dtype=torch.long, device=device)
        self._positions = positions.clone()
        self._place = torch.zeros(1, dtype=torch.long, device=device)
        self._places = torch.arange(rooms[0][0].shape[-2], device=device)
        self._cache = _InPlace(rooms, self._place)
        self._graph: torch.cuda.CUDAGraph | None = None
        self._logits = torch.empty(0)

    def run(self, token: Tensor, positions: Tensor, place: int) -> Tensor:
        self._token.copy_(token.unsqueeze(0))
        self._positions.copy_(positions)
        self._place.fill_(place)
        if self._token.device.type != "cuda":
            return self._compute()
        if self._graph is None:
            self._graph = self._captured()
        self._graph.replay()
        return self._logits.clone()

    def _captured(self) -> torch.cuda.CUDAGraph:
        # What is set up at a first call must not be captured. It writes what the graph will write.
        aside = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(2):
                self._compute()
        torch.cuda.current_stream().wait_stream(aside)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, capture_error_mode="thread_local"):
            self._logits = self._compute()
        return graph

    def _compute(self) -> Tensor:
        logits: Tensor = self._model(
            input_ids=self._token,
            position_ids=self._positions,
            attention_mask=(self._places <= self._place).view(1, 1, 1, -1),
            past_key_values=self._cache,
            use_cache=True,
            logits_to_keep=1,
        ).logits
        return logits[0]


class _InPlace(Cache):  # type: ignore[misc]  # transformers has no types
    """Writes one token's keys and values at the place that a tensor says."""

    def __init__(self, rooms: Kept, place: Tensor) -> None:
        super().__init__(layers=[])
        self._rooms = rooms
        self._place = place

    def update(
        self, key_states: Tensor, value_states: Tensor, layer_idx: int, *_: Any, **__: Any
    ) -> tuple[Tensor, Tensor]:
        keys, values = self._rooms[layer_idx]
        keys.index_copy_(2, self._place, key_states)
        values.index_copy_(2, self._place, value_states)
        return keys, values

    def get_seq_length(self, layer_idx: int = 0) -> int:
        return int(self._rooms[layer_idx][0].shape[-2]) - 1


def can_step(model: Any) -> bool:
    """Whether all of a text model's layers look at all tokens, so that one mask does for them."""
    config = model.get_decoder().config
    kinds = set(getattr(config, "layer_types", None) or ("full_attention",))
    return kinds == {"full_attention"} and getattr(config, "sliding_window", None) is None


def _empty_room(like: Tensor, room: int) -> Tensor:
    return like.new_zeros((*like.shape[:2], room, like.shape[-1]))
