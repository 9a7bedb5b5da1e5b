"""What is told of one node of the tree: its measured features as short words.

The words are the same for every model. The built-in model's tokenizer knows each as one token
(`vocabulary`); a large model reads them by the legend in `labels.INSTRUCTIONS`.
"""

from __future__ import annotations

import statistics
from bisect import bisect_right
from dataclasses import dataclass

from limner_server.layout.element import Axis, Element, Paragraph, Role
from limner_server.perception.scene import Colour, Family, Gradient, Scene, Shape, ShapeKind

# Upper edges of the bins, in pixels: half octaves, so that 16 and 24 differ as 512 and 768 do.
LENGTHS = (3, 6, 10, 14, 18, 22, 28, 36, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536)
# Upper edges of font size over body size.
FONT_RATIOS = (0.8, 0.93, 1.07, 1.2, 1.4, 1.7, 2.1, 2.8)
COLUMNS = 20
NEAR = 256.0  # pixels from the start or the end of the page
SPECK = 7.0  # pixels; what is smaller in both directions is noise
MAX_DEPTH = 9
MAX_COUNT = 9
TEXT_WORDS = 3
TEXT_CHARACTERS = 18

_FIELD_ROLES = frozenset({Role.INPUT, Role.PASSWORD, Role.SEARCH, Role.SELECT, Role.TEXTAREA})
_FLAGS = (
    *("bold", "italic", "caps", "underlined", "mono", "serif", "dim", "hued", "pale"),
    *("centre", "right", "bullet", "link", "placeholder", "checked"),
    *("light", "dark", "vivid", "gradient", "frame", "edge", "round", "pill", "shadow"),
)


@dataclass(frozen=True, slots=True)
class Page:
    """What the features of a node are relative to.

    Attributes:
        width: of the picture in pixels.
        height: of the picture in pixels.
        font_size: of the page's running text in pixels.
        colour: of the page's running text.
    """

    width: float
    height: float
    font_size: float
    colour: Colour


def page_of(root: Element, scene: Scene) -> Page:
    """Measure the page that `root` is the tree of."""
    sizes: list[float] = []
    inks: list[Colour] = []
    for element in root.walk():
        if element.paragraph is not None:
            weight = 1 + len(element.paragraph.text) // 8
            sizes.extend([element.paragraph.font.size] * weight)
            inks.extend([element.paragraph.colour] * weight)
    return Page(
        width=max(float(scene.width), 1.0),
        height=max(float(scene.height), 1.0),
        font_size=statistics.median(sizes) if sizes else 16.0,
        colour=statistics.mode(inks) if inks else Colour(0, 0, 0),
    )


def describe(element: Element, depth: int, page: Page) -> list[str]:
    """The words for one node: kind, place, size, looks, text, and the role that rules gave it."""
    words = [_kind(element), f"d{min(depth, MAX_DEPTH)}", *_place(element, page)]
    if element.shape is not None:
        words += _surface(element.shape)
    if element.paragraph is not None:
        words += _type(element.paragraph, page)
    count = sum(not is_mark(child) for child in element.children)
    if count:
        words.append(f"c{min(count, MAX_COUNT)}")
    if element.placeholder:
        words.append("placeholder")
    if element.checked:
        words.append("checked")
    if element.paragraph is not None:
        words.append(_opening(element.paragraph.text))
    words.append(element.role.value)
    return words


def is_mark(element: Element) -> bool:
    """Whether the node is a rule or a speck: nothing that a model need be asked about."""
    if element.children or element.paragraph is not None or element.shape is None:
        return False
    if element.shape.kind is ShapeKind.RULE:
        return True
    return max(element.box.width, element.box.height) < SPECK


def is_unclear(element: Element) -> bool:
    """Whether only the picture can tell what the node is: a field, or a drawing without words."""
    if element.shape is None or is_mark(element):
        return False
    below = [part for part in element.walk() if not is_mark(part)]
    if any(part.paragraph is not None for part in below):
        return element.role in _FIELD_ROLES
    # A tick in a box is still one thing; more is a group, and each of its parts is shown.
    return len(below) <= 2


def kinds() -> list[str]:
    """The words that a node's line may begin with."""
    return ["text", *(axis.value for axis in Axis), *(kind.value for kind in ShapeKind)]


def vocabulary() -> list[str]:
    """Every other word of a line, but its depth and the texts of the page."""
    places = [
        *(f"x{index}" for index in range(COLUMNS + 1)),
        *(f"{name}{index}" for name in "whyz" for index in range(len(LENGTHS) + 1)),
    ]
    looks = [f"s{index}" for index in range(len(FONT_RATIOS) + 1)]
    counts = [f"{name}{index}" for name in "cl" for index in range(MAX_COUNT + 1)]
    roles = [role.value for role in Role]
    return list(dict.fromkeys([*places, *looks, *counts, *_FLAGS, *roles]))


def _kind(element: Element) -> str:
    if element.children:
        return element.axis.value
    if element.shape is not None:
        return element.shape.kind.value
    return "text" if element.paragraph is not None else element.axis.value


def _place(element: Element, page: Page) -> list[str]:
    box = element.box
    column = min(max(round(box.x0 / page.width * COLUMNS), 0), COLUMNS)
    words = [f"x{column}", f"w{_bin(box.width)}", f"h{_bin(box.height)}"]
    # Only near the page's start and end does the distance tell anything: a header, a footer.
    if box.y0 < NEAR:
        words.append(f"y{_bin(box.y0)}")
    if page.height - box.y1 < NEAR:
        words.append(f"z{_bin(page.height - box.y1)}")
    return words


def _bin(length: float) -> int:
    return bisect_right(LENGTHS, length)


def _surface(shape: Shape) -> list[str]:
    words = []
    if isinstance(shape.fill, Gradient):
        words.append("gradient")
    elif shape.fill is not None:
        words.append(_tone(shape.fill))
    if shape.border is not None:
        words.append("frame" if len(shape.border.sides) == 4 else "edge")
    if shape.kind is ShapeKind.RULE:
        return words
    if shape.radius >= min(shape.box.width, shape.box.height) / 2 - 1:
        words.append("pill")
    elif shape.radius >= 2:
        words.append("round")
    if shape.shadow is not None:
        words.append("shadow")
    return words


def _tone(colour: Colour) -> str:
    if max(colour) - min(colour) > 60:
        return "vivid"
    return "light" if max(colour) > 140 else "dark"


def _type(paragraph: Paragraph, page: Page) -> list[str]:
    font = paragraph.font
    words = [f"s{bisect_right(FONT_RATIOS, font.size / page.font_size)}"]
    if len(paragraph.lines) > 1:
        words.append(f"l{min(len(paragraph.lines), MAX_COUNT)}")
    letters = [character for character in paragraph.text if character.isalpha()]
    flags = {
        "bold": font.is_bold,
        "italic": font.italic,
        "caps": len(letters) > 1 and all(letter.isupper() for letter in letters),
        "underlined": any(run.underlined for run in paragraph.runs),
        "mono": font.family is Family.MONO,
        "serif": font.family is Family.SERIF,
        "centre": paragraph.align == "center",
        "right": paragraph.align == "right",
        "bullet": bool(paragraph.lines and paragraph.lines[0].bullet),
        "link": any(run.link for run in paragraph.runs),
    }
    words += [flag for flag, holds in flags.items() if holds]
    return words + _ink(paragraph.colour, page.colour)


def _ink(colour: Colour, body: Colour) -> list[str]:
    if colour.distance(body) < 24:
        return []
    if max(colour) - min(colour) > 60:
        return ["hued"]
    return ["pale" if min(colour) > 200 else "dim"]


_HARMLESS = str.maketrans({'"': "'", "[": "(", "]": ")", "<": "(", ">": ")"})


def _opening(text: str) -> str:
    """The first words in quotes; nothing in them can be taken for a pointer or a control token."""
    safe = text.translate(_HARMLESS)
    start = " ".join(safe.split()[:TEXT_WORDS])[:TEXT_CHARACTERS]
    return f'"{start}"'
