"""The looks of what leads elsewhere, opens, or shows a time."""

from __future__ import annotations

from typing import Final

from limner_server.emit.look_table import WIDE, Look
from limner_server.proposers.wording.compose.drawing import BOX, RING, column, row

LOOKS: Final[dict[str, Look]] = {
    # Navigation
    "navbar": Look(
        row("16px", flex_wrap="wrap", justify_content="space-between", padding="12px 16px"),
        {WIDE: {"padding": "12px 32px"}},
    ),
    "sidebar": Look(
        column("16px", padding="24px 16px", background="var(--surface)"),
        {WIDE: {"border-right": "1px solid var(--border)"}},
    ),
    "side-link": Look({"display": "block"}),
    "crumb": Look(row("8px")),
    "tabs": Look(row("4px", flex_wrap="wrap", border_bottom="1px solid var(--border)")),
    "tab": Look(
        {
            "padding": "10px 16px",
            "border-bottom": "2px solid transparent",
            "color": "var(--muted)",
            "font-weight": "600",
            "cursor": "pointer",
        },
        {":hover": {"color": "var(--text)"}, ":focus-visible": RING},
    ),
    "tab-current": Look(
        {"border-bottom": "2px solid var(--accent)", "color": "var(--accent-text)"}
    ),
    "panel": Look(column("16px", padding="24px 0px")),
    "page-number": Look(
        {
            "display": "inline-grid",
            "place-items": "center",
            "min-width": "44px",
            "min-height": "44px",
            "padding": "0px 12px",
            "border": "1px solid var(--border)",
            "border-radius": "8px",
            "background": "var(--surface)",
            "font-weight": "500",
        },
        {":hover": {"background": "var(--raised)"}, ":focus-visible": RING},
    ),
    "page-number-current": Look(
        {
            "background": "var(--accent)",
            "border": "1px solid var(--accent)",
            "color": "var(--on-accent)",
        },
        {":hover": {"background": "var(--accent-hover)"}},
    ),
    "step": Look(row("10px", color="var(--muted)", font_weight="600")),
    "step-number": Look(
        {
            "display": "grid",
            "place-items": "center",
            "flex": "none",
            "width": "32px",
            "height": "32px",
            "background": "var(--raised)",
            "border-radius": "9999px",
            "font-size": "14px",
            "line-height": "1.5",
        }
    ),
    "step-number-current": Look({"background": "var(--accent)", "color": "var(--on-accent)"}),
    "step-current": Look({"color": "var(--text)"}),
    "menu": Look({**column("2px"), **BOX, "padding": "8px", "width": "240px"}),
    # Disclosure, dialogs, time
    "question": Look({**BOX, "padding": "16px 20px"}),
    "summary": Look({"font-weight": "600", "cursor": "pointer"}, {":focus-visible": RING}),
    "answer": Look({"margin-top": "12px", "color": "var(--muted)"}),
    "backdrop": Look(
        {
            "display": "grid",
            "place-items": "center",
            "min-height": "420px",
            "padding": "24px 16px",
            "background": "#334155",
            "border-radius": "12px",
        }
    ),
    "dialog": Look(
        {
            **column("16px"),
            "position": "relative",
            "width": "100%",
            "max-width": "480px",
            "margin-inline": "auto",
            "padding": "24px",
            "background": "var(--surface)",
            "border-radius": "12px",
            "color": "var(--text)",
        }
    ),
    "timeline": Look(column("24px", border_left="2px solid var(--border)", padding="0 0 0 24px")),
    "event": Look({**column("4px"), "position": "relative"}),
    "dot": Look(
        {
            "position": "absolute",
            "left": "-31px",
            "top": "6px",
            "width": "12px",
            "height": "12px",
            "background": "var(--accent)",
            "border-radius": "9999px",
        }
    ),
    # Chat
    "messages": Look(column("12px", padding="20px", flex="1")),
    "bubble": Look(
        {
            "max-width": "80%",
            "align-self": "flex-start",
            "padding": "10px 14px",
            "background": "var(--raised)",
            "border-radius": "16px",
        }
    ),
    "bubble-own": Look(
        {"align-self": "flex-end", "background": "var(--accent)", "color": "var(--on-accent)"}
    ),
    "bar": Look(row("12px", padding="16px 20px", border_bottom="1px solid var(--border)")),
    "bar-bottom": Look(row("8px", padding="12px 16px", border_top="1px solid var(--border)")),
    # Calendar
    "day": Look(
        {
            "padding": "8px",
            "text-align": "center",
            "border-radius": "8px",
            "font-size": "14px",
            "line-height": "1.5",
        }
    ),
    "day-today": Look(
        {"background": "var(--accent)", "color": "var(--on-accent)", "font-weight": "700"}
    ),
    "keys-3": Look({"display": "grid", "gap": "8px", "grid-template-columns": "repeat(3, 1fr)"}),
    "keys-4": Look({"display": "grid", "gap": "8px", "grid-template-columns": "repeat(4, 1fr)"}),
    "lane": Look(
        {
            **column("12px"),
            "padding": "16px",
            "background": "var(--raised)",
            "border-radius": "12px",
        }
    ),
    "bars": Look({**row("12px"), "align-items": "flex-end", "height": "160px"}),
    "square": Look(
        {
            **column("8px", padding="16px"),
            "align-items": "center",
            "justify-content": "center",
            "background": "var(--raised)",
            "border-radius": "8px",
        }
    ),
    "term": Look(row("16px", justify_content="space-between")),
}
