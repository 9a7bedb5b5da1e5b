import re

from dice import dice
from limner_adapters.data.pages import draw_page
from limner_adapters.data.theme import MANNERS, draw_theme


def test_a_seed_is_one_page_for_ever():
    assert draw_page(41) == draw_page(41)
    assert draw_page(41).html != draw_page(42).html


def test_pages_need_nothing_from_outside():
    for seed in range(60):
        html = draw_page(seed).html
        outside = re.findall(r'(?:src|href)="(?!#)[^"]*"|@import|url\((?!#|"data:)', html)
        assert outside == []


def test_pages_hold_every_kind_of_part():
    html = "".join(draw_page(seed).html for seed in range(120))

    tags = "nav header footer main aside article form table ul ol button select textarea label"
    for tag in tags.split():
        assert f"<{tag}" in html
    for role in ("icon", "avatar", "img", "chart", "badge", "switch"):
        assert f'data-role="{role}"' in html


def test_every_manner_can_be_drawn():
    for name in MANNERS:
        assert draw_theme(dice(3), name).manner == name
