"""Whole pages, and their sections."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.actions import press
from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.compose.forms import form
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_BARS: Final = frozenset({"navbar", "header", "announcement-bar"})


_DEFAULTS: Final[dict[str, tuple[str, ...]]] = {
    "page": ("header", "hero", "footer"),
    "landing": ("navbar", "hero", "feature-section", "testimonials", "cta-section", "footer"),
    "dashboard": ("sidebar", "stats", "chart", "table"),
    "settings": ("profile-form", "dark-mode", "notifications-switch"),
    "profile": ("avatar", "name", "bio", "stats", "follow"),
    "product-page": ("image", "title", "price", "text", "quantity", "add-to-cart"),
    "blog": ("navbar", "title", "blog-card", "footer"),
    "shop": ("navbar", "title", "product-card", "footer"),
    "about-page": ("navbar", "title", "text", "team", "footer"),
}


_FORM_PAGES: Final = {
    "login-page": "login-form",
    "signup-page": "signup-form",
    "checkout-page": "checkout-form",
    "contact-page": "contact-form",
}


def page(c: Composer, part: Part) -> list[Child]:
    """Bars above, what it is about in the middle, the footer below."""
    parts = list(part.parts) or [made(name) for name in _DEFAULTS.get(part.name, ("title", "text"))]
    tops = [one for one in parts if one.name in _BARS]
    feet = [one for one in parts if one.name == "footer"]
    sides = [one for one in parts if one.name == "sidebar"]
    rest = [one for one in parts if one not in tops and one not in feet and one not in sides]
    built: list[Child] = c.all(tops)
    inside = _content(c, part, rest)
    body = tag("main", "content grow" if sides else "container padded stack-loose", *inside)
    if sides:
        right = "right" in sides[0].traits
        drawn = c.all(sides)
        built.append(
            tag(
                "div",
                "shell-right" if right else "shell",
                *([body, *drawn] if right else [*drawn, body]),
            )
        )
    else:
        built.append(body)
    return [*built, *c.all(feet)]


def _content(c: Composer, part: Part, parts: list[Part]) -> list[Child]:
    built: list[Child] = []
    title = part.label or (part.kind.label if part.name not in ("page", "landing") else "")
    if title and not any(one.name in ("title", "hero") for one in parts):
        built.append(c.heading(title))
    mains = [
        inner
        for one in parts
        for inner in (one.parts if one.name == "main" and one.parts else [one])
    ]
    with c.below() if built else c.showing(shows=False):
        return built + controls(c, mains)


def controls(c: Composer, parts: list[Part]) -> list[Child]:
    """Parts one below the other; fields and choices that follow one another as a form."""
    built: list[Child] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        run = index
        while run < len(parts) and _is_control(parts[run]):
            run += 1
        if run - index > 1 and any(
            one.group in (Group.FIELD, Group.CHOICE) for one in parts[index:run]
        ):
            inside: list[Child] = []
            pressed: list[Child] = []
            for one in parts[index:run]:
                (pressed if one.group is Group.ACTION else inside).extend(c.build(one))
            for node in pressed[:1]:
                if isinstance(node, Node) and node.tag == "button":
                    node.attributes["type"] = "submit"
            row = [tag("div", "row", *pressed)] if pressed else []
            built.append(tag("form", "card", *inside, *row))
            index = run
            continue
        if part.group is Group.ACTION:
            run = index
            while run < len(parts) and parts[run].group is Group.ACTION:
                run += 1
            built.append(tag("div", "row", *c.all(parts[index:run])))
            index = run
            continue
        built += c.build(part)
        index += 1
    return built


def _is_control(part: Part) -> bool:
    if part.name in ("search", "sort", "filter"):
        return False
    return part.group in (Group.FIELD, Group.CHOICE, Group.ACTION)


def settings(c: Composer, part: Part) -> list[Child]:
    """Settings: tabs or sections, then what can be set, then what saves it."""
    tabbed = next((one for one in part.parts if one.name in ("tabs", "tabbed")), None)
    if tabbed is None:
        return page(c, part)
    regions = [one for one in part.parts if one.group is Group.REGION]
    rest = [one for one in part.parts if one is not tabbed and one not in regions]
    tabs = Part(
        tabbed.kind,
        tabbed.label,
        tabbed.count,
        parts=[*tabbed.parts, *_grouped(rest)],
        said=tabbed.said,
    )
    return page(c, Part(part.kind, part.label, parts=[*regions, tabs]))


def _grouped(parts: list[Part]) -> list[Part]:
    return [made("section", "", *parts)] if parts else []


def form_page(c: Composer, part: Part) -> list[Child]:
    """A page that is a form."""
    regions = [one for one in part.parts if one.group is Group.REGION]
    inner = next((one for one in part.parts if one.name.endswith("form")), None)
    own = [one for one in part.parts if one not in regions and one is not inner]
    whole = inner or made(_FORM_PAGES[part.name], part.label, *own)
    drawn = tag("div", "container-small", *form(c, whole))
    tops = [one for one in regions if one.name in _BARS]
    rest = c.all(own) if inner else []
    feet = c.all([one for one in regions if one not in tops])
    return [*c.all(tops), tag("main", "padded stack", drawn, *rest), *feet]


def section(c: Composer, part: Part) -> list[Child]:
    """Parts one below the other, below a heading where there is one."""
    if len(part.parts) == 1 and not part.label:
        return c.build(part.parts[0])
    built: list[Child] = [c.heading(part.label)] if part.label else []
    if part.columns > 1 or "horizontal" in part.traits:
        inside = c.all(part.parts)
        look = f"grid-{min(part.columns, 6)}" if part.columns > 1 else "row"
        return [*built, tag("div", look, *inside)]
    if "card" in part.traits:
        return [tag("section", "card", *built, *controls(c, part.parts))]
    return [tag("section", "stack", *built, *controls(c, part.parts))]


def plain_button(label: str, part: Part) -> Node:
    """A button that stands alone."""
    return press(label, part)
