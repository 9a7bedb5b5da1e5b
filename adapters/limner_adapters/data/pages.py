"""Whole pages, drawn from a seed: one seed is one page for ever."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from limner_adapters.data import blocks, content, forms
from limner_adapters.data.kit import Kit
from limner_adapters.data.mail import mail
from limner_adapters.data.stylesheet import stylesheet
from limner_adapters.data.theme import draw_theme
from limner_adapters.data.words import Words

WIDTHS = (1280, 1280, 1280, 1440, 1024, 1100, 960, 800, 700)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page to render.

    Attributes:
        seed: that it was drawn from.
        html: the whole document.
        width: of the window in pixels.
    """

    seed: int
    html: str
    width: int


def draw_page(seed: int) -> PageSource:
    """Draw the page of `seed`."""
    rng = random.Random(seed)
    kind = rng.choices(list(_KINDS), [weight for _, weight in _KINDS.values()])[0]
    theme = draw_theme(rng, "mail" if kind == "mail" else None)
    kit = Kit(
        rng=rng,
        theme=theme,
        words=Words(rng),
        anchors=rng.random() < 0.5,
        listed=rng.random() < 0.6,
        sectioned=rng.random() < 0.6,
    )
    body = _KINDS[kind][0](kit)
    width = rng.choice(WIDTHS)
    document = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page {seed}</title>'
        f"<style>{stylesheet(theme)}</style></head><body>{body}</body></html>"
    )
    return PageSource(seed, document, width)


def _website(kit: Kit) -> str:
    parts = kit.rng.sample(blocks.MARKETING, kit.rng.randint(1, 3))
    top = (blocks.bar(kit) if kit.chance(0.85) else "") + (
        blocks.hero(kit) if kit.chance(0.6) else ""
    )
    return top + _main(kit, "".join(part(kit) for part in parts)) + _foot(kit)


def _dashboard(kit: Kit) -> str:
    parts: list[Callable[[Kit], str]] = [
        blocks.figures,
        content.table,
        content.chart,
        content.progress,
        content.listing,
        content.note,
        content.tabs,
        forms.searches,
        _halves,
        _halves,
    ]
    head = kit.text(kit.rng.choice(["h1", "h2", "h3"]), kit.words.title(1, 3))
    if kit.chance(0.5):
        head = kit.element("div", head + kit.button(), "row spread")
    inner = (content.crumbs(kit) if kit.chance(0.2) else "") + head
    inner += kit.element(
        "div", "".join(part(kit) for part in kit.rng.sample(parts, kit.rng.randint(2, 4))), "column"
    )
    if kit.chance(0.75):
        inner = _beside(kit, content.side(kit, kit.rng.randint(190, 260)), inner)
    else:
        inner = kit.element("div", inner, "section")
    return (blocks.bar(kit) if kit.chance(0.6) else "") + inner


def _halves(kit: Kit) -> str:
    parts: list[Callable[[Kit], str]] = [
        content.chart,
        content.progress,
        content.listing,
        forms.settings,
        content.table,
    ]
    cells = "".join(f"<div>{part(kit)}</div>" for part in kit.rng.sample(parts, 2))
    return kit.element("div", cells, "grid g2")


def _documentation(kit: Kit) -> str:
    inner = (content.crumbs(kit) if kit.chance(0.4) else "") + content.article(kit)
    if kit.chance(0.7):
        inner = _beside(kit, content.side(kit, kit.rng.randint(190, 280)), inner)
    else:
        width = kit.rng.choice([640, 720, 800])
        inner = kit.element("div", inner, "wrap", style=f"max-width:{width}px")
    return (blocks.bar(kit) if kit.chance(0.7) else "") + inner + _foot(kit)


def _blog(kit: Kit) -> str:
    inner = content.posts(kit) if kit.chance(0.6) else content.article(kit)
    if kit.chance(0.4):
        inner += content.pages(kit)
    if kit.chance(0.4):
        aside = content.listing(kit) if kit.chance(0.5) else content.bullets(kit)
        aside = kit.text("h4", kit.words.title(1, 2)) + aside
        side = kit.element(
            kit.rng.choice(["aside", "div"]), aside, "body", style="width:300px;flex:none"
        )
        inner = kit.element(
            "div", kit.element(kit.rng.choice(["main", "div"]), inner, "grow") + side, "row top"
        )
    return blocks.bar(kit) + _main(kit, inner) + _foot(kit)


def _form_page(kit: Kit) -> str:
    part = kit.rng.choice([forms.form, forms.form, forms.login, forms.settings])(kit)
    if kit.chance(0.25):
        part += forms.settings(kit)
    width = kit.rng.choice([420, 560, 720, 960])
    inner = kit.element("div", part, "wrap", style=f"max-width:{width}px;padding-top:24px")
    return (
        (blocks.bar(kit) if kit.chance(0.5) else "")
        + inner
        + (_foot(kit) if kit.chance(0.4) else "")
    )


def _fragment(kit: Kit) -> str:
    parts: list[Callable[[Kit], str]] = [
        *blocks.MARKETING,
        content.table,
        content.listing,
        content.tabs,
        content.chart,
        content.note,
        content.progress,
        forms.form,
        forms.login,
        forms.settings,
        forms.searches,
        blocks.bar,
        blocks.footer,
        content.bullets,
        content.crumbs,
        content.pages,
    ]
    inner = "".join(part(kit) for part in kit.rng.sample(parts, kit.rng.randint(1, 2)))
    return kit.element("div", inner, style="padding:16px")


def _main(kit: Kit, inner: str) -> str:
    if kit.chance(0.5):
        width = kit.rng.choice([900, 960, 1100, 1200])
        inner = kit.element("div", inner, "wrap", style=f"max-width:{width}px")
    return kit.element("main", inner) if kit.chance(0.4) else inner


def _beside(kit: Kit, side: str, inner: str) -> str:
    main = kit.element(kit.rng.choice(["main", "main", "div"]), inner, "grow body")
    return kit.element("div", side + main, "row top", style="gap:0;align-items:stretch")


def _foot(kit: Kit) -> str:
    return blocks.footer(kit) if kit.chance(0.75) else ""


_KINDS: dict[str, tuple[Callable[[Kit], str], float]] = {
    "website": (_website, 6),
    "dashboard": (_dashboard, 4),
    "documentation": (_documentation, 3),
    "blog": (_blog, 3),
    "form": (_form_page, 4),
    "fragment": (_fragment, 3),
    "mail": (mail, 3),
}
