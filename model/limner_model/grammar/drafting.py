"""Drafts of what a form leaves no choice about, as the names in a schema.

Where a grammar allows but one text, its tokens are known before the model has said a word; the
model reads them in one step ("jump-forward decoding" of SGLang, Zheng et al., 2024). They count as
any draft does, as far as the model would have chosen them: it may cut the text into other tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from limner_model.decoding.drafting import PromptLookup, ReadingCosts
from limner_model.grammar.mask import FormMask

# Of drafts that are all but certain: longer ones would come anew with the next step.
_LONGEST: Final = 31


class FormDrafts:
    """Drafts by the form first, then by the prompt."""

    def __init__(self, mask: FormMask, lookup: PromptLookup, costs: ReadingCosts) -> None:
        """Begin an answer.

        Args:
            mask: of the answer's form.
            lookup: asked where the form leaves a choice.
            costs: of the model that reads the drafts; they are kept up.
        """
        self._mask = mask
        self._lookup = lookup
        self._costs = costs
        self._by_form = False

    def propose(self, tokens: Sequence[int]) -> list[int]:
        """See `Drafter.propose`."""
        draft = self._lookup.propose(tokens)
        forced = self._mask.forced()[:_LONGEST]
        self._by_form = len(forced) > len(draft) and self._pays(len(forced))
        return forced if self._by_form else draft

    def told(self, accepted: int, proposed: int, seconds: float) -> None:
        """See `Drafter.told`."""
        if self._by_form:
            # It says nothing of how often prompts are repeated.
            self._costs.add(proposed + 1, seconds)
        else:
            self._lookup.told(accepted, proposed, seconds)

    def _pays(self, drafted: int) -> bool:
        return self._costs.of(drafted + 1) < (drafted + 1) * self._costs.of(1)
