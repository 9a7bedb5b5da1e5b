"""Prompt lookup: an answer that repeats what it was shown is read from there, many tokens a step.

Where the last tokens stand earlier in the prompt, or in the answer itself, what followed them there
is likely to follow here (Saxena, "Prompt Lookup Decoding", 2023; LLMA of Yang et al., "Inference
with Reference", 2023). The model reads that draft in one step and says after each token what it
would have chosen; the draft counts as far as it agrees. So the answer is the model's own, and only
the number of steps depends on the draft: in float32 it is the same token for token. In bfloat16 a
reading of several tokens rounds otherwise than one of each, in its keys and values as well, so that
of two tokens that are next to equally likely the other one may be taken, now and then.

How long a draft pays is measured, not set: how often drafts after so long a match were taken, and
what reading so many tokens costs on this device beside reading one. The length with the most tokens
a second is proposed, which may be none at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from typing import Final

# Tokens that must agree before a draft is made, the most telling first.
_NGRAMS: Final = (3, 2)
# With the token before them, drafts of so many make readings of 1, 4, 8, 16 and 32: sizes that
# recur, so that their costs get known, and that kernels are made for.
_LENGTHS: Final = (0, 3, 7, 15, 31)
# Where no draft pays, the shortest is tried again after so many chances, later after twice as many.
_FIRST_PATIENCE: Final = 16
_MOST_PATIENCE: Final = 256
# Readings of one size that are remembered.
_REMEMBERED: Final = 5
# Kinds of matches, by the binary magnitude of their length.
_KINDS: Final = 6
# A token that is less likely to be taken is not worth counting, nor are those after it.
_HOPELESS: Final = 0.02
# Readings after which it is forgotten what a size cost that was not read since.
_FORGOTTEN: Final = 256


class ReadingCosts:
    """What it takes a model on its device to read some tokens at once, in seconds, as measured.

    One for each model and device, for all its answers.
    """

    def __init__(self) -> None:
        """Begin with nothing measured."""
        self._seconds: dict[int, deque[float]] = {}
        self._best: dict[int, float] = {}
        self._last: dict[int, int] = {}
        self._readings = 0

    def add(self, tokens: int, seconds: float) -> None:
        """Take in that `tokens` were read in `seconds`."""
        self._readings += 1
        self._last[tokens] = self._readings
        if (measured := self._seconds.get(tokens)) is None:
            # The first of a size warms up what the next will find: buffers, compiled kernels.
            self._seconds[tokens] = deque(maxlen=_REMEMBERED)
        else:
            measured.append(seconds)
            # What else the machine does makes a reading slower, and never quicker.
            self._best[tokens] = min(measured)
        if self._readings % _FORGOTTEN == 0:
            self._forget()

    def of(self, tokens: int) -> float:
        """Seconds for `tokens`; guessed where none were read of late, so that they will be."""
        best = self._best
        if tokens in best:
            return best[tokens]
        if not best:
            return _guess(tokens)  # in whichever unit: there is nothing to compare with
        fewer = sorted(size for size in best if size < tokens)
        if len(fewer) < 2:
            size = fewer[0] if fewer else min(best)
            return best[size] * _guess(tokens) / _guess(size)
        *_, less, nearest = fewer
        slope = (best[nearest] - best[less]) / (nearest - less)
        return best[nearest] + max(slope, 0.0) * (tokens - nearest)

    def _forget(self) -> None:
        """Forget what was measured long ago, but for the reading that all others are beside."""
        for size, reading in [*self._last.items()]:
            if size > 1 and self._readings - reading >= _FORGOTTEN:
                del self._last[size], self._seconds[size]
                self._best.pop(size, None)


def _guess(tokens: int) -> float:
    """What reading `tokens` may cost beside reading one, until anything is measured."""
    return 1 + 0.1 * (tokens - 1)


class _Agreement:
    """How often the token after a match of some length was the one that followed there."""

    def __init__(self) -> None:
        # As good as one draft taken and half a one refused: hopeful enough to be tried, and soon
        # outweighed.
        self._taken = [1.0] * _KINDS
        self._asked = [1.5] * _KINDS
        self._share = [1.0 / 1.5] * _KINDS

    def after(self, match: int) -> float:
        """The share of tokens taken after a match of `match` tokens."""
        return self._share[min(match.bit_length(), _KINDS) - 1]

    def add(self, match: int, *, taken: bool) -> None:
        kind = min(match.bit_length(), _KINDS) - 1
        # What an answer is like changes: the last ten or so tell.
        self._taken[kind] = 0.9 * self._taken[kind] + taken
        self._asked[kind] = 0.9 * self._asked[kind] + 1
        self._share[kind] = self._taken[kind] / self._asked[kind]


class PromptLookup:
    """Drafts how an answer goes on, from what its last tokens were followed by earlier."""

    def __init__(self, costs: ReadingCosts, never: Collection[int] = ()) -> None:
        """Begin an answer.

        Args:
            costs: of the model that reads the drafts; they are kept up.
            never: tokens that no draft may hold, as those that stand for a picture.
        """
        self._costs = costs
        self._never = never
        self._agreement = _Agreement()
        self._index: dict[tuple[int, ...], int] = {}
        self._seen = 0
        # Where the tokens go on that agree with the last ones, and how many of them do.
        self._source = 0
        self._match = 0
        self._passed = 0
        self._patience = _FIRST_PATIENCE

    def propose(self, tokens: Sequence[int]) -> list[int]:
        """What may come next.

        Args:
            tokens: of the prompt and the answer so far. It must begin with those of the last call:
                only what is new is looked at.

        Returns:
            Some tokens to read with the last one; none where that does not pay.
        """
        while self._seen < len(tokens):
            self._take(tokens)
        if not self._match:
            return []
        return self._draft(tokens, self._length())

    def told(self, accepted: int, proposed: int, seconds: float) -> None:
        """Hear how a step went.

        Args:
            accepted: tokens of the draft that the model agreed with.
            proposed: all of the draft.
            seconds: that the model took to read the draft and the token before it.
        """
        self._costs.add(proposed + 1, seconds)
        for place in range(min(accepted + 1, proposed)):
            self._agreement.add(self._match + place, taken=place < accepted)

    def _take(self, tokens: Sequence[int]) -> None:
        """Index the next token, and find where it and those before it stand earlier."""
        token, end = tokens[self._seen], self._seen + 1
        follows = self._match > 0 and tokens[self._source] == token
        self._source, self._match = (self._source + 1, self._match + 1) if follows else (0, 0)
        for length in _NGRAMS:
            if length > end:
                continue
            ngram = tuple(tokens[end - length : end])
            earlier = self._index.get(ngram)
            if not self._match and earlier is not None:
                self._source, self._match = earlier, length
            self._index[ngram] = end
        self._seen = end

    def _length(self) -> int:
        """Of the drafts that could be made, the one with the most tokens a second."""
        best, most = 0, 0.0
        expected, likely, reached = 1.0, 1.0, 0
        for length in _LENGTHS:
            while reached < length and likely > _HOPELESS:
                likely *= self._agreement.after(self._match + reached)
                expected += likely
                reached += 1
            rate = expected / self._costs.of(length + 1)
            if rate > most:
                best, most = length, rate
            if likely <= _HOPELESS:
                break
        if best:
            self._passed, self._patience = 0, _FIRST_PATIENCE
            return best
        self._passed += 1
        if self._passed < self._patience:
            return 0
        self._passed, self._patience = 0, min(2 * self._patience, _MOST_PATIENCE)
        return _LENGTHS[1]

    def _draft(self, tokens: Sequence[int], length: int) -> list[int]:
        draft: list[int] = []
        for place in range(self._source, self._source + length):
            # Past the last token the draft follows itself: what repeats goes on repeating.
            token = tokens[place] if place < len(tokens) else draft[place - len(tokens)]
            if token in self._never:
                break
            draft.append(token)
        return draft
