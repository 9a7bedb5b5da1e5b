"""Where to go: bars, links, trails, pages, tabs, steps."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.actions import social
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_PAGES: Final = ("Home", "Products", "About", "Contact")
_SIDE: Final = ("Overview", "Projects", "Team", "Settings")
_COLUMNS: Final = (
    ("Product", ("Features", "Pricing", "Updates")),
    ("Company", ("About", "Blog", "Careers")),
    ("Support", ("Help centre", "Contact", "Status")),
    ("Legal", ("Privacy", "Terms", "Imprint")),
)
_LINKED: Final = frozenset({"links", "link", "items"})


def links_list(labels: list[str], look: str, item: str, current: int = 0) -> Node:
    """Links as a list; the current page says so."""
    rows: list[Child] = []
    for index, label in enumerate(labels):
        made_link = tag(
            "a", f"{look} nav-link-current" if index == current else look, label, href="#"
        )
        if index == current:
            made_link.attributes["aria-current"] = "page"
        rows.append(tag("li", "", made_link))
    return tag("ul", item, *rows)


def _own_links(c: Composer, parts: list[Part], default: tuple[str, ...]) -> list[str]:
    labels: list[str] = []
    for one in parts:
        if one.name == "link":
            labels += [each.label for each in c.instances(one) if each.label] or list(
                _PAGES[: one.count or 3]
            )
        else:
            labels += labels_of(one) or list(
                (*default, *_COLUMNS[0][1])[: one.count if one.count > 1 else 4]
            )
    return labels


def navbar(c: Composer, part: Part) -> list[Child]:
    """The bar at the top: the logo, the links, then what can be done."""
    parts = list(part.parts)
    if not parts:
        parts = [made("logo"), made("links")]
    logos = [one for one in parts if one.name == "logo"]
    linked = [one for one in parts if one.name in _LINKED]
    rest = [one for one in parts if one not in logos and one not in linked and one.name != "title"]
    brand = c.all(logos)
    if not brand:
        for one in parts:
            if one.name == "title":
                brand.append(tag("span", "logo", one.label or "Acme"))
    inside: list[Child] = [*brand]
    if linked:
        inside.append(links_list(_own_links(c, linked, _PAGES), "nav-link", "row-tight"))
    if rest:
        with c.showing(shows=False):
            inside.append(tag("div", "row", *c.all(rest)))
    bar = tag("nav", "navbar", *inside, aria_label="Main")
    return [tag("header", "band", bar)]


def header(c: Composer, part: Part) -> list[Child]:
    """The head of a page."""
    heads = [one for one in part.parts if one.name in ("title", "subtitle", "text", "breadcrumb")]
    if heads and not any(one.name in _LINKED or one.name == "logo" for one in part.parts):
        rest = [one for one in part.parts if one not in heads]
        words = tag("div", "stack-tight", *c.all(heads))
        inside: list[Child] = [words, *([tag("div", "row", *c.all(rest))] if rest else [])]
        return [tag("header", "band", tag("div", "navbar", *inside))]
    linked = [one for one in part.parts if one.name in _LINKED or one.name == "navbar"]
    if part.parts and not linked:
        first = [one for one in part.parts if one.name in ("logo", "search", "menu-button")]
        rest = [one for one in part.parts if one not in first]
        inside = [*c.all(first), *([tag("div", "row", *c.all(rest))] if rest else [])]
        return [tag("header", "band", tag("div", "navbar", *inside))]
    flat = [inner for one in part.parts for inner in (one.parts if one.name == "navbar" else [one])]
    return navbar(c, Part(part.kind, part.label, traits=part.traits, parts=flat))


def sidebar(c: Composer, part: Part) -> list[Child]:
    """The links at the side."""
    linked = [one for one in part.parts if one.name in _LINKED]
    rest = [one for one in part.parts if one not in linked]
    heads = [one for one in rest if one.name in ("logo", "avatar", "title", "user-menu", "search")]
    inside: list[Child] = c.all(heads)
    if linked or not [one for one in rest if one not in heads]:
        labels = _own_links(c, linked, _SIDE) or list(_SIDE)
        inside.append(
            tag("nav", "", links_list(labels, "nav-link side-link", "list"), aria_label="Side")
        )
    inside += c.all([one for one in rest if one not in heads])
    return [tag("aside", "sidebar", *inside)]


def footer(c: Composer, part: Part) -> list[Child]:
    """The end of a page: columns of links, then the small print."""
    parts = list(part.parts) or [made("links"), made("copyright")]
    columns = [one for one in parts if one.name in ("column", "columns")]
    linked = [one for one in parts if one.name in _LINKED]
    ends = [one for one in parts if one.name in ("copyright", "social")]
    rest = [one for one in parts if one not in columns and one not in linked and one not in ends]
    upper: list[Child] = c.all([one for one in rest if one.group is not Group.ACTION])
    upper.extend(_columns(c, one) for one in columns)
    if linked:
        labels = _own_links(c, linked, ("About", "Blog", "Privacy", "Contact"))
        items = [tag("li", "", tag("a", "plain-link", label, href="#")) for label in labels]
        upper.append(tag("nav", "", tag("ul", "row", *items), aria_label="Footer"))
    upper += c.all([one for one in rest if one.group is Group.ACTION])
    lower: list[Child] = c.all(ends)
    if lower:
        upper.append(tag("div", "row-between", *lower))
    return [tag("footer", "band-top", tag("div", "container padded stack-loose", *upper))]


def _columns(c: Composer, part: Part) -> Node:
    """Columns of links, each below its heading."""
    built: list[Child] = []
    for one in c.instances(part):
        heading, labels = _COLUMNS[c.index % len(_COLUMNS)]
        inner = [label for label in labels_of(Part(part.kind, parts=one.parts)) if label]
        entries = inner or list(labels)
        items = [tag("li", "", tag("a", "plain-link", label, href="#")) for label in entries]
        name = one.label or heading
        built.append(
            tag(
                "nav",
                "stack",
                c.heading(name, "label", 2),
                tag("ul", "list", *items),
                aria_label=name,
            )
        )
    count = len(built)
    return tag("div", f"grid-{min(max(count, 2), 6)}", *built)


def columns(c: Composer, part: Part) -> list[Child]:
    """Columns outside of a footer: of links, or of what they hold."""
    inner = [one for one in part.parts if one.kind is not part.kind and one.name not in _LINKED]
    if not inner:
        return [_columns(c, part)]
    built = [tag("div", "stack", *c.all(one.parts)) for one in c.instances(part)]
    return [tag("div", f"grid-{min(max(len(built), 2), 6)}", *built)]


def links(c: Composer, part: Part) -> list[Child]:
    """Links in a row."""
    labels = _own_links(c, [part], _PAGES)
    items = [tag("li", "", tag("a", "link", label, href="#")) for label in labels]
    return [tag("ul", "row" if "vertical" not in part.traits else "list", *items)]


def breadcrumb(c: Composer, part: Part) -> list[Child]:
    """The way here."""
    labels = (
        labels_of(part)
        or ["Home", "Products", "Shoes", "Trail runner"][: part.count if part.count > 1 else 3]
    )
    items: list[Child] = []
    for index, label in enumerate(labels):
        if index == len(labels) - 1:
            items.append(tag("li", "crumb", tag("span", "strong", label, aria_current="page")))
        else:
            slash = tag("span", "muted", "/", aria_hidden="true")
            items.append(tag("li", "crumb", tag("a", "plain-link", label, href="#"), slash))
    del c
    return [tag("nav", "", tag("ol", "row", *items), aria_label="Breadcrumb")]


def pagination(c: Composer, part: Part) -> list[Child]:
    """Pages to turn."""
    count = part.count if 1 < part.count <= 9 else 5
    labels = [one.label for one in part.parts if one.label and one.label.isdigit()]
    pages = labels or [str(n + 1) for n in range(count)]
    before = next((one.label for one in part.parts if one.name == "previous"), "") or "Previous"
    after = next((one.label for one in part.parts if one.name == "next"), "") or "Next"
    items: list[Child] = [tag("li", "", tag("a", "page-number", before, href="#"))]
    for index, page in enumerate(pages):
        one = tag("a", "page-number", page, href="#", aria_label=f"Page {page}")
        if index == 0:
            one.classes.append("page-number-current")
            one.attributes["aria-current"] = "page"
        items.append(tag("li", "", one))
    items.append(tag("li", "", tag("a", "page-number", after, href="#")))
    del c
    return [tag("nav", "", tag("ul", "row-center", *items), aria_label="Pagination")]


def tabs(c: Composer, part: Part) -> list[Child]:
    """Tabs, and the panel of the first."""
    names = [one for one in part.parts if one.group in (Group.WORDS, Group.ITEMS)]
    labels = [
        label
        for one in names
        for label in ([one.label] if one.group is Group.WORDS else labels_of(one))
        if label
    ]
    count = next((one.count for one in names if one.count > 1), part.count)
    if not labels:
        labels = ["Overview", "Details", "Reviews", "Questions", "Files"][
            : count if count > 1 else 3
        ]
    panel = c.id(f"{labels[0]} panel")
    drawn: list[Child] = []
    for index, label in enumerate(labels):
        look = "tab tab-current" if index == 0 else "tab"
        one = tag("button", look, label, type="button", role="tab", id=c.id(f"tab {label}"))
        one.attributes["aria-selected"] = "true" if index == 0 else "false"
        if index == 0:
            one.attributes["aria-controls"] = panel
        drawn.append(one)
    rest = [one for one in part.parts if one not in names]
    first = drawn[0]
    assert isinstance(first, Node)  # noqa: S101 - made above
    inside = c.all(rest) or [tag("p", "muted", f"What belongs to “{labels[0]}” stands here.")]
    body = tag("div", "panel", *inside, role="tabpanel", id=panel)
    body.attributes["aria-labelledby"] = first.attributes["id"]
    return [tag("div", "", tag("div", "tabs", *drawn, role="tablist", aria_label="Sections"), body)]


def stepper(c: Composer, part: Part) -> list[Child]:
    """Steps, the first of which is taken now."""
    labels = [label for label in labels_of(part) if label]
    count = next((one.count for one in part.parts if one.count > 1), part.count)
    if not labels:
        labels = ["Account", "Address", "Payment", "Review", "Done"][: count if count > 1 else 4]
    at = next((int(one[3:]) for one in part.traits if one.startswith("at-")), 1) - 1
    items: list[Child] = []
    for index, label in enumerate(labels):
        number = tag("span", "step-number", str(index + 1), aria_hidden="true")
        one = tag("li", "step", number, label)
        if index == at:
            number.classes.append("step-number-current")
            one.classes.append("step-current")
            one.attributes["aria-current"] = "step"
        items.append(one)
    del c
    return [tag("ol", "row-between", *items, aria_label="Progress")]


def menu(c: Composer, part: Part) -> list[Child]:
    """What can be chosen from."""
    labels = labels_of(part) or ["Edit", "Duplicate", "Delete"]
    items: list[Child] = [
        tag("li", "", tag("a", "nav-link side-link", label, href="#")) for label in labels
    ]
    del c
    return [tag("nav", "menu", tag("ul", "list", *items), aria_label=part.label or "Menu")]


def toolbar(c: Composer, part: Part) -> list[Child]:
    """Buttons in a row."""
    inside = c.all(part.parts) or c.all([made("button", name) for name in ("New", "Edit", "Share")])
    for node in inside:
        if isinstance(node, Node) and node.tag == "button" and "button-icon" not in node.classes:
            node.classes = ["button", "button-quiet"]
    return [tag("div", "row", *inside, role="toolbar", aria_label=part.label or "Tools")]


def social_links(c: Composer, part: Part) -> list[Child]:
    """Where else to be found."""
    return social(c, part)
