"""What a description names, as the prover looks for it on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from limner_server.proof.parts import NamedPart
from limner_server.proposers.wording.lexicon.fields import INPUTS
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

_TEXTS: Final = (
    "p",
    "span",
    "strong",
    "dd",
    "td",
    "div",
    "li",
    "time",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
)
_MONEY: Final = r"[$€£]\s?\d|\d\s?[$€£]|[Ff]ree"
# What kinds may be on a page: roles and tags; and what their text has in it.
_SORTS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "title": (("heading", "legend", "strong"), ""),
    "price": (_TEXTS, _MONEY),
    "old-price": ((*_TEXTS, "s", "del"), _MONEY),
    "total": (_TEXTS, r"\d"),
    "subtotal": (_TEXTS, r"\d"),
    "tax": (_TEXTS, r"\d"),
    "copyright": (_TEXTS, "©|[Cc]opyright"),
    "image": (("img", "figure", "picture"), ""),
    "map": (("img", "figure"), ""),
    "video": (("img", "video", "figure"), ""),
    "avatar": (("img",), ""),
    "logo": (("link", "img", "span", "strong"), ""),
    "icon": (("svg", "img"), ""),
    "chart": (("img", "svg", "figure"), ""),
    "pie-chart": (("img", "svg", "figure"), ""),
    "qr": (("img",), ""),
    "rating": (("img", "radio", "group"), ""),
    "progress": (("progressbar",), ""),
    "skeleton": (("status", "progressbar"), ""),
    "spinner": (("status", "progressbar"), ""),
    "divider": (("separator", "hr"), ""),
    "number-text": (_TEXTS, r"\d"),
    "change": (_TEXTS, r"\d"),
    "count": (_TEXTS, r"\d"),
    "code": (("code", "pre"), ""),
    "quote": (("blockquote", "q", "p"), ""),
    "form": (("form",), ""),
    "table": (("table",), ""),
    "comparison": (("table",), ""),
    "calendar": (("table", "grid"), ""),
    "pricing": (("article", "li", "section", "table"), _MONEY),
    "plan": (("article", "li", "section", "div"), ""),
    "list": (("list",), ""),
    "ordered-list": (("list",), ""),
    "checklist": (("list",), ""),
    "todo": (("checkbox",), ""),
    "breadcrumb": (("navigation", "list"), ""),
    "pagination": (("navigation", "list"), ""),
    "navbar": (("navigation", "banner"), ""),
    "header": (("banner", "header"), ""),
    "footer": (("contentinfo", "footer"), ""),
    "sidebar": (("complementary", "navigation"), ""),
    "modal": (("dialog",), ""),
    "accordion": (("details", "group", "button"), ""),
    "question": (("details", "group", "button"), ""),
    "alert": (("status", "alert", "section"), ""),
    "toast": (("status", "alert"), ""),
    "cookie-banner": (("section", "status", "dialog", "region"), ""),
    "tooltip": (("tooltip",), ""),
    "tabs": (("tab",), ""),
    "tabbed": (("tab",), ""),
    "stepper": (("list",), ""),
    "chat": (("textbox",), ""),
    "timeline": (("list",), ""),
    "avatar-list": (("img",), ""),
    "stats": (("dd", "p", "strong", "span", "div"), r"\d"),
    "stat": (("dd", "p", "strong", "span"), r"\d"),
    "hero": (("heading",), ""),
    "search": (("searchbox", "textbox"), ""),
    "gallery": (("img",), ""),
    "features": (("list",), ""),
    "links": (("link",), ""),
    "social": (("link",), ""),
    "steps": (("list",), ""),
    "toolbar": (("toolbar", "button"), ""),
    "menu": (("navigation", "menu", "list"), ""),
    "kanban": (("list",), ""),
    "bubble": (("li", "p", "div"), ""),
    "rating-field": (("radio", "group"), ""),
    "column": (("navigation", "list", "div", "section"), ""),
    "comments": (("list",), ""),
    "countdown": (("timer", "div"), r"\d"),
}
# Of these the entries say all there is; they themselves are nothing to see.
_UNSEEN: Final = frozenset(
    {"section", "group", "grid", "card", "main", "page", "columns", "options", "items", "sections"}
    | {
        "landing",
        "dashboard",
        "settings",
        "profile",
        "product-page",
        "shop",
        "blog",
        "rows",
        "field",
    }
    | {"login-page", "signup-page", "checkout-page", "contact-page", "about-page", "product-card"}
    | {"profile-card", "blog-card", "testimonial", "feature", "lane", "event", "post", "article"}
    | {"keypad", "calculator", "team", "testimonials", "feature-section", "weather", "music-player"}
)
# What entries of these are.
_ENTRIES: Final = {
    "links": ("link", "button"),
    "social": ("link",),
    "tabs": ("tab", "button", "link"),
    "tabbed": ("tab", "button", "link"),
    "options": ("option", "radio", "menuitem", "label"),
    "select": ("option",),
    "radio": ("radio",),
    "checkboxes": ("checkbox",),
    "table": ("columnheader",),
    "columns": ("columnheader", "heading", "navigation"),
    "breadcrumb": ("link", "span", "li"),
}
# Where names and e-mails are shown, not asked for.
_SHOWING: Final = frozenset(
    {"card", "product-card", "profile-card", "blog-card", "testimonial", "profile", "weather"}
    | {"music-player", "items", "list", "user-list", "comments", "timeline", "event", "article"}
    | {"post", "product-page", "grid", "feature", "ticket", "team", "testimonials", "contact-list"}
    | {"cart", "order-summary", "avatar-list", "notification-list", "inbox", "rows", "header"}
)
_SAYS_CONTROL: Final = ("field", "input", "box", "picker", "select", "dropdown", "area")
_ALONE: Final = (Group.TEXT, Group.MEDIA, Group.FIELD, Group.CHOICE, Group.ACTION)
# What the words call it is not what stands at it.
_NAMELESS: Final = ("field", "search", "select", "textarea", "dropzone", "file")
_ALWAYS: Final = frozenset(
    {"search", "quantity", "select", "file", "dropzone", "field", "textarea"}
)


def wanted(root: Part) -> tuple[NamedPart, ...]:
    """What to look for on the page of a description."""
    return tuple(_wanted(root, 1, None, shows=False))


def _wanted(part: Part, times: int, host: Part | None, *, shows: bool) -> Iterator[NamedPart]:
    own = [one for one in part.parts if one.kind is part.kind]
    count = max(part.count, len(own)) or 2
    held = part.group in (Group.FIELD, Group.CHOICE)
    inner = times * (1 if held or _counts_entries(part) else count)
    if part.said and not (host is not None and host.kind is part.kind):
        yield from _named(part, inner if not own else times, host, shows=shows)
    elif part.said and part.label:
        yield NamedPart(
            part.said, _sorts(part)[0] if part.group < Group.BLOCK else (), (part.label,), times
        )
        inner = times
    shows = part.name in _SHOWING if part.group >= Group.ITEMS else shows
    for one in part.parts:
        own_label = one.kind is part.kind or one.group is Group.WORDS
        yield from _wanted(one, times if own_label else inner, part, shows=shows)


def _counts_entries(part: Part) -> bool:
    """Whether a number before it counts its entries, and not itself."""
    return (
        part.group in (Group.ITEMS, Group.REGION, Group.PAGE) and part.name != "items"
    ) or part.name in (
        *(
            "stats",
            "pricing",
            "tabbed",
            "stepper",
            "accordion",
            "timeline",
            "avatar-list",
            "gallery",
        ),
        *("pagination", "radio", "checkboxes", "features", "grid", "list", "ordered-list"),
    )


def _named(part: Part, count: int, host: Part | None, *, shows: bool) -> Iterator[NamedPart]:  # noqa: C901 - one a kind
    what = f"“{part.label}”" if part.label and part.label == part.said else part.said
    if part.group is Group.WORDS:
        sorts = _ENTRIES.get(host.name, ()) if host is not None else ()
        yield NamedPart(what, sorts, (part.label,), count, alone=bool(sorts))
        return
    is_field = part.name == "field"
    if is_field and (part.parts or not part.label):
        return
    if part.name in _UNSEEN and not is_field:
        return
    sorts, pattern = _sorts(part)
    if part.name in ("radio", "checkboxes") and part.label:
        sorts = ("group", "radiogroup", "fieldset")
    words: tuple[str, ...] = (part.label,) if part.label else ()
    if part.group is Group.FIELD:
        if (
            shows
            and part.name not in _ALWAYS
            and not any(word in part.said.lower() for word in _SAYS_CONTROL)
        ):
            sorts, words = ("heading", *_TEXTS, "link", "img"), ()
        elif not words and part.name not in (*_NAMELESS,):
            words = (part.kind.label, *part.kind.words)
    elif part.group in (Group.CHOICE, Group.ACTION) and not words and part.kind.label:
        words = (
            ()
            if part.name in ("button", "link", "checkbox", "switch", "radio", "checkboxes")
            else (part.kind.label, *part.kind.words)
        )
    elif part.group >= Group.BLOCK:
        words = ()
    elif part.text:
        words = (part.text,)
    if part.name in ("progress", "chart", "icon", "image", "avatar", "table"):
        words = ()
    if (
        part.is_several
        and part.parts
        and any(one.kind is part.kind or one.group is Group.WORDS for one in part.parts)
    ):
        return
    alone = part.group in _ALONE and not part.parts
    yield NamedPart(what, sorts, words, count, pattern=pattern, alone=alone)


def _sorts(part: Part) -> tuple[tuple[str, ...], str]:  # noqa: PLR0911 - one a kind
    if part.name in _SORTS:
        return _SORTS[part.name]
    if part.name.endswith("-form"):
        return ("form",), ""
    if part.group is Group.FIELD:
        kind = INPUTS.get(part.name)
        if kind is None or kind.type == "text":
            return ("textbox", "textarea", "combobox", "searchbox", "spinbutton", "input"), ""
        if kind.type in ("textarea", "select"):
            return (kind.type, "combobox", "textbox", "listbox"), ""
        sorts = {"range": "slider", "search": "searchbox", "number": "spinbutton"}
        return (f"input:{kind.type}", sorts.get(kind.type, "textbox-none")), ""
    if part.group is Group.CHOICE:
        name = (
            "radio"
            if part.name in ("radio", "shipping", "payment-method", "gender-radio")
            else "checkbox"
        )
        return (
            (name,)
            if "switch" not in part.name and part.name != "dark-mode"
            else ("switch", "checkbox")
        ), ""
    if part.group is Group.ACTION:
        return ("button", "link"), ""
    if part.group is Group.TEXT:
        return (*_TEXTS, "blockquote", "a", "small", "figcaption"), ""
    return (), ""
