"""Pictures drawn as SVG: icons, avatars, photographs of a kind, charts."""

from __future__ import annotations

import math
import random

_ICON_PATHS = (
    "M3 12l9-9 9 9M5 10v10h14V10",
    "M4 6h16M4 12h16M4 18h16",
    "M12 5v14M5 12h14",
    "M5 12l5 5 9-11",
    "M6 6l12 12M18 6L6 18",
    "M21 21l-5-5M10 17a7 7 0 1 1 0-14 7 7 0 0 1 0 14z",
    "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 4-7 8-7s8 2 8 7",
    "M3 6h18v12H3zM3 6l9 7 9-7",
    "M12 3l2.7 6 6.3.6-4.8 4.2 1.5 6.4L12 17l-5.7 3.2 1.5-6.4L3 9.600l6.300-.6z",
    "M12 21C5 15 3 12 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5c0 3.500-2 6.500-9 12.5z",
    "M6 9a6 6 0 0 1 12 0c0 6 2 7 2 7H4s2-1 2-7M10 20h4",
    "M5 4h14v17l-7-4-7 4z",
    "M3 4h2l2.500 12h10l2.500-9H6M9 20h.1M17 20h.1",
    "M12 3v12M7 10l5 5 5-5M4 20h16",
    "M5 12h14M13 6l6 6-6 6",
    "M4 20V10M10 20V4M16 20v-8M21 20H3",
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2",
    "M4 5h16v14H4zM4 9h16M8 3v4M16 3v4",
)


_SVG = 'xmlns="http://www.w3.org/2000/svg"'


def icon(rng: random.Random, size: int, colour: str) -> str:
    """A line icon, or a filled one."""
    filled = rng.random() < 0.25
    paint = f'fill="{colour}"' if filled else f'fill="none" stroke="{colour}"'
    width = rng.choice(["1.5", "2", "2.5"])
    return (
        f'<svg data-role="icon" width="{size}" height="{size}" viewBox="0 0 24 24" {paint} '
        f'stroke-width="{width}" stroke-linecap="round"><path d="{rng.choice(_ICON_PATHS)}"/></svg>'
    )


def avatar(rng: random.Random, size: int) -> str:
    """A round portrait, as an SVG that stands alone."""
    hue = rng.randint(0, 359)
    shape = "circle" if rng.random() < 0.8 else "rect"
    clip = (
        '<circle cx="50" cy="50" r="50"/>'
        if shape == "circle"
        else '<rect width="100" height="100" rx="12"/>'
    )
    key = f"a{rng.randint(0, 10**9)}"
    return (
        f'<svg {_SVG} width="{size}" height="{size}" viewBox="0 0 100 100">'
        f'<clipPath id="{key}">{clip}</clipPath><g clip-path="url(#{key})">'
        f'<rect width="100" height="100" '
        f'fill="hsl({hue},{rng.randint(20, 70)}%,{rng.randint(55, 80)}%)"/>'
        f'<circle cx="{rng.randint(45, 55)}" cy="42" r="{rng.randint(17, 23)}" '
        f'fill="hsl({rng.randint(15, 35)},50%,{rng.randint(35, 80)}%)"/>'
        f'<ellipse cx="50" cy="98" rx="{rng.randint(34, 44)}" ry="34" '
        f'fill="hsl({rng.randint(0, 359)},45%,40%)"/></g></svg>'
    )


def photo(rng: random.Random, width: int, height: int) -> str:
    """A landscape or a still life of blobs, as an SVG that stands alone."""
    drawing = rng.choice([_landscape, _blobs])
    return (
        f'<svg {_SVG} width="{width}" height="{height}" viewBox="0 0 100 60" '
        f'preserveAspectRatio="none">{drawing(rng)}</svg>'
    )


def _landscape(rng: random.Random) -> str:
    hue, key = rng.randint(0, 359), f"s{rng.randint(0, 10**9)}"
    hills = ""
    for layer in range(rng.randint(2, 4)):
        base = 25 + layer * 9
        points = " ".join(
            f"{x},{base + rng.randint(-7, 7)}" for x in range(0, 111, rng.choice([10, 15, 22]))
        )
        hills += (
            f'<polygon points="0,60 {points} 110,60" '
            f'fill="hsl({(hue + 90 + layer * 12) % 360},'
            f'{rng.randint(20, 50)}%,{55 - layer * 12}%)"/>'
        )
    return (
        f'<defs><linearGradient id="{key}" x2="0" y2="1"><stop stop-color="hsl({hue},60%,55%)"/>'
        f'<stop offset="1" stop-color="hsl({(hue + 40) % 360},70%,85%)"/></linearGradient></defs>'
        f'<rect width="100" height="60" fill="url(#{key})"/>'
        f'<circle cx="{rng.randint(10, 90)}" cy="{rng.randint(6, 18)}" r="{rng.randint(3, 7)}" '
        f'fill="#fff8d0"/>{hills}'
    )


def _blobs(rng: random.Random) -> str:
    hue = rng.randint(0, 359)
    shapes = "".join(
        f'<ellipse cx="{rng.randint(0, 100)}" cy="{rng.randint(0, 60)}" rx="{rng.randint(6, 40)}" '
        f'ry="{rng.randint(5, 25)}" fill="hsl({(hue + rng.randint(-50, 50)) % 360},'
        f'{rng.randint(20, 80)}%,{rng.randint(25, 85)}%)" opacity=".8"/>'
        for _ in range(rng.randint(6, 14))
    )
    return f'<rect width="100" height="60" fill="hsl({hue},40%,60%)"/>{shapes}'


def placeholder(rng: random.Random, width: int, height: int) -> str:
    """The grey box that stands for a picture to come, as an SVG that stands alone."""
    grey = rng.choice([197, 204, 204, rng.randint(165, 235)])
    inside = rng.choice(["", "", "", "cross", "size"])
    marks = ""
    if inside == "cross":
        marks = f'<path d="M0 0L{width} {height}M{width} 0L0 {height}" stroke="#999"/>'
    elif inside == "size" and min(width, height) > 60:
        marks = (
            f'<text x="50%" y="50%" text-anchor="middle" dominant-baseline="middle" '
            f'font-family="sans-serif" font-size="{min(width, height) // 6}" fill="#999">'
            f"{width} x {height}</text>"
        )
    return (
        f'<svg {_SVG} width="{width}" height="{height}">'
        f'<rect width="100%" height="100%" fill="rgb({grey},{grey},{grey})"/>{marks}</svg>'
    )


def chart(rng: random.Random, width: int, height: int, colours: list[str]) -> str:
    """Bars, a line, an area or a ring."""
    kind = rng.choice(["bars", "line", "area", "ring"])
    grid = "".join(
        f'<path d="M0 {y}H100" stroke="#ccc" stroke-width=".4"/>' for y in range(10, 60, 12)
    )
    values = [rng.randint(6, 54) for _ in range(rng.randint(6, 12))]
    step = 100 / len(values)
    if kind == "bars":
        marks = "".join(
            f'<rect x="{index * step + 1:.1f}" y="{60 - value}" width="{step * 0.65:.1f}" '
            f'height="{value}" fill="{colours[index % len(colours)]}"/>'
            for index, value in enumerate(values)
        )
    elif kind == "ring":
        return _ring(rng, width, height, colours)
    else:
        points = " ".join(f"{i * step:.1f},{60 - value}" for i, value in enumerate(values))
        fill = f'fill="{colours[0]}" fill-opacity=".3"' if kind == "area" else 'fill="none"'
        around = f"0,60 {points} {(len(values) - 1) * step:.1f},60" if kind == "area" else points
        marks = f'<polyline points="{around}" {fill} stroke="{colours[0]}" stroke-width="1.2"/>'
    return (
        f'<svg data-role="chart" width="{width}" height="{height}" viewBox="0 0 100 60" '
        f'preserveAspectRatio="none">{grid}{marks}</svg>'
    )


def _ring(rng: random.Random, width: int, height: int, colours: list[str]) -> str:
    size = min(width, height)
    start, arcs = 0.0, ""
    for index, share in enumerate(rng.sample([0.2, 0.3, 0.5], 3)):
        end = start + share * 2 * math.pi * 0.999
        x0, y0 = 50 + 40 * math.cos(start), 50 + 40 * math.sin(start)
        x1, y1 = 50 + 40 * math.cos(end), 50 + 40 * math.sin(end)
        large = int(share > 0.5)
        arcs += (
            f'<path d="M{x0:.1f} {y0:.1f}A40 40 0 {large} 1 {x1:.1f} {y1:.1f}" fill="none" '
            f'stroke="{colours[index % len(colours)]}" stroke-width="18"/>'
        )
        start = end
    return (
        f'<svg data-role="chart" width="{size}" height="{size}" viewBox="0 0 100 100">{arcs}</svg>'
    )
