"""All dialects by name, and how often each is drawn."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.bootstrap import Bootstrap
from limner_adapters.data.dialects.browser import Browser
from limner_adapters.data.dialects.bulma import Bulma
from limner_adapters.data.dialects.navigation import Dialect
from limner_adapters.data.dialects.own import Own

DIALECTS: dict[str, type[Dialect]] = {
    "own": Own,
    "browser": Browser,
    "bootstrap": Bootstrap,
    "bulma": Bulma,
}
_WEIGHTS = {"own": 3.0, "browser": 2.0, "bootstrap": 3.0, "bulma": 3.5}


def draw_dialect(rng: random.Random) -> str:
    """The name of any dialect of the mix."""
    return rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
