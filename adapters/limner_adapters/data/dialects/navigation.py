"""Menus of all kinds, as plain HTML with the class names of our own sheet."""

from __future__ import annotations

from limner_adapters.data.dialects.surfaces import Surfaces
from limner_adapters.data.markup import tag, text, void
from limner_adapters.data.parts import Bar, Footer, Menu


def listed(
    menu: Menu,
    classes: str = "",
    item: str = "",
    link: str = "",
    active: str = "active",
    *,
    on: str = "a",
) -> str:
    """A menu as a list of links.

    Args:
        menu: its links.
        classes: of the list.
        item: classes of every item.
        link: classes of every link.
        active: class of the link that is the active one.
        on: "a" where the active link wears that class, "li" where its item does.
    """
    items = ""
    for index, label in enumerate(menu.labels):
        marked = active if index == menu.active else ""
        icon = menu.icons[index] + " " if menu.icons else ""
        a = tag("a", icon + label, f"{link} {marked if on == 'a' else ''}", href="#")
        items += tag("li", a, f"{item} {marked if on == 'li' else ''}")
    return tag("ul", items, classes)


def linked(menu: Menu, link: str = "", active: str = "active") -> str:
    """A menu as links only."""
    return "".join(
        tag(
            "a",
            (menu.icons[index] + " " if menu.icons else "") + label,
            f"{link} {active if index == menu.active else ''}",
            href="#",
        )
        for index, label in enumerate(menu.labels)
    )


class Dialect(Surfaces):
    """A whole dialect: this one is plain HTML with the class names of our own sheet."""

    def bar(self, bar: Bar) -> str:
        """The bar at the top of a page."""
        brand = bar.logo + text("a", bar.brand, "brand", href="#")
        end = "".join(map(self.button, bar.buttons)) + bar.extra
        if bar.search:
            end = void("input", "field", type="search", placeholder=bar.search) + end
        nav = tag("nav", listed(bar.menu, "links"))
        return tag("header", brand + nav + (tag("div", end, "row push") if end else ""), "bar")

    def side(self, menus: list[Menu]) -> str:
        """A menu at the side of a page, in groups."""
        inner = "".join(
            (text("h4", menu.title) if menu.title else "") + listed(menu, "plain") for menu in menus
        )
        return tag("nav", inner, "side")

    def tabs(self, menu: Menu) -> str:
        """A row of tabs."""
        return listed(menu, "tabs")

    def crumbs(self, labels: list[str]) -> str:
        """Where the page is."""
        return self.written_crumbs(labels, "crumbs links small")

    def written_crumbs(
        self, labels: list[str], classes: str, item: str = "", active: str = "", last: str = "text"
    ) -> str:
        """Where the page is, in a list with these classes; `last` is "text" or "a"."""
        items = [tag("li", text("a", label, href="#"), item) for label in labels[:-1]]
        end = text("a", labels[-1], href="#") if last == "a" else labels[-1]
        items.append(tag("li", end, f"{item} {active}"))
        return tag("nav", tag("ol", "".join(items), classes))

    def pages(self, labels: list[str], active: int) -> str:
        """Page numbers."""
        return tag("nav", listed(Menu(labels, active), "links", link="btn second tiny"))

    def footer(self, footer: Footer) -> str:
        """The end of the page."""
        inner = ""
        if footer.columns:
            cells = [self.footer_column(menu) for menu in footer.columns]
            if footer.about:
                cells.insert(0, text("p", footer.about))
            inner = self.grid(cells, min(len(cells), 4)) + void("hr")
        note = text("p", footer.note)
        if footer.menu:
            note = self.row([note, listed(footer.menu, "links")], spread=True)
        classes = "foot" if inner or footer.menu else "foot centre"
        return tag("footer", tag("div", inner + note, "wrap", style="max-width:1100px"), classes)

    def footer_column(self, menu: Menu) -> str:
        """A column of links."""
        return text("h4", menu.title) + listed(menu, "plain column")

    def main(self, inner: str) -> str:
        """What a page is about."""
        return tag("main", inner)
