"""The module under test, as tests name it, however a model spelt it."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

_SUFFIX: Final = re.compile(r"\.(?:[cm]?[jt]sx?|py)$")
_BETWEEN: Final = re.compile(r"/|\.(?!\.*/)")
# JavaScript's own way to name a folder's module.
_INDEX: Final = "index"


@dataclass(frozen=True, slots=True)
class TestedModule:
    """A module that tests import.

    Attributes:
        name: what the test file imports it by: "shop.cart", "../src/cart.js".
        names: all that it binds at its top.
        own: what it defines itself: a test may not define it anew.
        methods: of its classes; a test may mock neither these nor what is `own`.
    """

    __test__ = False

    name: str
    names: frozenset[str]
    own: frozenset[str]
    methods: frozenset[str] = frozenset()

    def is_meant(self, module: str) -> bool:
        """Whether an import means it: a model rarely knows from where the tests will import."""
        theirs, ours = _parts(module), _parts(self.name)
        if not theirs or (theirs[0] in sys.stdlib_module_names and theirs != ours):
            return False
        fewer = min(len(theirs), len(ours))
        return theirs[-fewer:] == ours[-fewer:]

    def known(self, names: Collection[str]) -> tuple[str, ...]:
        """Those of some names that it has, sorted."""
        return tuple(sorted(self.names.intersection(names)))


def _parts(module: str) -> tuple[str, ...]:
    """The parts of a module's name or path that tell it, without what kind of file it is."""
    parts = _BETWEEN.split(_SUFFIX.sub("", module))
    told = tuple(part for part in parts if part.strip("."))
    return told[:-1] if len(told) > 1 and told[-1] == _INDEX else told
