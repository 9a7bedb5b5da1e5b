"""The blind score ranks candidates as a reader would, and says what it measured."""

from __future__ import annotations

import pytest

from limner_server.proof.browser import Browser
from limner_server.proof.score import Judgement, judge
from limner_server.proof.verdict import Status
from pages import FERRY, seen


@pytest.fixture(scope="module")
def score(browser: Browser):
    picture, scene = seen(browser, FERRY)

    def of(candidate: str) -> Judgement:
        return judge(scene, picture, browser.render(candidate, scene.width, scene.height))

    return of


def test_the_page_itself_is_perfect(score) -> None:
    assert score(FERRY).score == pytest.approx(1)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("color:#222", "color:#e0e"),
        ("padding:24px", "padding:48px"),
        ("font:16px", "font:13px"),
        ("Boats leave", "Barns lease"),
        ("<button>Reserve a seat</button>", ""),
    ],
)
def test_what_looks_worse_scores_less(score, good: str, bad: str) -> None:
    assert score(FERRY.replace(good, bad, 1)).score < score(FERRY).score


def test_of_two_that_look_alike_the_better_built_wins(score) -> None:
    built = FERRY.replace("<h1>", "<div style='font-size:32px;font-weight:700;margin:0 0 12px'>")
    built = built.replace("</h1>", "</div>")

    assert score(built).looks == pytest.approx(score(FERRY).looks, abs=0.01)
    assert score(built).score < score(FERRY).score


def test_looks_weigh_more_than_structure(score) -> None:
    unlike = FERRY.replace("font:16px", "font:11px").replace("color:#222", "color:#bbb")
    plain = FERRY.replace("<main>", "<div style='padding:24px;width:600px'>")

    assert score(plain.replace("</main>", "</div>")).score > score(unlike).score


def test_the_proof_carries_every_figure(score) -> None:
    proof = score(FERRY).proof()

    assert proof.status is Status.PROVEN
    assert proof.summary == "looks 100% like the picture"
    assert {"block", "text", "position", "colour", "ssim", "ink", "flowing"} <= set(proof.figures)


def test_a_page_unlike_the_picture_is_refuted(score) -> None:
    assert score("<body style='background:#000'></body>").proof().status is Status.REFUTED
