"""Whole pages, drawn from a seed: one seed is one page for ever."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from limner_adapters.data import blocks, content, forms
from limner_adapters.data.dialects.catalogue import DIALECTS, draw_dialect
from limner_adapters.data.dialects.faces import draw_face
from limner_adapters.data.dialects.mails import Mail
from limner_adapters.data.dialects.packages import file_text
from limner_adapters.data.dialects.pruning import pruned
from limner_adapters.data.kit import Kit
from limner_adapters.data.mail import mail
from limner_adapters.data.markup import tag
from limner_adapters.data.words import Words

WIDTHS = (1280, 1280, 1280, 1440, 1024, 1100, 960, 800, 700)


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page to render.

    Attributes:
        seed: that it was drawn from.
        html: the whole document.
        width: of the window in pixels.
        dialect: of CSS that it is written in.
    """

    seed: int
    html: str
    width: int
    dialect: str


def draw_page(seed: int, dialect: str | None = None) -> PageSource:
    """Draw the page of `seed`.

    Args:
        seed: of the page's dice.
        dialect: its name; by default one of the mix, drawn as well.

    Raises:
        ToolMissingError: what the dialect needs is not here, and npm does not bring it.
    """
    rng = random.Random(seed)
    name = dialect or draw_dialect(rng)
    width = rng.choice(WIDTHS)
    ui = DIALECTS[name](rng)
    kit = Kit(rng, Words(rng), ui)
    body = mail(kit, ui) if isinstance(ui, Mail) else rng.choices(_KINDS, _WEIGHTS)[0](kit)
    if not ui.BY_TAGS and kit.chance(0.1):
        body = _SECTIONING.sub(r"<\1div", body)
    face = draw_face(rng) if kit.chance(ui.OWN_FACE_SHARE) else ""
    sheets = "".join(pruned(file_text(sheet), body) for sheet in ui.sheets())
    head = (
        f'<meta charset="utf-8"><title>Page {seed}</title><style>{sheets}{ui.css()}{face}</style>'
    )
    document = "<!DOCTYPE html>" + tag(
        "html",
        tag("head", head) + tag("body", body, ui.body_classes()),
        lang="en",
        **ui.html_attributes(),
    )
    return PageSource(seed, document, width, name)


# What an author in ten never writes.
_SECTIONING = re.compile(r"<(/?)(?:section|article|main|aside|header)\b")


def _website(kit: Kit) -> str:
    parts = kit.rng.sample(blocks.MARKETING, kit.rng.randint(2, 5))
    top = blocks.hero(kit) if kit.chance(0.6) else ""
    return _framed(kit, top + "".join(part(kit) for part in parts))


def _dashboard(kit: Kit) -> str:
    parts: list[Callable[[Kit], str]] = [
        *content.PARTS,
        forms.searches,
        forms.settings,
        _halves,
        _halves,
    ]
    title = kit.ui.heading(1, kit.words.title(1, 3))
    head = kit.ui.row([title, kit.action(works=True)], spread=True) if kit.chance(0.5) else title
    head = content.crumbs(kit) + head if kit.chance(0.25) else head
    head += blocks.tiles(kit) if kit.chance(0.4) else ""
    inner = head + "".join(part(kit) for part in kit.rng.sample(parts, kit.rng.randint(2, 4)))
    if kit.chance(0.7):
        inner = kit.ui.wrap(kit.ui.split(content.side(kit), inner), 1240)
    else:
        inner = kit.ui.main(kit.ui.wrap(inner))
    return (blocks.bar(kit) if kit.chance(0.7) else "") + inner


def _halves(kit: Kit) -> str:
    parts: list[Callable[[Kit], str]] = [
        content.chart,
        content.progress,
        content.listing,
        forms.settings,
        content.timeline,
    ]
    return kit.ui.sides(*(part(kit) for part in kit.rng.sample(parts, 2)))


def _documentation(kit: Kit) -> str:
    inner = content.crumbs(kit) if kit.chance(0.4) else ""
    inner += content.article(kit)
    inner += content.pages(kit) if kit.chance(0.2) else ""
    if kit.chance(0.7):
        inner = kit.ui.wrap(kit.ui.split(content.side(kit), inner))
    else:
        inner = kit.ui.main(kit.ui.wrap(inner, kit.rng.choice([640, 720, 800])))
    return (blocks.bar(kit) if kit.chance(0.7) else "") + inner + _foot(kit)


def _blog(kit: Kit) -> str:
    inner = content.posts(kit) if kit.chance(0.6) else content.article(kit)
    inner += content.comments(kit) if kit.chance(0.2) else ""
    inner += content.pages(kit) if kit.chance(0.4) else ""
    if kit.chance(0.45):
        part = kit.rng.choice([content.listing, content.bullets, content.side])
        side = kit.ui.heading(4, kit.words.title(1, 2)) + part(kit)
        inner = kit.ui.wrap(kit.ui.split(side, inner, side_last=kit.chance(0.8)))
        return blocks.bar(kit) + inner + _foot(kit)
    return _framed(kit, kit.ui.wrap(inner))


def _form_page(kit: Kit) -> str:
    part = kit.rng.choice([*forms.PARTS, forms.login])
    inner = part(kit)
    if part is not forms.login:
        inner = kit.ui.wrap(inner, kit.rng.choice([480, 560, 720, 960]))
    return (
        (blocks.bar(kit) if kit.chance(0.5) else "")
        + kit.ui.main(inner)
        + (_foot(kit) if kit.chance(0.4) else "")
    )


def _contact(kit: Kit) -> str:
    lines = kit.ui.heading(1, kit.words.title(1, 3)) + kit.ui.lead(kit.words.sentence())
    lines += content.bullets(kit) if kit.chance(0.3) else ""
    sides = [lines, forms.form(kit)]
    if kit.chance(0.3):
        sides.reverse()
    return _framed(kit, kit.ui.section(kit.ui.sides(*sides)))


def _fragment(kit: Kit) -> str:
    parts: list[Callable[[Kit], str]] = [
        *blocks.MARKETING,
        *content.PARTS,
        *forms.PARTS,
        blocks.bar,
        blocks.hero,
        blocks.footer,
    ]
    chosen = kit.rng.sample(parts, kit.rng.randint(1, 3))
    bands = (*blocks.MARKETING, blocks.bar, blocks.hero, blocks.footer)
    return "".join(part(kit) if part in bands else kit.ui.wrap(part(kit)) for part in chosen)


def _framed(kit: Kit, inner: str) -> str:
    return (blocks.bar(kit) if kit.chance(0.85) else "") + kit.ui.main(inner) + _foot(kit)


def _foot(kit: Kit) -> str:
    return blocks.footer(kit) if kit.chance(0.75) else ""


_KINDS: tuple[Callable[[Kit], str], ...] = (
    _website,
    _dashboard,
    _documentation,
    _blog,
    _form_page,
    _contact,
    _fragment,
)
_WEIGHTS = (6, 4, 3, 3, 4, 1, 4)
