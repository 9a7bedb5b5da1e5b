"""Whole pages, and the regions of them."""

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


def profile(c: Composer, part: Part) -> list[Child]:
    """Somebody: the picture, who it is, what there is to know and to do."""
    parts = part.parts or [made(name) for name in _DEFAULTS["profile"]]
    tops = [one for one in parts if one.group is Group.REGION and one.name != "header"]
    covers = [one for one in parts if one.name == "image"]
    heads = [
        one
        for one in parts
        if one.name in ("avatar", "name", "username", "title", "job", "location", "badge")
    ]
    header = next((one for one in parts if one.name == "header"), None)
    if header is not None:
        heads += [one for one in header.parts if one.name != "image"]
        covers += [one for one in header.parts if one.name == "image"]
    actions = [one for one in parts if one.group is Group.ACTION]
    rest = [
        one
        for one in parts
        if one not in tops
        and one not in covers
        and one not in heads
        and one not in actions
        and one is not header
    ]
    for one in heads:
        if one.name == "avatar":
            one.traits.add("large")
    pictures = [one for one in heads if one.name == "avatar"]
    named = [one for one in heads if one not in pictures]
    words: list[Child] = []
    with c.showing(shows=True):
        for one in named:
            words += (
                [c.heading(one.label or "Ada Lovelace")]
                if one.name in ("name", "title")
                else c.build(one)
            )
        if not any(one.name in ("name", "title") for one in named):
            words.insert(0, c.heading("Ada Lovelace"))
        who = tag(
            "div",
            "row",
            *c.all(pictures),
            tag("div", "grow-wide stack-tight", *words),
            *c.all(actions),
        )
        with c.below():
            body = tag("div", "card", *c.all(covers), who, *controls_shown(c, rest))
    bars = [one for one in tops if one.name != "footer"]
    feet = [one for one in tops if one.name == "footer"]
    return [*c.all(bars), tag("main", "container-medium padded", body), *c.all(feet)]


def controls_shown(c: Composer, parts: list[Part]) -> list[Child]:
    """Parts one below the other, as they are shown."""
    return c.all(parts)


def product(c: Composer, part: Part) -> list[Child]:
    """A product: the picture at the left, all that matters at the right."""
    parts = part.parts or [made(name) for name in _DEFAULTS["product-page"]]
    tops = [one for one in parts if one.name in _BARS or one.name == "breadcrumb"]
    feet = [one for one in parts if one.name == "footer"]
    pictures = [one for one in parts if one.name in ("image", "gallery", "carousel")]
    blocks = [
        one
        for one in parts
        if one.group >= Group.BLOCK
        and one not in tops
        and one not in feet
        and one not in pictures
        and one.name not in ("list", "description-list")
    ] + [one for one in parts if one.name == "tabs"]
    rest = [
        one
        for one in parts
        if one not in tops and one not in feet and one not in pictures and one not in blocks
    ]
    left = c.all(pictures) or c.build(made("image"))
    with c.showing(shows=True):
        titles = [one for one in rest if one.name in ("title", "name")]
        right: list[Child] = [
            c.heading(
                titles[0].label if titles and titles[0].label else part.label or "Canvas backpack"
            )
        ]
        with c.below():
            right += _purchase(c, [one for one in rest if one not in titles])
            below = c.all(blocks)
    split = tag("div", "grid-2", tag("div", "stack", *left), tag("div", "stack", *right))
    crumbs = c.all([one for one in tops if one.name == "breadcrumb"])
    bars = c.all([one for one in tops if one.name != "breadcrumb"])
    return [
        *bars,
        tag("main", "container padded stack-loose", *crumbs, split, *below),
        *c.all(feet),
    ]


def _purchase(c: Composer, parts: list[Part]) -> list[Child]:
    actions = [one for one in parts if one.group is Group.ACTION]
    built = c.all([one for one in parts if one not in actions])
    if actions:
        built.append(tag("div", "row", *c.all(actions)))
    return built


def hero(c: Composer, part: Part) -> list[Child]:
    """The first thing to be seen: what it is, and what to do now."""
    parts = part.parts or [
        made("title"),
        made("subtitle"),
        made("button", "Get started"),
        made("link", "Learn more"),
    ]
    images = [
        one
        for one in parts
        if one.group is Group.MEDIA and one.name not in ("rating", "logo", "icon")
    ]
    actions = [one for one in parts if one.group is Group.ACTION]
    titles = [one for one in parts if one.name == "title"]
    rest = [one for one in parts if one not in images and one not in actions and one not in titles]
    text = titles[0].label if titles and titles[0].label else part.label or part.kind.label
    inside: list[Child] = [c.heading(text, "title-large")]
    inside += c.all(rest)
    buttons = [
        node
        for one in actions
        for node in (
            [tag("a", "button button-quiet", one.label or "Learn more", href="#")]
            if one.name in ("link", "more")
            else c.build(one)
        )
    ]
    middle = not images and "left" not in part.traits
    if buttons:
        inside.append(tag("div", "row-center" if middle else "row", *buttons))
    if middle:
        words = tag("div", "container-medium stack centered", *inside)
        return [tag("section", "padded", words)]
    pictures = c.all(images)
    left = any("left" in one.traits for one in images)
    columns = [tag("div", "stack", *inside), tag("div", "stack", *pictures)]
    return [
        tag(
            "section",
            "padded",
            tag("div", "container grid-2", *(columns[::-1] if left else columns)),
        )
    ]


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


def cart(c: Composer, part: Part) -> list[Child]:
    """What is bought, and what it costs."""
    rows = (("Canvas backpack", "$59.00"), ("Enamel mug", "$12.00"), ("Field notebook", "$8.00"))
    lists = [
        one for one in part.parts if one.name in ("list", "items", "product-card", "table", "rows")
    ]
    inner = [each for one in lists for each in one.parts]
    template = [
        each
        for each in inner
        if each.group in (Group.ACTION, Group.FIELD) and each.name not in ("name", "price")
    ] or [
        each for deep in inner for each in deep.parts if each.group in (Group.ACTION, Group.FIELD)
    ]
    pictured = any(
        each.name == "image"
        for one in [*inner, *[deep for each in inner for deep in each.parts]]
        for each in [one]
    )
    count = next((one.count for one in lists if one.count > 1), 3)
    items: list[Child] = []
    with c.showing(shows=False):
        for index in range(count):
            name, price = rows[index % 3]
            picture = [c.image("picture", name, "thumb")] if pictured else []
            items.append(
                tag(
                    "li",
                    "entry",
                    *picture,
                    tag("span", "grow", name),
                    *c.all([one for one in template if one.name not in ("title",)]),
                    tag("span", "strong", price),
                )
            )
        rest = [one for one in part.parts if one not in lists]
        sums = [one for one in rest if one.name in ("total", "subtotal", "tax", "price")]
        others = [
            one
            for one in rest
            if one not in sums and one.group is not Group.ACTION and one.name != "title"
        ]
        actions = [one for one in rest if one.group is Group.ACTION] or [made("checkout")]
        lines: list[Child] = [_line(one) for one in sums] or [_line(made("total"))]
        inside = [*c.all(others), tag("dl", "list", *lines), tag("div", "row", *c.all(actions))]
    title = next(
        (one.label for one in part.parts if one.name == "title" and one.label),
        part.label or part.kind.label,
    )
    return [tag("section", "card", c.heading(title), tag("ul", "", *items), *inside)]


def _line(part: Part) -> Node:
    amounts = {"total": "$84.00", "subtotal": "$79.00", "tax": "$5.00", "price": "$79.00"}
    name = part.label or {"total": "Total", "subtotal": "Subtotal", "tax": "Tax"}.get(
        part.name, "Price"
    )
    look = "strong" if part.name == "total" else "muted"
    return tag("div", "term", tag("dt", look, name), tag("dd", look, amounts[part.name]))


def plain_button(label: str, part: Part) -> Node:
    """A button that stands alone."""
    return press(label, part)
