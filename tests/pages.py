"""Pages whose picture and scene are known, because the browser itself drew and measured them."""

from __future__ import annotations

from limner_server.perception.image import Picture
from limner_server.perception.scene import (
    Box,
    Colour,
    Family,
    Font,
    Scene,
    Shape,
    ShapeKind,
    TextLine,
    Word,
)
from limner_server.proof.browser import Browser
from limner_server.proof.rendering import RenderedLine

FERRY = """<!doctype html><html><head><style>
body{margin:0;font:16px sans-serif;color:#222;background:#fff}
header{background:#123;color:#fff;padding:16px} nav a{color:#9cf;margin-right:16px}
main{padding:24px;width:600px} h1{font-size:32px;margin:0 0 12px} .q{color:#a00}
button{background:#064;color:#fff;border:0;padding:8px 16px;font:inherit}
</style></head><body>
<header><nav><a href="#">Home</a><a href="#">Prices</a><a href="#">Contact</a></nav></header>
<main><h1>Ferry timetable</h1><p>Boats leave every forty minutes from the north pier, and the last
crossing is at nine in the evening except on public holidays.</p>
<p class="q">Bicycles travel free of charge</p>
<button>Reserve a seat</button></main></body></html>"""

# The boxes that the page above fills.
FILLS = {"header": Colour(17, 34, 51), "button": Colour(0, 102, 68)}


def seen(browser: Browser, html: str, width: int = 700, height: int = 400) -> tuple[Picture, Scene]:
    """The picture of a page, and the scene that a perfect perception would find in it."""
    drawn = browser.render(html, width, height)
    frames = [
        Shape(ShapeKind.BOX, element.box, FILLS[element.tag])
        for element in drawn.elements
        if element.tag in FILLS
    ]
    whole = Box(0, 0, width, height)
    root = Shape(ShapeKind.BOX, whole, Colour(255, 255, 255), children=frames)
    for index, line in enumerate(drawn.lines):
        around = [frame for frame in frames if frame.box.contains(line.box)]
        (around[0] if around else root).lines.append(_text_line(line, index))
    return Picture(drawn.image[:height], "page.png"), Scene(width, height, root)


def _text_line(line: RenderedLine, index: int) -> TextLine:
    font = Font(Family.SANS, line.size, 700 if line.weight >= 600 else 400)
    words = []
    scale = line.box.width / len(line.text)
    start = 0
    for text in line.text.split():
        start = line.text.index(text, start)
        x0 = line.box.x0 + scale * start
        box = Box(x0, line.box.y0, x0 + scale * len(text), line.box.y1)
        words.append(Word(text, box, 1.0, line.colour, font))
        start += len(text)
    background = Colour(255, 255, 255)
    return TextLine(words, line.box, line.baseline, font, line.colour, background, id=index)
