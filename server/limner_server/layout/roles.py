"""What each element is, by rules: from the parts that look like nothing else to the landmarks."""

from __future__ import annotations

from limner_server.layout.breadcrumbs import find_breadcrumbs
from limner_server.layout.cards import find_cards
from limner_server.layout.closers import find_closers
from limner_server.layout.controls import find_controls
from limner_server.layout.element import Element, number
from limner_server.layout.forms import find_forms
from limner_server.layout.groups import find_groups
from limner_server.layout.headings import find_headings
from limner_server.layout.icons import link_icons
from limner_server.layout.illustrations import find_illustrations
from limner_server.layout.joined import find_joined
from limner_server.layout.landmarks import find_landmarks
from limner_server.layout.links import find_links
from limner_server.layout.lists import find_lists
from limner_server.layout.menus import find_menus
from limner_server.layout.pagination import find_pagination
from limner_server.layout.sections import find_sections
from limner_server.layout.sidebars import find_sidebars
from limner_server.layout.tables import find_tables
from limner_server.layout.titles import find_titles
from limner_server.layout.typography import prevailing_type
from limner_server.perception.image import Picture
from limner_server.perception.scene import Scene


def assign_roles(root: Element, scene: Scene, picture: Picture) -> Element:
    """Give every element of an arranged tree its role.

    Args:
        root: the tree under `body`; it is changed in place.
        scene: what the picture shows.
        picture: the screenshot itself.

    Returns:
        The same tree, numbered anew, since some rules add an element around others.
    """
    del picture  # Rules judge shapes and texts; looking closer is a model's task.
    typography = prevailing_type(root)
    find_illustrations(root)
    find_groups(root)
    find_controls(root)
    find_joined(root)
    find_breadcrumbs(root)
    find_tables(root)
    find_links(root, typography)
    link_icons(root)
    find_pagination(root)
    find_lists(root)
    find_headings(root, typography)
    find_forms(root)
    find_closers(root)
    find_landmarks(root, scene, typography)
    find_menus(root)
    find_sidebars(root)
    find_cards(root)
    find_titles(root)
    find_sections(root)
    return number(root)
