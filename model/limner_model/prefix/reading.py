"""A request begins with what is kept of its beginning, and leaves what it read."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence

from limner_model.decoding.keys_values import KeysValues
from limner_model.decoding.prompt import Prompt
from limner_model.errors import CancelledError
from limner_model.prefix.cache import PrefixCache
from limner_model.prefix.identities import identities


@contextlib.contextmanager
def remembered(
    prefixes: PrefixCache, speaker: str, prompt: Prompt, tokens: Sequence[int], more: int
) -> Iterator[KeysValues]:
    """Lend the keys and values of what is kept of a prompt's beginning, and keep what is added.

    What was read of a request that was cancelled is kept as well: the next one often differs in
    its last words. After any other failure nothing is.

    Args:
        prefixes: of the model that reads.
        speaker: the adapter at work, as `LoadedModel.speaker` names it.
        prompt: what is read first; all but its last token may be there already.
        tokens: those of the prompt, and what is written after it as far as it is read.
        more: how many tokens will probably be written.
    """
    places = identities(prompt)
    cache = prefixes.longest(speaker, places, len(places) + more)
    try:
        yield cache
    except CancelledError:
        prefixes.keep(speaker, (*places, *tokens[len(places) :]), cache)
        raise
    prefixes.keep(speaker, (*places, *tokens[len(places) :]), cache)
