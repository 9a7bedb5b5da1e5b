"""What a phrase becomes in the place where it stands: a field in a form, a link in a navbar."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.lexicon.kind import Group, Kind
from limner_server.proposers.wording.lexicon.lexicon import find_field
from limner_server.proposers.wording.part import Part
from limner_server.proposers.wording.phrase import WORDS, Phrase, kind, sentence

# What the entries of these are, whatever they are called: they say nothing but labels.
_LABELS: Final = {
    "links": "link",
    "social": "link",
    "tabs": "item",
    "tabbed": "item",
    "options": "item",
    "columns": "item",
    "rows": "item",
    "steps": "item",
    "stepper": "item",
    "sections": "item",
    "items": "item",
    "features": "item",
    "tags": "tag",
    "breadcrumb": "item",
    "table": "item",
    "comparison": "item",
    "select": "item",
    "radio": "item",
    "checkboxes": "item",
    "menu": "item",
    "list": "item",
    "ordered-list": "item",
    "checklist": "item",
    "todo": "item",
    "description-list": "item",
    "lane": "item",
    "column": "link",
    "field": "field",
    "button": "button",
    "link": "link",
    "checkbox": "checkbox",
    "switch": "switch",
    "badge": "badge",
    "kanban": "lane",
    "accordion": "question",
    "stats": "stat",
    "pricing": "plan",
    "timeline": "event",
    "leaderboard": "item",
    "quiz": "item",
    "toolbar": "button",
}
# What is one thing of many entries: a number before it counts them.
COLLECTIONS: Final = frozenset(
    {
        "stats",
        "pricing",
        "tabs",
        "tabbed",
        "stepper",
        "breadcrumb",
        "accordion",
        "timeline",
        "links",
    }
    | {"avatar-list", "gallery", "testimonials", "feature-section", "comments", "social", "tags"}
    | {"checkboxes", "radio", "steps", "team", "logos", "carousel", "items", "features", "sections"}
    | {"user-list", "notification-list", "rows", "options", "columns"}
)
ITEM: Final = Kind("item", Group.WORDS, ())
# Hosts that hold parts as well as labels: what is known there is a part.
_MIXED: Final = frozenset(
    {"tabbed", "table", "list", "todo", "checklist", "column", "kanban", "accordion", "stats"}
    | {"pricing", "timeline", "stepper", "comparison", "breadcrumb", "menu", "leaderboard", "quiz"}
    | {"ordered-list", "lane", "toolbar"}
)


def expects(host: Part) -> Kind | None:
    """What the labels in a part become; None where it holds parts and no labels."""
    name = _LABELS.get(host.name)
    if name is None or (host.group in (Group.FIELD, Group.ACTION) and not _takes(host)):
        return None
    return ITEM if name == "item" else kind(name)


def _takes(host: Part) -> bool:
    """Whether a control takes entries: a select does, a button only where there are many."""
    return host.is_several or host.name in ("select", "radio", "checkboxes")


def place(phrase: Phrase, host: Part) -> Part:
    """Put what a phrase names into a part, as what it is there, and return it."""
    part = _as(phrase, host)
    if part is not host:
        host.parts.append(part)
    return part


def _as(phrase: Phrase, host: Part) -> Part:  # noqa: C901, PLR0911, PLR0912 - one a kind
    part = phrase.part()
    if part.name == "columns" and host.name not in ("table", "comparison"):
        part.kind = kind("lane" if host.name == "kanban" else "column")
        part.count = 0 if part.count == 1 else part.count
    if host.name in _BARS and not phrase.is_counted and not phrase.is_quoted:
        if part.name == "navbar":
            part.kind = kind("links")
        elif part.group >= Group.BLOCK and not phrase.is_plural:
            return Part(kind("link"), sentence(phrase.said.split()), said=part.said)
    expected = expects(host)
    shown = phrase.is_counted or phrase.kind.group in (Group.MEDIA, Group.CHOICE, Group.ACTION)
    if host.is_several and host.group is Group.ITEMS and phrase.is_headed and shown:
        return part
    if expected is not None and not (host.name in _MIXED and _is_part(phrase, host)):
        merges = phrase.kind.name in _MERGING and host.group is not Group.ITEMS
        if merges and phrase.is_headed and not phrase.label:
            return _merged(part, host)
        same = phrase.kind is expected or (
            phrase.kind.group is expected.group and expected.group < Group.BLOCK
        )
        if expected is ITEM or not same:
            label = _label(phrase)
            if expected.group is Group.FIELD:
                part.kind, part.label = expected, label
                return part
            return Part(expected, label, said=phrase.said)
        return part
    asks = part.group in (Group.BLOCK, Group.PAGE) and (
        host.name.endswith("form") or (_is_form(host) and find_field(phrase.said.split()))
    )
    if asks and not phrase.is_counted and not phrase.is_plural:
        words = phrase.said.split()
        asked = find_field(words)
        part.kind, part.label = asked or kind("field"), "" if asked else sentence(words)
        return part
    plain = phrase.said.lower()
    if host.name.endswith("form") and not phrase.is_counted and plain in _ASKED_FOR:
        part.kind, part.label = kind(_ASKED_FOR[plain]), sentence([plain])
        return part
    if phrase.is_quoted and part.name in _TOLD and not _is_form(host):
        return Part(kind("text"), part.label, text=part.label, said=part.said)
    if phrase.kind is WORDS:
        part.kind, part.label = _by_host(host), sentence(phrase.label.split())
        told = _SHOWN.get(phrase.label.lower())
        if told and not _is_form(host):
            part.kind, part.label = kind(told), ""
        if part.kind.group is Group.TEXT:
            part.text = part.label
    return part


def _label(phrase: Phrase) -> str:
    """What an entry says: all its words but the article."""
    words = phrase.label if phrase.label and phrase.kind is WORDS else phrase.said
    return sentence(words.split())


def _is_part(phrase: Phrase, host: Part) -> bool:
    """Whether a phrase names a part of a host, not one of its labels."""
    if phrase.kind is WORDS:
        return phrase.is_counted and phrase.label.lower() in _SHOWN
    if host.name in ("table", "comparison"):
        return phrase.kind.name in _OF_TABLES or (
            phrase.kind.group is Group.ACTION and (phrase.is_counted or phrase.is_plural)
        )
    if host.name in ("list", "ordered-list", "todo", "checklist", "lane", "column"):
        return phrase.is_counted or phrase.kind.group is Group.ITEMS
    return phrase.kind.group is Group.ITEMS or phrase.is_counted


_OF_TABLES: Final = frozenset(
    {"columns", "rows", "search", "pagination", "filter", "sort", "title", "checkbox", "avatar"}
    | {"button", "caption", "toolbar", "header"}
)


def _merged(part: Part, host: Part) -> Part:
    """In "tabs with three tabs", "a table with columns ...": the host itself is what is meant."""
    if host.name in (part.name, "tabbed", "table", "select", "radio", "stepper", "comparison"):
        if part.count != 1:
            host.count = part.count if part.name != "columns" else host.count
        if part.name in ("columns", "rows", "options", "steps", "tabs"):
            return part if _keep(part, host) else host
    return part


def _keep(part: Part, host: Part) -> bool:
    return host.name in ("table", "comparison") and part.name in ("columns", "rows")


# What is but named there is a place to go to.
_BARS: Final = frozenset({"navbar", "sidebar", "footer", "header", "links"})
# Plain nouns that are asked for where a form lists them, and elsewhere are texts of their own.
_ASKED_FOR: Final = {
    **dict.fromkeys(("description", "summary", "content", "text", "details"), "textarea"),
    **dict.fromkeys(("title", "price", "location", "place", "author", "tags", "caption"), "field"),
}
# Plain nouns that are shown, where nothing is asked for.
_SHOWN: Final = {
    "date": "date-text",
    "time": "timestamp",
    "day": "date-text",
    "category": "badge",
    "number": "number-text",
    "value": "number-text",
    "amount": "price",
    "status": "badge",
    "role": "job",
    "song title": "title",
    "product name": "name",
    "song": "title",
    "artist": "author",
    "temperature": "number-text",
    "title": "title",
    "phone": "phone",
}


def is_shown(phrase: Phrase) -> bool:
    """Whether a phrase names something to show by itself."""
    return phrase.kind is not WORDS or phrase.label.lower() in _SHOWN


def as_shown(phrase: Phrase) -> Part:
    """What such a phrase names."""
    part = phrase.part()
    if phrase.kind is WORDS:
        part.kind, part.label = kind(_SHOWN[phrase.label.lower()]), ""
    return part


_MERGING: Final = frozenset({"links", "tabs", "options", "columns", "rows", "steps", "items"})
# Kinds that are asked for in forms, and only told elsewhere, where the words give the text.
_TOLD: Final = frozenset({"message", "comment", "notes", "bio", "subject", "textarea"})


def _is_form(host: Part) -> bool:
    """Whether what is named there is asked for."""
    return host.name.endswith("form") or host.name in (
        *("settings", "checkout-page", "login-page", "signup-page", "contact-page", "field"),
    )


def _by_host(host: Part) -> Kind:
    """What an unknown noun is here."""
    if _is_form(host):
        return kind("field")
    if host.name in ("navbar", "sidebar", "footer", "header", "links"):
        return kind("link")
    if host.name == "toolbar":
        return kind("button")
    return kind("text")
