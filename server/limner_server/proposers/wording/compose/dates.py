"""Calendars, boards, keypads: things on a grid."""

from __future__ import annotations

import calendar as months
from typing import Final

from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, made, tag
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# The month that is shown where none is named, and the year of all.
_YEAR: Final = 2025
_MONTH: Final = 5
_TODAY: Final = 14
_LANES: Final = ("To do", "In progress", "Done", "Later")
_TASKS: Final = (
    ("Sketch the page", "Collect ideas"),
    ("Write the text",),
    ("Choose a name", "Set up the board"),
    ("Plan the party",),
)


def calendar(c: Composer, part: Part) -> list[Child]:
    """A month as a table of weeks."""
    words = part.label.lower().split()
    month = next((n + 1 for n, name in enumerate(_NAMES) if name.lower() in words), _MONTH)
    year = next((int(word) for word in words if word.isdigit() and len(word) == 4), _YEAR)
    title = f"{_NAMES[month - 1]} {year}"
    before = next((one for one in part.parts if one.name == "previous"), made("previous"))
    after = next((one for one in part.parts if one.name == "next"), made("next"))
    rest = [
        one
        for one in part.parts
        if one not in (before, after) and one.group > Group.TEXT and one.group is not Group.FIELD
    ]
    for one in (before, after):
        one.traits.add("secondary")
    arrows = tag("div", "row", *c.all([before, after]))
    head = tag("div", "row-between", c.heading(title), arrows)
    rows: list[Child] = []
    for week in months.Calendar().monthdayscalendar(year, month):
        cells: list[Child] = []
        for day in week:
            look = "day day-today" if day == _TODAY else "day"
            cell = tag("td", look, str(day) if day else "")
            if day == _TODAY:
                cell.attributes["aria-current"] = "date"
            cells.append(cell)
        rows.append(tag("tr", "", *cells))
    names = tag("tr", "", *[tag("th", "day muted", name, scope="col") for name in _DAYS])
    body = tag("table", "table", tag("thead", "", names), tag("tbody", "", *rows), aria_label=title)
    return [tag("section", "card", head, body, *c.all([one for one in rest if one.name != "text"]))]


def kanban(c: Composer, part: Part) -> list[Child]:
    """Columns of cards."""
    own = [one for one in part.parts if one.name in ("lane", "columns", "column")]
    labels = [one.label for one in own if one.label]
    for one in own:
        labels += [
            each.label for each in one.parts if each.kind is one.kind or each.group is Group.WORDS
        ]
    count = max([len(labels), *(one.count for one in own if one.count > 1)]) or 3
    buttons = [one for one in part.parts if one.group is Group.ACTION]
    lanes: list[Child] = []
    for index in range(count):
        name = labels[index] if index < len(labels) else _LANES[index % 4]
        cards = [tag("li", "card small", text) for text in _TASKS[index % 4]]
        lanes.append(tag("section", "lane", c.heading(name, "heading"), tag("ul", "list", *cards)))
    heading: list[Child] = [c.heading(part.label)] if part.label else []
    return [
        tag(
            "section",
            "stack",
            *heading,
            tag("div", f"grid-{min(max(count, 2), 6)}", *lanes),
            *c.all(buttons),
        )
    ]


def keypad(c: Composer, part: Part) -> list[Child]:
    """Keys with figures."""
    keys: tuple[str, ...] = (
        "7",
        "8",
        "9",
        "÷",
        "4",
        "5",
        "6",
        "\N{MULTIPLICATION SIGN}",
        "1",
        "2",
        "3",
        "-",
        "0",
        ".",
        "=",
        "+",
    )
    if part.name == "keypad":
        keys = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#")
    columns = 4 if part.name == "calculator" else 3
    drawn: list[Child] = [tag("button", "button button-quiet", key, type="button") for key in keys]
    screen = tag("output", "number", "0", aria_label="Result")
    inside = [screen] if part.name == "calculator" else []
    del c
    return [tag("section", "card", *inside, tag("div", f"keys-{columns}", *drawn))]


def quiz(c: Composer, part: Part) -> list[Child]:
    """A question and what may be the answer."""
    named = labels_of(part)
    labels = named if len(named) > 1 else ["First answer", "Second answer", "Third answer"]
    title = part.label or "Which answer is right?"
    radio = made("radio", title, parts=[made("text", label) for label in labels])
    pressed = next((one.label for one in part.parts if one.group is Group.ACTION), "") or "Answer"
    rest = [one for one in part.parts if one.group > Group.TEXT and one.group is not Group.ACTION]
    button = tag("button", "button", pressed, type="submit")
    return [tag("form", "card", *c.build(radio), *c.all(rest), button)]
