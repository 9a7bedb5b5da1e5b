"""A page that was composed from words, written in any stack."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from limner_server.emit import react, vue
from limner_server.emit.code import Code, Stack
from limner_server.emit.html import document
from limner_server.emit.look_table import WIDE, WIDE_QUERY, Look, LookTable, reset
from limner_server.emit.node import Node, Style
from limner_server.emit.stylesheet import block
from limner_server.emit.tailwind import fragment
from limner_server.emit.utilities import Utility, utilities

# Tailwind's names of its own palette, as far as looks use it.
_PALETTE: Final = {
    "#eff6ff": "blue-50",
    "#2563eb": "blue-600",
    "#1d4ed8": "blue-700",
    "#60a5fa": "blue-400",
    "#93c5fd": "blue-300",
    "#ecfdf5": "emerald-50",
    "#047857": "emerald-700",
    "#065f46": "emerald-800",
    "#34d399": "emerald-400",
    "#6ee7b7": "emerald-300",
    "#f5f3ff": "violet-50",
    "#7c3aed": "violet-600",
    "#6d28d9": "violet-700",
    "#fdf2f8": "pink-50",
    "#be185d": "pink-700",
    "#9d174d": "pink-800",
    "#fff7ed": "orange-50",
    "#c2410c": "orange-700",
    "#9a3412": "orange-800",
    "#f0fdfa": "teal-50",
    "#0f766e": "teal-700",
    "#115e59": "teal-800",
    "#eef2ff": "indigo-50",
    "#4f46e5": "indigo-600",
    "#4338ca": "indigo-700",
    "#fffbeb": "amber-50",
    "#b45309": "amber-700",
    "#92400e": "amber-800",
    "#fef2f2": "red-50",
    "#b91c1c": "red-700",
    "#991b1b": "red-800",
    "#f0fdf4": "green-50",
    "#166534": "green-800",
    "#f8fafc": "slate-50",
    "#f1f5f9": "slate-100",
    "#e2e8f0": "slate-200",
    "#cbd5e1": "slate-300",
    "#94a3b8": "slate-400",
    "#64748b": "slate-500",
    "#475569": "slate-600",
    "#334155": "slate-700",
    "#1e293b": "slate-800",
    "#0f172a": "slate-900",
    "#020617": "slate-950",
}
_ARBITRARY: Final = re.compile(r"\[(#[0-9a-f]{6})\]$")
_VARIANTS: Final = {WIDE: "sm", "::placeholder": "placeholder"}
_PSEUDO: Final = re.compile(r"::?([a-z-]+)(?:\(([^)]*)\))?")
_SPECIAL: Final = re.compile(r"([^a-zA-Z0-9_-])")


@dataclass(frozen=True, slots=True)
class Composition:
    """A page before it is written in a stack.

    Attributes:
        page: its root, a `body`; the classes of its tags are looks of the table.
        table: the looks.
        title: of the page.
        component: what it is called as a component: "LoginForm".
        pictures: files that its tags refer to, by relative path; all are SVG.
    """

    page: Node
    table: LookTable
    title: str
    component: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def write_composition(composed: Composition, stack: Stack) -> Code:
    """Write a page in a stack; its tags are changed on the way, so that it can be written once."""
    page = composed.page
    if stack is Stack.TAILWIND:
        page.tag = "div"
        css = _use_utilities(composed)
        text, _ = fragment(page)
        proof = _proof(page, composed.title, css, composed.pictures)
        return Code(stack, text, proof, assets=dict(composed.pictures))
    root = "body" if stack is Stack.HTML else f".{page.classes[0]}"
    css = composed.table.css(page, root)
    page.classes = [] if stack is Stack.HTML else page.classes[:1]
    return write_styled(composed, css, stack)


def write_styled(composed: Composition, css: str, stack: Stack) -> Code:
    """Write a page whose tags have classes that a style sheet is for; not in utilities."""
    page, assets = composed.page, dict(composed.pictures)
    if stack is Stack.HTML:
        text, _ = document(page, composed.title, css)
    else:
        page.tag = "div"
        if stack is Stack.REACT:
            text, _ = react.component(page, composed.component)
            assets[react.STYLESHEET] = (css + "\n").encode()
        else:
            text, _ = vue.component(page, css)
    return Code(stack, text, _proof(page, composed.title, css, composed.pictures), assets=assets)


def _proof(page: Node, title: str, css: str, pictures: Mapping[str, bytes]) -> str:
    """The page as one self-contained document, for rendering."""
    for node in page.walk():
        content = pictures.get(node.attributes.get("src", ""))
        if content is not None:
            encoded = base64.b64encode(content).decode("ascii")
            node.attributes["src"] = f"data:image/svg+xml;base64,{encoded}"
    return document(page, title, css)[0]


def _use_utilities(composed: Composition) -> str:
    """Give every tag the utilities of its looks; returns the CSS of exactly those."""
    page, table = composed.page, composed.table
    rules, wide = reset(page), dict[str, Style]()
    for node in page.walk():
        looks = [look for name, look in table.looks.items() if name in node.classes]
        node.classes = []
        for state, style in _merged(looks).items():
            prefix = _prefix(state)
            drawn = table.resolved(style)
            # Tailwind's own variants for what stands before and after bring it along.
            content = {"content": drawn.pop("content")} if "content" in drawn else {}
            for name, declared in _named(drawn):
                means = {**content, **declared}
                node.classes.append(prefix + name)
                selector = "." + _SPECIAL.sub(r"\\\1", prefix + name)
                if state == WIDE:
                    wide[selector] = means
                else:
                    rules[selector + state] = means
        node.classes = list(dict.fromkeys(node.classes))
    blocks = [block(selector, style) for selector, style in rules.items()]
    if wide:
        inner = "\n".join(block(selector, style) for selector, style in wide.items())
        blocks.append(f"{WIDE_QUERY} {{\n{inner}\n}}")
    return "\n\n".join(blocks)


def _merged(looks: list[Look]) -> dict[str, Style]:
    """The declarations of several looks together, by state; "" is always."""
    merged: dict[str, Style] = {"": {}}
    for look in looks:
        for state, style in {"": look.style, **look.states}.items():
            into = merged.setdefault(state, {})
            for name, value in style.items():
                into.pop(name, None)
                into[name] = value
    return merged


def _prefix(state: str) -> str:
    """The variants that stand for a state: ":checked::before" is "checked:before:"."""
    if not state:
        return ""
    if state in _VARIANTS:
        return f"{_VARIANTS[state]}:"
    parts = []
    for name, argument in _PSEUDO.findall(state):
        parts.append(f"[&:{name}({argument})]:" if argument else f"{_short(name)}:")
    return "".join(parts)


def _short(name: str) -> str:
    return {"last-child": "last", "first-child": "first"}.get(name, name)


def _named(style: Style) -> Iterator[Utility]:
    """The utilities of some declarations, colours by the palette's names."""
    for name, means in utilities(style):
        match = _ARBITRARY.search(name)
        if match is not None and match[1] in _PALETTE:
            yield name[: match.start()] + _PALETTE[match[1]], means
        else:
            yield name, means
