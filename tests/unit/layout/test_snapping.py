"""A page uses few sizes and colours: near-misses of the measurement take what the page uses."""

from __future__ import annotations

from dataclasses import replace

from limner_server.layout.arrange import arrange
from limner_server.layout.palette import snap_colours
from limner_server.layout.strays import drop_strays
from limner_server.layout.typescale import snap_sizes
from limner_server.perception.scene import Colour, TextLine
from sketch import GREY, box, picture, scene, text

LONG = "Most of the page is set in this size, as one can see from its length"


def measured(line: TextLine, size: float) -> TextLine:
    """The line as if its size had been read so from the same ink."""
    return replace(line, font=replace(line.font, size=size))


def numbered(*found: TextLine) -> list[TextLine]:
    return scene(lines=list(found)).lines()


def test_a_short_text_takes_the_size_of_the_page() -> None:
    body, label = numbered(text(LONG, 0, 40), measured(text("Tour", 0, 80), 15.6))

    assert snap_sizes([body, label])[label.id].font.size == 16


def test_a_text_that_is_clearly_smaller_keeps_its_size() -> None:
    body, note = numbered(text(LONG, 0, 40), text("A note set in a smaller size", 0, 80, size=13))

    assert snap_sizes([body, note])[note.id].font.size == 13


def test_a_colour_that_cannot_be_told_from_the_pages_takes_its() -> None:
    ink, faded = Colour(40, 44, 50), Colour(46, 50, 55)
    body, label = numbered(text(LONG, 0, 40, colour=ink), text("Tour", 0, 80, colour=faded))

    assert snap_colours({body.id: body, label.id: label})[label.id].colour == ink


def test_a_letter_read_twice_is_dropped() -> None:
    title = text("My mobile", 100, 80, size=48)
    dot = text("a", title.words[1].box.x0 + 20, 50, size=14)

    assert drop_strays([title, dot]) == [title]


def test_cards_that_differ_by_a_pixel_look_alike() -> None:
    cards = [
        box(40 + 250 * n, 40, 240 + 250 * n, 200, border=GREY, radius=6 + n % 2) for n in (0, 1)
    ]
    cards.append(box(540, 40, 740, 200, border=GREY, radius=6))

    tree = arrange(scene(shapes=cards), picture())

    assert {e.shape.radius for e in tree.walk() if e.shape and e.shape.border} == {6}
