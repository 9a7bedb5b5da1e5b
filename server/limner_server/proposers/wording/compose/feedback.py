"""What tells the user something: alerts, dialogs, empty and failed pages."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.compose.texts import state_of
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_SAID: Final = {
    "success": "Your changes have been saved.",
    "warning": "Your storage is almost full.",
    "danger": "Something went wrong. Please try again.",
    "": "A new version is available.",
}
_STATE_ICONS: Final = {"success": "check", "warning": "info", "danger": "close", "": "info"}


def alert(c: Composer, part: Part) -> list[Child]:
    """A message in a coloured box."""
    state = state_of(part) or _state_of_words(part.said)
    texts = [one for one in part.parts if one.group is Group.TEXT and one.name != "title"]
    titles = [one for one in part.parts if one.name == "title"]
    rest = [
        one for one in part.parts if one not in texts and one not in titles and one.name != "icon"
    ]
    if {"dismissible", "dismissable", "closable"} & part.traits and not any(
        one.name == "close" for one in rest
    ):
        rest.append(made("close"))
    default = part.kind.label if part.name not in ("alert", "toast") else _SAID[state]
    said = part.label if len(part.label.split()) > 1 or part.label.endswith(("!", ".")) else ""
    words: list[Child] = []
    if titles:
        words.append(tag("p", "strong", titles[0].label or "Please note"))
    if said or not texts:
        words.append(tag("p", "", said or default))
    words += [tag("p", "", one.label or one.text or default) for one in texts]
    look = f"alert alert-{state}" if state else "alert"
    if part.name in ("toast", "cookie-banner"):
        look += " raised"
    box = tag(
        "div",
        look,
        icon(_STATE_ICONS[state]),
        tag("div", "grow", *words),
        *c.all(rest),
        role="alert" if state == "danger" else "status",
    )
    if part.name == "cookie-banner":
        buttons = c.all(rest) or c.all([made("accept"), made("reject")])
        return [
            tag(
                "section",
                "card raised",
                tag("p", "", *_texts(words)),
                tag("div", "row", *buttons),
                aria_label="Cookies",
            )
        ]
    return [box]


def _texts(words: list[Child]) -> list[Child]:
    return [child for word in words if isinstance(word, Node) for child in word.children]


def _state_of_words(said: str) -> str:
    low = said.lower()
    for words, state in (
        (("success", "saved", "confirm"), "success"),
        (("warn", "caution"), "warning"),
        (("error", "danger", "fail"), "danger"),
    ):
        if any(word in low for word in words):
            return state
    return ""


def modal(c: Composer, part: Part) -> list[Child]:
    """A dialog, open, over what is behind it."""
    parts = list(part.parts)
    title = next((one for one in parts if one.name == "title"), None)
    deletes = "delet" in part.said.lower()
    text = (
        (title.label if title else "")
        or part.label
        or ("Delete this item?" if deletes else part.kind.label or "Are you sure?")
    )
    name = c.id("dialog title")
    heading = c.heading(text, "title", 2)
    heading.attributes["id"] = name
    close = [one for one in parts if one.name == "close"]
    head = tag("div", "row-between", heading, *c.all(close)) if close else heading
    buttons = [one for one in parts if one.group is Group.ACTION and one not in close]
    rest = [one for one in parts if one not in buttons and one not in close and one is not title]
    with c.below():
        body = c.all(rest) or [tag("p", "muted", "This cannot be undone.")]
        fields = any(one.group in (Group.FIELD, Group.CHOICE) for one in rest)
        ends = c.all(buttons) or (
            []
            if any("form" in one.name for one in rest)
            else c.all([made("cancel"), made("delete" if deletes else "button")])
        )
    ends.sort(key=lambda node: not (isinstance(node, Node) and "button-quiet" in node.classes))
    inside = [*body, *([tag("div", "row-end", *ends)] if ends else [])]
    content = [tag("form", "stack", *inside)] if fields else inside
    dialog = tag("dialog", "dialog raised", head, *content, open="", aria_labelledby=name)
    return [tag("div", "backdrop", dialog)]


def tooltip(c: Composer, part: Part) -> list[Child]:
    """A hint beside what it is about."""
    name = c.id("tooltip")
    text = part.label or part.kind.label
    button = tag(
        "button", "button button-quiet", "What is this?", type="button", aria_describedby=name
    )
    inner = [one for one in part.parts if one.group is Group.TEXT]
    said = inner[0].label or text if inner else text
    return [
        tag("div", "row", button, tag("span", "badge badge-neutral", said, id=name, role="tooltip"))
    ]


def empty(c: Composer, part: Part) -> list[Child]:
    """There is nothing here, and what to do about it."""
    parts = part.parts or [
        made("icon"),
        made("title"),
        made("text"),
        made("button", "Add the first"),
    ]
    said = {
        "empty-state": "When there is something to show, it will be here.",
        "error-page": "The page that you are looking for has moved, or never was.",
        "maintenance": "We are making things better, and will not be long.",
        "thanks": "Your order is on its way; a confirmation is in your inbox.",
        "cta-section": "It takes less than a minute, and costs nothing to try.",
    }
    heads = ("title",)
    inside: list[Child] = []
    pictures = [one for one in parts if one.group is Group.MEDIA]
    for one in pictures:
        if one.name == "icon":
            inside.append(icon("box", "icon-large"))
        else:
            inside += c.build(one)
    numbers = [one for one in parts if one.label.strip() == "404" or one.name == "number-text"]
    if part.name == "error-page":
        inside.append(tag("p", "huge", "404"))
    title = next((one for one in parts if one.name in heads), None)
    short = next((one.label for one in parts if one.name == "text" and 0 < len(one.label) < 40), "")
    heading = (title.label if title else "") or part.label or short or part.kind.label
    inside.append(c.heading(heading, "title"))
    parts = [one for one in parts if one.group is not Group.TEXT or one.label != heading]
    texts = [
        one
        for one in parts
        if one.name in ("text", "subtitle", "hint", "error") and one not in numbers
    ]
    inside += [
        tag("p", "muted", one.label or one.text or said.get(part.name, "")) for one in texts
    ] or [
        tag("p", "muted", said.get(part.name, "")),
    ]
    rest = [
        one
        for one in parts
        if one not in pictures and one not in texts and one is not title and one not in numbers
    ]
    actions = [one for one in rest if one.group is Group.ACTION]
    inside += c.all([one for one in rest if one not in actions])
    if not actions and part.name == "error-page":
        actions = [made("home-link")]
    if actions:
        inside.append(tag("div", "row-center", *c.all(actions)))
    return [tag("section", "stack centered padded", *inside)]


def chat(c: Composer, part: Part) -> list[Child]:
    """Messages, and a field to write the next."""
    parts = list(part.parts)
    who = (
        next(
            (one.label for one in parts if one.name in ("title", "name") and one.label), part.label
        )
        or "Ada Lovelace"
    )
    headers = [one for one in parts if one.name in ("header", "avatar", "title", "close", "name")]
    inner = [each for one in headers if one.name == "header" for each in one.parts]
    bubbles = next((one for one in parts if one.name == "bubble"), None)
    feet = [each for one in parts if one.name == "footer" for each in one.parts]
    rest = [
        one
        for one in parts
        if one not in headers and one is not bubbles and one.name not in ("footer", "list", "items")
    ] + feet
    count = bubbles.count if bubbles and bubbles.count > 1 else 4
    said = (
        "Hi! Did the parcel arrive?",
        "Yes, this morning. Thank you!",
        "Great. Is everything all right with it?",
        "It is perfect.",
        "Good to hear.",
        "See you on Friday!",
    )
    messages: list[Child] = []
    for index in range(count):
        own = index % 2
        name = "You" if own else who
        words = tag("p", "", said[index % len(said)])
        look = "bubble bubble-own" if own else "bubble"
        when = (
            [tag("time", "small", f"10:0{index % 10}")]
            if bubbles and any(one.name in ("timestamp", "time") for one in bubbles.parts)
            else []
        )
        messages.append(tag("li", look, words, *when, aria_label=f"{name} wrote"))
    field = next((one for one in rest if one.group is Group.FIELD), made("field", "Message"))
    send = next(
        (
            one
            for one in rest
            if one.group is Group.ACTION and one.name in ("send", "button", "submit")
        ),
        made("send"),
    )
    others = [one for one in rest if one is not field and one is not send]
    label = field.label if field.label and field.name == "field" else "Message"
    entry = tag(
        "input", "input", id=c.id("message"), type="text", aria_label=label, autocomplete="off"
    )
    entry.attributes["placeholder"] = field.placeholder or "Write a message"
    small = [one for one in others if one.group is Group.ACTION]
    bar = tag(
        "form",
        "bar-bottom",
        *c.all(small),
        entry,
        tag("button", "button", send.label or "Send", type="submit"),
    )
    extra = [one for one in others if one not in small]
    closing = [one for one in [*headers, *inner] if one.group is Group.ACTION]
    status = [
        one
        for one in inner
        if one.name not in ("avatar", "title", "name") and one.group is not Group.ACTION
    ]
    head = tag(
        "header",
        "bar",
        c.image("avatar", f"Portrait of {who}", "avatar avatar-small"),
        tag("div", "grow", c.heading(who, "heading"), *c.all(status)),
        *c.all(closing),
    )
    return [
        *c.all(extra),
        tag(
            "section",
            "card-plain raised",
            head,
            tag("ol", "messages", *messages),
            bar,
            aria_label="Chat",
        ),
    ]


def countdown(c: Composer, part: Part) -> list[Child]:
    """How long it still is."""
    del c
    units = (("12", "Days"), ("08", "Hours"), ("45", "Minutes"), ("30", "Seconds"))
    boxes: list[Child] = [
        tag("div", "square", tag("span", "number", number), tag("span", "muted small", unit))
        for number, unit in units
    ]
    return [tag("div", "grid-4", *boxes, role="timer", aria_label=part.label or "Time left")]
