"""Puts a model's labels into the tree: new roles, elements around nodes and around siblings.

A label is a claim of somebody who may be wrong. One that a page could not hold (a table in a
picture, a heading around paragraphs, a field where nothing is drawn) is not followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from limner_server.layout.element import Axis, Element, Role
from limner_server.perception.scene import ShapeKind
from limner_server.proposers.labels import Label, Question
from limner_server.proposers.mending import INTERACTIVE, around, mend

FIELDS = frozenset({Role.INPUT, Role.PASSWORD, Role.SEARCH, Role.SELECT, Role.TEXTAREA})
CHECKS = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
PICTURES = frozenset({Role.IMG, Role.ICON, Role.AVATAR, Role.CHART})
HEADINGS = frozenset({Role.H1, Role.H2, Role.H3, Role.H4, Role.H5, Role.H6})
TEXTS = HEADINGS | {Role.P, Role.SPAN, Role.BADGE}
# What may stand around a text as well as around other elements.
AROUND_ALL = INTERACTIVE | {Role.LABEL, Role.LI, Role.TD, Role.TH, Role.DIV}
# What is made of parts that are found by their regularity: no single link or label.
COMPOSED = frozenset(
    {Role.UL, Role.OL, Role.TABLE, Role.TR, Role.NAV, Role.FORM, Role.MAIN, Role.FOOTER}
)
# A heading may be a link as a whole.
AROUND_A_LINK = HEADINGS | {Role.P}
# What may stand around a single text.
LANDMARKS = frozenset({Role.HEADER, Role.NAV, Role.FOOTER, Role.ASIDE, Role.SECTION, Role.ARTICLE})
# What says no more than that something is there.
PLAIN = frozenset({Role.DIV, Role.P, Role.SPAN})
# What is easily taken for each other.
KINDS = (
    TEXTS | {Role.A, Role.BUTTON, Role.LABEL},
    FIELDS | {Role.BUTTON},
    CHECKS,
    LANDMARKS | {Role.MAIN, Role.FORM, Role.UL, Role.OL},
)
# How sure a model must be, where it can say so: pages are full of what could be a list or a footer.
SURE = 0.9
TALLEST_LINE = 80.0  # pixels of a field for one line
TALLEST_AREA = 320.0  # pixels of a field for many lines
MOST_IN_A_SELECT = 3  # a text, an icon, an arrow
LARGEST_CHECK = 32.0  # pixels of a checkbox or radio button
LARGEST_SWITCH = 64.0  # pixels


def copy_tree(element: Element) -> Element:
    """A tree of new elements that share paragraphs and shapes with the old."""
    return replace(element, children=[copy_tree(child) for child in element.children])


def regroup(root: Element, answers: Iterable[tuple[Question, list[Label]]]) -> Element:
    """Follow labels in a tree.

    Args:
        root: changed in place.
        answers: questions about elements of this very tree, and the labels for them.

    Returns:
        The same tree, with every list, table, link and form whole.
    """
    # Held until the end, so that no new element gets the `id` of one that was taken out.
    elements = list(root.walk())
    before = {id(element): element.role for element in elements}
    for question, labels in answers:
        ranges = [one for one in labels if one.first != one.last and _is_sure(one.certainty)]
        # The widest first, so that the narrower end up inside.
        for label in sorted(ranges, key=lambda label: label.first - label.last):
            first, last = question.elements[label.first], question.elements[label.last]
            _wrap_range(root, first, last, label.roles)
        for label in labels:
            if label.first == label.last:
                _follow(root, question.elements[label.first], label)
    return mend(root, before)


def _wrap_range(root: Element, first: Element, last: Element, roles: tuple[Role, ...]) -> None:
    parent = _parent_of(first, root)
    if parent is None or parent.axis not in (Axis.COLUMN, Axis.ROW):
        return
    start = _index(parent, first)
    end = next((i for i, child in enumerate(parent.children) if child is last), -1)
    if end <= start:
        return
    inside = parent.children[start : end + 1]
    wanted = [role for role in roles if _may_surround(role)]
    if not wanted or len(inside) == len(parent.children):
        return
    group = around(inside, wanted[-1], parent.axis)
    for role in reversed(wanted[:-1]):
        group = around([group], role)
    parent.children[start : end + 1] = [group]


def _follow(root: Element, element: Element, label: Label) -> None:
    """Give an element its own role, the last, and put the others around it."""
    outer, own = list(label.roles[:-1]), label.roles[-1]
    if says_more(element, own, label.certainty) and fits(element, own):
        _become(element, own)
    elif own in LANDMARKS:
        outer.append(own)
    if not _is_sure(label.certainty):
        return
    lone_link = element.role in INTERACTIVE and element.paragraph is not None
    wanted = [
        role for role in outer if _may_surround(role) or (lone_link and role in AROUND_A_LINK)
    ]
    parent = _parent_of(element, root)
    if not wanted or parent is None:
        return
    place = _index(parent, element)
    wrapped = element
    for role in reversed(wanted):
        wrapped = around([wrapped], role)
    parent.children[place] = wrapped


def says_more(element: Element, role: Role, certainty: float | None) -> bool:
    """Whether a role tells something of an element that its present role does not.

    Rules speak only where they see what they look for, and are seldom wrong then; a model guesses
    everywhere. So it is heard on what kind of picture something is, and, where it is sure, where
    the rules are at a loss and on whether one thing is another of its kind. One that cannot say how
    sure it is, is heard where the rules are at a loss.
    """
    if element.role is Role.IMG:
        return role in PICTURES
    if element.role is Role.ICON:
        return role in PICTURES or role in CHECKS
    # What is drawn as a button is one, wherever it leads.
    if role in PLAIN or element.role is Role.BUTTON:
        return False
    if not _is_sure(certainty):
        return False
    if element.role in PLAIN:
        return True
    return certainty is not None and any(element.role in kind and role in kind for kind in KINDS)


def _is_sure(certainty: float | None) -> bool:
    """Whether a model is sure enough, or cannot say."""
    return certainty is None or certainty >= SURE


def fits(element: Element, role: Role) -> bool:
    """Whether an element, as it is drawn, could have a role."""
    texts = sum(part.paragraph is not None for part in element.walk())
    if role in FIELDS:
        drawn = element.shape is not None and element.shape.kind is ShapeKind.BOX
        low = element.box.height <= (TALLEST_AREA if role is Role.TEXTAREA else TALLEST_LINE)
        parts = MOST_IN_A_SELECT if role is Role.SELECT else 1
        return drawn and low and texts <= 1 and len(element.children) <= parts
    if role in CHECKS:
        most = LARGEST_SWITCH if role is Role.SWITCH else LARGEST_CHECK
        small = max(element.box.width, element.box.height) <= most
        return element.shape is not None and texts == 0 and small
    if role in PICTURES:
        return element.shape is not None and texts == 0
    if role in TEXTS:
        return element.paragraph is not None and not element.children
    return _may_hold(element, role)


def _may_hold(element: Element, role: Role) -> bool:
    """Whether a role that stands around something could stand around an element's content."""
    if role in INTERACTIVE or role is Role.LABEL:
        return element.role not in COMPOSED
    if role in AROUND_ALL:
        return True
    return bool(element.children) and role not in (Role.BODY, Role.HR)


def _may_surround(role: Role) -> bool:
    drawn_whole = FIELDS | CHECKS | PICTURES | TEXTS | {Role.HR, Role.BODY}
    return role not in drawn_whole


def _become(element: Element, role: Role) -> None:
    element.role = role
    if role in FIELDS or role in CHECKS or role in PICTURES:
        # What is drawn as a whole takes in what the trace found in it: a text, an arrow, a tick.
        inner = [part for part in element.walk() if part.paragraph is not None]
        element.checked = element.checked or (role in CHECKS and bool(element.children))
        element.children = []
        element.paragraph = inner[0].paragraph if inner else None


def _parent_of(wanted: Element, root: Element) -> Element | None:
    for element in root.walk():
        if any(child is wanted for child in element.children):
            return element
    return None


def _index(parent: Element, wanted: Element) -> int:
    return next(i for i, child in enumerate(parent.children) if child is wanted)
