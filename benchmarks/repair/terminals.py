"""Pictures of terminals: themes, fonts, sizes, frames, panes beside; drawn by Chromium."""

from __future__ import annotations

import base64
import html
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from limner_server.proof.browser import Browser

FONTS = Path(__file__).parents[2] / ".cache" / "fonts"
# Typefaces by their files, as `scripts/setup --tests` unpacks them; the first is installed.
_FILES = {"LiberationMono-Regular": "Liberation Mono", "JetBrainsMono-Regular": "JetBrains Mono"}
FAMILIES = ("DejaVu Sans Mono", *_FILES.values())


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a terminal: ground, text, then what is coloured in it."""

    name: str
    ground: str
    text: str
    path: str
    number: str
    error: str
    faint: str
    bar: str


THEMES = (
    Theme("vs dark", "#1e1e1e", "#cccccc", "#4ec9b0", "#b5cea8", "#f14c4c", "#808080", "#323233"),
    Theme("dracula", "#282a36", "#f8f8f2", "#8be9fd", "#bd93f9", "#ff5555", "#6272a4", "#21222c"),
    Theme("tango", "#000000", "#d3d7cf", "#ad7fa8", "#729fcf", "#ef2929", "#888a85", "#2e3436"),
    Theme(
        "solarized dark",
        "#002b36",
        "#93a1a1",
        "#2aa198",
        "#6c71c4",
        "#dc322f",
        "#657b83",
        "#073642",
    ),
    Theme("light", "#ffffff", "#24292e", "#6f42c1", "#005cc5", "#d73a49", "#6a737d", "#e1e4e8"),
    Theme(
        "solarized light",
        "#fdf6e3",
        "#586e75",
        "#2aa198",
        "#6c71c4",
        "#dc322f",
        "#93a1a1",
        "#eee8d5",
    ),
    Theme("paper", "#f5f5f5", "#333333", "#0b7285", "#1864ab", "#c92a2a", "#868e96", "#dddddd"),
)
_SPANS = (
    ("error", re.compile(r"^(?:E {2,}.*|\w*(?:Error|Exception)\b.*)$")),
    ("faint", re.compile(r"^\s*at .*node:.*$|^\s*[~^]+\s*$")),
    ("path", re.compile(r"(?<=File )\".*?\"|\S+\.py(?=:\d)|(?<=\()(?:file://)?/[^()\s:]+(?=:\d)")),
    ("number", re.compile(r"(?<=line )\d+|(?<=:)\d+(?::\d+)?(?=[:)])")),
)
_BESIDE = """\
{thing}/
  README.md        2.1 kB
  Makefile         0.8 kB
  src/
    index.html     4.4 kB
    style.css      1.9 kB
  docs/
    usage.md       6.0 kB
TODO
  [x] ship {thing}
  [ ] write more docs
  [ ] ask Ada on Monday
Meeting at 14:30, room 2.11
"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a terminal is drawn."""

    theme: Theme
    family: str
    size: float
    columns: int
    coloured: bool
    framed: bool
    beside: bool
    zoom: float
    spacing: float


def looks(seed: int) -> list[Look]:
    """Twenty looks in which themes and families take turns."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    found = []
    for index in range(20):
        zoom = 2.0 if index % 7 == 3 else 1.0
        found.append(
            Look(
                THEMES[(index + seed) % len(THEMES)],
                FAMILIES[index % len(FAMILIES)],
                dice.choice((12, 13, 14, 15, 16, 18)),
                dice.choice((90, 100, 120, 140)),
                coloured=dice.random() < 0.6,
                framed=dice.random() < 0.6,
                beside=index % 5 == 4,
                zoom=zoom,
                spacing=dice.choice((1.15, 1.2, 1.3, 1.4)),
            )
        )
    return found


def draw(browser: Browser, lines: Sequence[str], look: Look, prompt: str) -> npt.NDArray[np.uint8]:
    """Draw what a terminal shows: rows that are too long go on in the next one."""
    rows = [row for line in (prompt, *lines) for row in _rows(line, look.columns)]
    body = "\n".join(_markup(row, look) for row in rows)
    theme, size = look.theme, look.size
    bar = (
        f'<div style="background:{theme.bar};color:{theme.faint};height:28px;line-height:28px;'
        f'text-align:center;font:13px sans-serif;padding:6px">ada@host: ~ &mdash; bash</div>'
        if look.framed
        else ""
    )
    beside = (
        f'<pre style="margin:0;padding:10px 20px;border-right:1px solid {theme.bar};'
        f'color:{theme.faint}">{html.escape(_BESIDE.format(thing=prompt.rpartition(" ")[2]))}</pre>'
        if look.beside
        else ""
    )
    wide = int(look.columns * size * 0.62) + 60 + (340 if look.beside else 0)
    high = int(len(rows) * size * look.spacing) + 80
    page = f"""<meta charset="utf-8"><style>{_faces()}
      body {{ margin:0; background:{theme.ground}; zoom:{look.zoom}; }}
      pre {{ font:{size}px/{look.spacing} '{look.family}', monospace;
        font-variant-ligatures:none; }}
    </style>{bar}<div style="display:flex">{beside}<pre
      style="margin:0;padding:8px 10px;color:{theme.text}">{body}</pre></div>"""
    image = browser.render(page, int(wide * look.zoom), int(high * look.zoom)).image
    return np.ascontiguousarray(image)


def _rows(line: str, columns: int) -> list[str]:
    return [line[at : at + columns] for at in range(0, max(len(line), 1), columns)]


def _markup(row: str, look: Look) -> str:
    if not look.coloured:
        return html.escape(row)
    marks: list[tuple[int, int, str]] = []
    for name, form in _SPANS:
        for found in form.finditer(row):
            if not any(start < found.end() and found.start() < end for start, end, _ in marks):
                marks.append((*found.span(), getattr(look.theme, name)))
    text, at = "", 0
    for start, end, colour in sorted(marks):
        inside = html.escape(row[start:end])
        text += html.escape(row[at:start]) + f'<span style="color:{colour}">{inside}</span>'
        at = end
    return text + html.escape(row[at:])


def typefaces() -> list[str]:
    """The families that are drawn as themselves here; others look as the first does."""
    return [FAMILIES[0], *(_FILES[file.stem] for file in _files())]


def _files() -> list[Path]:
    found = {file.stem: file for file in FONTS.glob("**/*Mono-Regular.ttf") if file.stem in _FILES}
    return [found[name] for name in _FILES if name in found]


def _faces() -> str:
    """The families that are unpacked but not installed, as the page's own."""
    faces = []
    for file in _files():
        data = base64.b64encode(file.read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'{_FILES[file.stem]}';src:url(data:font/ttf;base64,{data})}}"
        )
    return "".join(faces)
