"""Questions that open, time lines, galleries."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, tag
from limner_server.proposers.wording.compose.examples import SENTENCES
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_QUESTIONS: Final = (
    ("How do I get started?", "Create an account, then follow the three steps on the first page."),
    ("Can I change my plan later?", "Yes, at any time; the change holds from the next month on."),
    ("How do I cancel?", "In the settings, under Billing. Nothing else is needed."),
    ("Do you offer refunds?", "Within 30 days of a purchase, without questions."),
    ("Is my data safe?", "It is encrypted, backed up daily, and never sold."),
)


_EVENTS: Final = (
    ("Order placed", "12 May 2025", "We have received your order."),
    ("Packed", "13 May 2025", "Everything is in the box."),
    ("Shipped", "14 May 2025", "The parcel is on its way."),
    ("Delivered", "16 May 2025", "Signed for at the door."),
    ("Reviewed", "20 May 2025", "Thank you for your review."),
)


def accordion(c: Composer, part: Part) -> list[Child]:
    """Questions that open."""
    own = [one for one in part.parts if one.name in ("question", "sections", "items")]
    labels = [
        one.label or one.text
        for one in part.parts
        if one not in own and one.group <= Group.TEXT and one.name != "title"
    ]
    count = part.count if part.count > 1 else 0
    for one in own:
        labels += [each.label or each.text for each in one.parts if each.label or each.text]
        if one.label:
            labels.append(one.label)
        count = max(count, one.count if one.count > 1 else 0)
    count = max(count, len(labels)) or 3
    inside: list[Child] = []
    for index in range(count):
        asked, answer = _QUESTIONS[index % len(_QUESTIONS)]
        name = labels[index] if index < len(labels) else asked
        text = answer if name == asked else SENTENCES[index % len(SENTENCES)]
        row = tag("details", "question", tag("summary", "summary", name), tag("p", "answer", text))
        if index == 0:
            row.attributes["open"] = ""
        inside.append(row)
    title = next((one.label for one in part.parts if one.name == "title" and one.label), part.label)
    if title or "faq" in part.said.lower() or "frequently" in part.said.lower():
        inside.insert(0, c.heading(title or "Frequently asked questions"))
    return [tag("section", "stack", *inside)]


def timeline(c: Composer, part: Part) -> list[Child]:
    """What happened, and when."""
    own = [one for one in part.parts if one.name in ("event", "items", "steps", "rows")]
    labels = [one.label for one in own if one.label] + [
        label
        for one in own
        for label in (
            [each.label for each in one.parts if each.kind is one.kind]
            if one.name == "event"
            else labels_of(one)
        )
    ]
    template = [
        each
        for one in own
        for each in one.parts
        if each.kind is not one.kind and each.group > Group.TEXT
    ]
    count = (
        max(
            [
                part.count if part.count > 1 else 0,
                len(labels),
                *(one.count for one in own if one.count > 1),
            ]
        )
        or 4
    )
    items: list[Child] = []
    for index in range(count):
        name, day, text = _EVENTS[index % len(_EVENTS)]
        name = labels[index] if index < len(labels) else name
        c.index = index
        with c.showing(shows=True):
            extra = c.all(template)
        items.append(
            tag(
                "li",
                "event",
                tag("span", "dot", aria_hidden="true"),
                tag("time", "muted small", day),
                c.heading(name, "heading", 3),
                tag("p", "muted", text),
                *extra,
            )
        )
    c.index = 0
    heading: list[Child] = [c.heading(part.label)] if part.label else []
    return [tag("section", "stack", *heading, tag("ol", "timeline", *items))]


def gallery(c: Composer, part: Part) -> list[Child]:
    """Pictures in columns."""
    images = next((one for one in part.parts if one.name == "image"), None)
    count = (
        images.count if images and images.count > 1 else part.count if part.count > 1 else 0
    ) or 6
    captions = (images is not None and images.find("caption") is not None) or part.find(
        "caption"
    ) is not None
    items: list[Child] = []
    for index in range(count):
        drawn = c.image("picture", f"Picture {index + 1}", "picture picture-round")
        text = [tag("figcaption", "muted small", f"Picture {index + 1}")] if captions else []
        items.append(tag("figure", "stack-tight", drawn, *text))
    rest = [one for one in part.parts if one is not images and one.name != "caption"]
    columns = part.columns or (images.columns if images else 0) or 3
    heading: list[Child] = [c.heading(part.label)] if part.label else []
    return [
        tag(
            "section",
            "stack",
            *heading,
            *c.all(rest),
            tag("div", f"grid-{min(columns, 6)}", *items),
        )
    ]
