"""Forms made ready for a model's vocabulary, within a time limit."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Any, Final

from llguidance import LLMatcher, LLTokenizer
from llguidance.hf import from_tokenizer

from limner_model.forms import Form
from limner_model.grammar.checking import LIMITS, read_form, refused
from limner_model.grammar.mask import FormMask

# Ordinary forms take milliseconds, thousands of names in one place seconds.
_SECONDS: Final = 10.0
_POLL: Final = 0.01
# The same questions ask for the same forms.
_KEPT: Final = 32


class Forms:
    """The forms of a model's answers, each made ready once.

    Attributes:
        warm: whether what all of them need was asked for.
    """

    def __init__(self, tokenizer: Any, vocabulary: int, ends: Collection[int]) -> None:
        """Begin with none.

        Args:
            tokenizer: of the model.
            vocabulary: how many logits the model has; some may stand for no token.
            ends: tokens that end an answer.
        """
        self._tokenizer = tokenizer
        self._vocabulary = vocabulary
        self._ends = sorted(ends)
        self.warm = False
        self._tokens: LLTokenizer | None = None
        self._ready: OrderedDict[Form, LLMatcher] = OrderedDict()

    def warm_up(self) -> None:
        """Have at hand what all forms need, before somebody waits for it."""
        self.warm = True
        self._vocabulary_at_hand()

    def mask(self, form: Form, check: Callable[[], None]) -> FormMask:
        """What keeps one answer to `form`.

        Args:
            form: that was asked for.
            check: called while the form is made ready; what it raises ends the waiting.

        Raises:
            RequestRefusedError: it is no form, or takes too long.
        """
        if form not in self._ready:
            self._ready[form] = self._compiled(form, check)
            if len(self._ready) > _KEPT:
                self._ready.popitem(last=False)
        self._ready.move_to_end(form)
        return FormMask(self._ready[form].deep_copy(), self._vocabulary)

    def _compiled(self, form: Form, check: Callable[[], None]) -> LLMatcher:
        """The form made ready, on a thread that can be left behind."""
        made: list[LLMatcher | Exception] = []

        def make() -> None:
            try:
                made.append(self._make(form))
            except Exception as error:  # noqa: BLE001  # raised where it is waited for
                made.append(error)

        thread = threading.Thread(target=make, name="grammar", daemon=True)
        thread.start()
        deadline = time.monotonic() + _SECONDS
        while not made:
            thread.join(_POLL)
            check()
            if time.monotonic() > deadline:
                raise refused(form, f"it is not ready after {_SECONDS:g} s")
        (found,) = made
        if isinstance(found, Exception):
            raise found
        return found

    def _make(self, form: Form) -> LLMatcher:
        tokens = self._vocabulary_at_hand()
        matcher = LLMatcher(tokens, read_form(form), log_level=0, limits=LIMITS)
        # Some are found to be too much only when the first token is looked for.
        matcher.compute_bitmask()
        if matcher.is_error():
            raise refused(form, matcher.get_error())
        return matcher

    def _vocabulary_at_hand(self) -> LLTokenizer:
        """Every token of the model: takes a second where there are 150,000, and all of Python."""
        if self._tokens is None:
            self._tokens = from_tokenizer(
                self._tokenizer, n_vocab=self._vocabulary, eos_token=self._ends or None
            )
        return self._tokens
