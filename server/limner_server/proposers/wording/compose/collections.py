"""Tables, lists, questions, time lines: entries of one kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.compose.samples import cells_of
from limner_server.proposers.wording.compose.texts import PEOPLE, SENTENCES
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_COLUMNS: Final = ("Name", "E-mail", "Role", "Status")
# The columns of a table of which only the topic is told, by a word in it.
_TOPICS: Final = (
    ("order", ("Order", "Customer", "Date", "Total", "Status")),
    ("invoice", ("Invoice number", "Customer", "Due date", "Amount", "Status")),
    ("product", ("Product", "Category", "Price", "Stock")),
    ("task", ("Task", "Assignee", "Due date", "Status")),
    ("transaction", ("Date", "Description", "Amount", "Status")),
    ("file", ("File", "Owner", "Updated", "Size")),
    ("payment", ("Date", "Method", "Amount", "Status")),
)
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
_TASKS: Final = (
    "Write the report",
    "Call the plumber",
    "Book the tickets",
    "Water the plants",
    "Buy bread",
)
_ENTRIES: Final = (
    "First entry",
    "Second entry",
    "Third entry",
    "Fourth entry",
    "Fifth entry",
    "Sixth entry",
)
_ROWS: Final = 4
_ABOVE: Final = frozenset(
    {"title", "caption", "search", "filter", "sort", "toolbar", "button", "subtitle"}
)


def table(c: Composer, part: Part) -> list[Child]:
    """A table with a head, and rows of examples."""
    names = _names(part)
    rows = next((one.count for one in part.parts if one.name == "rows" and one.count > 1), _ROWS)
    extra = [
        one for one in part.parts if one.name in ("checkbox", "avatar") or one.group is Group.ACTION
    ]
    actions = [one for one in extra if one.group is Group.ACTION and one.count == 1]
    above = [one for one in part.parts if one.name in _ABOVE and one not in actions]
    below = [one for one in part.parts if one.name == "pagination"]
    title = part.label or next((one.label for one in above if one.name in ("title", "caption")), "")
    ticks = any(one.name == "checkbox" for one in extra)
    head = [tag("th", "head-cell", name, scope="col") for name in names]
    columns = [cells_of(name, index) for index, name in enumerate(names)]
    for (_, numeric), cell in zip(columns, head, strict=True):
        if numeric:
            cell.classes.append("cell-number")
    if ticks:
        box = tag("input", "check-box", type="checkbox", aria_label="Select all rows")
        head.insert(0, tag("th", "head-cell", box, scope="col"))
    if actions:
        head.append(tag("th", "head-cell", "Actions", scope="col"))
    body: list[Child] = []
    for index in range(rows):
        cells: list[Child] = []
        for values, numeric in columns:
            cells.append(_cell(values[index % len(values)], numeric=numeric))
        if ticks:
            one = tag("input", "check-box", type="checkbox", aria_label=f"Select row {index + 1}")
            cells.insert(0, tag("td", "cell", one))
        if actions:
            cells.append(tag("td", "cell", tag("div", "row", *_row_actions(c, actions))))
        striped = {"striped", "zebra-striped"} & part.traits
        body.append(tag("tr", "stripe" if striped else "", *cells))
    inside: list[Child] = [tag("thead", "", tag("tr", "", *head)), tag("tbody", "", *body)]
    made_table = tag("table", "table", *inside)
    if not title:
        made_table.attributes["aria-label"] = "Data"
    box = tag("div", "table-box", made_table)
    built: list[Child] = []
    if title:
        name = c.id(title)
        built.append(tag("h2", "heading", title, id=name))
        made_table.attributes["aria-labelledby"] = name
    tools = [one for one in above if one.name not in ("title", "caption")]
    if tools:
        built.append(tag("div", "row-between", *c.all(tools)))
    return [tag("section", "stack", *built, box, *c.all(below))]


def _names(part: Part) -> list[str]:
    names = [one.label for one in part.parts if one.group is Group.WORDS and one.label]
    names += [label for one in part.parts if one.name == "columns" for label in labels_of(one)]
    counted = next((one.count for one in part.parts if one.name == "columns" and one.count > 1), 0)
    counted = counted or part.columns
    if not names and not counted:
        low = part.label.lower()
        names = next((list(found) for word, found in _TOPICS if word in low), [])
    if not names:
        names = [*_COLUMNS, "Date", "Amount"][: counted or 4]
    return names


def _cell(value: str, *, numeric: bool) -> Node:
    states = {
        "Paid": "success",
        "Active": "success",
        "Done": "success",
        "Delivered": "success",
        "Open": "warning",
        "Pending": "warning",
        "In progress": "warning",
        "Invited": "warning",
        "Overdue": "danger",
        "Failed": "danger",
        "Suspended": "danger",
        "Cancelled": "danger",
    }
    if value in states:
        return tag("td", "cell", tag("span", f"badge badge-{states[value]}", value))
    return tag("td", "cell cell-number" if numeric else "cell", value)


def _row_actions(c: Composer, actions: list[Part]) -> list[Child]:
    return [
        tag("button", "link", one.label or one.kind.label, type="button")
        for action in actions
        for one in c.instances(action)
    ]


def bullets(c: Composer, part: Part) -> list[Child]:
    """A list of texts, or of what holds more."""
    labels = [one.label or one.text for one in part.parts if one.group in (Group.WORDS, Group.TEXT)]
    inner = [one for one in part.parts if one.group not in (Group.WORDS, Group.TEXT)]
    rich = [one for one in inner if one.parts and one.group is Group.ITEMS]
    if rich or (inner and not labels and inner[0].group is not Group.ITEMS):
        return entries(c, part)
    for one in inner:
        labels += labels_of(one) or list(_ENTRIES[: one.count if one.count > 1 else 3])
    if not labels:
        labels = list(_ENTRIES[: part.count if part.count > 1 else 3])
    if part.name == "checklist":
        items: list[Child] = [
            tag("li", "feature", icon("check", "tick"), tag("span", "", one)) for one in labels
        ]
        return [tag("ul", "list", *items)]
    look, name = ("list-decimal", "ol") if part.name == "ordered-list" else ("list-disc", "ul")
    listed = tag(name, look, *[tag("li", "", one) for one in labels])
    if part.label:
        return [tag("section", "stack", c.heading(part.label, "heading"), listed)]
    return [listed]


def entries(c: Composer, part: Part) -> list[Child]:
    """Entries with parts of their own, a line each."""
    template: list[Part] = []
    count = part.count if part.count > 1 else 3
    labels: list[str] = []
    for one in part.parts:
        if one.group is Group.ITEMS:
            template += [each for each in one.parts if each.group is not Group.WORDS]
            labels += [each.label for each in one.parts if each.group is Group.WORDS]
            count = one.count if one.count > 1 else count
        elif one.group is Group.WORDS:
            labels.append(one.label)
        else:
            template.append(one)
    count = max(count, len(labels)) if labels else count
    items: list[Child] = []
    for index in range(count):
        c.index = index
        name = labels[index] if index < len(labels) else ""
        with c.showing(shows=True):
            items.append(tag("li", "entry", *_entry(c, template, name)))
    c.index = 0
    built: list[Child] = [c.heading(part.label, "heading")] if part.label else []
    return [tag("section", "card", *built, tag("ul", "", *items))]


def _entry(c: Composer, template: list[Part], name: str) -> list[Child]:
    """Pictures and boxes first, texts in the middle, buttons at the end."""
    first = [one for one in template if one.group in (Group.MEDIA, Group.CHOICE)]
    last = [
        one
        for one in template
        if one.group is Group.ACTION or one.name in ("badge", "price", "timestamp", "quantity")
    ]
    middle = [one for one in template if one not in first and one not in last]
    words = c.all(middle)
    if name:
        words.insert(0, tag("p", "strong", name))
    if not words and not any(one.name == "checkbox" for one in first):
        words = [tag("p", "", _ENTRIES[c.index % len(_ENTRIES)])]
    lead: list[Child] = []
    for one in first:
        lead += c.build(
            replace(one, label=one.label or name or _TASKS[c.index % 5])
            if one.name == "checkbox"
            else one
        )
    return [*lead, tag("div", "grow stack-tight", *words), *c.all(last)]


def todo(c: Composer, part: Part) -> list[Child]:
    """What is to be done, to be ticked off."""
    labels = [one.label for one in part.parts if one.group is Group.WORDS and one.label]
    items = next((one for one in part.parts if one.group is Group.ITEMS), None)
    labels += (
        labels_of(items) if items and not any(one.group > Group.TEXT for one in items.parts) else []
    )
    count = (
        (items.count if items and items.count > 1 else part.count if part.count > 1 else 0)
        or len(labels)
        or 3
    )
    shared = [one for one in (items.parts if items else []) if one.group is Group.ACTION]
    adding = [
        one
        for one in part.parts
        if one.group is Group.FIELD or one.name == "button" or one.name == "submit"
    ]
    removes = [one for one in part.parts if one.name in ("delete", "edit")] + shared
    rest = [
        one
        for one in part.parts
        if one not in adding
        and one not in removes
        and one is not items
        and one.group is not Group.WORDS
        and one.name not in ("checkbox", "title")
    ]
    title = next((one.label for one in part.parts if one.name == "title" and one.label), "")
    inside: list[Child] = [c.heading(title or part.label or "To do")]
    inside.append(_adder(c, adding))
    rows: list[Child] = []
    for index in range(count):
        name = labels[index] if index < len(labels) else _TASKS[index % len(_TASKS)]
        box = tag("input", "check-box", id=c.id(f"task {index + 1}"), type="checkbox")
        text = tag("label", "grow", name, for_=box.attributes["id"])
        rows.append(tag("li", "entry", box, text, *c.all(removes)))
    return [tag("section", "card raised", *inside, tag("ul", "", *rows), *c.all(rest))]


def _adder(c: Composer, parts: list[Part]) -> Node:
    """The field and the button by which an entry is added."""
    asked = next((one for one in parts if one.group is Group.FIELD), made("field", "New task"))
    pressed = next((one for one in parts if one.group is Group.ACTION), made("button", "Add"))
    label = asked.label if asked.label and asked.label != "Text" else "New task"
    entry = tag("input", "input", id=c.id(label), type="text", aria_label=label)
    entry.attributes["placeholder"] = asked.placeholder or label
    return tag(
        "form",
        "group-control",
        entry,
        tag("button", "button", pressed.label or "Add", type="submit"),
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


def people(c: Composer, part: Part) -> list[Child]:
    """Pictures of people in a row, or with their names."""
    count = part.count if part.count > 1 else 5
    labels = labels_of(part) if part.name == "avatar-list" else []
    count = max(count if part.count > 1 else 0, len(labels)) or (
        5 if part.name == "avatar-list" else 4
    )
    items: list[Child] = []
    named = part.name != "avatar-list" or any(one.name == "name" for one in part.parts)
    template = [
        one
        for one in part.parts
        if one.name not in ("avatar", "name") and one.group is not Group.WORDS
    ]
    for index in range(count):
        who = PEOPLE[index % len(PEOPLE)]
        if index < len(labels) and not any(one.name == "name" for one in part.parts):
            who = labels[index]
        c.index = index
        picture = c.image("avatar", f"Portrait of {who}", "avatar")
        with c.showing(shows=True):
            words = (
                [tag("div", "grow stack-tight", tag("p", "strong", who), *c.all(template))]
                if named
                else []
            )
        items.append(tag("li", "entry" if named else "", picture, *words))
    c.index = 0
    look = "card" if named else "row"
    return [tag("ul", look, *items, aria_label=part.label or "People")]


def comments(c: Composer, part: Part) -> list[Child]:
    """What people wrote, and a field to write more."""
    texts = next(
        (one for one in part.parts if one.name in ("bubble", "items", "post", "testimonial")), None
    )
    count = (texts.count if texts and texts.count > 1 else part.count if part.count > 1 else 0) or 3
    template = [
        one
        for one in (texts.parts if texts else part.parts)
        if one.group is Group.ACTION or one.name == "rating"
    ]
    items: list[Child] = []
    for index in range(count):
        who = PEOPLE[index % len(PEOPLE)]
        c.index = index
        words: list[Child] = [
            tag(
                "p",
                "row",
                tag("strong", "", who),
                tag("time", "muted small", f"{index + 1} days ago"),
            ),
            tag("p", "", SENTENCES[index % len(SENTENCES)]),
            *c.all(template),
        ]
        picture = c.image("avatar", f"Portrait of {who}", "avatar avatar-small")
        items.append(tag("li", "entry", picture, tag("div", "grow stack-tight", *words)))
    c.index = 0
    forms = [
        one
        for one in part.parts
        if one.group is Group.FIELD or one.name in ("form", "feedback-form")
    ]
    asks = c.all([replace(one, said=one.said + " field") for one in forms])
    presses = [one for one in part.parts if one.group is Group.ACTION and one not in template]
    heading = c.heading(part.label or part.kind.label)
    return [tag("section", "card", heading, tag("ul", "", *items), *asks, *c.all(presses))]


def terms(c: Composer, part: Part) -> list[Child]:
    """What something is, line by line."""
    labels = labels_of(part) or ["Weight", "Size", "Material", "Made in"]
    values = ("1.2 kg", "30 × 20 × 12 cm", "Cotton", "Portugal", "Grey")
    rows: list[Child] = [
        tag(
            "div",
            "term",
            tag("dt", "muted", label),
            tag("dd", "strong", values[index % len(values)]),
        )
        for index, label in enumerate(labels)
    ]
    heading: list[Child] = [c.heading(part.label, "heading")] if part.label else []
    return [tag("section", "card", *heading, tag("dl", "list", *rows))]


def leaderboard(c: Composer, part: Part) -> list[Child]:
    """Who is first."""
    names = labels_of(part)
    count = part.count if part.count > 1 else 5
    rows: list[Child] = [
        tag(
            "li",
            "entry",
            tag("span", "strong", f"{index + 1}."),
            tag("span", "grow", PEOPLE[index % 6]),
            tag("span", "strong", f"{980 - 75 * index} points"),
        )
        for index in range(max(count, 3))
    ]
    del names
    return [tag("section", "card", c.heading(part.label or "Leaderboard"), tag("ol", "", *rows))]
