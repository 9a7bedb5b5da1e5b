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
from limner_adapters.data.dialects.tachyons import Tachyons
from limner_adapters.data.dialects.tailwind import Tailwind
from limner_adapters.data.dialects.uikit import UIkit

DIALECTS: dict[str, type[Dialect]] = {
    "own": Own,
    "browser": Browser,
    "bootstrap": Bootstrap,
    "bulma": Bulma,
    "foundation": Foundation,
    "pico": Pico,
    "classless": Classless,
    "materialize": Materialize,
    "tachyons": Tachyons,
    "tailwind": Tailwind,
    "mail": Mail,
    "ink-mail": InkMail,
    "uikit": UIkit,
}
# UIkit is not among them: it is drawn on request only, to measure what carries over to a dialect
# that was never seen.
_WEIGHTS = {
    "own": 4.0,
    "browser": 3.0,
    "bootstrap": 3.0,
    "bulma": 4.0,
    "foundation": 2.0,
    "pico": 1.5,
    "classless": 1.5,
    "materialize": 2.0,
    "tachyons": 1.0,
    "tailwind": 2.5,
    "mail": 3.0,
    "ink-mail": 2.5,
}


def draw_dialect(rng: random.Random) -> str:
    """The name of any dialect of the mix."""
    return rng.choices(list(_WEIGHTS), list(_WEIGHTS.values()))[0]
