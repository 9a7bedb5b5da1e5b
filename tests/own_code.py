"""A user's repository to learn from: functions, their tests, a history, pages; and the models."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from limner_adapters.tuning.search import Search
from limner_adapters.tuning.sources import find_sources
from limner_model.installed import InstalledModel
from small_workspace import write

TOTAL = '''\
"""What things cost."""


def total(prices, discount):
    """Add up the prices, less a discount in percent.

    Args:
        prices: of the things.
        discount: in percent.
    """
    result = 0
    for price in prices:
        if price > 0:
            result += price
    return result - result * discount / 100


def _rounded(price):
    return round(price, 2)
'''
TEST_TOTAL = """\
import pytest

from shop.total import total

PRICES = [100, 100]


def halved(prices):
    return [price / 2 for price in prices]


def test_total_takes_a_discount_off():
    assert total(halved(PRICES), 10) == 90


def test_total_of_nothing():
    assert total([], 0) == 0
"""


class Model(InstalledModel):
    """A model of which only is known what it has read; None: of everything."""

    def __init__(self, has_read: frozenset[str] | None) -> None:
        super().__init__("some-model", Path("nowhere"), {})
        object.__setattr__(self, "_read", has_read)

    __slots__ = ("_read",)

    @property
    def has_read(self) -> frozenset[str] | None:
        return self._read


SMALL = Model(frozenset({"pages", "code"}))
GENERAL = Model(None)
PAGES_ONLY = Model(frozenset({"pages"}))


def repository(folder: Path, files: Mapping[str, str]) -> Path:
    """A repository with these files, committed."""
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, files)
    git(folder, "init", "-q")
    commit(folder, "Begin")
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def search(folder: Path, model: Model = GENERAL) -> Search:
    return Search(find_sources(folder, lambda: None), model, lambda: None)
