"""A component in words, and what a person would look for on its page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass(frozen=True, slots=True)
class Look:
    """Something that must be on the page, to be seen.

    Attributes:
        what: for the report.
        role: by which it is found; "css" and "text" are no roles.
        name: a regular expression of its accessible name; of the selector or text itself there.
        count: at least so many.
    """

    what: str
    role: str
    name: str = ""
    count: int = 1

    def is_there(self, page: Page) -> bool:
        """Whether so many can be seen."""
        found = self._found(page)
        if self.name.endswith("option"):
            # What a closed list offers is seen once it is opened.
            return found.count() >= self.count
        return sum(one.is_visible() for one in found.all()) >= self.count

    def _found(self, page: Page) -> Locator:
        if self.role == "css":
            return page.locator(self.name)
        pattern = re.compile(self.name, re.IGNORECASE)
        if self.role == "text":
            return page.get_by_text(pattern)
        if self.role == "label":
            return page.get_by_label(pattern)
        return page.get_by_role(self.role, name=pattern)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Component:
    """A description and what it names.

    Attributes:
        words: the description.
        looks: what must be there.
    """

    words: str
    looks: tuple[Look, ...]


def button(name: str, count: int = 1) -> Look:
    """A button, or a link that looks like one."""
    selector = f'button:text-matches("{name}", "i"), a:text-matches("{name}", "i")'
    return Look(f"button {name}", "css", selector, count)


def field(label: str) -> Look:
    """A control that a label belongs to."""
    return Look(f"field {label}", "label", label)


def link(name: str) -> Look:
    """A link."""
    return Look(f"link {name}", "link", name)


def heading(name: str) -> Look:
    """A heading."""
    return Look(f"heading {name}", "heading", name)


def text(name: str, count: int = 1) -> Look:
    """A text."""
    return Look(f"text {name}", "text", name, count)


def css(what: str, selector: str, count: int = 1) -> Look:
    """Whatever a selector finds."""
    return Look(what, "css", selector, count)
