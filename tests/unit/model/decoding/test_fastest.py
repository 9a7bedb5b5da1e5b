"""The fastest form is found once, and kept as long as nothing changes that it depends on."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from limner_model import engine
from limner_model.decoding import fastest
from limner_model.decoding.fastest import warm_up
from limner_model.decoding.forms import Form, Way, possible
from limner_model.decoding.graph import GraphReader
from limner_model.decoding.prompt import Prompt
from limner_model.engine import LocalEngine
from limner_model.errors import CancelledError
from limner_model.installed import InstalledModel
from limner_model.loader import LoadedModel, load_model

Load = Callable[[], LoadedModel]

FORMS = [Form(Way.MODEL, 1), Form(Way.LEAN, 1), Form(Way.GRAPH, 1)]


@pytest.fixture
def load(home: Path, tiny: InstalledModel, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads the tiny model for a user who has measured nothing yet."""
    del home
    monkeypatch.setattr(fastest, "possible", lambda _: FORMS)
    return lambda: load_model(tiny)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[list[Form]]:
    """The forms that were compared, each time; the last one always wins."""
    heard: list[list[Form]] = []

    def measure(_: LoadedModel, forms: list[Form], __: object) -> dict[Form, float]:
        heard.append(forms)
        return {form: 1 / place for place, form in enumerate(forms, start=1)}

    monkeypatch.setattr(fastest, "_measured", measure)
    return heard


def nothing() -> None:
    pass


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_every_form_is_tried_and_one_of_them_stays(load: Load) -> None:
    loaded = load()
    before = len(FORMS)
    checks: list[int] = []
    warm_up(loaded, lambda: checks.append(1))
    assert len(checks) > before
    assert loaded.readers.warm
    assert loaded.readers.form in FORMS
    assert torch.get_num_threads() == 1


def test_what_was_found_is_used_from_the_start_the_next_time(
    load: Load, measured: list[list[Form]]
) -> None:
    first = load()
    warm_up(first, nothing)
    again = load()
    assert again.readers.form == first.readers.form == FORMS[-1]
    assert not again.readers.warm
    warm_up(again, nothing)
    assert measured == [FORMS, FORMS[-1:]]


def test_it_is_measured_again_with_other_libraries(
    load: Load, measured: list[list[Form]], monkeypatch: pytest.MonkeyPatch
) -> None:
    warm_up(load(), nothing)
    monkeypatch.setattr(fastest, "version", lambda name: f"{name} of tomorrow")
    warm_up(load(), nothing)
    assert measured == [FORMS, FORMS]


@pytest.mark.parametrize("text", ["", "[]", '{"KEY": 1}', '{"KEY": {"way": "?", "threads": 1}}'])
def test_a_broken_file_is_measured_anew(load: Load, measured: list[list[Form]], text: str) -> None:
    loaded = load()
    file = fastest._file()
    file.parent.mkdir(parents=True)
    file.write_text(text.replace("KEY", fastest._key(loaded)))
    warm_up(load(), nothing)
    assert measured == [FORMS]
    assert load().readers.form == FORMS[-1]


def test_a_form_that_fails_is_left_out(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("cudaErrorStreamCaptureUnsupported")

    monkeypatch.setattr(GraphReader, "read", broken)
    loaded = load()
    warm_up(loaded, nothing)
    assert loaded.readers.form.way != Way.GRAPH


def test_who_comes_meanwhile_does_not_wait(load: Load) -> None:
    loaded = load()
    before = loaded.readers.form

    def check() -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        warm_up(loaded, check)
    assert loaded.readers.form == before
    assert not loaded.readers.warm


def test_the_engine_warms_up_when_nobody_asks(
    home_with_tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del home_with_tiny
    monkeypatch.setattr(engine, "_LOOK_ROUND", 0.01)
    local = LocalEngine()
    try:
        local.preload("tiny")
        wait_until(lambda: fastest._file().exists())
    finally:
        local.close()


def test_a_form_is_one_that_the_model_has(tiny: InstalledModel) -> None:
    loaded = load_model(tiny)
    prompt = Prompt.of(loaded.model, {"input_ids": torch.ones(1, 4, dtype=torch.long)})
    for form in possible(loaded.model):
        loaded.readers.settle(form)
        reader = loaded.readers.reader(loaded.model, "tiny", prompt, nothing)
        assert form.way in type(reader).__name__.lower()
    assert possible(load_model(tiny, for_training=True).model)[0].way == Way.MODEL
