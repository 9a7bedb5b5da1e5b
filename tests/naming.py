"""Scenes named by the rules, and what became of their elements."""

from __future__ import annotations

from collections import Counter

from limner_server.layout.arrange import arrange
from limner_server.layout.element import Element, Role
from limner_server.layout.roles import assign_roles
from limner_server.perception.scene import Scene
from sketch import picture


def named(drawn: Scene) -> Element:
    """The tree of a scene, each element with its role."""
    shot = picture(drawn.width, drawn.height)
    return assign_roles(arrange(drawn, shot), drawn, shot)


def roles(tree: Element) -> Counter[Role]:
    """How many elements have each role."""
    return Counter(element.role for element in tree.walk())


def role_of(tree: Element, content: str) -> Role:
    """The role of the element with this text."""
    return next(
        element.role
        for element in tree.walk()
        if element.paragraph is not None and element.paragraph.text == content
    )


def holder_of(tree: Element, role: Role) -> Role:
    """The role of what holds the first element that has `role`."""
    return next(
        element.role
        for element in tree.walk()
        if any(child.role is role for child in element.children)
    )
