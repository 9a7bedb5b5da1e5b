"""The looks of what is filled in and pressed."""

from __future__ import annotations

from typing import Final

from limner_server.emit.look_table import Look
from limner_server.proposers.wording.compose.drawing import CONTROL, RING, column, row, typed

LOOKS: Final[dict[str, Look]] = {
    # Forms
    "field": Look(column("6px")),
    "label": Look(typed("14px", "1.4", "600")),
    "input": Look(
        dict(CONTROL),
        {":focus-visible": RING, "::placeholder": {"color": "var(--muted)"}},
    ),
    "narrow": Look({"width": "auto", "flex": "none", "max-width": "50%"}),
    "area": Look({"min-height": "112px", "resize": "vertical"}),
    "colour": Look({"width": "64px", "padding": "4px"}),
    "range": Look({"width": "100%", "min-height": "24px", "accent-color": "var(--accent)"}),
    "check": Look(row("10px")),
    "check-box": Look(
        {"width": "18px", "height": "18px", "flex": "none", "accent-color": "var(--accent)"},
        {":focus-visible": RING},
    ),
    "legend": Look({**typed("14px", "1.4", "600"), "margin-bottom": "8px"}),
    "switch-row": Look(row("16px", justify_content="space-between")),
    "switch": Look(
        {
            "position": "relative",
            "width": "44px",
            "height": "24px",
            "flex": "none",
            "appearance": "none",
            "background": "var(--control)",
            "border-radius": "9999px",
            "cursor": "pointer",
        },
        {
            "::before": {
                "content": '""',
                "position": "absolute",
                "left": "2px",
                "top": "2px",
                "width": "20px",
                "height": "20px",
                "background": "#ffffff",
                "border-radius": "9999px",
            },
            ":checked": {"background": "var(--accent)"},
            ":checked::before": {"left": "22px"},
            ":focus-visible": RING,
        },
    ),
    "dropzone": Look(
        {
            **column("8px", padding="32px 16px"),
            "align-items": "center",
            "text-align": "center",
            "background": "var(--surface)",
            "border": "2px dashed var(--control)",
            "border-radius": "12px",
            "cursor": "pointer",
        },
        {":hover": {"background": "var(--accent-soft)"}},
    ),
    "group-control": Look(row("8px", width="100%", flex_wrap="wrap")),
    # Actions
    "button": Look(
        {
            **row("8px", justify_content="center"),
            "display": "inline-flex",
            "min-height": "44px",
            "padding": "10px 18px",
            "background": "var(--accent)",
            "border": "1px solid var(--accent)",
            "border-radius": "8px",
            "color": "var(--on-accent)",
            "font-weight": "600",
            "cursor": "pointer",
        },
        {":hover": {"background": "var(--accent-hover)"}, ":focus-visible": RING},
    ),
    "button-quiet": Look(
        {
            "background": "var(--surface)",
            "border": "1px solid var(--control)",
            "color": "var(--text)",
        },
        {":hover": {"background": "var(--raised)"}},
    ),
    "button-danger": Look(
        {
            "background": "var(--danger)",
            "border": "1px solid var(--danger)",
            "color": "var(--on-danger)",
        },
        {":hover": {"background": "var(--danger-hover)"}},
    ),
    "button-wide": Look({"width": "100%"}),
    "button-icon": Look(
        {
            "display": "inline-grid",
            "place-items": "center",
            "flex": "none",
            "width": "44px",
            "height": "44px",
            "background": "none",
            "border-radius": "8px",
            "color": "var(--muted)",
            "cursor": "pointer",
        },
        {":hover": {"background": "var(--raised)"}, ":focus-visible": RING},
    ),
    "link": Look(
        {"color": "var(--accent-text)", "font-weight": "600"},
        {":hover": {"text-decoration": "underline"}, ":focus-visible": RING},
    ),
    "nav-link": Look(
        {
            "padding": "8px 12px",
            "border-radius": "8px",
            "color": "var(--muted)",
            "font-weight": "500",
        },
        {
            ":hover": {"background": "var(--raised)", "color": "var(--text)"},
            ":focus-visible": RING,
        },
    ),
    "nav-link-current": Look({"background": "var(--accent-soft)", "color": "var(--accent-text)"}),
    "plain-link": Look(
        {"color": "var(--muted)"},
        {
            ":hover": {"color": "var(--text)", "text-decoration": "underline"},
            ":focus-visible": RING,
        },
    ),
}
