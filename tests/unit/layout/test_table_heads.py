"""A table's head may name fewer columns than its rows have, as where they end in actions."""

from __future__ import annotations

from limner_server.layout.element import Element, Role
from limner_server.perception.scene import Shape, TextLine
from naming import named, roles
from sketch import BLUE, FAINT, GREY, WHITE, box, lines, scene, text

WORDS = ["A paragraph long enough to be the page's prevailing type and not a label of anything."]
NAMES = ["Ada", "Alan", "Grace"]
CITIES = ["London", "Wilmslow", "Arlington"]
TOPS = [110, 160, 210]


def head(*names: tuple[str, float]) -> list[TextLine]:
    return [text(name, left, 70, weight=700) for name, left in names]


def rows_of_texts() -> list[TextLine]:
    return [
        *(text(name, 40, top) for name, top in zip(NAMES, TOPS, strict=True)),
        *(text(city, 240, top) for city, top in zip(CITIES, TOPS, strict=True)),
    ]


def buttons(label: str, left: float) -> list[Shape]:
    return [
        box(left, top - 20, inside.box.x1 + 20, top + 8, fill=WHITE, border=GREY, lines=[inside])
        for top in TOPS
        for inside in [text(label, left + 20, top)]
    ]


def page(shapes: list[Shape], texts: list[TextLine]) -> Element:
    return named(scene(shapes=shapes, lines=[*texts, *lines(WORDS, 20, 420)]))


def test_a_column_without_a_name_has_an_empty_head() -> None:
    names = head(("Name", 40), ("City", 240))

    found = roles(page(buttons("Edit", 500), [*names, *rows_of_texts()]))

    assert (found[Role.TABLE], found[Role.TH], found[Role.TD]) == (1, 3, 9)


def test_what_one_may_do_with_a_row_stands_under_one_name() -> None:
    names = head(("Name", 40), ("City", 240), ("Actions", 500))
    actions = [*buttons("Edit", 500), *buttons("Drop", 580)]

    tree = page(actions, [*names, *rows_of_texts()])

    found = roles(tree)
    assert (found[Role.TABLE], found[Role.TH], found[Role.TD]) == (1, 3, 9)
    assert found[Role.BUTTON] == 6


def test_a_bold_line_that_names_no_column_is_no_head() -> None:
    heading = head(("Our", 130), ("people", 330))

    found = roles(page(buttons("Edit", 500), [*heading, *rows_of_texts()]))

    assert (found[Role.TABLE], found[Role.TH]) == (1, 0)


def test_a_cell_may_hold_a_name_and_an_address_below_it() -> None:
    names = head(("Name", 40), ("City", 240), ("Age", 500))
    tops = [120, 200, 280]
    people = [text(name, 40, top - 11) for name, top in zip(NAMES, tops, strict=True)]
    below = [text("ada@sail.org", 40, top + 11, colour=FAINT) for top in tops]
    places = [text(city, 240, top) for city, top in zip(CITIES, tops, strict=True)]
    ages = [text("36", 500, top) for top in tops]

    found = roles(page([], [*names, *people, *below, *places, *ages]))

    assert (found[Role.TABLE], found[Role.TR], found[Role.TD]) == (1, 4, 9)


def test_a_column_in_the_colour_of_links_is_linked() -> None:
    names = head(("Name", 40), ("City", 240), ("Site", 500))
    sites = [text("Visit", 500, top, colour=BLUE) for top in TOPS]

    found = roles(page([], [*names, *rows_of_texts(), *sites]))

    assert (found[Role.TABLE], found[Role.A]) == (1, 3)


def test_amounts_in_a_colour_are_not_linked() -> None:
    names = head(("Name", 40), ("City", 240), ("Change", 500))
    amounts = [text("+3.1%", 500, top, colour=BLUE) for top in TOPS]

    found = roles(page([], [*names, *rows_of_texts(), *amounts]))

    assert (found[Role.TABLE], found[Role.A]) == (1, 0)
