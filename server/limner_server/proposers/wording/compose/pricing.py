"""Plans: a name, a price, what is in it, a button."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_FEATURES: Final = (
    ("5 projects", "1 GB of storage", "Help by e-mail"),
    ("50 projects", "20 GB of storage", "Help within a day"),
    ("Unlimited projects", "1 TB of storage", "Help around the clock"),
)


_PLANS: Final = ("Basic", "Pro", "Enterprise", "Custom")


def pricing(c: Composer, part: Part) -> list[Child]:
    """Plans side by side, the middle one recommended."""
    heads = [one for one in part.parts if one.name in ("title", "subtitle", "switch", "text")]
    own = [one for one in part.parts if one.name == "plan"]
    shared = [one for one in part.parts if one not in heads and one not in own]
    named = [one for one in own if one.label]
    plan = own[0] if own and not named else made("plan")
    count = (
        max(len(named), plan.count if plan.count != 1 else 0, part.count if part.count > 1 else 0)
        or 3
    )
    inner = named or [replace(one, label=one.label) for one in plan.parts if one.name == "plan"]
    whole = replace(
        plan,
        count=count,
        parts=[
            *shared,
            *(inner or []),
            *(plan.parts if not inner else [one for one in plan.parts if one.name != "plan"]),
        ],
        traits=part.traits | plan.traits,
    )
    built: list[Child] = []
    title = next((one for one in heads if one.name == "title"), None)
    if title or part.label:
        built.append(c.heading((title.label if title else "") or part.label or "Pricing"))
    built += c.all([one for one in heads if one.name != "title"])
    with c.below():
        built += c.build(whole)
    return [tag("section", "stack-loose", *built)]


def plan(c: Composer, part: Part) -> list[Child]:
    """Plans: a name, a price, what is in it, a button."""
    each = list(c.instances(part))
    drawn: list[Child] = []
    for index, one in enumerate(each):
        c.index = index
        drawn.append(_plan(c, one, len(each)))
    c.index = 0
    if len(drawn) == 1:
        return drawn
    return [tag("div", f"grid-{min(len(drawn), 4)}", *drawn)]


def _plan(c: Composer, part: Part, count: int) -> Node:  # noqa: C901 - one a kind
    parts = part.parts or [made("price"), made("features"), made("button", "Choose plan")]
    name = part.label or next(
        (one.label for one in parts if one.name in ("title", "name") and one.label), ""
    )
    name = name or _PLANS[c.index % len(_PLANS)]
    first = count == 3 and c.index == 1
    built: list[Child] = [c.heading(name, "heading")]
    for one in parts:
        if one.name in ("title", "name"):
            continue
        if one.name == "price":
            cost = one.label or ("$19", "$49", "$99", "$199")[c.index % 4]
            month = tag("span", "muted small", " a month")
            built.append(tag("p", "price", cost, *([] if one.label else [month])))
        elif one.name in ("list", "features", "items", "checklist"):
            labels = labels_of(one)
            if not one.parts or labels in ([], ["Features"]):
                labels = list(_FEATURES[c.index % 3])
            built.append(_ticks(labels))
        elif one.group is Group.ACTION:
            drawn = c.build(one)
            for node in drawn:
                if isinstance(node, Node) and "button" in node.classes:
                    node.classes.append("button-wide")
            built += drawn
        elif one.name == "badge":
            if count == 1 or c.index == 1:
                built.insert(0, tag("span", "badge", one.label or "Most popular"))
        else:
            built += c.build(one)
    return tag("article", "card card-accent" if first else "card", *built)


def _ticks(labels: list[str]) -> Node:
    items: list[Child] = [
        tag("li", "feature", icon("check", "tick"), tag("span", "", label)) for label in labels
    ]
    return tag("ul", "list", *items)


def features(c: Composer, part: Part) -> list[Child]:
    """What speaks for something, ticked."""
    del c
    labels = labels_of(part)
    count = part.count if part.count > 1 else 3
    default = [*_FEATURES[0], *_FEATURES[1]][:count]
    return [_ticks(labels or default)]
