"""The looks that composed pages share: type, spacing, corners, focus; one rule a class."""

from __future__ import annotations

from typing import Final

from limner_server.emit.look_table import WIDE, Look
from limner_server.emit.node import Style

_RING: Final = {"outline": "2px solid var(--accent)", "outline-offset": "2px"}
_FONT: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'


def _row(gap: str, **more: str) -> Style:
    return {
        "display": "flex",
        "align-items": "center",
        "gap": gap,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def _column(gap: str, **more: str) -> Style:
    return {
        "display": "flex",
        "flex-direction": "column",
        "gap": gap,
        **{name.replace("_", "-"): value for name, value in more.items()},
    }


def _type(size: str, leading: str, weight: str = "", colour: str = "") -> Style:
    style = {"font-size": size, "line-height": leading}
    if weight:
        style["font-weight"] = weight
    if colour:
        style["color"] = colour
    return style


_BOX: Final = {
    "background": "var(--surface)",
    "border": "1px solid var(--border)",
    "border-radius": "12px",
}
_CONTROL: Final = {
    "width": "100%",
    "min-height": "44px",
    "padding": "10px 12px",
    "background": "var(--surface)",
    "border": "1px solid var(--control)",
    "border-radius": "8px",
    "color": "var(--text)",
}

LOOKS: Final[dict[str, Look]] = {
    "page": Look(
        {
            "min-height": "100vh",
            "padding": "24px 16px",
            "background": "var(--background)",
            "color": "var(--text)",
            "font-family": _FONT,
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
    "stack": Look(_column("16px")),
    "stack-tight": Look(_column("4px")),
    "stack-loose": Look(_column("32px")),
    "row": Look(_row("12px", flex_wrap="wrap")),
    "row-tight": Look(_row("4px", flex_wrap="wrap")),
    "row-between": Look(_row("16px", flex_wrap="wrap", justify_content="space-between")),
    "row-end": Look(_row("12px", flex_wrap="wrap", justify_content="flex-end")),
    "row-center": Look(_row("12px", flex_wrap="wrap", justify_content="center")),
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
    "content": Look(_column("24px", padding="24px 16px"), {WIDE: {"padding": "32px"}}),
    # Type
    "title": Look(_type("24px", "1.25", "700")),
    "title-large": Look(_type("36px", "1.15", "800"), {WIDE: {"font-size": "48px"}}),
    "heading": Look(_type("18px", "1.4", "600")),
    "lead": Look(_type("18px", "1.6", colour="var(--muted)")),
    "muted": Look({"color": "var(--muted)"}),
    "small": Look(_type("14px", "1.5")),
    "strong": Look({"font-weight": "600"}),
    "price": Look(_type("30px", "1.2", "700")),
    "number": Look(_type("30px", "1.2", "700")),
    "huge": Look(_type("72px", "1", "800", "var(--accent-text)")),
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
    "card": Look({**_column("16px"), **_BOX, "padding": "24px"}),
    "card-plain": Look({**_column("0px"), **_BOX, "overflow": "hidden"}),
    "card-body": Look(_column("12px", padding="20px")),
    "card-accent": Look({"border": "2px solid var(--accent)"}),
    "raised": Look({"box-shadow": "0 10px 30px rgb(15 23 42 / 12%)"}),
    "band": Look({"background": "var(--surface)", "border-bottom": "1px solid var(--border)"}),
    "band-top": Look({"background": "var(--surface)", "border-top": "1px solid var(--border)"}),
    # Forms
    "field": Look(_column("6px")),
    "label": Look(_type("14px", "1.4", "600")),
    "input": Look(
        dict(_CONTROL),
        {":focus-visible": _RING, "::placeholder": {"color": "var(--muted)"}},
    ),
    "narrow": Look({"width": "auto", "flex": "none", "max-width": "50%"}),
    "area": Look({"min-height": "112px", "resize": "vertical"}),
    "colour": Look({"width": "64px", "padding": "4px"}),
    "range": Look({"width": "100%", "min-height": "24px", "accent-color": "var(--accent)"}),
    "check": Look(_row("10px")),
    "check-box": Look(
        {"width": "18px", "height": "18px", "flex": "none", "accent-color": "var(--accent)"},
        {":focus-visible": _RING},
    ),
    "legend": Look({**_type("14px", "1.4", "600"), "margin-bottom": "8px"}),
    "switch-row": Look(_row("16px", justify_content="space-between")),
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
            ":focus-visible": _RING,
        },
    ),
    "dropzone": Look(
        {
            **_column("8px", padding="32px 16px"),
            "align-items": "center",
            "text-align": "center",
            "background": "var(--surface)",
            "border": "2px dashed var(--control)",
            "border-radius": "12px",
            "cursor": "pointer",
        },
        {":hover": {"background": "var(--accent-soft)"}},
    ),
    "group-control": Look(_row("8px", width="100%", flex_wrap="wrap")),
    # Actions
    "button": Look(
        {
            **_row("8px", justify_content="center"),
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
        {":hover": {"background": "var(--accent-hover)"}, ":focus-visible": _RING},
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
        {":hover": {"background": "var(--raised)"}, ":focus-visible": _RING},
    ),
    "link": Look(
        {"color": "var(--accent-text)", "font-weight": "600"},
        {":hover": {"text-decoration": "underline"}, ":focus-visible": _RING},
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
            ":focus-visible": _RING,
        },
    ),
    "nav-link-current": Look({"background": "var(--accent-soft)", "color": "var(--accent-text)"}),
    "plain-link": Look(
        {"color": "var(--muted)"},
        {
            ":hover": {"color": "var(--text)", "text-decoration": "underline"},
            ":focus-visible": _RING,
        },
    ),
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
    "logo": Look({**_row("8px"), **_type("20px", "1.2", "700")}),
    "stars": Look({**_row("2px"), "color": "var(--star)"}),
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
    "list": Look(_column("8px")),
    "list-disc": Look({**_column("6px"), "list-style": "disc", "padding": "0 0 0 20px"}),
    "list-decimal": Look({**_column("6px"), "list-style": "decimal", "padding": "0 0 0 20px"}),
    "feature": Look({**_row("10px"), "align-items": "flex-start"}),
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
        _row("12px", padding="12px 0px", border_bottom="1px solid var(--border)"),
        {":last-child": {"border-bottom": "0"}},
    ),
    "table-box": Look({**_BOX, "overflow-x": "auto"}),
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
            **_row("12px", padding="14px 16px"),
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
    # Navigation
    "navbar": Look(
        _row("16px", flex_wrap="wrap", justify_content="space-between", padding="12px 16px"),
        {WIDE: {"padding": "12px 32px"}},
    ),
    "sidebar": Look(
        _column("16px", padding="24px 16px", background="var(--surface)"),
        {WIDE: {"border-right": "1px solid var(--border)"}},
    ),
    "side-link": Look({"display": "block"}),
    "crumb": Look(_row("8px")),
    "tabs": Look(_row("4px", flex_wrap="wrap", border_bottom="1px solid var(--border)")),
    "tab": Look(
        {
            "padding": "10px 16px",
            "border-bottom": "2px solid transparent",
            "color": "var(--muted)",
            "font-weight": "600",
            "cursor": "pointer",
        },
        {":hover": {"color": "var(--text)"}, ":focus-visible": _RING},
    ),
    "tab-current": Look(
        {"border-bottom": "2px solid var(--accent)", "color": "var(--accent-text)"}
    ),
    "panel": Look(_column("16px", padding="24px 0px")),
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
        {":hover": {"background": "var(--raised)"}, ":focus-visible": _RING},
    ),
    "page-number-current": Look(
        {
            "background": "var(--accent)",
            "border": "1px solid var(--accent)",
            "color": "var(--on-accent)",
        },
        {":hover": {"background": "var(--accent-hover)"}},
    ),
    "step": Look(_row("10px", color="var(--muted)", font_weight="600")),
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
    "menu": Look({**_column("2px"), **_BOX, "padding": "8px", "width": "240px"}),
    # Disclosure, dialogs, time
    "question": Look({**_BOX, "padding": "16px 20px"}),
    "summary": Look({"font-weight": "600", "cursor": "pointer"}, {":focus-visible": _RING}),
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
            **_column("16px"),
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
    "timeline": Look(_column("24px", border_left="2px solid var(--border)", padding="0 0 0 24px")),
    "event": Look({**_column("4px"), "position": "relative"}),
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
    "messages": Look(_column("12px", padding="20px", flex="1")),
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
    "bar": Look(_row("12px", padding="16px 20px", border_bottom="1px solid var(--border)")),
    "bar-bottom": Look(_row("8px", padding="12px 16px", border_top="1px solid var(--border)")),
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
            **_column("12px"),
            "padding": "16px",
            "background": "var(--raised)",
            "border-radius": "12px",
        }
    ),
    "bars": Look({**_row("12px"), "align-items": "flex-end", "height": "160px"}),
    "square": Look(
        {
            **_column("8px", padding="16px"),
            "align-items": "center",
            "justify-content": "center",
            "background": "var(--raised)",
            "border-radius": "8px",
        }
    ),
    "term": Look(_row("16px", justify_content="space-between")),
}
