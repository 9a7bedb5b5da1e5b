"""A narrow column of links at the left of the page is a navigation; below a head, an aside."""

from __future__ import annotations

from limner_server.layout.element import Element, Role
from naming import named, roles
from sketch import BLUE, FAINT, box, lines, scene, text

TOLD = "What the page is about is told in lines that are far wider than its menu"
OFFERS = ["Orders", "Customers", "Reports", "Settings", "Invoices", "Members"]


def page(
    offers: list[str],
    left: float = 30,
    beside: float = 300,
    opened: int = -1,
    title: str = "",
) -> Element:
    """A page with offers below one another, beside lines that are wider."""
    places = [(offer, 100 + 36 * at) for at, offer in enumerate(offers)]
    shapes = []
    if opened >= 0:
        offer, top = places.pop(opened)
        shapes = [box(left - 10, top - 22, left + 150, top + 10, fill=FAINT)]
        shapes[0].lines.append(text(offer, left, top, background=FAINT))
    menu = [text(offer, left, top, colour=BLUE) for offer, top in places]
    told = lines([TOLD] * 8, beside, 100, pitch=24)
    head = [text(title, 30, 40, size=32, weight=700)] if title else []
    return named(scene(shapes=shapes, lines=[*head, *menu, *told], width=1000))


def test_links_at_the_left_of_the_page_are_a_navigation() -> None:
    found = roles(page(OFFERS))

    assert (found[Role.NAV], found[Role.UL], found[Role.A]) == (1, 1, 6)


def test_the_open_item_belongs_to_the_list_around_it() -> None:
    found = roles(page(OFFERS, opened=3))

    assert (found[Role.NAV], found[Role.UL], found[Role.LI]) == (1, 1, 6)


def test_links_below_a_head_are_an_aside() -> None:
    found = roles(page(OFFERS, title="All that was ordered"))

    assert (found[Role.NAV], found[Role.ASIDE], found[Role.UL]) == (0, 1, 1)


def test_links_at_the_right_lead_elsewhere() -> None:
    found = roles(page(OFFERS, left=800, beside=30))

    assert found[Role.NAV] == 0


def test_sentences_at_the_left_are_no_navigation() -> None:
    found = roles(page(["Some words about that say a lot"] * 6))

    assert found[Role.NAV] == 0
