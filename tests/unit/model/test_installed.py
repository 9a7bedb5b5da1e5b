"""Models and adapters on this machine, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from limner_model.errors import ModelNotFoundError
from limner_model.installed import installed_models, resolve


@pytest.mark.usefixtures("home_with_tiny")
def test_adapters_are_named_after_their_model() -> None:
    assert installed_models()["tiny"].names == ["tiny", "tiny:a", "tiny:b"]


@pytest.mark.usefixtures("home_with_tiny")
def test_a_name_resolves_to_model_and_adapter() -> None:
    model, adapter = resolve("tiny:a")
    assert (model.name, adapter) == ("tiny", "a")
    assert resolve("tiny")[1] is None


def test_a_half_pulled_model_is_not_installed(home: Path) -> None:
    (home / "data/limner/models/half").mkdir(parents=True)
    assert "half" not in installed_models()


@pytest.mark.usefixtures("home_with_tiny")
@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("huge", "no model 'huge'.*there is:.*tiny"),
        ("tiny:zz", "no adapter 'zz'.*there is: a, b"),
        ("../tiny", "no model"),
        ("", "no model"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(name: str, complaint: str) -> None:
    with pytest.raises(ModelNotFoundError, match=complaint):
        resolve(name)
