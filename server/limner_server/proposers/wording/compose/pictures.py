"""Pictures that stand in for those that the user will put there, and icons; all drawn here."""

from __future__ import annotations

from typing import Final

from limner_server.emit.node import Node

FOLDER: Final = "images"

_SCENE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400">
  <rect width="640" height="400" fill="#dbe4f0"/>
  <circle cx="500" cy="110" r="46" fill="#f8fafc"/>
  <path d="M0 330 170 170l120 120 110-90 240 190v10H0z" fill="#94a9c4"/>
  <path d="M0 400v-40l220-90 200 80 220-60v110z" fill="#6b829f"/>
</svg>
"""
_FACE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96">
  <rect width="96" height="96" fill="#cbd8e8"/>
  <circle cx="48" cy="38" r="17" fill="#6b829f"/>
  <path d="M14 96c2-24 16-34 34-34s32 10 34 34z" fill="#6b829f"/>
</svg>
"""
_MAP: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400">
  <rect width="640" height="400" fill="#e6efe3"/>
  <path d="M0 260 640 90M120 0l90 400M0 120l640 180M470 0l-60 400" stroke="#fff" stroke-width="14"/>
  <path d="M320 90a56 56 0 0 0-56 56c0 40 56 98 56 98s56-58 56-98a56 56 0 0 0-56-56z"
    fill="#b91c1c"/>
  <circle cx="320" cy="146" r="20" fill="#fff"/>
</svg>
"""
_CODE: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 84">
  <rect width="84" height="84" fill="#fff"/>
  <path d="M8 8h24v24H8zM52 8h24v24H52zM8 52h24v24H8z" fill="#0f172a"/>
  <path d="M14 14h12v12H14zM58 14h12v12H58zM14 58h12v12H14z" fill="#fff"/>
  <path d="M40 8h6v10h-6zM40 26h6v12h-6zM8 40h14v6H8zM40 44h12v6H40z
    M60 40h16v6H60zM52 58h8v8h-8zM66 66h10v10H66zM42 68h6v8h-6z" fill="#0f172a"/>
</svg>
"""
PICTURES: Final = {"picture": _SCENE, "avatar": _FACE, "map": _MAP, "qr": _CODE}

# Paths in a box of 24 by 24, drawn with round lines.
_ICONS: Final = {
    "check": "m5 12 5 5 9-10",
    "close": "M6 6l12 12M18 6 6 18",
    "search": "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l4 4",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "bell": "M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4",
    "cart": "M3 4h3l2 11h10l2-8H7M9 20h.01M17 20h.01",
    "user": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21c1-5 4-7 8-7s7 2 8 7",
    "heart": "M12 20S4 15 4 9a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 6-8 11-8 11z",
    "upload": "M12 16V5M7 10l5-5 5 5M4 19h16",
    "info": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v6M12 7h.01",
    "box": "M4 8l8-4 8 4v9l-8 4-8-4zM4 8l8 4 8-4M12 12v9",
    "spark": "M12 3v6M12 15v6M3 12h6M15 12h6",
    "play": "M8 5l11 7-11 7z",
    "pause": "M8 5v14M16 5v14",
    "previous": "M18 6 9 12l9 6zM6 6v12",
    "next": "M6 6l9 6-9 6zM18 6v12",
    "clip": "M20 11l-8 8a5 5 0 0 1-7-7l8-8a3 3 0 0 1 5 5l-8 8a1 1 0 0 1-2-2l7-7",
    "smile": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8 14c2 3 6 3 8 0M9 9h.01M15 9h.01",
    "sun": (
        "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2v3M12 19v3M2 12h3M19 12h3"
        "M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2"
    ),
    "send": "M4 12l16-8-6 16-3-7z",
    "bin": "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
    "pencil": "M4 20l1-5L16 4l4 4L9 19z",
    "share": "M12 15V4M8 8l4-4 4 4M5 13v7h14v-7",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "refresh": "M20 12a8 8 0 1 1-3-6M20 3v4h-4",
}
_STAR: Final = "M12 3l2.8 5.9 6.2.8-4.6 4.4 1.2 6.3L12 17.3 6.4 20.4l1.2-6.3L3 9.7l6.2-.8z"


def icon(name: str, look: str = "icon") -> Node:
    """A drawn icon; it says nothing to those who cannot see it, what it is in does."""
    path = Node("path", "path", attributes={"d": _ICONS[name]})
    drawn = {
        "viewBox": "0 0 24 24",
        "fill": "none",
        "stroke": "currentColor",
        "stroke-width": "2",
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
        "aria-hidden": "true",
    }
    return Node("svg", "icon", attributes=drawn, children=[path], classes=[look])


def star(*, full: bool) -> Node:
    """One star of a rating."""
    path = Node("path", "path", attributes={"d": _STAR})
    drawn = {
        "viewBox": "0 0 24 24",
        "fill": "currentColor" if full else "none",
        "stroke": "currentColor",
        "stroke-width": "2",
        "aria-hidden": "true",
    }
    return Node("svg", "star", attributes=drawn, children=[path], classes=["icon"])


def has_icon(name: str) -> bool:
    """Whether there is an icon of this name."""
    return name in _ICONS
