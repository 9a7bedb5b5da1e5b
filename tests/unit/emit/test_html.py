"""A page as one HTML document: valid, marked for the proof, and mapped back to the picture."""

from __future__ import annotations

import re

import html5lib
import pytest

from limner_server.emit import Code, Stack, emit
from limner_server.layout.element import Element, Role
from limner_server.perception.scene import Colour, Scene, ShapeKind
from limner_server.proposers.trace import trace_tree
from sketch import BLUE, FAINT, GREY, box, lines, picture, scene, text


@pytest.fixture(scope="module")
def drawn() -> Scene:
    """A small page with a bit of everything."""
    card = box(
        40,
        330,
        360,
        500,
        border=GREY,
        radius=6,
        lines=[
            text("A card", 60, 370, size=20, weight=700),
            *lines(["What the card is about, in two", "lines of text that flow"], 60, 410),
        ],
    )
    return scene(
        shapes=[
            box(40, 200, 300, 240, border=GREY, lines=[text("Your mail", 52, 225, colour=FAINT)]),
            box(310, 200, 400, 240, fill=BLUE, lines=[text("Send", 335, 225, background=BLUE)]),
            card,
            box(460, 330, 740, 500, fill=Colour(200, 204, 208), kind=ShapeKind.PICTURE),
        ],
        lines=[
            text("Brand", 40, 40, size=20, weight=700),
            *(text(word, 480 + 90 * n, 40) for n, word in enumerate(["Home", "About", "Help"])),
            text("Tom & Jerry <3", 40, 140, size=32, weight=700),
        ],
    )


@pytest.fixture(scope="module")
def tree(drawn: Scene) -> Element:
    return trace_tree(drawn, picture())


@pytest.fixture(scope="module")
def code(drawn: Scene, tree: Element) -> Code:
    return emit(tree, drawn, picture(), Stack.HTML)


def test_both_documents_parse_without_an_error(code: Code) -> None:
    for document in (code.text, code.html):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(document)
        assert parser.errors == []


def test_texts_are_escaped(code: Code) -> None:
    assert "Tom &amp; Jerry &lt;3</h1>" in code.text


def test_every_element_is_marked_in_the_proof_and_none_in_the_text(
    code: Code, tree: Element
) -> None:
    marks = [int(mark) for mark in re.findall(r'data-limner="(\d+)"', code.html)]

    assert sorted(marks) == [element.id for element in tree.walk()]
    assert "data-limner" not in code.text


def test_regions_name_the_lines_that_draw_an_element(code: Code, tree: Element) -> None:
    written = code.text.splitlines()
    elements = {element.id: element for element in tree.walk()}

    assert len(code.regions) == len(elements)
    assert [region.first_line for region in code.regions] == sorted(
        region.first_line for region in code.regions
    )
    for region in code.regions:
        element = elements[region.element]
        assert region.box == element.box
        if element.paragraph is not None and element.role is Role.A:
            assert element.paragraph.text in written[region.first_line]


def test_controls_carry_their_texts(code: Code) -> None:
    assert re.search(r'<input class="[\w-]+" type="text" placeholder="Your mail">', code.text)
    assert re.search(r'<button class="[\w-]+" type="button">Send</button>', code.text)


def test_a_picture_is_a_file_beside_the_text_and_inside_the_proof(code: Code) -> None:
    assert list(code.assets) == ["images/picture-1.png"]
    assert code.assets["images/picture-1.png"].startswith(b"\x89PNG")
    assert 'src="images/picture-1.png"' in code.text
    assert 'src="data:image/png;base64,' in code.html
    assert "images/picture-1.png" not in code.html


def test_looks_are_classes_not_inline_styles(code: Code) -> None:
    assert " style=" not in code.text
    assert ".nav-link" in code.text
    assert ".card-title" in code.text


def test_nothing_that_does_not_overlap_is_placed_absolutely(code: Code) -> None:
    assert "absolute" not in code.text


def test_moving_a_box_moves_what_is_written(drawn: Scene) -> None:
    moved = trace_tree(drawn, picture())
    title = next(element for element in moved.walk() if element.role is Role.H1)
    assert title.paragraph is not None
    title.paragraph.font.size = 40

    assert "40px" in emit(moved, drawn, picture()).text


def test_an_empty_textarea_holds_no_blanks() -> None:
    """Blanks would hide its placeholder and be sent with the form."""
    field = box(40, 50, 440, 150, border=GREY)
    page = scene(shapes=[field], lines=[text("Your message", 40, 40)])
    shot = picture(page.width, page.height)

    code = emit(trace_tree(page, shot), page, shot, Stack.HTML)

    assert re.search(r"<textarea[^>]*></textarea>", code.text)
