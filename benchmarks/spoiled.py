"""Pages made worse on purpose, each in one way: what a judge has to tell from a good one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from limner_server.layout.element import Axis, Element, Role, number
from limner_server.perception.scene import Box, Colour

TEXT_ROLES = [Role.P, Role.H1, Role.H3, Role.A, Role.LABEL, Role.SPAN, Role.BUTTON]
GROUP_ROLES = [Role.NAV, Role.SECTION, Role.ARTICLE, Role.HEADER, Role.FOOTER, Role.UL, Role.FORM]
KEPT = {Role.BODY, Role.IMG, Role.ICON, Role.HR, Role.TABLE, Role.TR, Role.TD, Role.TH}


def shuffled(tree: Element, rng: random.Random) -> Element:
    """The roles dealt anew among the texts, and among the groups."""
    texts = [e.role for e in tree.walk() if _is_text(e)]
    groups = [e.role for e in tree.walk() if _is_group(e)]
    rng.shuffle(texts)
    rng.shuffle(groups)

    def deal(element: Element) -> Element:
        if _is_text(element):
            return replace(element, role=texts.pop())
        return replace(element, role=groups.pop()) if _is_group(element) else element

    return _mapped(tree, deal)


def over_tagged(tree: Element, rng: random.Random) -> Element:
    """A tag that says something on everything, whatever stands there."""

    def sprinkle(element: Element) -> Element:
        if _is_text(element):
            return replace(element, role=rng.choice(TEXT_ROLES))
        return replace(element, role=rng.choice(GROUP_ROLES)) if _is_group(element) else element

    return _mapped(tree, sprinkle)


def plain(tree: Element, rng: random.Random) -> Element:
    """Nothing but div."""
    del rng
    return _mapped(tree, lambda e: e if e.role in KEPT else replace(e, role=Role.DIV))


def absolute(tree: Element, rng: random.Random) -> Element:
    """Every text and every shape at coordinates, in one layer, without a tag that says anything."""
    del rng
    leaves: list[Element] = []
    for element in list(tree.walk())[1:]:
        if element.shape is not None:
            leaves.append(replace(element, children=[], paragraph=None, role=_shape_role(element)))
        if element.paragraph is not None:
            text = replace(element, shape=None, children=[], role=Role.DIV)
            leaves.append(replace(text, box=element.paragraph.box))
    return number(replace(tree, axis=Axis.OVERLAY, children=leaves))


def recoloured(tree: Element, rng: random.Random) -> Element:
    """Texts and boxes in other colours."""

    def paint(element: Element) -> Element:
        painted = element
        if element.paragraph is not None:
            colour = _other(element.paragraph.colour, rng)
            painted = replace(painted, paragraph=replace(element.paragraph, colour=colour))
        if element.shape is not None and isinstance(element.shape.fill, Colour):
            fill = _other(element.shape.fill, rng)
            painted = replace(painted, shape=replace(element.shape, fill=fill))
        return painted

    return _mapped(tree, paint)


def shifted(tree: Element, rng: random.Random) -> Element:
    """Every text a few pixels from where it belongs."""

    def push(element: Element) -> Element:
        if element.paragraph is None:
            return element
        box = _moved(element.paragraph.box, rng.uniform(-14, 14), rng.uniform(-8, 8))
        paragraph = replace(element.paragraph, box=box)
        return replace(
            element, paragraph=paragraph, box=element.box if element.shape is not None else box
        )

    return _mapped(tree, push)


def resized(tree: Element, rng: random.Random) -> Element:
    """Fonts a fifth larger or smaller."""

    def size(element: Element) -> Element:
        if element.paragraph is None:
            return element
        font = element.paragraph.font
        font = replace(font, size=round(font.size * rng.choice((0.8, 1.2)), 1))
        return replace(element, paragraph=replace(element.paragraph, font=font))

    return _mapped(tree, size)


def silenced(tree: Element, rng: random.Random) -> Element:
    """A third of the texts left out."""

    def keep(element: Element) -> bool:
        return element.paragraph is None or element.shape is not None or rng.random() > 1 / 3

    def prune(element: Element) -> Element:
        children = [child for child in element.children if keep(child)]
        return replace(element, children=children or element.children[:1])

    return _mapped(tree, prune)


def misread(tree: Element, rng: random.Random) -> Element:
    """One letter in six wrong."""

    def garble(text: str) -> str:
        return "".join(
            rng.choice("abcdeo") if c.isalpha() and rng.random() < 1 / 6 else c for c in text
        )

    def spell(element: Element) -> Element:
        if element.paragraph is None:
            return element
        runs = [replace(run, text=garble(run.text)) for run in element.paragraph.runs]
        return replace(element, paragraph=replace(element.paragraph, runs=runs))

    return _mapped(tree, spell)


SPOILERS: dict[str, Callable[[Element, random.Random], Element]] = {
    "shuffled roles": shuffled,
    "over-tagged": over_tagged,
    "divs only": plain,
    "absolute only": absolute,
    "wrong colours": recoloured,
    "shifted texts": shifted,
    "wrong sizes": resized,
    "missing texts": silenced,
    "misread texts": misread,
}


def _mapped(element: Element, change: Callable[[Element], Element]) -> Element:
    """A numbered copy of a tree, changed node by node from the top."""

    def copy(node: Element) -> Element:
        changed = change(node)
        return replace(changed, children=[copy(child) for child in changed.children])

    return number(copy(element))


def _is_text(element: Element) -> bool:
    return element.paragraph is not None and element.role not in KEPT


def _is_group(element: Element) -> bool:
    return element.paragraph is None and bool(element.children) and element.role not in KEPT


def _shape_role(element: Element) -> Role:
    return element.role if element.role in {Role.IMG, Role.ICON} else Role.DIV


def _other(colour: Colour, rng: random.Random) -> Colour:
    return Colour(*((channel + rng.randint(60, 195)) % 256 for channel in colour))


def _moved(box: Box, dx: float, dy: float) -> Box:
    return Box(box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy)
