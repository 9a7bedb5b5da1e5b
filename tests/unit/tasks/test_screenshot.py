"""A screenshot becomes code with its proof; what is missing is said, not hidden."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

import numpy as np
import pytest

from limner_server.emit.code import Stack
from limner_server.errors import CancelledError, ToolMissingError
from limner_server.perception.image import Picture
from limner_server.proof.browser import Browser
from limner_server.proof.verdict import Status
from limner_server.tasks.engines import NOBODY_ASKED
from limner_server.tasks.request import NO_MODEL, CodeRequest
from limner_server.tasks.screenshot import scene_to_code, screenshot_to_code
from limner_server.tasks.task import Run
from pages import FERRY, seen
from scripted_engine import scripted_engine

ALONE = CodeRequest(model=NO_MODEL)


@dataclass
class Heard:
    """Progress as a list of messages; cancels when it hears one of them."""

    messages: list[str]
    cancelled: threading.Event
    stop_at: str = ""

    def __call__(self, message: str, fraction: float | None = None, partial: str = "") -> None:
        del fraction, partial
        self.messages.append(message)
        if message == self.stop_at:
            self.cancelled.set()


def run_heard(stop_at: str = "") -> tuple[Run, Heard]:
    cancelled = threading.Event()
    heard = Heard([], cancelled, stop_at)
    return Run(heard, cancelled), heard


@pytest.fixture(scope="module")
def page(browser: Browser):
    return seen(browser, FERRY)


def test_the_best_candidate_is_shipped_with_its_proof(page, browser: Browser) -> None:
    picture, scene = page

    suggestion = scene_to_code(scene, picture, ALONE, Run(), browser)

    assert suggestion.proof.status is Status.PROVEN
    assert "Ferry timetable" in suggestion.result.text
    scores = [candidate.score for candidate in suggestion.candidates]
    assert scores == sorted(scores, reverse=True)
    assert suggestion.result.text == suggestion.candidates[0].code
    assert suggestion.engine == NOBODY_ASKED


def test_what_is_shipped_is_never_below_the_trace(page, browser: Browser) -> None:
    picture, scene = page

    suggestion = scene_to_code(scene, picture, ALONE, Run(), browser)

    trace = next(one for one in suggestion.candidates if one.proposer == "trace")
    assert suggestion.candidates[0].score >= trace.score


def test_progress_and_times_are_told_by_step(page, browser: Browser) -> None:
    picture, scene = page
    run, heard = run_heard()

    suggestion = scene_to_code(scene, picture, ALONE, run, browser)

    assert set(suggestion.timings) == {"trace", "proof", "refine"}
    assert heard.messages[0] == "Laying out what was read"


def test_a_cancel_stops_at_the_next_step(page, browser: Browser) -> None:
    picture, scene = page
    run, heard = run_heard(stop_at="Drawing the page")

    with pytest.raises(CancelledError):
        scene_to_code(scene, picture, ALONE, run, browser)

    assert heard.messages[-1] != "Asking the model"


def test_without_a_chromium_the_trace_is_unproven(page, monkeypatch: pytest.MonkeyPatch) -> None:
    picture, scene = page
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with Browser() as missing:
        suggestion = scene_to_code(scene, picture, ALONE, Run(), missing)

    assert suggestion.proof.status is Status.UNPROVEN
    assert "Chromium" in suggestion.proof.remedy
    assert "Ferry timetable" in suggestion.result.text


def test_a_model_is_asked_and_measured_beside_the_trace(page, browser: Browser) -> None:
    picture, scene = page
    with scripted_engine("[[0]] header", "", "", "") as (engine, heard):
        request = CodeRequest(engine_url=engine.base_url, model=engine.model)

        suggestion = scene_to_code(scene, picture, request, Run(), browser)

    assert heard
    assert {one.proposer for one in suggestion.candidates} >= {"trace", "model"}
    assert engine.base_url in suggestion.engine


def test_what_no_drawing_tells_apart_is_named_by_the_model(browser: Browser) -> None:
    lines = "<p>Boats leave every forty minutes.</p><p>Bicycles travel free of charge.</p>"
    picture, scene = seen(browser, f"<h1>Ferries</h1>{lines}")
    with scripted_engine("[[1]]-[[2]] section") as (engine, _):
        request = CodeRequest(engine_url=engine.base_url, model=engine.model)

        suggestion = scene_to_code(scene, picture, request, Run(), browser)

    model, *others = suggestion.candidates
    assert model.proposer == "model"
    assert model.score == others[0].score
    assert "<section" in suggestion.result.text


def test_what_is_written_so_far_is_code_also_while_a_model_is_asked(page, browser) -> None:
    picture, scene = page
    told: list[tuple[str, str]] = []

    def hear(message: str, fraction: float | None = None, partial: str = "") -> None:
        del fraction
        told.append((message, partial))

    with scripted_engine("[[0]] header", "", "", "") as (engine, _):
        request = CodeRequest(engine_url=engine.base_url, model=engine.model)
        scene_to_code(scene, picture, request, Run(hear), browser)

    written = [partial for _, partial in told if partial]
    assert len(written) > 1
    assert all(partial.startswith("<!doctype html>") for partial in written)
    assert any(re.search(r"\d+ of \d+ parts named", message) for message, _ in told)


def test_nonsense_from_a_model_never_makes_the_page_worse(page, browser: Browser) -> None:
    picture, scene = page
    nonsense = " ".join(f"[[{k}]] textarea" for k in range(40))
    with scripted_engine(nonsense, nonsense, nonsense, nonsense) as (engine, _):
        request = CodeRequest(engine_url=engine.base_url, model=engine.model)

        suggestion = scene_to_code(scene, picture, request, Run(), browser)

    scores = {one.proposer: one.score for one in suggestion.candidates}
    assert "<textarea" not in suggestion.result.text
    assert suggestion.candidates[0].score >= scores["trace"]


def test_an_engine_that_is_not_there_leaves_it_to_the_analysis(page, browser: Browser) -> None:
    picture, scene = page
    request = CodeRequest(engine_url="http://127.0.0.1:9/v1", model="absent")

    suggestion = scene_to_code(scene, picture, request, Run(), browser)

    assert suggestion.proof.status is Status.PROVEN
    assert "127.0.0.1:9" in suggestion.engine


@pytest.mark.parametrize("stack", list(Stack))
def test_every_stack_is_proven(page, browser: Browser, stack: Stack) -> None:
    picture, scene = page

    suggestion = scene_to_code(
        scene, picture, CodeRequest(stack=stack, model=NO_MODEL), Run(), browser
    )

    assert suggestion.result.stack is stack
    assert suggestion.proof.status is Status.PROVEN


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((1, 1, 3), 200, np.uint8),
        np.full((120, 160, 3), 255, np.uint8),
        np.full((3, 400, 3), 20, np.uint8),
        np.random.default_rng(0).integers(0, 255, (120, 160, 3), np.uint8),
    ],
    ids=["one pixel", "blank", "a line", "noise"],
)
def test_a_picture_without_a_page_in_it_still_becomes_one(pixels, browser: Browser) -> None:
    try:
        suggestion = screenshot_to_code(Picture(pixels, "odd.png"), ALONE, Run(), browser)
    except ToolMissingError as missing:
        pytest.skip(missing.message)

    assert suggestion.proof.status is Status.PROVEN
    assert suggestion.proof.figures["looks"] > 0.9
