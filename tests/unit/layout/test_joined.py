"""Fields and buttons that share an edge or a frame are told by one another."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import Shape, ShapeKind, TextLine
from naming import named, role_of, roles
from sketch import BLACK, BLUE, FAINT, GREY, WHITE, box, scene, text

BELOW = "A paragraph long enough to be the page's prevailing type and not a label of anything."


def half_framed(hint: TextLine) -> Shape:
    """A field whose top and right border the neighbours hide."""
    field = box(100, 200, 380, 240, border=GREY, lines=[hint])
    if field.border is not None:
        field.border.sides = "bl"
    return field


def subscribe() -> Shape:
    label = text("Subscribe", 395, 225, colour=WHITE, background=BLUE)
    return box(380, 200, 490, 240, fill=BLUE, lines=[label])


def magnifier(x: float, y: float) -> Shape:
    return box(x, y, x + 20, y + 20, fill=None, kind=ShapeKind.ICON)


def test_a_hint_beside_a_joined_button_stands_in_a_field() -> None:
    hint = text("Email address", 112, 225, colour=FAINT)

    tree = named(scene(shapes=[half_framed(hint), subscribe()], lines=[text(BELOW, 20, 400)]))

    assert role_of(tree, "Email address") is Role.INPUT
    assert next(part for part in tree.walk() if part.role is Role.INPUT).placeholder
    assert role_of(tree, "Subscribe") is Role.BUTTON
    assert roles(tree)[Role.FORM] == 1


def test_a_dark_text_beside_a_joined_button_is_no_field() -> None:
    words = text("A special offer", 112, 225)

    tree = named(scene(shapes=[half_framed(words), subscribe()], lines=[text(BELOW, 20, 400)]))

    assert role_of(tree, "A special offer") is not Role.INPUT


def test_a_picture_in_a_box_that_is_joined_to_a_field_is_its_button() -> None:
    hint = text("Search", 112, 225, colour=FAINT)
    field = box(100, 200, 380, 240, border=GREY, lines=[hint])
    sends = box(380, 200, 436, 240, border=GREY, children=[magnifier(398, 210)])

    tree = named(scene(shapes=[field, sends], lines=[text(BELOW, 20, 400)]))

    assert role_of(tree, "Search") is Role.SEARCH
    assert roles(tree)[Role.BUTTON] == 1


def test_a_search_field_may_have_its_hint_in_the_middle() -> None:
    hint = text("search", 218, 225, size=12, colour=FAINT)
    field = box(100, 205, 380, 235, border=GREY, radius=4, lines=[hint])

    tree = named(scene(shapes=[field], lines=[text(BELOW, 20, 400)]))

    assert role_of(tree, "search") is Role.SEARCH


def test_a_dark_word_in_the_middle_of_a_frame_is_no_search_field() -> None:
    label = text("search", 218, 225, size=12)
    button = box(100, 205, 380, 235, border=GREY, radius=4, lines=[label])

    tree = named(scene(shapes=[button], lines=[text(BELOW, 20, 400)]))

    assert role_of(tree, "search") is not Role.SEARCH


def test_the_bits_of_round_corners_do_not_hide_a_field() -> None:
    hint = text("Search", 140, 225, colour=FAINT)
    corners = [
        box(x, y, x + 5, y + 5, fill=None, kind=ShapeKind.ICON)
        for x in (103, 352)
        for y in (203, 232)
    ]
    field = box(
        100, 200, 360, 240, fill=WHITE, border=GREY, radius=18, children=corners, lines=[hint]
    )

    tree = named(scene(shapes=[field], lines=[text(BELOW, 20, 400)]))

    assert role_of(tree, "Search") is Role.SEARCH
    assert Role.ICON not in roles(tree)


def test_a_mark_in_a_round_frame_that_is_no_corner_stays() -> None:
    hint = text("Search", 140, 225, colour=FAINT)
    field = box(
        100,
        200,
        360,
        240,
        fill=WHITE,
        border=GREY,
        radius=18,
        children=[magnifier(112, 210)],
        lines=[hint],
    )

    tree = named(scene(shapes=[field], lines=[text(BELOW, 20, 400)]))

    assert roles(tree)[Role.ICON] == 1


def test_a_long_frame_with_a_mark_at_its_end_is_a_field() -> None:
    cross = text("x", 668, 226, colour=WHITE, background=BLACK)
    clears = box(660, 208, 684, 232, fill=BLACK, kind=ShapeKind.CIRCLE, lines=[cross])
    frame = box(100, 190, 700, 250, border=GREY, radius=6, children=[clears])

    tree = named(scene(shapes=[frame], lines=[text(BELOW, 20, 400)]))

    assert roles(tree)[Role.INPUT] == 1
    assert role_of(tree, "x") is Role.BUTTON
