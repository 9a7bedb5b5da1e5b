"""What is sold, and what is bought."""

from __future__ import annotations

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.compose.pages import _BARS, _DEFAULTS
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part


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
                    *c.all([one for one in template if one.name != "title"]),
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
