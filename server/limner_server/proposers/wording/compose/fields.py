"""Controls with their labels."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, tag
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.compose.texts import shown
from limner_server.proposers.wording.lexicon.fields import INPUTS, Input
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import sentence

# Kinds that are a control wherever they stand; others are shown in a card.
_CONTROLS: Final = frozenset(
    {"field", "search", "select", "file", "dropzone", "slider", "volume", "textarea", "number"}
    | {"password", "new-password", "confirm-password", "coupon", "code-field", "sort", "filter"}
    | {"colour-field", "quantity", "date", "time", "datetime", "amount-field", "month-field"}
    | {"card-number", "expiry", "cvc", "card-name", "check-in", "check-out", "guests"}
)
_SAYS_CONTROL: Final = ("field", "input", "box", "picker", "select", "dropdown", "bar", "area")
_CHOICES: Final = {
    "shipping": ("Standard, 3 to 5 days", "Express, next day"),
    "payment-method": ("Card", "PayPal", "Bank transfer"),
    "gender-radio": ("Female", "Male", "Other"),
}
_FROM_WORDS: Final = (
    ("mail", Input("email", "email", "you@example.com")),
    ("password", Input("password", "new-password")),
    ("phone", Input("tel", "tel")),
    ("date", Input("date")),
    ("time", Input("time")),
    ("url", Input("url")),
    ("link", Input("url")),
    ("amount", Input("number")),
    ("number of", Input("number")),
    ("message", Input("textarea")),
    ("description", Input("textarea")),
    ("comment", Input("textarea")),
    ("photo", Input("file")),
    ("picture", Input("file")),
)


def field(c: Composer, part: Part) -> list[Child]:
    """A control, or what would stand in it."""
    if part.parts and part.name == "field" and not part.label:
        return c.all(part.parts)
    said = part.said.lower()
    asked = part.name in _CONTROLS or any(word in said for word in _SAYS_CONTROL)
    if c.shows and not asked:
        return shown(c, part)
    if part.name == "search":
        return [search(c, part)]
    held = [one for one in part.parts if one.group not in (Group.WORDS, Group.ITEMS)]
    drawn = dropzone(c, part) if part.name == "dropzone" else labelled(c, part)
    if not held:
        return [drawn]
    if all(one.group is Group.TEXT for one in held):
        drawn.children += c.all(held)
        return [drawn]
    return [tag("div", "stack", drawn, tag("div", "row", *c.all(held)))]


def labelled(c: Composer, part: Part) -> Node:
    """A control below its label."""
    label = part.label or part.kind.label
    kind = INPUTS.get(part.name) or _guessed(label)
    name = c.id(label)
    caption = tag("label", "label", label, for_=name)
    return tag("div", "field", caption, control(part, kind, name))


def _guessed(label: str) -> Input:
    """What an unknown field holds, by what it is called."""
    low = label.lower()
    return next((kind for word, kind in _FROM_WORDS if word in low), Input())


# What there is to choose from, by what the choice is called.
_OPTIONS: Final = (
    (("colo",), ("Black", "Blue", "Green", "Red", "White")),
    (("size",), ("Small", "Medium", "Large")),
    (("status",), ("Open", "In progress", "Done")),
    (("priority",), ("Low", "Medium", "High")),
    (("department", "team"), ("Design", "Engineering", "Sales", "Support")),
    (("month",), ("January", "February", "March", "April", "May", "June")),
    (("year",), ("2023", "2024", "2025")),
    (("category", "topic", "type"), ("General", "Billing", "Technical")),
    (("role",), ("Admin", "Editor", "Viewer")),
)


def _options(part: Part, kind: Input) -> tuple[str, ...]:
    """What a select offers: what the words say, else examples of what it is called."""
    named = tuple(labels_of(part))
    if named or part.name != "select":
        return named or kind.options
    low = part.label.lower()
    return next(
        (found for words, found in _OPTIONS if any(word in low for word in words)), kind.options
    )


def control(part: Part, kind: Input, name: str) -> Node:
    """The control itself, with its id."""
    if kind.type == "select":
        options: list[Child] = [tag("option", "", text) for text in _options(part, kind)]
        made = tag("select", "input", *options, id=name, name=name)
    elif kind.type == "textarea":
        made = tag("textarea", "input area", id=name, name=name, rows="4")
    else:
        looks = {"range": "range", "color": "input colour"}
        made = tag("input", looks.get(kind.type, "input"), id=name, name=name, type=kind.type)
    if kind.autocomplete:
        made.attributes["autocomplete"] = kind.autocomplete
    placeholder = part.placeholder or kind.placeholder
    if placeholder and kind.type not in ("select", "date", "range", "file"):
        made.attributes["placeholder"] = placeholder
    if part.name in ("card-number", "cvc", "expiry", "code-field"):
        made.attributes["inputmode"] = "numeric"
    if part.name in ("quantity", "guests"):
        made.attributes |= {"min": "1", "value": "1"}
    if "required" in part.traits or kind.type in ("email", "password"):
        made.attributes["required"] = ""
    if "disabled" in part.traits:
        made.attributes["disabled"] = ""
    if part.name == "range" or kind.type == "range":
        made.attributes |= {"min": "0", "max": "100", "value": "50"}
    return made


def search(c: Composer, part: Part) -> Node:
    """A field to search by, and a button where one is named."""
    label = part.label or "Search"
    name = c.id(label)
    kind = Input("search", placeholder=part.placeholder or label)
    made = control(part, kind, name)
    made.attributes["aria-label"] = label
    button = part.find("search-button", "button", "submit")
    inside: list[Child] = [made]
    if button is not None:
        text = button.label or "Search"
        inside.append(tag("button", "button", icon("search"), text, type="submit"))
    elif part.find("icon"):
        inside.insert(0, icon("search"))
    selects = [one for one in part.parts if INPUTS.get(one.name, Input()).type == "select"]
    for one in selects:
        name = one.label or one.kind.label
        chosen = control(one, INPUTS[one.name], c.id(name))
        chosen.attributes["aria-label"] = name
        chosen.classes.append("narrow")
        inside.insert(1, chosen)
    drawn = ("search-button", "button", "submit", "icon")
    selects = [one for one in part.parts if INPUTS.get(one.name, Input()).type == "select"]
    for one in selects:
        named = one.label or one.kind.label
        chosen = control(one, INPUTS[one.name], c.id(named))
        chosen.attributes["aria-label"] = named
        chosen.classes.append("narrow")
        inside.insert(1, chosen)
    others = [one for one in part.parts if one.name not in drawn and one not in selects]
    inside += c.all(others)
    return tag("form", "group-control", *inside, role="search")


def dropzone(c: Composer, part: Part) -> Node:
    """Where files are dropped, or chosen."""
    name = c.id(part.label or "upload")
    label = part.label or "Drop files here, or choose them"
    made = tag("input", "input", id=name, name=name, type="file", multiple="")
    hint = tag("span", "muted small", "PNG, JPG or PDF, up to 10 MB")
    return tag(
        "label",
        "dropzone",
        icon("upload", "icon-large"),
        tag("strong", "", label),
        hint,
        made,
        for_=name,
    )


def checkbox(c: Composer, part: Part) -> list[Child]:
    """Something to tick."""
    if part.parts:
        with_labels = [Part(part.kind, one.label, said=one.said) for one in part.parts]
        return [box for one in with_labels for box in checkbox(c, one)]
    label = part.label or part.kind.label
    if part.name == "checkbox" and not part.label and c.shows:
        label = "Done"
    return [_check(c, label, "checkbox", on=bool({"checked", "selected", "on"} & part.traits))]


def _check(c: Composer, label: str, kind: str, *, group: str = "", on: bool = False) -> Node:
    name = c.id(label)
    made = tag("input", "check-box", id=name, name=group or name, type=kind)
    if on:
        made.attributes["checked"] = ""
    return tag("div", "check", made, tag("label", "", label, for_=name))


def switch(c: Composer, part: Part) -> list[Child]:
    """Something to turn on or off."""
    if part.parts:
        return [
            row
            for one in part.parts
            for row in switch(c, Part(part.kind, one.label, said=one.said))
        ]
    label = part.label or (part.kind.label if part.name != "switch" else "Enable")
    name = c.id(label)
    made = tag("input", "switch", id=name, name=name, type="checkbox", role="switch")
    if {"on", "checked", "active", "enabled"} & part.traits:
        made.attributes["checked"] = ""
    return [tag("div", "switch-row", tag("label", "label", label, for_=name), made)]


def choices(c: Composer, part: Part) -> list[Child]:
    """One or several of a few."""
    kind = "checkbox" if part.name == "checkboxes" else "radio"
    labels = labels_of(part) or list(_CHOICES.get(part.name, ()))
    if not labels:
        labels = [f"Option {n + 1}" for n in range(part.count if part.count > 1 else 3)]
    default = "Choose one" if kind == "radio" else "Choose any"
    legend = part.label or (
        part.kind.label if part.name not in ("radio", "checkboxes") else default
    )
    group = c.id(legend)
    rows = [
        _check(c, sentence([label]), kind, group=group, on=kind == "radio" and index == 0)
        for index, label in enumerate(labels)
    ]
    return [tag("fieldset", "", tag("legend", "legend", legend), tag("div", "stack", *rows))]


def rating_field(c: Composer, part: Part) -> list[Child]:
    """From one star to five."""
    legend = part.label or "Your rating"
    group = c.id(legend)
    names = ("1 star", "2 stars", "3 stars", "4 stars", "5 stars")
    rows = [
        _check(c, name, "radio", group=group, on=index == 4) for index, name in enumerate(names)
    ]
    return [tag("fieldset", "", tag("legend", "legend", legend), tag("div", "row", *rows))]
