"""The looks of pictures, lists, tables and labels."""

from __future__ import annotations

from typing import Final

from limner_server.emit.look_table import Look
from limner_server.proposers.wording.compose.drawing import BOX, column, row, typed

LOOKS: Final[dict[str, Look]] = {
    # Media
    "picture": Look(
        {"width": "100%", "height": "200px", "object-fit": "cover", "background": "var(--raised)"}
    ),
    "picture-large": Look({"height": "320px", "border-radius": "12px"}),
    "thumb": Look(
        {
            "width": "56px",
            "height": "56px",
            "flex": "none",
            "border-radius": "8px",
            "object-fit": "cover",
        }
    ),
    "picture-round": Look({"border-radius": "8px"}),
    "avatar": Look(
        {
            "width": "48px",
            "height": "48px",
            "flex": "none",
            "border-radius": "9999px",
            "object-fit": "cover",
            "background": "var(--raised)",
        }
    ),
    "avatar-large": Look({"width": "96px", "height": "96px"}),
    "avatar-small": Look({"width": "36px", "height": "36px"}),
    "icon": Look({"width": "20px", "height": "20px", "flex": "none"}),
    "icon-large": Look({"width": "48px", "height": "48px", "color": "var(--muted)"}),
    "logo": Look({**row("8px"), **typed("20px", "1.2", "700")}),
    "stars": Look({**row("2px"), "color": "var(--star)"}),
    "meter": Look({"width": "100%", "height": "10px", "accent-color": "var(--accent)"}),
    "chart": Look({"width": "100%", "color": "var(--accent)"}),
    "spinner": Look(
        {
            "width": "32px",
            "height": "32px",
            "border": "3px solid var(--border)",
            "border-top": "3px solid var(--accent)",
            "border-radius": "9999px",
        }
    ),
    "skeleton": Look({"height": "16px", "background": "var(--border)", "border-radius": "8px"}),
    "skeleton-large": Look({"height": "120px"}),
    # Lists and tables
    "list": Look(column("8px")),
    "list-disc": Look({**column("6px"), "list-style": "disc", "padding": "0 0 0 20px"}),
    "list-decimal": Look({**column("6px"), "list-style": "decimal", "padding": "0 0 0 20px"}),
    "feature": Look({**row("10px"), "align-items": "flex-start"}),
    "tick": Look(
        {
            "width": "20px",
            "height": "20px",
            "flex": "none",
            "color": "var(--success)",
            "margin-top": "2px",
        }
    ),
    "entry": Look(
        row("12px", padding="12px 0px", border_bottom="1px solid var(--border)"),
        {":last-child": {"border-bottom": "0"}},
    ),
    "table-box": Look({**BOX, "overflow-x": "auto"}),
    "table": Look({"width": "100%"}),
    "head-cell": Look(
        {
            "padding": "12px 16px",
            "background": "var(--raised)",
            "border-bottom": "1px solid var(--border)",
            "font-size": "14px",
            "line-height": "1.5",
            "font-weight": "600",
            "white-space": "nowrap",
        }
    ),
    "cell": Look({"padding": "12px 16px", "border-bottom": "1px solid var(--border)"}),
    "cell-number": Look({"text-align": "right", "font-variant-numeric": "tabular-nums"}),
    "stripe": Look({}, {":nth-child(even)": {"background": "var(--raised)"}}),
    # Labels
    "badge": Look(
        {
            "display": "inline-block",
            "padding": "2px 10px",
            "background": "var(--accent-soft)",
            "border-radius": "9999px",
            "color": "var(--accent-text)",
            "font-size": "14px",
            "line-height": "1.5",
            "font-weight": "600",
            "align-self": "flex-start",
            "white-space": "nowrap",
        }
    ),
    "badge-success": Look({"background": "var(--success-soft)", "color": "var(--success)"}),
    "badge-warning": Look({"background": "var(--warning-soft)", "color": "var(--warning)"}),
    "badge-danger": Look({"background": "var(--danger-soft)", "color": "var(--danger)"}),
    "badge-neutral": Look({"background": "var(--raised)", "color": "var(--muted)"}),
    "badge-count": Look({"align-self": "center"}),
    "alert": Look(
        {
            **row("12px", padding="14px 16px"),
            "background": "var(--accent-soft)",
            "border": "1px solid var(--accent)",
            "border-radius": "8px",
            "color": "var(--text)",
        }
    ),
    "alert-success": Look(
        {"background": "var(--success-soft)", "border": "1px solid var(--success)"}
    ),
    "alert-warning": Look(
        {"background": "var(--warning-soft)", "border": "1px solid var(--warning)"}
    ),
    "alert-danger": Look({"background": "var(--danger-soft)", "border": "1px solid var(--danger)"}),
    "rise": Look({"color": "var(--success)", "font-weight": "600"}),
}
