"""From a model's tokens to text, as they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

# What a decoder writes for bytes that are not yet, or never, a whole character.
_INCOMPLETE = "\N{REPLACEMENT CHARACTER}"
# The longest UTF-8 character has four bytes: after so many tokens a broken one stays broken.
_MOST_PENDING = 8


class Decoder(Protocol):
    """The part of a tokenizer that is needed here."""

    def decode(self, token_ids: Sequence[int], *, skip_special_tokens: bool) -> str:
        """The text of `token_ids`."""
        ...


class Detokenizer:
    """Turns tokens into text piece by piece, and ends at the first stop text.

    A piece is handed on as soon as it cannot change any more: characters that span tokens are held
    back until they are whole, and so is what may turn out to be the beginning of a stop text.

    Attributes:
        count: tokens seen.
        stopped: whether a stop text was met; what comes after it is dropped.
    """

    def __init__(
        self, decoder: Decoder, emit: Callable[[str], None], stop: Sequence[str] = ()
    ) -> None:
        """Hand the text of tokens on to `emit`."""
        self.count = 0
        self.stopped = False
        self._decoder = decoder
        self._emit = emit
        self._stop = stop
        # `_context` are tokens already handed on: a token's text may depend on the one before it
        # (a leading space, say), so that it is never decoded alone.
        self._context: list[int] = []
        self._pending: list[int] = []
        self._held = ""

    def put(self, token: int) -> None:
        """Take the next token."""
        if self.stopped:
            return
        self.count += 1
        self._pending.append(token)
        text = self._text_of_pending()
        if text.endswith(_INCOMPLETE) and len(self._pending) < _MOST_PENDING:
            return
        if text:
            self._context, self._pending = self._pending, []
        self._advance(text)

    def end(self) -> None:
        """Hand on what was held back."""
        if self.stopped:
            return
        self._advance(self._text_of_pending())
        if not self.stopped:
            self._hand_on(self._held)

    def _text_of_pending(self) -> str:
        before = self._decode(self._context)
        return self._decode(self._context + self._pending)[len(before) :]

    def _decode(self, tokens: list[int]) -> str:
        return self._decoder.decode(tokens, skip_special_tokens=True) if tokens else ""

    def _advance(self, text: str) -> None:
        self._held += text
        found = [at for at in map(self._held.find, self._stop) if at >= 0]
        if found:
            self.stopped = True
            self._hand_on(self._held[: min(found)])
            return
        safe = len(self._held) - self._length_of_possible_stop()
        self._hand_on(self._held[:safe])
        self._held = self._held[safe:]

    def _length_of_possible_stop(self) -> int:
        """The length of the longest end of the held text that a stop text begins with."""
        return max(
            (
                length
                for stop in self._stop
                for length in range(1, len(stop))
                if self._held.endswith(stop[:length])
            ),
            default=0,
        )

    def _hand_on(self, text: str) -> None:
        if text:
            self._emit(text)
