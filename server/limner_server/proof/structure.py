"""How well a page is built, told without knowing the page that the picture shows.

What a person would object to on reading the code: positions written out, wrappers around nothing,
tables for layout, a tag that does not fit what stands there (a heading no larger than the text, a
list of one item, a button with nothing around it), and texts and pictures left in plain boxes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from limner_server.perception.scene import Scene
from limner_server.proof.plausible import HEADINGS, Evidence, is_plausible
from limner_server.proof.rendering import RenderedElement, Rendering

PLAIN: Final = frozenset({"div", "span", "b", "strong", "i", "em", "small", "u", "font", "center"})
# Tags that say what a text is; around a text, one of these is enough.
OF_TEXT: Final = HEADINGS | {
    *("p", "a", "button", "label", "input", "select", "textarea", "li", "th", "td"),
    *("blockquote", "pre", "code", "dt", "dd", "figcaption", "caption", "summary", "legend"),
}
SEMANTIC: Final = OF_TEXT | {
    *("ul", "ol", "table", "nav", "header", "footer", "main", "section", "article", "aside"),
    *("form", "img", "figure"),
}


@dataclass(frozen=True, slots=True)
class Structure:
    """What speaks for the way a page is built, each 0 to 1.

    Attributes:
        plausible: share of the semantic elements that fit what stands in them, mean over tags.
        covered: share of texts, and of pictures, that stand in a tag that says what they are.
        flowing: share of elements without an absolute position.
        lean: 1 - the share of elements that only wrap one other, or lay out by table.
    """

    plausible: float
    covered: float
    flowing: float
    lean: float

    @property
    def mean(self) -> float:
        """One figure, 0 to 1: what readers of code mind most counts most."""
        return (3 * self.flowing + 2 * self.plausible + self.covered + self.lean) / 7


def judge_structure(scene: Scene, rendering: Rendering) -> Structure:
    """Judge how a rendered page is built, in the light of what the picture shows."""
    elements = rendering.elements[1:]
    if not elements:
        return Structure(0.0, 0.0, 1.0, 1.0)
    count = len(elements)
    evidence = Evidence.of(scene, rendering)
    return Structure(
        plausible=_plausible(evidence),
        covered=_covered(evidence),
        flowing=1 - sum(element.absolute for element in elements) / count,
        lean=1 - sum(_is_ballast(evidence, index) for index in range(1, count + 1)) / count,
    )


def _plausible(evidence: Evidence) -> float:
    by_tag: dict[str, list[bool]] = defaultdict(list)
    for index, element in enumerate(evidence.elements):
        if element.tag in SEMANTIC:
            by_tag[element.tag].append(is_plausible(evidence, index))
    return fmean(fmean(fits) for fits in by_tag.values()) if by_tag else 0.0


def _covered(evidence: Evidence) -> float:
    shares = []
    if evidence.lines:
        said = [_is_said(evidence, line.node) for line in evidence.lines]
        shares.append(fmean(said))
    if evidence.pictures:
        drawn = [element.box for element in evidence.elements if element.pictured]
        shares.append(fmean(any(box.iou(p) >= 0.3 for box in drawn) for p in evidence.pictures))
    return fmean(shares) if shares else 1.0


def _is_said(evidence: Evidence, node: int) -> bool:
    """Whether a tag around the text says what it is, before a box of several texts does not."""
    return any(evidence.elements[index].tag in OF_TEXT for index in evidence.path(node))


def _is_ballast(evidence: Evidence, index: int) -> bool:
    element = evidence.elements[index]
    if element.tag == "layout-table":
        return True
    if element.tag not in PLAIN or evidence.texts_in(index):
        return False
    within = evidence.children(index)
    return len(within) == 1 and _same_place(element, evidence.elements[within[0]])


def _same_place(outer: RenderedElement, inner: RenderedElement) -> bool:
    return outer.box.iou(inner.box) > 0.9
