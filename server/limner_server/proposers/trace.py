"""The proposer that needs no model: the scene, laid out and named by rules, written as code."""

from __future__ import annotations

from limner_server.emit import Code, Stack, emit
from limner_server.layout.arrange import arrange
from limner_server.layout.element import Element
from limner_server.layout.roles import assign_roles
from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene


def trace_tree(scene: Scene, picture: Picture) -> Element:
    """Lay a scene out and name its elements: the tree that code is written from.

    Args:
        scene: what the picture shows.
        picture: the screenshot itself.
    """
    return assign_roles(arrange(scene, picture), scene, picture)


def trace(scene: Scene, picture: Picture, stack: Stack = Stack.HTML) -> Code:
    """Write a scene as code in a stack; arguments as of `trace_tree`."""
    return emit(trace_tree(scene, picture), scene, picture, stack)
