"""The examples of a file, encoded for a model: those with pictures anew whenever they are drawn."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from limner_adapters.examples import Example, Task
from limner_adapters.tuning.qlora.encoding import Encoded, Encoder
from limner_model.errors import CancelledError, RequestRefusedError
from limner_server.errors import InputError


@dataclass(frozen=True, slots=True)
class _Place:
    """One example of the file.

    Attributes:
        offset: of its line, in bytes.
        origin: where it comes from, for people.
        length: in tokens.
        answer: tokens of its answer.
        encoded: kept where it has no pictures: tokens are small, pictures are not.
    """

    offset: int
    origin: str
    length: int
    answer: int
    encoded: Encoded | None


@dataclass(slots=True)
class Lessons:
    """The examples of a file that a model can read.

    Attributes:
        path: of the file.
        too_long: how many were left out, because the model does not read as many tokens.
    """

    path: Path
    too_long: int = 0
    _encoder: Encoder | None = None
    _places: list[_Place] = field(default_factory=list)

    @classmethod
    def read(
        cls,
        path: Path,
        encoder: Encoder,
        context: int,
        tell: Callable[[float], None],
        cancelled: threading.Event,
    ) -> Lessons:
        """Read all examples of a file once.

        Args:
            path: JSON Lines of `Example`.
            encoder: of the model.
            context: the most tokens that the model reads.
            tell: hears the share that is read.
            cancelled: ends it.

        Raises:
            CancelledError: `cancelled` was set.
            InputError: the file holds something else, or no example that fits.
        """
        lessons = cls(path, _encoder=encoder)
        size = max(path.stat().st_size, 1)
        offset = 0
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if cancelled.is_set():
                    raise CancelledError
                lessons._add(line, number, offset, context)
                offset += len(line)
                tell(offset / size)
        if not lessons._places:
            raise InputError(
                f"no example in {path} fits into the {context} tokens that the model reads"
                if lessons.too_long
                else f"there is no example in {path}"
            )
        return lessons

    def _add(self, line: bytes, number: int, offset: int, context: int) -> None:
        try:
            example = _parsed(line)
            encoded = self._encode(example)
        except (ValueError, KeyError, TypeError, RequestRefusedError) as error:
            raise InputError(f"line {number} of {self.path} is no example ({error})") from error
        if len(encoded) > context:
            self.too_long += 1
            return
        kept = None if encoded.pictures else encoded
        self._places.append(_Place(offset, example.origin, len(encoded), encoded.answer, kept))

    def _encode(self, example: Example) -> Encoded:
        assert self._encoder is not None  # noqa: S101 - `read` makes all
        return self._encoder(example)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, index: int) -> Encoded:
        """The example as tokens."""
        place = self._places[index]
        if place.encoded is not None:
            return place.encoded
        with self.path.open("rb") as file:
            file.seek(place.offset)
            return self._encode(_parsed(file.readline()))

    def within(self, tokens: int) -> Lessons:
        """So many of them, evenly chosen, that they have about `tokens` tokens at most."""
        every = max(-(-sum(self.lengths) // tokens), 1)
        return Lessons(self.path, self.too_long, self._encoder, self._places[::every])

    @property
    def lengths(self) -> list[int]:
        """Tokens of each example."""
        return [place.length for place in self._places]

    @property
    def answers(self) -> list[int]:
        """Tokens of each example's answer."""
        return [place.answer for place in self._places]

    @property
    def origins(self) -> list[str]:
        """Where each example comes from."""
        return [place.origin for place in self._places]


def _parsed(line: bytes) -> Example:
    found = json.loads(line)
    return Example(Task(found["task"]), tuple(found["messages"]), found["answer"], found["origin"])
