"""What components hold, before a dialect writes them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Button:
    """A button.

    Attributes:
        words: on it.
        look: "primary", "second", "outline", "danger" or "text".
        size: "", "small" or "large".
        wide: whether it fills its row.
        works: whether it does something (a button), or leads somewhere (a link like a button).
        sends: whether it sends its form.
        icon: before the words, written out.
    """

    words: str
    look: str = "primary"
    size: str = ""
    wide: bool = False
    works: bool = False
    sends: bool = False
    icon: str = ""

    @property
    def tag(self) -> str:
        """What it is in HTML."""
        return "button" if self.works or self.sends else "a"

    @property
    def attributes(self) -> dict[str, str]:
        """What its tag asks for."""
        if self.tag == "a":
            return {"href": "#"}
        return {"type": "submit" if self.sends else "button"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field to fill in.

    Attributes:
        label: its name.
        kind: "textarea", "select", or the type of an input.
        value: what stands in it.
        hint: what stands in it while it is empty.
        help: a line below it.
        rows: of a textarea.
    """

    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    help: str = ""
    rows: int = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick.

    Attributes:
        words: beside it.
        kind: "checkbox", "radio" or "switch".
        on: whether it is ticked.
        group: radio buttons of one group exclude each other.
    """

    words: str
    kind: str = "checkbox"
    on: bool = False
    group: str = "g"


@dataclass(frozen=True, slots=True)
class Card:
    """A card.

    Attributes:
        title: its heading; none where it is empty.
        texts: its paragraphs, written out inside.
        picture: at its top, written out.
        before: above the title, written out.
        after: below the texts, written out.
        actions: buttons and links at its end, written out.
        level: of the heading.
        linked: whether the title is a link.
    """

    title: str = ""
    texts: tuple[str, ...] = ()
    picture: str = ""
    before: str = ""
    after: str = ""
    actions: tuple[str, ...] = ()
    level: int = 3
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a listing.

    Attributes:
        title: the upper line.
        text: the lower line.
        start: before both, written out.
        end: after both, written out.
    """

    title: str
    text: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data.

    Attributes:
        head: names of the columns.
        rows: cells, written out.
        figures: columns that are aligned to the right.
    """

    head: list[str]
    rows: list[list[str]]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Menu:
    """Links that belong together.

    Attributes:
        labels: the links.
        active: which of them is where the reader is; -1 for none.
        title: above them.
        icons: before the labels, written out; as many, or none.
    """

    labels: list[str]
    active: int = -1
    title: str = ""
    icons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar at the top of a page.

    Attributes:
        brand: whose page it is.
        menu: its links.
        logo: before the brand, written out.
        buttons: at the end.
        extra: at the end, written out.
        search: what a search field says; none where it is empty.
    """

    brand: str
    menu: Menu
    logo: str = ""
    buttons: tuple[Button, ...] = ()
    extra: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """The end of a page.

    Attributes:
        note: who holds the rights.
        columns: of links.
        menu: links in a row, where there are no columns.
        about: some words on the left of the columns.
    """

    note: str
    columns: list[Menu] = field(default_factory=list)
    menu: Menu | None = None
    about: str = ""
