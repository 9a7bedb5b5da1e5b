"""Whether a tag fits what stands in it: one rule a tag, on sizes, places and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median
from typing import Final

from limner_server.perception.scene import Box, Colour, Scene, Shape, ShapeKind
from limner_server.proof.rendering import RenderedElement, RenderedLine, Rendering

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FIELDS: Final = frozenset({"input", "select", "textarea"})
INTERACTIVE: Final = FIELDS | {"a", "button"}
# Inputs that are drawn as a mark, not as a framed field.
MARKS: Final = frozenset({"checkbox", "radio", "range", "color", "file", "image", "hidden"})


@dataclass
class Evidence:
    """A rendered page, indexed for questions about its elements, and the scene's shapes.

    Attributes:
        elements: of the page, in document order.
        lines: of the page.
        width: of the picture.
        height: of the picture.
        frames: boxes of the scene that have a fill or a border.
        pictures: boxes of the scene's pictures and icons, and of plain shapes with nothing in
            them, as which a picture may have been seen.
    """

    elements: list[RenderedElement]
    lines: list[RenderedLine]
    width: int
    height: int
    frames: list[Box]
    pictures: list[Box]
    _children: dict[int, list[int]] = field(default_factory=dict)
    _lines: dict[int, list[RenderedLine]] = field(default_factory=dict)

    @classmethod
    def of(cls, scene: Scene, rendering: Rendering) -> Evidence:
        """Index a rendering and the scene of the picture."""
        shapes = scene.shapes()
        evidence = cls(
            rendering.elements,
            rendering.lines,
            scene.width,
            scene.height,
            frames=[shape.box for shape in shapes if _is_frame(shape)],
            pictures=[shape.box for shape in shapes if _is_picture(shape)],
        )
        for index, element in enumerate(rendering.elements):
            evidence._children.setdefault(element.parent, []).append(index)
        for line in rendering.lines:
            evidence._lines.setdefault(line.node, []).append(line)
        return evidence

    @cached_property
    def body_size(self) -> float:
        """The font size of most of the lines."""
        return median([line.size for line in self.lines]) if self.lines else 16.0

    @cached_property
    def body_colour(self) -> Colour:
        """The colour of most of the text."""
        weights: dict[Colour, int] = {}
        for line in self.lines:
            weights[line.colour] = weights.get(line.colour, 0) + len(line.text)
        return max(weights, key=lambda colour: weights[colour], default=Colour(0, 0, 0))

    def children(self, index: int) -> list[int]:
        """The elements right below."""
        return self._children.get(index, [])

    def below(self, index: int) -> Iterator[int]:
        """The elements anywhere below."""
        for child in self.children(index):
            yield child
            yield from self.below(child)

    def path(self, index: int) -> Iterator[int]:
        """The element and those around it, innermost first."""
        while index >= 0:
            yield index
            index = self.elements[index].parent

    def texts_in(self, index: int) -> list[RenderedLine]:
        """The lines right in an element, in none below it."""
        return self._lines.get(index, [])

    def texts(self, index: int) -> list[RenderedLine]:
        """The lines anywhere in an element."""
        found = list(self.texts_in(index))
        for child in self.below(index):
            found += self.texts_in(child)
        return found

    def tags_below(self, index: int) -> list[str]:
        """The tags anywhere in an element."""
        return [self.elements[child].tag for child in self.below(index)]


Rule = Callable[[Evidence, int], bool]


def is_plausible(evidence: Evidence, index: int) -> bool:
    """Whether the element's tag fits what stands in it; tags without a rule fit anything."""
    rule = RULES.get(evidence.elements[index].tag)
    return rule is None or rule(evidence, index)


def _is_frame(shape: Shape) -> bool:
    boxy = shape.kind in {ShapeKind.BOX, ShapeKind.CIRCLE}
    return boxy and (shape.fill is not None or shape.border is not None)


def _is_picture(shape: Shape) -> bool:
    drawn = shape.kind in {ShapeKind.PICTURE, ShapeKind.ICON}
    empty = shape.kind is not ShapeKind.RULE and not shape.lines and not shape.children
    return drawn or empty


def _framed(evidence: Evidence, index: int) -> bool:
    box = evidence.elements[index].box
    return any(frame.iou(box) >= 0.5 for frame in evidence.frames)


def _heading(evidence: Evidence, index: int) -> bool:
    texts = evidence.texts(index)
    if not texts or len(texts) > 4:
        return False
    larger = max(line.size for line in texts) >= 1.1 * evidence.body_size
    bold = max(line.weight for line in texts) >= 600
    return larger or bold


def _paragraph(evidence: Evidence, index: int) -> bool:
    """Text, but not a line that stands out as a title does."""
    texts = evidence.texts(index)
    shouts = len(texts) == 1 and texts[0].size >= 1.9 * evidence.body_size
    return bool(texts) and not shouts


def _button(evidence: Evidence, index: int) -> bool:
    texts = evidence.texts(index)
    return _framed(evidence, index) and len(texts) <= 2 and evidence.elements[index].box.height < 90


def _link(evidence: Evidence, index: int) -> bool:
    texts = evidence.texts(index)
    around = [evidence.elements[k].tag for k in evidence.path(evidence.elements[index].parent)]
    if not texts:
        return any(evidence.elements[child].pictured for child in evidence.below(index))
    if len(texts) > 4:
        return False
    coloured = texts[0].colour.distance(evidence.body_colour) > 40
    return (
        coloured
        or bool({"nav", "li", "footer", "header"} & set(around))
        or _framed(evidence, index)
    )


def _field(evidence: Evidence, index: int) -> bool:
    element = evidence.elements[index]
    if element.kind in MARKS:
        return element.box.width <= 60 and element.box.height <= 40
    return _framed(evidence, index) and element.box.width > 1.5 * element.box.height


def _area(evidence: Evidence, index: int) -> bool:
    return _framed(evidence, index) and evidence.elements[index].box.height > 40


def _label(evidence: Evidence, index: int) -> bool:
    """Short, and a field stands in it, right of it or right below it."""
    element = evidence.elements[index]
    if len(evidence.texts(index)) > 2:
        return False
    reach = Box(element.box.x0 - 40, element.box.y0 - 10, element.box.x1 + 240, element.box.y1 + 40)
    return any(e.tag in FIELDS and e.box.overlap(reach) > 0 for e in evidence.elements)


def _list(evidence: Evidence, index: int) -> bool:
    items = [child for child in evidence.children(index) if evidence.elements[child].tag == "li"]
    return len(items) >= 2 and len(items) == len(evidence.children(index))


def _item(evidence: Evidence, index: int) -> bool:
    parent = evidence.elements[index].parent
    return parent >= 0 and evidence.elements[parent].tag in {"ul", "ol"} and _list(evidence, parent)


def _table(evidence: Evidence, index: int) -> bool:
    """Rows of texts that begin at the same places."""
    cells = [tag for tag in evidence.tags_below(index) if tag in {"td", "th"}]
    rows = evidence.tags_below(index).count("tr")
    return rows >= 2 and len(cells) >= 2 * rows and bool(evidence.texts(index))


def _nav(evidence: Evidence, index: int) -> bool:
    links = [tag for tag in evidence.tags_below(index) if tag in {"a", "button"}]
    return len(links) >= 2 and len(evidence.texts(index)) <= 3 * len(links)


def _header(evidence: Evidence, index: int) -> bool:
    """At the top of the page, or before all else in a part of it."""
    siblings = evidence.children(evidence.elements[index].parent)
    leads = len(siblings) > 1 and siblings[0] == index
    return leads or evidence.elements[index].box.y0 < max(0.1 * evidence.height, 80)


def _footer(evidence: Evidence, index: int) -> bool:
    """At the bottom of the page, or after all else in a part of it."""
    element = evidence.elements[index]
    siblings = evidence.children(element.parent)
    ends = len(siblings) > 1 and siblings[-1] == index and element.depth > 1
    return ends or element.box.y1 > 0.85 * evidence.height


def _main(evidence: Evidence, index: int) -> bool:
    return evidence.elements[index].box.area > 0.2 * evidence.width * evidence.height


def _block(evidence: Evidence, index: int) -> bool:
    """A section, an article, an aside: of some size, with something in it to read."""
    box = evidence.elements[index].box
    return box.area > 0.01 * evidence.width * evidence.height and len(evidence.texts(index)) >= 2


def _form(evidence: Evidence, index: int) -> bool:
    return any(tag in FIELDS for tag in evidence.tags_below(index))


def _image(evidence: Evidence, index: int) -> bool:
    box = evidence.elements[index].box
    return any(picture.iou(box) >= 0.3 for picture in evidence.pictures)


RULES: Final[dict[str, Rule]] = {
    **dict.fromkeys(HEADINGS, _heading),
    "p": _paragraph,
    "a": _link,
    "button": _button,
    "label": _label,
    "input": _field,
    "select": _field,
    "textarea": _area,
    "ul": _list,
    "ol": _list,
    "li": _item,
    "table": _table,
    "nav": _nav,
    "header": _header,
    "footer": _footer,
    "main": _main,
    "section": _block,
    "article": _block,
    "aside": _block,
    "form": _form,
    "img": _image,
    "figure": _image,
}
