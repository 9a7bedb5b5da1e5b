"""The mark of a site or a sender leads home: the logo of a bar, the masthead of a letter."""

from __future__ import annotations

import pytest

from limner_server.layout.element import Role
from limner_server.perception.scene import Colour, Scene, Shape, ShapeKind, TextLine
from naming import holder_of, named, role_of, roles
from sketch import BLUE, FAINT, GREY, box, lines, scene, text

LETTER = ["We are writing to you about your", "account, which has been opened", "by one of us."]


def bar(*parts: Shape, words: list[TextLine]) -> Scene:
    below = lines(["A page whose text begins at the left and goes on for a while."], 20, 200)
    return scene(shapes=[*parts], lines=[*words, *below])


def letter(masthead: TextLine) -> Scene:
    title = text("Your account is open", 280, 120, size=24, weight=700)
    return scene(lines=[masthead, title, *lines(LETTER, 280, 160)])


def centred(content: str, **look: object) -> TextLine:
    width = text(content, 0, 40, **look).box.width
    return text(content, 400 - width / 2, 40, **look)


def test_the_picture_at_the_start_of_a_bar_is_a_link_as_high_as_the_bar() -> None:
    logo = box(20, 12, 90, 40, fill=GREY, kind=ShapeKind.PICTURE)
    words = [text(word, 500 + 90 * n, 32) for n, word in enumerate(["Home", "About", "Help"])]

    tree = named(bar(logo, words=words))

    (nav,) = (part for part in tree.walk() if part.role is Role.NAV)
    link = nav.children[0]
    assert (link.role, link.children[0].role) == (Role.A, Role.IMG)
    assert (link.box.y0, link.box.y1) == (nav.box.y0, nav.box.y1)
    assert (link.box.x0, link.box.x1) == (20, 90)


def test_the_name_at_the_start_of_a_bar_is_a_link_however_large() -> None:
    words = [text(word, 500 + 90 * n, 32) for n, word in enumerate(["Home", "About", "Help"])]

    tree = named(bar(words=[text("Brand", 20, 35, size=28, weight=700), *words]))

    assert role_of(tree, "Brand") is Role.A


def test_a_logo_and_one_link_at_the_other_end_are_a_bar() -> None:
    logo = box(20, 12, 65, 40, fill=GREY, kind=ShapeKind.PICTURE)

    tree = named(bar(logo, words=[text("Account", 715, 32)]))

    assert role_of(tree, "Account") is Role.A
    assert holder_of(tree, Role.IMG) is Role.A
    assert roles(tree)[Role.NAV] == 1


def test_a_picture_beside_a_name_is_no_bar() -> None:
    face = box(20, 12, 65, 57, fill=GREY, kind=ShapeKind.PICTURE)

    tree = named(bar(face, words=[text("Ada Lovelace", 80, 40)]))

    assert roles(tree)[Role.NAV] == 0
    assert holder_of(tree, Role.IMG) is not Role.A


def test_the_faint_name_above_a_letter_is_a_link() -> None:
    tree = named(letter(centred("The Company", weight=700, colour=FAINT)))

    assert role_of(tree, "The Company") is Role.A


def test_the_name_in_a_band_above_a_letter_is_a_link_in_the_band() -> None:
    drawn = letter(centred("The Company", weight=700, colour=FAINT, background=GREY))
    name = drawn.root.lines.pop(0)
    drawn.root.children.append(box(0, 0, 800, 69, fill=GREY, lines=[name]))

    tree = named(drawn)

    assert role_of(tree, "The Company") is Role.A
    assert tree.children[0].role is not Role.A


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(centred("A title", size=32, weight=700), id="large"),
        pytest.param(centred("A title", weight=700), id="dark"),
        pytest.param(centred("12 March 2024", weight=700, colour=FAINT), id="date"),
        pytest.param(text("A label", 280, 40, weight=700, colour=FAINT), id="left"),
        pytest.param(
            centred("A sentence of more than four words", weight=700, colour=FAINT), id="long"
        ),
    ],
)
def test_what_is_no_masthead_is_no_link(first: TextLine) -> None:
    tree = named(letter(first))

    assert Role.A not in roles(tree)


def test_a_faint_line_above_a_wide_page_is_no_masthead() -> None:
    drawn = letter(centred("The Company", weight=700, colour=FAINT))
    drawn.root.lines.append(text("A text that begins at the left edge of the page", 20, 400))

    assert Role.A not in roles(named(drawn))


def test_a_bar_below_a_title_is_found() -> None:
    title = text("A title", 20, 40, size=32, weight=700)
    words = [text(word, 40 + 120 * n, 100, size=24) for n, word in enumerate(["Home", "Us", "You"])]
    strip = box(20, 70, 780, 120, fill=Colour(0, 128, 0), lines=words)
    column = box(20, 130, 780, 590, fill=BLUE, lines=lines(LETTER, 40, 170))
    columns = box(18, 68, 782, 592, children=[strip, column], fill=Colour(240, 240, 240))

    tree = named(scene(shapes=[columns], lines=[title]))

    assert roles(tree)[Role.NAV] == 1
    assert role_of(tree, "Home") is Role.A
    assert role_of(tree, "You") is Role.A
