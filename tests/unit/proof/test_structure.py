"""Structure is judged by what stands where, not by how many tags there are."""

from __future__ import annotations

import pytest

from limner_server.proof.browser import Browser
from limner_server.proof.structure import Structure, judge_structure
from pages import FERRY, seen


def structure(browser: Browser, candidate: str) -> Structure:
    _, scene = seen(browser, FERRY)
    return judge_structure(scene, browser.render(candidate, scene.width, scene.height))


def plain(html: str) -> str:
    for tag in ("header", "nav", "main", "h1", "p", "a", "button"):
        html = html.replace(f"<{tag}>", "<div>").replace(f"<{tag} ", "<div ")
        html = html.replace(f"</{tag}>", "</div>")
    return html


def test_a_well_built_page_has_nothing_against_it(browser: Browser) -> None:
    good = structure(browser, FERRY)

    assert good.mean == pytest.approx(1)


def test_nothing_but_div_says_nothing(browser: Browser) -> None:
    bare = structure(browser, plain(FERRY))

    assert bare.covered == 0
    assert bare.mean < structure(browser, FERRY).mean


def test_tags_sprinkled_at_random_are_implausible(browser: Browser) -> None:
    odd = FERRY.replace("<p>", "<h2 style='font:inherit'>").replace("</p>", "</h2>")
    odd = odd.replace("<h1>", "<li style='font-size:32px;margin:0 0 12px'>").replace(
        "</h1>", "</li>"
    )

    assert structure(browser, odd).plausible < 0.8


def test_absolute_positions_do_not_flow(browser: Browser) -> None:
    fixed = FERRY.replace("</style>", "main *{position:absolute}</style>")

    assert structure(browser, fixed).flowing < 0.7


def test_wrappers_around_one_thing_and_layout_tables_are_ballast(browser: Browser) -> None:
    wrapped = FERRY.replace("<main>", "<div><div><div><main>").replace(
        "</main>", "</main></div></div></div>"
    )
    table = FERRY.replace("<main>", "<table><tr><td><main>").replace(
        "</main>", "</main></td></tr></table>"
    )

    assert structure(browser, wrapped).lean < structure(browser, FERRY).lean
    assert structure(browser, table).lean < structure(browser, FERRY).lean


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ("<ul><li>Only one</li></ul>", "a list of one"),
        ("<nav>Nowhere to go</nav>", "a navigation without links"),
        ("<form>No field</form>", "a form without a field"),
        ("<button style='background:none'>Nothing around it</button>", "a button without a frame"),
        ("<img width=60 height=40 alt=''>", "a picture where there is none"),
    ],
)
def test_a_tag_that_does_not_fit_is_told(browser: Browser, odd: str, why: str) -> None:
    page = FERRY.replace("</main>", f"{odd}</main>")

    assert structure(browser, page).plausible < structure(browser, FERRY).plausible, why


def test_an_empty_page_has_no_structure(browser: Browser) -> None:
    assert structure(browser, "<body></body>").plausible == 0
