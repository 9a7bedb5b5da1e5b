"""Tables, with rows of examples."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, tag
from limner_server.proposers.wording.compose.samples import cells_of
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


_ROWS: Final = 4


_ABOVE: Final = frozenset(
    {"title", "caption", "search", "filter", "sort", "toolbar", "button", "subtitle"}
)


def table(c: Composer, part: Part) -> list[Child]:  # noqa: C901 - one a part
    """A table with a head, and rows of examples."""
    names = _names(part)
    rows = next((one.count for one in part.parts if one.name == "rows" and one.count > 1), _ROWS)
    extra = [
        one for one in part.parts if one.name in ("checkbox", "avatar") or one.group is Group.ACTION
    ]
    actions = [one for one in extra if one.group is Group.ACTION and one.count == 1]
    above = [one for one in part.parts if one.name in _ABOVE and one not in actions]
    below = [one for one in part.parts if one.name == "pagination"]
    if actions:
        names = [name for name in names if name.lower() not in ("action", "actions")]
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
