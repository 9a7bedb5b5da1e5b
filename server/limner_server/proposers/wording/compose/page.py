"""A description's parts as a page: its root, its width, its colours, its name."""

from __future__ import annotations

from typing import Final

from limner_server.emit.composed import Composition
from limner_server.emit.look_table import LookTable
from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.builders import BUILDERS, BY_GROUP
from limner_server.proposers.wording.compose.composer import Composer, tag
from limner_server.proposers.wording.compose.looks import LOOKS
from limner_server.proposers.wording.compose.theme import accent_of, tokens_for
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_SMALL: Final = frozenset(
    {"card", "product-card", "profile-card", "blog-card", "testimonial", "weather", "music-player"}
    | {"plan", "calculator", "keypad", "menu", "stat", "ticket", "feature", "quiz", "todo"}
)
_MEDIUM: Final = frozenset(
    {"accordion", "chat", "comments", "timeline", "alert", "toast", "cookie-banner", "list", "cart"}
    | {"ordered-list", "checklist", "calendar", "inbox", "notification-list", "user-list"}
    | {"empty-state", "contact-list", "description-list", "order-summary", "article", "post"}
    | {"countdown", "leaderboard", "file-list", "announcement-bar", "tooltip", "event", "question"}
)
_FLUSH: Final = frozenset({"navbar", "header", "footer", "hero", "sidebar", "error-page", "thanks"})


def compose(root: Part, name: str) -> Composition:
    """The page of a description.

    Args:
        root: what it is about.
        name: of it, in words: "login form".
    """
    composer = Composer(BUILDERS, BY_GROUP)
    inside = composer.build(root)
    flush = root.group is Group.PAGE or root.name in _FLUSH
    body = Node("body", "page", classes=["page", "page-flush"] if flush else ["page"])
    if flush:
        body.children = list(inside)
    else:
        body.children = [tag("main", _width(root), *inside)]
    traits = {
        trait
        for part in root.walk()
        for trait in part.traits
        if accent_of(trait) or trait == "dark"
    }
    if _is_state(root):
        traits -= {"red", "green", "yellow", "orange"}
    words = "".join(word.capitalize() for word in name.split() if word.isalnum())
    component = words if words[:1].isalpha() else f"Page{words}"
    title = name[:1].upper() + name[1:]
    return Composition(
        body, LookTable(LOOKS, tokens_for(traits)), title, component, composer.pictures
    )


def _is_state(root: Part) -> bool:
    return root.name in ("alert", "toast", "badge")


def _width(root: Part) -> str:
    kind = root
    if root.name in ("section", "group") and len(root.parts) == 1:
        kind = root.parts[0]
    if kind.is_several:
        return "container"
    forms = (
        kind.name == "form"
        or kind.name.endswith("-form")
        or kind.group in (Group.FIELD, Group.CHOICE)
    )
    if (forms and kind.columns < 2) or kind.name in _SMALL:
        return "container-small"
    if kind.name in _MEDIUM or kind.group < Group.BLOCK:
        return "container-medium"
    return "container"
