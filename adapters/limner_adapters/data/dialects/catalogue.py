"""All dialects by name, and how often each is drawn."""

from __future__ import annotations

import random

from limner_adapters.data.dialects.bootstrap import Bootstrap
from limner_adapters.data.dialects.browser import Browser
from limner_adapters.data.dialects.bulma import Bulma
from limner_adapters.data.dialects.classless import Classless, Pico
from limner_adapters.data.dialects.foundation import Foundation
from limner_adapters.data.dialects.mails import InkMail, Mail
from limner_adapters.data.dialects.materialize import Materialize
from limner_adapters.data.dialects.navigation import Dialect
from limner_adapters.data.dialects.own import Own

DIALECTS: dict[str, type[Dialect]] = {
    "own": Own,
    "browser": Browser,
    "bootstrap": Bootstrap,
    "bulma": Bulma,
    "foundation": Foundation,
    "pico": Pico,
    "classless": Classless,
    "materialize": Materialize,
    "mail": Mail,
    "ink-mail": InkMail,
}
_WEIGHTS = {
    "own": 4.0,
    "browser": 3.0,
    "bootstrap": 3.0,
    "bulma": 4.0,
    "foundation": 2.0,
    "pico": 1.5,
    "classless": 1.5,
    "materialize": 2.0,
    "mail": 2.0,
    "ink-mail": 1.5,
}


def draw_dialect(rng: random.Random) -> str:
    """The name of any dialect of the mix."""
    return rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
