"""The looks of pages, of what stands in columns, of type and boxes."""

from __future__ import annotations

from typing import Final

from limner_server.emit.look_table import WIDE, Look
from limner_server.proposers.wording.compose.drawing import BOX, FONT, column, row, typed

LOOKS: Final[dict[str, Look]] = {
    "page": Look(
        {
            "min-height": "100vh",
            "padding": "24px 16px",
            "background": "var(--background)",
            "color": "var(--text)",
            "font-family": FONT,
            "font-size": "16px",
            "line-height": "1.5",
        },
        {WIDE: {"padding": "48px 32px"}},
    ),
    "page-flush": Look({"padding": "0"}, {WIDE: {"padding": "0"}}),
    "page-middle": Look({"display": "grid", "place-items": "center"}),
    "container": Look({"width": "100%", "max-width": "1120px", "margin-inline": "auto"}),
    "container-small": Look({"width": "100%", "max-width": "440px", "margin-inline": "auto"}),
    "container-medium": Look({"width": "100%", "max-width": "720px", "margin-inline": "auto"}),
    "padded": Look({"padding": "24px 16px"}, {WIDE: {"padding": "40px 32px"}}),
    # Layout
    "stack": Look(column("16px")),
    "stack-tight": Look(column("4px")),
    "stack-loose": Look(column("32px")),
    "row": Look(row("12px", flex_wrap="wrap")),
    "row-tight": Look(row("4px", flex_wrap="wrap")),
    "row-between": Look(row("16px", flex_wrap="wrap", justify_content="space-between")),
    "row-end": Look(row("12px", flex_wrap="wrap", justify_content="flex-end")),
    "row-center": Look(row("12px", flex_wrap="wrap", justify_content="center")),
    "grow-wide": Look({"flex": "1 1 220px", "min-width": "0"}),
    "grow": Look({"flex": "1", "min-width": "0"}),
    "centered": Look({"align-items": "center", "text-align": "center"}),
    "grid-2": Look(
        {"display": "grid", "gap": "16px"}, {WIDE: {"grid-template-columns": "repeat(2, 1fr)"}}
    ),
    "grid-3": Look(
        {"display": "grid", "gap": "24px"}, {WIDE: {"grid-template-columns": "repeat(3, 1fr)"}}
    ),
    "grid-4": Look(
        {"display": "grid", "gap": "16px"}, {WIDE: {"grid-template-columns": "repeat(4, 1fr)"}}
    ),
    "grid-5": Look(
        {"display": "grid", "gap": "16px"}, {WIDE: {"grid-template-columns": "repeat(5, 1fr)"}}
    ),
    "grid-6": Look(
        {"display": "grid", "gap": "16px"}, {WIDE: {"grid-template-columns": "repeat(6, 1fr)"}}
    ),
    "grid-auto": Look(
        {
            "display": "grid",
            "gap": "16px",
            "grid-template-columns": "repeat(auto-fit, minmax(160px, 1fr))",
        }
    ),
    "two-thirds": Look(
        {"display": "grid", "gap": "24px"},
        {WIDE: {"grid-template-columns": "minmax(0, 2fr) minmax(0, 1fr)"}},
    ),
    "shell": Look(
        {"display": "grid", "min-height": "100vh"},
        {WIDE: {"grid-template-columns": "240px minmax(0, 1fr)"}},
    ),
    "shell-right": Look(
        {"display": "grid", "min-height": "100vh"},
        {WIDE: {"grid-template-columns": "minmax(0, 1fr) 240px"}},
    ),
    "content": Look(column("24px", padding="24px 16px"), {WIDE: {"padding": "32px"}}),
    # Type
    "title": Look(typed("24px", "1.25", "700")),
    "title-large": Look(typed("36px", "1.15", "800"), {WIDE: {"font-size": "48px"}}),
    "heading": Look(typed("18px", "1.4", "600")),
    "lead": Look(typed("18px", "1.6", colour="var(--muted)")),
    "muted": Look({"color": "var(--muted)"}),
    "small": Look(typed("14px", "1.5")),
    "strong": Look({"font-weight": "600"}),
    "price": Look(typed("30px", "1.2", "700")),
    "number": Look(typed("30px", "1.2", "700")),
    "huge": Look(typed("72px", "1", "800", "var(--accent-text)")),
    "struck": Look({"color": "var(--muted)", "text-decoration": "line-through"}),
    "code": Look(
        {
            "display": "block",
            "padding": "12px 16px",
            "overflow-x": "auto",
            "background": "var(--raised)",
            "border-radius": "8px",
            "font-family": "ui-monospace, Menlo, Consolas, monospace",
            "font-size": "14px",
            "line-height": "1.5",
        }
    ),
    "rule": Look({"width": "100%", "height": "1px", "background": "var(--border)"}),
    # Boxes
    "card": Look({**column("16px"), **BOX, "padding": "24px"}),
    "card-plain": Look({**column("0px"), **BOX, "overflow": "hidden"}),
    "card-body": Look(column("12px", padding="20px")),
    "card-accent": Look({"border": "2px solid var(--accent)"}),
    "raised": Look({"box-shadow": "0 10px 30px rgb(15 23 42 / 12%)"}),
    "band": Look({"background": "var(--surface)", "border-bottom": "1px solid var(--border)"}),
    "band-top": Look({"background": "var(--surface)", "border-top": "1px solid var(--border)"}),
}
