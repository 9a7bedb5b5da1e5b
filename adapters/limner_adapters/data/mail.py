"""Pages written as e-mails are: tables for layout, styles inline, one narrow column."""

from __future__ import annotations

import html

from limner_adapters.data.kit import Kit


def mail(kit: Kit) -> str:
    """A whole e-mail."""
    width = kit.rng.choice([480, 560, 600, 600, 640])
    rows = [_head(kit), _letter(kit)]
    if kit.chance(0.4):
        rows.append(_receipt(kit))
    if kit.chance(0.3):
        rows.append(_pair(kit, width))
    rows.append(_foot(kit))
    inner = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    table = kit.element(
        "table",
        inner,
        "layout card" if kit.chance(0.6) else "layout",
        role="presentation",
        width=str(width),
        align="center",
    )
    ground = kit.rng.choice(["tint", "", ""])
    return kit.element("div", table, f"section {ground}")


def _head(kit: Kit) -> str:
    brand = kit.text(kit.rng.choice(["h1", "div", "a"]), kit.words.brand())
    if kit.chance(0.3):
        brand = kit.photo(kit.rng.randint(100, 160), 40)
    return kit.element(
        "div", brand, f"body {kit.rng.choice(['centre', '', 'fill on-dark centre'])}"
    )


def _letter(kit: Kit) -> str:
    inner = kit.text(kit.rng.choice(["h1", "h2", "p"]), f"Hi {kit.words.person().split()[0]},")
    inner += "".join(kit.text("p", kit.words.paragraph(1, 3)) for _ in range(kit.rng.randint(1, 3)))
    if kit.chance(0.8):
        # A button of an e-mail is a link in a table of its own.
        align = kit.rng.choice(["center", "left"])
        button = kit.element("a", html.escape(kit.words.title(1, 3)), "btn", href="#")
        inner += (
            f'<table class="layout" role="presentation" align="{align}">'
            f"<tr><td>{button}</td></tr></table>"
        )
        inner += '<div style="clear:both;height:16px"></div>'
    inner += kit.text("p", kit.words.sentence())
    inner += kit.element("p", f"Thanks,<br>The {html.escape(kit.words.brand())} team")
    return kit.element("div", inner, "body")


def _receipt(kit: Kit) -> str:
    rows = "".join(
        kit.element(
            "tr",
            kit.text("td", kit.words.title(1, 4)) + kit.text("td", kit.words.price(), "figure"),
        )
        for _ in range(kit.rng.randint(2, 5))
    )
    head = "<tr><th>Description</th><th>Amount</th></tr>" if kit.chance(0.7) else ""
    return kit.element("div", kit.element("table", head + rows, "data"), "body")


def _pair(kit: Kit, width: int) -> str:
    cells = "".join(
        f'<td width="50%"><div class="body">{kit.photo(width // 2 - 40, 120)}'
        f"{kit.text('h3', kit.words.title(1, 3))}{kit.text('p', kit.words.sentence())}"
        f"{kit.link('Read more')}</div></td>"
        for _ in range(2)
    )
    return f'<table class="layout" role="presentation" width="100%"><tr>{cells}</tr></table>'


def _foot(kit: Kit) -> str:
    lines = kit.text(
        "p", f"{kit.words.brand()}, {kit.rng.randint(1, 99)} {kit.words.title(1, 1)} Street"
    )
    lines += kit.element("p", f"{kit.link('Unsubscribe')} · {kit.link('View in browser')}")
    return kit.element("div", lines, "body small muted centre")
