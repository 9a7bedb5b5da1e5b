"""A scene is nested as a person would nest it: by its gaps, and overlays only where it overlaps."""

from __future__ import annotations

from limner_server.layout.arrange import arrange
from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import Scene, Shape, ShapeKind
from sketch import BLUE, GREY, box, lines, picture, scene, text


def outline(element: Element) -> object:
    """Texts by their words, empty shapes by their role, groups by axis and children."""
    if element.paragraph is not None:
        return element.paragraph.text
    if not element.children:
        return str(element.role)
    return {str(element.axis): [outline(child) for child in element.children]}


def arranged(drawn: Scene) -> Element:
    return arrange(drawn, picture(drawn.width, drawn.height))


def card(x: float, y: float, title: str) -> Shape:
    return box(
        x,
        y,
        x + 200,
        y + 120,
        border=GREY,
        lines=[text(title, x + 20, y + 40), text("What it is about", x + 20, y + 90)],
    )


def test_what_stands_side_by_side_is_a_row_and_below_one_another_a_column() -> None:
    drawn = scene(
        lines=[
            text("Logo", 20, 40),
            text("About", 300, 40),
            text("A title", 20, 120, size=32),
            text("And what follows it.", 20, 180),
        ]
    )

    assert outline(arranged(drawn)) == {
        "column": [{"row": ["Logo", "About"]}, "A title", "And what follows it."]
    }


def test_tall_columns_are_kept_whole_where_their_gap_is_the_widest() -> None:
    menu = lines(["One", "Two", "Three", "Four"], 20, 60, pitch=30)
    content = lines(["Alpha", "Beta", "Gamma", "Delta"], 400, 60, pitch=30)

    drawn = scene(lines=[*menu, *content], shapes=[box(20, 20, 120, 40), box(400, 20, 700, 40)])

    tree = arranged(drawn)

    assert tree.axis is Axis.ROW
    assert [child.axis for child in tree.children] == [Axis.COLUMN, Axis.COLUMN]


def test_rows_of_single_texts_in_line_stay_rows() -> None:
    drawn = scene(
        lines=[
            *lines(["Name", "Phone", "Mail"], 20, 60, pitch=30),
            *lines(["Ada Lovelace", "0123", "ada@example.org"], 300, 60, pitch=30),
        ]
    )

    assert outline(arranged(drawn)) == {
        "column": [
            {"row": ["Name", "Ada Lovelace"]},
            {"row": ["Phone", "0123"]},
            {"row": ["Mail", "ada@example.org"]},
        ]
    }


def test_cards_of_one_width_make_a_grid_over_all_their_rows() -> None:
    cards = [
        card(60, 40, "One"),
        card(280, 40, "Two"),
        card(500, 40, "Three"),
        card(60, 180, "Four"),
        card(280, 180, "Five"),
    ]

    tree = arranged(scene(shapes=cards))

    grids = [element for element in tree.walk() if element.axis is Axis.GRID]
    assert [len(grid.children) for grid in grids] == [5]


def test_only_what_truly_overlaps_is_an_overlay() -> None:
    photo = box(20, 20, 420, 320, fill=None, kind=ShapeKind.PICTURE)
    ribbon = box(380, 250, 560, 290, fill=BLUE)

    tree = arranged(scene(shapes=[photo, ribbon], lines=[text("Below", 20, 400)]))

    assert [child.axis for child in tree.children if child.children] == [Axis.OVERLAY]


def test_a_lone_text_stays_with_the_box_around_it() -> None:
    button = box(20, 20, 140, 60, fill=BLUE, lines=[text("Send", 60, 46)])

    (element,) = arranged(scene(shapes=[button])).children

    assert element.shape is button
    assert element.paragraph is not None
    assert not element.children


def test_content_inset_alike_on_both_sides_gets_a_container() -> None:
    band = box(0, 0, 800, 60, fill=BLUE, lines=[text("Shop", 20, 36, background=BLUE)])
    wide = "A paragraph that runs nearly as far as the column in which it stands does"
    drawn = scene(shapes=[band], lines=[text("Title", 100, 130, size=32), text(wide, 100, 200)])

    tree = arranged(drawn)

    assert tree.children[0].shape is band
    container = tree.children[1]
    assert (container.box.x0, container.box.x1) == (100, 700)
    assert [child.role for child in container.children] == [Role.P, Role.P]


def test_every_element_has_its_own_number() -> None:
    tree = arranged(scene(shapes=[card(60, 40, "One"), card(280, 40, "Two")]))

    assert [element.id for element in tree.walk()] == list(range(len(list(tree.walk()))))


def test_icons_stand_beside_the_texts_that_they_are_for() -> None:
    icons = [box(20, y, 60, y + 40, fill=BLUE, kind=ShapeKind.ICON) for y in (40, 180)]
    texts = [
        text(words, 80, y)
        for y, words in [(56, "Fast"), (80, "It is quick."), (196, "Safe"), (220, "Nothing leaks.")]
    ]

    assert outline(arranged(scene(shapes=icons, lines=texts))) == {
        "column": [
            {"row": ["icon", {"column": ["Fast", "It is quick."]}]},
            {"row": ["icon", {"column": ["Safe", "Nothing leaks."]}]},
        ]
    }


def test_unframed_cards_below_a_rule_stay_columns() -> None:
    rule = box(20, 20, 780, 22, fill=GREY, kind=ShapeKind.RULE)
    photos = [box(x, 60, x + 200, 160, fill=GREY) for x in (20, 420)]
    titles = [text(f"Card {n}", x, 190) for n, x in enumerate((20, 420))]
    words = [text("What it says", x, 220) for x in (20, 420)]

    tree = arranged(scene(shapes=[rule, *photos], lines=[*titles, *words]))

    assert outline(tree) == {
        "column": [
            "hr",
            {
                "row": [
                    {"column": ["div", "Card 0", "What it says"]},
                    {"column": ["div", "Card 1", "What it says"]},
                ]
            },
        ]
    }
