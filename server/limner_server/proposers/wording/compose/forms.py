"""Forms: what belongs in each, and how it is laid out."""

from __future__ import annotations

from typing import Final

from limner_server.proposers.wording.compose.actions import is_submit, press
from limner_server.proposers.wording.compose.composer import Child, Composer, made, tag
from limner_server.proposers.wording.lexicon.kind import Group
from limner_server.proposers.wording.part import Part

# What a form has that nobody described: its fields, and what its button says.
_FORMS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "login-form": (("email", "password", "remember"), "Log in"),
    "signup-form": (("name", "email", "password", "terms"), "Create account"),
    "contact-form": (("name", "email", "message"), "Send message"),
    "newsletter-form": (("email",), "Subscribe"),
    "forgot-form": (("email",), "Send reset link"),
    "password-form": (("password", "new-password", "confirm-password"), "Change password"),
    "checkout-form": (("card-name", "card-number", "expiry", "cvc"), "Pay now"),
    "address-form": (("name", "street", "postcode", "city", "country"), "Save address"),
    "feedback-form": (("rating-field", "comment"), "Send feedback"),
    "booking-form": (("name", "check-in", "check-out", "guests"), "Book now"),
    "date-range-form": (("start-date", "end-date"), "Apply"),
    "search-form": (("search",), "Search"),
    "filter-form": (("category-field", "sort", "checkbox"), "Apply filters"),
    "job-form": (("name", "email", "file", "notes"), "Apply"),
    "profile-form": (("name", "email", "bio"), "Save changes"),
    "form": (("name", "email", "message"), "Submit"),
}
# Short fields that stand side by side where they follow one another.
_PAIRS: Final = (
    ("first-name", "last-name"),
    ("expiry", "cvc"),
    ("check-in", "check-out"),
    ("start-date", "end-date"),
    ("postcode", "city"),
    ("city", "postcode"),
    ("city", "state"),
    ("date", "time"),
)
_HEADS: Final = frozenset({"title", "subtitle", "text", "logo", "image", "icon"})
_FEET: Final = frozenset({"signup-link", "login-link", "link", "hint"})
_WITH: Final = frozenset({"google", "apple", "github", "facebook"})


def form(c: Composer, part: Part) -> list[Child]:
    """A form as a card."""
    wanted, says = _FORMS.get(part.name, _FORMS["form"])
    parts = list(part.parts)
    asks = (Group.FIELD, Group.CHOICE)
    if not any(one.group in asks or one.name == "fields" for one in parts):
        parts = [*[made(name) for name in wanted], *parts]
    heads = [one for one in parts if one.name in _HEADS]
    feet = [one for one in parts if one.name in _FEET]
    rest = [one for one in parts if one not in heads and one not in feet]
    with c.showing(shows=False):
        inside = _heading(c, part, heads)
        with c.below():
            inside += _body(c, rest, says, part)
            inside += c.all(feet)
    look = "card stack raised"
    return [tag("form", look.replace("stack ", ""), *inside)]


def _heading(c: Composer, part: Part, heads: list[Part]) -> list[Child]:
    built: list[Child] = []
    title = next((one for one in heads if one.name == "title"), None)
    text = (title.label if title else "") or _title(part)
    for one in heads:
        if one.name in ("logo", "image", "icon"):
            built += c.build(one)
    if text:
        built.append(c.heading(text))
    for one in heads:
        if one.name in ("subtitle", "text"):
            built += c.build(one)
    return built


def _title(part: Part) -> str:
    if part.name == "search-form":
        return ""
    return part.label or part.kind.label or "Your details"


def _body(c: Composer, parts: list[Part], says: str, part: Part) -> list[Child]:  # noqa: C901, PLR0912 - one a kind
    """Fields in their order, the buttons in a row at the end."""
    ends = [
        one for one in parts if one.group is Group.ACTION and one.name not in (*_WITH, "forgot")
    ]
    with_others = [one for one in parts if one.name in _WITH]
    fields = [one for one in parts if one not in ends and one not in with_others]
    built = _fields(c, fields, part.columns)
    buttons: list[Child] = []
    submits = False
    for one in ends:
        if one.parts or one.is_several or one.name != "button":
            drawn = c.build(one)
        else:
            drawn = [press(one.label or says, one, first=not buttons)]
        for node in drawn:
            if (
                not submits
                and not isinstance(node, str)
                and node.tag == "button"
                and is_submit(one)
            ):
                node.attributes["type"] = "submit"
                submits = True
        buttons += drawn
    if not submits:
        buttons.insert(0, press(says, Part(part.kind), submits=True))
    if len(buttons) == 1:
        for node in buttons:
            if not isinstance(node, str):
                node.classes.append("button-wide")
        built += buttons
    else:
        built.append(tag("div", "row", *buttons))
    if with_others:
        built += c.build(made("or-divider"))
        for node in c.all(with_others):
            if not isinstance(node, str):
                node.classes.append("button-wide")
            built.append(node)
    return built


def _fields(c: Composer, fields: list[Part], columns: int) -> list[Child]:
    """Fields one below the other, short ones that belong together side by side."""
    if columns > 1:
        return [tag("div", f"grid-{min(columns, 4)}", *c.all(fields))]
    built: list[Child] = []
    index = 0
    while index < len(fields):
        pair = tuple(one.name for one in fields[index : index + 2])
        if pair in _PAIRS:
            built.append(tag("div", "grid-2", *c.all(fields[index : index + 2])))
            index += 2
        elif tuple(sorted(pair)) == ("forgot", "remember"):
            built.append(tag("div", "row-between", *c.all(fields[index : index + 2])))
            index += 2
        else:
            built += c.build(fields[index])
            index += 1
    return built


def newsletter(c: Composer, part: Part) -> list[Child]:
    """An e-mail and a button in one line."""
    return form(c, part)
