"""Buttons and links."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node
from limner_server.proposers.wording.compose.composer import Child, Composer, labels_of, tag
from limner_server.proposers.wording.compose.pictures import icon
from limner_server.proposers.wording.lexicon.words import words
from limner_server.proposers.wording.part import Part

# What is but a picture to press; its name is said to those who cannot see it.
_PICTURED: Final = {
    "close": "close",
    "notifications": "bell",
    "cart-button": "cart",
    "menu-button": "menu",
    "user-menu": "user",
    "search-button": "search",
    "favourite": "heart",
    "play": "play",
    "pause": "pause",
    "emoji": "smile",
    "attach": "clip",
    "refresh": "refresh",
}
# Of these a picture takes the place of the word only where one is asked for.
_WORDED: Final = frozenset({"search-button", "play", "pause", "refresh"})
_LINKS: Final = frozenset({"link", "forgot", "signup-link", "login-link", "more", "home-link"})
_QUIET: Final = frozenset(
    {
        "cancel",
        "back",
        "previous",
        "reject",
        "google",
        "apple",
        "github",
        "facebook",
        "edit",
        "share",
    }
    | {"export", "download", "logout", "reply", "like", "print", "import"}
)
_QUIET_WORDS: Final = words(
    "cancel back skip close later decline reject previous dismiss no reset clear edit"
)
_DANGER_WORDS: Final = frozenset(["delete", "remove", "destroy", "deactivate"])
_SUBMITS: Final = frozenset({"submit", "login", "signup", "save", "send", "buy", "checkout"})


def button(c: Composer, part: Part) -> list[Child]:
    """One button, or several."""
    count = len(list(c.instances(part)))
    built: list[Child] = []
    names = ("Continue", "Cancel") if count == 2 else ("Continue", "Save for later", "Cancel")
    for one in c.instances(part):
        label = one.label or (names[c.index % 3] if count > 1 else "Continue")
        built.append(press(label, one, first=c.index == 0))
    c.index = 0 if count > 1 else c.index
    return built


def action(c: Composer, part: Part) -> list[Child]:
    """A button or a link of a known sort."""
    label = part.label or part.kind.label
    said = part.said.lower()
    pictured = part.name not in _WORDED or "icon" in said or "magnif" in said or not said
    if part.name in _PICTURED and pictured:
        drawn = icon(_PICTURED[part.name])
        return [tag("button", "button-icon", drawn, type="button", aria_label=part.kind.label)]
    if part.name in _LINKS and "button" not in part.said.lower():
        if part.name == "home-link":
            return [tag("a", "button", label, href="/")]
        return [tag("p", "", tag("a", "link", label, href="#"))]
    if part.name == "link":
        return [tag("a", "button", label, href="#")]
    del c
    return [press(label, part)]


def link(c: Composer, part: Part) -> list[Child]:
    """A link within a text, or several."""
    return [
        tag("p", "", tag("a", "link", one.label or "Learn more", href="#"))
        for one in c.instances(part)
    ]


def press(label: str, part: Part, *, first: bool = True, submits: bool = False) -> Node:
    """A button that says what it does."""
    words = set(label.lower().split())
    first_word = next(iter(label.lower().split()), "")
    look = "button"
    if (
        part.name == "delete"
        or words & _DANGER_WORDS
        or {"danger", "red", "destructive"} & part.traits
    ):
        look += " button-danger"
    elif (
        part.name in _QUIET
        or first_word in _QUIET_WORDS
        or {"secondary", "outline", "outlined", "ghost", "grey", "gray", "white", "light"}
        & part.traits
        or (not first and not part.traits)
    ):
        look += " button-quiet"
    made = tag("button", look, label, type="submit" if submits else "button")
    if "disabled" in part.traits:
        made.attributes["disabled"] = ""
    return made


def is_submit(part: Part) -> bool:
    """Whether a button is the one that sends a form off."""
    words = (part.label or part.kind.label).lower().split()
    if words and words[0] in _QUIET_WORDS | _DANGER_WORDS:
        return False
    return part.name in _SUBMITS or part.name in (
        "button",
        "search-button",
        "accept",
        "next",
        "follow",
    )


def social(c: Composer, part: Part) -> list[Child]:
    """Links to where else to be found."""
    names = labels_of(part) or ["Mastodon", "LinkedIn", "GitHub"]
    links: list[Child] = [tag("li", "", tag("a", "plain-link", name, href="#")) for name in names]
    del c
    return [tag("ul", "row", *links, aria_label="Social media")]
