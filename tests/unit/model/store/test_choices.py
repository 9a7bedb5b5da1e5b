"""Which adapter a task uses: what is nearer to it goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from limner_model.errors import ConfigError
from limner_model.installed import InstalledModel
from limner_model.store.choices import (
    Choice,
    adapters_at_work,
    adapters_for,
    choices_file,
    choose,
    forget,
)

pytestmark = pytest.mark.usefixtures("home")

SHOP = Path("/work/shop")


def test_where_nothing_is_chosen_it_is_the_one_called_as_the_task() -> None:
    assert adapters_for("tiny", "fix", SHOP) == ("fix",)


def test_the_nearest_choice_goes_first() -> None:
    for choice in (
        Choice("tiny", "all"),
        Choice("tiny", "fixes", "fix"),
        Choice("tiny", "docs", "doc"),
        Choice("tiny", "shop", "", str(SHOP)),
        Choice("tiny", "cart", "fix", str(SHOP / "cart")),
        Choice("other", "theirs", "fix"),
    ):
        choose(choice)

    found = {
        place: adapters_for("tiny", "fix", Path(place) if place else None)
        for place in ("", "/work/shop/cart/src", "/work/shop", "/work/shopping")
    }

    assert found == {
        "": ("fixes", "all", "fix"),
        "/work/shop/cart/src": ("cart", "shop", "fixes", "all", "fix"),
        "/work/shop": ("shop", "fixes", "all", "fix"),
        "/work/shopping": ("fixes", "all", "fix"),
    }


def test_a_model_can_be_chosen_as_it_is() -> None:
    choose(Choice("tiny", "", "fix"))

    assert adapters_for("tiny", "fix", None) == ()
    assert adapters_for("tiny", "doc", None) == ("doc",)


def test_the_last_word_counts_until_it_is_forgotten() -> None:
    choose(Choice("tiny", "first", "fix"))
    choose(Choice("tiny", "second", "fix"))
    assert adapters_for("tiny", "fix", None) == ("second", "fix")

    assert forget("tiny", "fix", "")
    assert adapters_for("tiny", "fix", None) == ("fix",)
    assert not forget("tiny", "fix", "")


def test_one_that_is_gone_is_passed_over(tiny: InstalledModel) -> None:
    choose(Choice("tiny", "gone", "fix"))
    choose(Choice("tiny", "a"))

    assert adapters_at_work(tiny, None) == dict.fromkeys(("ui", "fix", "test", "doc"), "a")


@pytest.mark.parametrize("text", ["", "1", "[1]", '[{"model": "tiny"}]', "\0"])
def test_a_file_that_cannot_be_read_is_named(text: str) -> None:
    choices_file().parent.mkdir(parents=True)
    choices_file().write_text(text)

    with pytest.raises(ConfigError, match=r"adapters\.json"):
        adapters_for("tiny", "fix", None)
