"""The colours of a page: one accent, greys, and what says that all is well or is not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from limner_server.emit.node import Style


@dataclass(frozen=True, slots=True)
class _Accent:
    """Shades of one hue: on light pages the first three, on dark ones the last two."""

    base: str
    hover: str
    soft: str
    light: str
    lighter: str


_ACCENTS: Final = {
    "blue": _Accent("#2563eb", "#1d4ed8", "#eff6ff", "#60a5fa", "#93c5fd"),
    "green": _Accent("#047857", "#065f46", "#ecfdf5", "#34d399", "#6ee7b7"),
    "purple": _Accent("#7c3aed", "#6d28d9", "#f5f3ff", "#a78bfa", "#c4b5fd"),
    "pink": _Accent("#be185d", "#9d174d", "#fdf2f8", "#f472b6", "#f9a8d4"),
    "orange": _Accent("#c2410c", "#9a3412", "#fff7ed", "#fb923c", "#fdba74"),
    "teal": _Accent("#0f766e", "#115e59", "#f0fdfa", "#2dd4bf", "#5eead4"),
    "indigo": _Accent("#4f46e5", "#4338ca", "#eef2ff", "#818cf8", "#a5b4fc"),
    "yellow": _Accent("#b45309", "#92400e", "#fffbeb", "#fbbf24", "#fcd34d"),
    "red": _Accent("#b91c1c", "#991b1b", "#fef2f2", "#f87171", "#fca5a5"),
    "black": _Accent("#0f172a", "#334155", "#f1f5f9", "#f1f5f9", "#ffffff"),
}
_SYNONYMS: Final = {
    "violet": "purple",
    "amber": "yellow",
    "gold": "yellow",
    "turquoise": "teal",
    "cyan": "teal",
    "emerald": "green",
    "lime": "green",
    "navy": "indigo",
    "brown": "orange",
}
_LIGHT: Final = {
    "--background": "#f8fafc",
    "--surface": "#ffffff",
    "--raised": "#f1f5f9",
    "--text": "#0f172a",
    "--muted": "#475569",
    "--border": "#e2e8f0",
    "--control": "#94a3b8",
    "--success": "#166534",
    "--success-soft": "#f0fdf4",
    "--warning": "#92400e",
    "--warning-soft": "#fffbeb",
    "--danger": "#b91c1c",
    "--danger-hover": "#991b1b",
    "--danger-soft": "#fef2f2",
    "--on-danger": "#ffffff",
    "--star": "#b45309",
}
_DARK: Final = {
    "--background": "#020617",
    "--surface": "#0f172a",
    "--raised": "#1e293b",
    "--text": "#f1f5f9",
    "--muted": "#cbd5e1",
    "--border": "#334155",
    "--control": "#64748b",
    "--success": "#86efac",
    "--success-soft": "#1e293b",
    "--warning": "#fcd34d",
    "--warning-soft": "#1e293b",
    "--danger": "#f87171",
    "--danger-hover": "#fca5a5",
    "--danger-soft": "#1e293b",
    "--on-danger": "#020617",
    "--star": "#fbbf24",
}


def tokens_for(traits: Collection[str]) -> Style:
    """The values that a page's looks share, by what its words say of colours."""
    dark = "dark" in traits
    accent = _ACCENTS[next(filter(None, map(accent_of, sorted(traits))), "blue")]
    if dark:
        shades = (accent.light, accent.lighter, "#1e293b", accent.lighter, "#020617")
    else:
        shades = (accent.base, accent.hover, accent.soft, accent.base, "#ffffff")
    names = ("--accent", "--accent-hover", "--accent-soft", "--accent-text", "--on-accent")
    return {**dict(zip(names, shades, strict=True)), **(_DARK if dark else _LIGHT)}


def accent_of(word: str) -> str:
    """The accent that a word for a colour means, or ""."""
    name = _SYNONYMS.get(word, word)
    return name if name in _ACCENTS else ""
