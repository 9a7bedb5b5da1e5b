"""Which adapter a task asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from limner_model.client import Engine
from limner_model.served import ServedModel
from limner_model.store.choices import Choice, choose
from limner_server.tasks.engines import tuned

SHOP = Path("/work/shop")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def engine(model, *served):
    listed = tuple(ServedModel(name) for name in (model, *served))
    return Engine("http://127.0.0.1:9/v1", model, listed=listed)


@pytest.mark.parametrize(
    ("served", "task", "workspace", "asked"),
    [
        (["m:fix", "m:mine", "m:shop"], "fix", None, "m:mine"),
        (["m:fix", "m:mine", "m:shop"], "fix", SHOP / "cart", "m:shop"),
        (["m:fix"], "fix", SHOP, "m:fix"),
        ([], "fix", SHOP, "m"),
        (["m:doc", "m:mine"], "doc", None, "m:doc"),
        (["m:ui"], "ui", None, "m"),
    ],
)
def test_the_nearest_that_is_served_is_asked(served, task, workspace, asked):
    choose(Choice("m", "mine", "fix"))
    choose(Choice("m", "shop", "fix", str(SHOP)))
    choose(Choice("m", "", "ui"))

    assert tuned(engine("m", *served), task, workspace).model == asked


def test_an_adapter_named_as_the_model_is_the_one_that_is_asked():
    choose(Choice("m", "mine", "fix"))

    assert tuned(engine("m:other", "m", "m:mine", "m:fix"), "fix").model == "m:other"
