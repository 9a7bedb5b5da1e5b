import re

import pytest

from dice import dice
from limner_adapters.data.dialects.catalogue import DIALECTS, draw_dialect
from limner_adapters.data.pages import draw_page
from limner_adapters.data.theme import MANNERS, draw_theme
from limner_server.errors import ToolMissingError


@pytest.fixture(scope="module", autouse=True)
def _sheets() -> None:
    """Skips where the stylesheets are neither in the cache nor to be had."""
    try:
        for name in DIALECTS:
            draw_page(0, name)
    except ToolMissingError as error:
        pytest.skip(str(error))


def test_a_seed_is_one_page_for_ever():
    assert draw_page(41) == draw_page(41)
    assert draw_page(41).html != draw_page(42).html


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_seed_is_one_page_in_every_dialect(dialect):
    page = draw_page(7, dialect)

    assert page == draw_page(7, dialect)
    assert page.dialect == dialect


@pytest.mark.parametrize("dialect", DIALECTS)
def test_pages_need_nothing_from_outside(dialect):
    for seed in range(12):
        html = draw_page(seed, dialect).html
        outside = re.findall(
            r'(?:src|href)="(?!#|data:)[^"]*"|@import|url\((?!#|%23|["\']?data:)', html
        )
        assert outside == []


def test_pages_hold_every_kind_of_part():
    html = "".join(draw_page(seed).html for seed in range(160))

    tags = "nav header footer main aside article form table ul ol button select textarea label"
    for tag in tags.split():
        assert f"<{tag}" in html
    for role in ("icon", "avatar", "chart", "badge", "switch"):
        assert f'data-role="{role}"' in html


def test_the_mix_has_every_dialect_but_the_one_kept_out():
    rng = dice(5)

    drawn = {draw_dialect(rng) for _ in range(2000)}

    assert drawn == set(DIALECTS) - {"uikit"}


@pytest.mark.parametrize(
    ("dialect", "classes"),
    [
        ("bootstrap", "btn btn-primary"),
        ("bulma", "navbar-item"),
        ("foundation", "grid-container"),
        ("materialize", "input-field"),
        ("tailwind", "max-w-6xl"),
        ("tachyons", "pv4"),
        ("uikit", "uk-button"),
    ],
)
def test_a_dialect_writes_its_own_classes_and_brings_the_rules_for_them(dialect, classes):
    pages = [draw_page(seed, dialect).html for seed in range(16)]

    worn = [html for html in pages if classes in html]

    assert worn
    for html in worn:
        assert f".{classes.split()[-1]}" in html


def test_most_authors_write_what_a_part_is():
    pages = [draw_page(seed, "bootstrap").html for seed in range(120)]

    lazy = [html for html in pages if not re.search(r"<(?:section|article|main|aside)\b", html)]

    assert 0 < len(lazy) < 40


def test_every_manner_is_drawn():
    rng = dice(3)

    drawn = {draw_theme(rng).manner for _ in range(300)}

    assert drawn == set(MANNERS)
