"""Rules name what stands in a scene: landmarks, headings, links, lists, tables, forms, pictures."""

from __future__ import annotations

from limner_server.layout.element import Role
from limner_server.perception.scene import Colour, ShapeKind
from naming import named, role_of, roles
from sketch import BLACK, BLUE, FAINT, GREY, box, lines, scene, text

WORDS = "A paragraph long enough to be the page's prevailing type and not a label of anything."


def test_a_page_is_divided_into_bar_main_part_and_footer() -> None:
    drawn = scene(
        lines=[
            text("Brand", 20, 30, size=20, weight=700),
            *(text(word, 480 + 90 * n, 30) for n, word in enumerate(["Home", "About", "Help"])),
            text("A title", 20, 130, size=32, weight=700),
            text(WORDS, 20, 180),
            text("© 2026 Nobody. All rights reserved.", 20, 570),
        ]
    )

    tree = named(drawn)

    assert [child.role for child in tree.children] == [Role.NAV, Role.MAIN, Role.FOOTER]
    assert role_of(tree, "Home") is Role.A
    assert roles(tree)[Role.UL] == 1
    assert roles(tree)[Role.LI] == 3
    assert tree.children[0].box.x1 == 800


def test_a_title_above_the_bar_makes_one_header_with_it() -> None:
    drawn = scene(
        lines=[
            text("The paper", 20, 50, size=40, weight=700),
            *(text(word, 20 + 200 * n, 110) for n, word in enumerate(["Home", "About", "Help"])),
            text(WORDS, 20, 220),
        ]
    )

    tree = named(drawn)

    header = tree.children[0]
    assert header.role is Role.HEADER
    assert (roles(header)[Role.H1], roles(header)[Role.NAV]) == (1, 1)


def test_headings_have_levels_by_their_size() -> None:
    drawn = scene(
        lines=[
            text("The title", 20, 60, size=32, weight=700),
            text(WORDS, 20, 100),
            text("A chapter", 20, 160, size=24, weight=700),
            text(WORDS, 20, 200),
            text("A part", 20, 260, size=16, weight=700),
            text(WORDS, 20, 300),
        ]
    )

    tree = named(drawn)

    assert role_of(tree, "The title") is Role.H1
    assert role_of(tree, "A chapter") is Role.H2
    assert role_of(tree, "A part") is Role.H4
    assert role_of(tree, WORDS) is Role.P


def test_a_bold_text_beside_its_value_is_no_heading() -> None:
    drawn = scene(lines=[text("Phone:", 20, 60, weight=700), text("0123", 120, 60)])

    assert role_of(named(drawn), "Phone:") is not Role.H4


def test_a_coloured_text_is_a_link() -> None:
    drawn = scene(lines=[text(WORDS, 20, 60), text("Read more", 20, 120, colour=BLUE)])

    assert role_of(named(drawn), "Read more") is Role.A


def test_dots_before_lines_make_a_list() -> None:
    items = ["The first item of the list", "The second item of the list"]
    dots = [box(24, y - 8, 29, y - 3, fill=Colour(0, 0, 0)) for y in (60, 84)]

    tree = named(scene(shapes=dots, lines=[*lines(items, 40, 60), text(WORDS, 20, 140)]))

    assert roles(tree)[Role.UL] == 1
    assert [e.role for e in tree.walk() if e.paragraph and e.paragraph.text in items] == [
        Role.LI,
        Role.LI,
    ]


def test_numbers_before_lines_make_an_ordered_list() -> None:
    items = ["1. The first item", "2. The second item", "3. The third"]

    tree = named(scene(lines=[*lines(items, 40, 60, pitch=30), text(WORDS, 20, 200)]))

    assert roles(tree)[Role.OL] == 1
    assert role_of(tree, "The first item") is Role.LI


def test_fields_labels_and_a_button_are_a_form() -> None:
    drawn = scene(
        shapes=[
            box(40, 70, 340, 110, border=GREY, radius=4),
            box(40, 160, 340, 200, border=GREY, lines=[text("Your mail", 52, 185, colour=FAINT)]),
            box(40, 220, 340, 260, fill=BLUE, lines=[text("Send", 170, 245, background=BLUE)]),
        ],
        lines=[text("Name", 40, 60), text("Mail", 40, 150), text(WORDS, 40, 400)],
    )

    tree = named(drawn)

    assert roles(tree)[Role.FORM] == 1
    assert roles(tree)[Role.INPUT] == 2
    assert role_of(tree, "Name") is Role.LABEL
    assert role_of(tree, "Send") is Role.BUTTON
    assert [e.placeholder for e in tree.walk() if e.role is Role.INPUT] == [False, True]


def test_a_coloured_button_outside_of_a_form_is_a_link() -> None:
    button = box(40, 40, 180, 80, fill=BLUE, lines=[text("Learn more", 66, 65, background=BLUE)])

    assert role_of(named(scene(shapes=[button], lines=[text(WORDS, 40, 200)])), "Learn more") is (
        Role.A
    )


def test_a_row_of_search_field_and_button_is_a_form_of_its_own() -> None:
    search = [
        box(300, 10, 500, 42, border=GREY, lines=[text("Search query", 308, 31, colour=FAINT)]),
        box(510, 10, 580, 42, fill=BLUE, lines=[text("Go!", 532, 31, background=BLUE)]),
    ]

    tree = named(scene(shapes=search, lines=[text("Brand", 20, 31), text(WORDS, 20, 200)]))

    assert (roles(tree)[Role.FORM], roles(tree)[Role.SEARCH], roles(tree)[Role.BUTTON]) == (1, 1, 1)


def test_small_frames_before_texts_are_checkboxes_and_radios() -> None:
    drawn = scene(
        shapes=[
            box(40, 50, 54, 64, border=GREY),
            box(40, 90, 54, 104, border=GREY, radius=7, kind=ShapeKind.CIRCLE),
        ],
        lines=[text("Remember me", 62, 62), text("By mail", 62, 102), text(WORDS, 40, 300)],
    )

    found = roles(named(drawn))

    assert (found[Role.CHECKBOX], found[Role.RADIO], found[Role.LABEL]) == (1, 1, 2)


def test_checks_with_a_mark_inside_are_on() -> None:
    tick = box(43, 53, 51, 61, fill=None, kind=ShapeKind.ICON)
    dot = box(44, 94, 50, 100, fill=BLUE, radius=3, kind=ShapeKind.CIRCLE)
    drawn = scene(
        shapes=[
            box(40, 50, 54, 64, fill=BLUE, radius=2, children=[tick]),
            box(40, 90, 54, 104, border=BLUE, radius=7, kind=ShapeKind.CIRCLE, children=[dot]),
            box(40, 130, 54, 144, border=GREY, radius=7, kind=ShapeKind.CIRCLE),
        ],
        lines=[
            text("Remember me", 62, 62),
            text("By mail", 62, 102),
            text("By phone", 62, 142),
            text(WORDS, 40, 300),
        ],
    )

    checks = [e for e in named(drawn).walk() if e.role in (Role.CHECKBOX, Role.RADIO)]

    assert [(check.role, check.checked) for check in checks] == [
        (Role.CHECKBOX, True),
        (Role.RADIO, True),
        (Role.RADIO, False),
    ]


def test_large_checks_under_one_another_keep_their_labels() -> None:
    frames = [box(40, top, 80, top + 40, border=BLACK) for top in (50, 104, 158)]
    labels = ["British", "Irish", "Citizen of another country"]
    drawn = scene(shapes=frames, lines=[*lines(labels, 98, 75, pitch=54), text(WORDS, 40, 300)])

    found = roles(named(drawn))

    assert (found[Role.CHECKBOX], found[Role.LABEL]) == (3, 3)


def test_a_framed_text_with_a_caret_at_its_end_is_a_select() -> None:
    caret = box(250, 64, 260, 71, fill=None, kind=ShapeKind.ICON)
    field = box(40, 50, 270, 86, border=GREY, children=[caret], lines=[text("Norway", 52, 73)])

    tree = named(scene(shapes=[field], lines=[text("Country", 40, 40), text(WORDS, 40, 300)]))

    assert role_of(tree, "Norway") is Role.SELECT
    assert role_of(tree, "Country") is Role.LABEL
    assert roles(tree)[Role.ICON] == 0


def test_a_frame_with_a_handle_in_its_corner_is_a_textarea() -> None:
    handle = box(432, 142, 439, 149, fill=None, kind=ShapeKind.ICON)
    field = box(40, 50, 440, 150, border=GREY, children=[handle])

    assert roles(named(scene(shapes=[field], lines=[text(WORDS, 40, 300)])))[Role.TEXTAREA] == 1


def test_a_field_for_a_day_is_as_small_as_two_figures() -> None:
    fields = [box(x, 60, x + 52, 100, border=BLACK) for x in (40, 112)]
    labels = [text("Day", 40, 50), text("Month", 112, 50)]

    found = roles(named(scene(shapes=fields, lines=[*labels, text(WORDS, 40, 300)])))

    assert (found[Role.INPUT], found[Role.LABEL]) == (2, 2)


def test_dots_in_a_low_frame_are_a_password() -> None:
    field = box(40, 50, 220, 71, border=GREY, lines=[text("••••••••", 44, 65, size=13)])

    assert roles(named(scene(shapes=[field], lines=[text(WORDS, 40, 300)])))[Role.PASSWORD] == 1


def test_a_large_flat_box_stands_for_a_picture() -> None:
    grey = box(40, 40, 340, 240, fill=Colour(200, 204, 208))

    assert roles(named(scene(shapes=[grey], lines=[text(WORDS, 40, 300)])))[Role.IMG] == 1


def test_marks_without_words_make_one_picture() -> None:
    strokes = [
        box(50 + 10 * n, 50, 58 + 10 * n, 60 + 9 * n, fill=BLUE, kind=ShapeKind.ICON)
        for n in range(4)
    ]
    drawing = box(40, 40, 100, 100, fill=GREY, children=strokes)

    found = roles(named(scene(shapes=[drawing], lines=[text(WORDS, 40, 300)])))

    assert found[Role.IMG] == 1
    assert found[Role.ICON] == 0


def test_each_chapter_of_the_main_part_is_a_section() -> None:
    drawn = scene(
        lines=[
            text("First chapter", 20, 60, size=20, weight=700),
            text(WORDS, 20, 100),
            text("Second chapter", 20, 190, size=20, weight=700),
            text(WORDS, 20, 230),
            text("© 2026 Nobody", 20, 570),
        ]
    )

    (main,) = [element for element in named(drawn).walk() if element.role is Role.MAIN]

    assert [child.role for child in main.children] == [Role.SECTION, Role.SECTION]


def test_short_texts_in_a_row_of_the_footer_are_links() -> None:
    links = [text(word, 480 + 90 * n, 540) for n, word in enumerate(["Jobs", "Press", "Help"])]
    band = box(0, 500, 800, 600, fill=GREY, lines=[*links, text("© 2026 Nobody", 20, 580)])
    drawn = scene(
        shapes=[band],
        lines=[text("A title", 20, 60, size=32, weight=700), text(WORDS, 20, 120)],
    )

    tree = named(drawn)

    assert tree.children[-1].role is Role.FOOTER
    assert role_of(tree, "Press") is Role.A


def test_marks_on_an_icon_are_part_of_it() -> None:
    icon = box(40, 40, 88, 88, fill=None, kind=ShapeKind.ICON)
    mark = box(60, 60, 96, 70, fill=BLUE)

    found = roles(named(scene(shapes=[icon, mark], lines=[text(WORDS, 40, 300)])))

    assert found[Role.IMG] == 1
    assert found[Role.ICON] == 0
