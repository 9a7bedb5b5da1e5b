"""Finding the pictures that a text refers to."""

import time

import pytest

from limner_server.lsp.references import Kind, find_references


def at(text, needle):
    """The references on the line of `needle`."""
    offset = text.index(needle)
    return find_references(text, offset, offset)


@pytest.mark.parametrize(
    ("text", "kind", "source", "span"),
    [
        (
            "see ![login](shots/login.png) here",
            Kind.LINK,
            "shots/login.png",
            "![login](shots/login.png)",
        ),
        ('![a](<my shot.png> "Title")', Kind.LINK, "my shot.png", '![a](<my shot.png> "Title")'),
        ('<p><img alt="x" src="a.webp"/></p>', Kind.TAG, "a.webp", '<img alt="x" src="a.webp"/>'),
        ("<img src={'./a.jpeg'} />", Kind.TAG, "./a.jpeg", "<img src={'./a.jpeg'} />"),
        ("<!-- shots/a.PNG -->", Kind.PATH, "shots/a.PNG", "shots/a.PNG"),
        ("// design: ../ui/card.jpg, later", Kind.PATH, "../ui/card.jpg", "../ui/card.jpg"),
        ('const shot = "my shots/a.gif";', Kind.PATH, "my shots/a.gif", "my shots/a.gif"),
        ("# C:\\shots\\a.bmp", Kind.PATH, "C:\\shots\\a.bmp", "C:\\shots\\a.bmp"),
        ("background: url(img/hero.tiff)", Kind.PATH, "img/hero.tiff", "img/hero.tiff"),
        ("[shot]: ./a.png", Kind.PATH, "./a.png", "./a.png"),
        ("x = 'data:image/png;base64,AAAA='", Kind.PATH, "data:image/png;base64,AAAA=", None),
    ],
)
def test_a_picture_is_found_however_it_is_written(text, kind, source, span):
    (found,) = find_references(text, 0, 0)

    assert (found.kind, found.source) == (kind, source)
    assert text[found.start : found.end] == (span or source)


@pytest.mark.parametrize(
    "text", ["", "a png file", "see .png files", "picture.pngx", "old.png.bak", "![x](a.svg)"]
)
def test_nothing_is_found_where_no_picture_is_named(text):
    assert find_references(text, 0, len(text)) == []


def test_a_tag_over_several_lines_is_found_from_any_of_them():
    text = '<main>\n  <img\n    alt="x"\n    src="a.png"\n  >\n</main>'

    for line in ("<img", "alt", "src", "  >\n"):
        (found,) = at(text, line)
        assert text[found.start : found.end] == '<img\n    alt="x"\n    src="a.png"\n  >'


def test_only_the_lines_of_the_range_are_looked_at():
    text = "![a](a.png)\nnothing\n![b](b.png)\n"

    assert at(text, "nothing") == []
    assert [found.source for found in at(text, "b.png")] == ["b.png"]


def test_the_picture_under_the_cursor_comes_first():
    text = "![a](a.png) ![b](b.png)"
    cursor = text.index("b.png")

    assert [found.source for found in find_references(text, cursor, cursor)] == ["b.png", "a.png"]


@pytest.mark.parametrize(
    "line", ["![" * 200_000, "<img " * 200_000, "a/" * 300_000, "x.png " * 5_000]
)
def test_a_hostile_line_takes_no_time(line):
    start = time.process_time()

    find_references(line, 0, 0)

    assert time.process_time() - start < 2
