"""E-mails: what a letter, a receipt, a newsletter holds."""

from __future__ import annotations

from limner_adapters.data.dialects.mails import Mail
from limner_adapters.data.kit import Kit
from limner_adapters.data.markup import tag, text
from limner_adapters.data.parts import Button, Table
from limner_adapters.data.words import ACTIONS


def mail(kit: Kit, ui: Mail) -> str:
    """A whole e-mail."""
    brand = "[Product Name]" if kit.chance(0.2) else kit.words.brand()
    parts = [_letter(kit, ui, brand)]
    if kit.chance(0.35):
        parts.insert(0, kit.ui.picture(540, kit.rng.randint(140, 300)))
    parts += [_receipt(kit)] if kit.chance(0.3) else []
    parts += [_news(kit, ui)] if kit.chance(0.3) else []
    parts += [_links(kit)] if kit.chance(0.25) else []
    parts += [_sub(kit)] if kit.chance(0.4) else []
    return ui.column([ui.head(brand), ui.body("".join(parts)), _foot(kit, ui, brand)])


def _letter(kit: Kit, ui: Mail, brand: str) -> str:
    name = kit.rng.choice(["{{name}}", kit.words.person().split()[0], kit.words.person()])
    inner = text("h1", kit.rng.choice([f"Hi, {name}", f"Hi {name},", kit.words.title(2, 6)]))
    inner += "".join(_paragraph(kit) for _ in range(kit.rng.randint(1, 3)))
    if kit.chance(0.3):
        inner += _facts(kit)
    if kit.chance(0.8):
        inner += ui.button(Button(kit.words.pick(ACTIONS)))
    inner += text("p", kit.words.sentence()) if kit.chance(0.6) else ""
    if kit.chance(0.7):
        inner += tag("p", f"{kit.rng.choice(['Thanks', 'Cheers', 'Regards'])},<br>The {brand} team")
    if kit.chance(0.3):
        inner += tag("p", f"<strong>P.S.</strong> {kit.words.sentence()} {kit.link('Reply')}")
    return inner


def _paragraph(kit: Kit) -> str:
    words = kit.words.paragraph(1, 3)
    if kit.chance(0.35):
        mark = kit.rng.choice(
            [kit.link(kit.words.title(1, 3)), f"<strong>{kit.words.title(2, 6)}</strong>"]
        )
        words += f" {mark}."
    return f"<p>{words}</p>"


def _facts(kit: Kit) -> str:
    lines = "".join(
        f"<p><strong>{kit.words.title(1, 2)}:</strong> {kit.words.title(1, 3)}</p>"
        for _ in range(kit.rng.randint(2, 3))
    )
    return tag("div", lines, "facts")


def _receipt(kit: Kit) -> str:
    rows = [[kit.words.title(1, 4), kit.words.price()] for _ in range(kit.rng.randint(2, 5))] + [
        ["<strong>Total</strong>", kit.words.price()]
    ]
    head = kit.ui.heading(3, kit.rng.choice(["Your order", "Order details", "Invoice"]))
    table = Table(["Description", "Amount"], rows, frozenset({1}))
    return head + kit.ui.written_table(table, "bought", "right")


def _news(kit: Kit, ui: Mail) -> str:
    def story() -> str:
        inner = kit.ui.picture(250, 140) if kit.chance(0.7) else ""
        inner += kit.ui.heading(kit.rng.choice([2, 3]), kit.words.title(1, 4))
        inner += text("p", kit.words.sentence())
        return inner + tag("p", kit.link("Read more"))

    return ui.pair(story(), story())


def _links(kit: Kit) -> str:
    items = "".join(
        tag("li", kit.link(kit.words.title(1, 4)) + (f": {kit.words.sentence()}" if long else ""))
        for long in [kit.chance(0.5)] * kit.rng.randint(2, 4)
    )
    return kit.ui.heading(3, kit.words.title(1, 3)) + tag("ul", items)


def _sub(kit: Kit) -> str:
    where = kit.rng.choice(["{{action_url}}", kit.words.email()])
    return tag("div", tag("p", kit.words.sentence(10, 20), "sub") + tag("p", where, "sub"), "rule")


def _foot(kit: Kit, ui: Mail, brand: str) -> str:
    lines = [
        f"© 2026 {brand}. All rights reserved.",
        f"{brand}, {kit.rng.randint(1, 99)} {kit.words.title(1, 1)} Street",
        f"{kit.link('Unsubscribe')} · {kit.link('View in browser')}",
    ]
    return ui.foot(kit.rng.sample(lines, kit.rng.randint(1, 3)))
