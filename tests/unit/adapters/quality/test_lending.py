"""An adapter that is measured is in the store for as long as that takes, and no longer."""

import pytest

from limner_adapters.quality.lending import lent
from limner_model.installed import resolve
from limner_model.locations import adapters_dir
from limner_model.store import store
from tiny_model import save_tiny_adapter, save_tiny_model


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A user's one model."""
    for kind in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    save_tiny_model(tmp_path / "data/limner/models/tiny")
    return resolve("tiny")[0]


def names():
    return sorted(path.name for path in (adapters_dir() / "tiny").glob("*"))


def test_what_is_lent_is_served_and_then_gone(base, tmp_path):
    adapter = save_tiny_adapter(base.path, tmp_path / "fresh")

    with lent(base, adapter) as name:
        assert names() == [name.removeprefix("tiny:")]

    assert names() == []


def test_what_a_killed_measuring_left_behind_is_swept_away(base, tmp_path):
    adapter = save_tiny_adapter(base.path, tmp_path / "fresh")
    store.add(adapter, "measured-left-behind", base="tiny")
    store.add(adapter, "mine", base="tiny")

    with lent(base, adapter):
        pass

    assert names() == ["mine"]


def test_what_another_one_measures_stays(base, tmp_path):
    first, second = (
        save_tiny_adapter(base.path, tmp_path / f"fresh{seed}", seed=seed) for seed in (1, 2)
    )

    with lent(base, first) as name, lent(base, second):
        assert name.removeprefix("tiny:") in names()
        assert len(names()) == 2
