"""What models have read, kept from request to request.

Whatever asks again about the same file, picture or conversation begins as an earlier request did.
The keys and values of that beginning are copied instead of computed.

Nothing invalid can be found here. The cache belongs to one model in memory and goes with it; an
entry is under the adapter that was at work, and an adapter that is loaded anew is another one; a
place is known by its token or its picture's pixels; and what is kept is a copy that nobody writes
to. Positions are no part of it: they follow from the prompt, and the reader works them out anew.
"""

from __future__ import annotations

from typing import Final

from limner_model.decoding.keys_values import KeysValues
from limner_model.memory import is_out_of_memory
from limner_model.prefix.identities import Identities, sound_cut
from limner_model.prefix.tree import Stretch, part

# Fewer places than that are not worth a stretch of their own.
_LEAST: Final = 16


class PrefixCache:
    """The keys and values of what one model has read, as many as a budget of memory holds.

    Who was asked for longest ago makes room. It is used by one thread at a time.

    Attributes:
        budget: the most memory it takes, in bytes.
        size: the memory it takes, in bytes.
    """

    def __init__(self, budget: int) -> None:
        """Keep nothing yet."""
        self.budget = budget
        self.size = 0
        self._roots: dict[str, Stretch] = {}
        # Who was asked for longest ago first. What stands before is asked for with all that
        # follows, and counts as the later: so the first has no followers.
        self._used: dict[Stretch, None] = {}

    def longest(self, speaker: str, places: Identities, room: int = 0) -> KeysValues:
        """What is kept of the beginning of a prompt, but for its last place.

        That one is read in any case, since the model's answer to it is not kept.

        Args:
            speaker: the adapter at work, as `LoadedModel.speaker` names it.
            places: the prompt's.
            room: for how many places in all there will have to be room.

        Returns:
            A copy to go on from, which holds no places where none are kept.
        """
        stretches, length = self._path(speaker, places)
        length = sound_cut(places, min(length, len(places) - 1))
        cache = KeysValues(max(room, len(places)))
        self._touch(stretches)
        for stretch in stretches:
            here = min(len(stretch.places), length - cache.get_seq_length())
            if here < 1:
                break
            for index, (keys, values) in enumerate(stretch.layers):
                cache.update(keys[:, :, :here], values[:, :, :here], index)
        return cache

    def keep(self, speaker: str, places: Identities, cache: KeysValues) -> None:
        """Keep a copy of what was read, as far as the budget goes.

        Args:
            speaker: the adapter that was at work.
            places: what stands at the places of `cache`. A request that was broken off may have
                read further than that, or less far in some layers: only what is sure is kept.
            cache: the keys and values.
        """
        layers = [(layer.keys, layer.values) for layer in cache.layers]
        whole = min((keys.shape[2] for keys, _ in layers), default=0)
        a_place = sum(keys[:, :, :1].nbytes + values[:, :, :1].nbytes for keys, values in layers)
        if not whole:
            return
        end = sound_cut(places, min(len(places), whole, self.budget // a_place))
        stretches, known = self._path(speaker, places[:end])
        self._touch(stretches)
        if end - known < _LEAST:
            return
        try:
            before = self._end_at(known, stretches) or self._roots.setdefault(speaker, Stretch())
            self.shrink(self.budget - (end - known) * a_place)
            added = before.follow(places[known:end], part(layers, known, end))
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            self.clear()  # the answer is there: it does not fail for this
            return
        self.size += added.size
        self._touch([*stretches, added])

    def clear(self) -> None:
        """Forget everything."""
        self._roots.clear()
        self._used.clear()
        self.size = 0

    def shrink(self, size: int) -> None:
        """Give memory back until at most `size` bytes are taken."""
        while self.size > size:
            oldest = next(iter(self._used))
            del self._used[oldest]
            self.size -= oldest.size
            oldest.leave()

    def _path(self, speaker: str, places: Identities) -> tuple[list[Stretch], int]:
        root = self._roots.get(speaker)
        return root.path(places) if root is not None else ([], 0)

    def _end_at(self, length: int, stretches: list[Stretch]) -> Stretch | None:
        """Have the last of these stretches end after `length` places; returns it."""
        if not stretches:
            return None
        here = length - sum(len(stretch.places) for stretch in stretches[:-1])
        if here < len(stretches[-1].places):
            stretches[-1] = stretches[-1].split(here)
            self._touch(stretches)
        return stretches[-1]

    def _touch(self, stretches: list[Stretch]) -> None:
        for stretch in reversed(stretches):
            self._used.pop(stretch, None)
            self._used[stretch] = None
