"""Tailwind 2, the last whose whole sheet is in its package."""

from __future__ import annotations

from typing import ClassVar

from limner_adapters.data.dialects.packages import PackedFile
from limner_adapters.data.dialects.utilities import Utilities


class Tailwind(Utilities):
    """Pages as the authors of Tailwind sites write them."""

    SHEETS = (PackedFile("tailwindcss", "2.2.19", "dist/tailwind.min.css"),)
    DARK_SHARE = 0.0
    COLOURS = ("blue", "indigo", "purple", "green", "red", "pink", "yellow", "gray")

    WORN: ClassVar[dict[str, tuple[str, ...]]] = {
        "body": ("bg-white text-gray-800", "bg-gray-50 text-gray-800", "bg-gray-100 text-gray-900"),
        "button": (
            "inline-block font-semibold rounded",
            "inline-block font-medium rounded-md shadow-sm",
            "inline-block font-bold rounded-full",
            "inline-block font-medium rounded-lg",
            "inline-block uppercase tracking-wide font-semibold rounded",
        ),
        "button-primary": (
            "bg-{c}-600 text-white",
            "bg-{c}-500 text-white",
            "bg-{c}-700 text-white",
        ),
        "button-second": ("bg-gray-200 text-gray-800", "bg-{c}-100 text-{c}-700"),
        "button-outline": ("border border-{c}-600 text-{c}-600", "border border-gray-300 bg-white"),
        "button-text": ("text-{c}-600",),
        "button-light": ("bg-white text-{c}-700",),
        "button-ghost": ("border border-white text-white",),
        "button-danger": ("bg-red-600 text-white",),
        "button-icon": ("inline-block align-middle mr-2",),
        "size-normal": ("px-4 py-2 text-sm", "px-4 py-2", "px-5 py-2"),
        "size-small": ("px-3 py-1 text-sm", "px-2 py-1 text-xs"),
        "size-large": ("px-8 py-3 text-lg", "px-6 py-3"),
        "wide": ("w-full text-center",),
        "buttons": ("flex flex-wrap gap-3 mt-4", "flex flex-wrap gap-2 mt-6"),
        "badge": (
            "inline-block px-2 py-1 text-xs font-semibold rounded-full",
            "inline-block px-2 text-xs leading-5 font-medium rounded",
        ),
        "badge-plain": ("bg-{c}-100 text-{c}-800", "bg-{c}-600 text-white"),
        "badge-soft": ("bg-gray-200 text-gray-700",),
        "badge-success": ("bg-green-100 text-green-800", "bg-green-500 text-white"),
        "badge-danger": ("bg-red-100 text-red-800", "bg-red-500 text-white"),
        "help": ("mt-1 text-sm text-gray-500",),
        "field": ("mb-4", "mb-5"),
        "label": (
            "block text-sm font-medium text-gray-700 mb-1",
            "block text-gray-700 text-sm font-bold mb-2",
        ),
        "control": (
            "block w-full border border-gray-300 rounded-md px-3 py-2 text-sm bg-white",
            "appearance-none block w-full bg-gray-200 rounded py-3 px-4 leading-tight",
            "block w-full shadow border rounded py-2 px-3 bg-white",
            "block w-full border-b-2 border-gray-300 py-2 bg-transparent",
        ),
        "choice": ("flex items-center mb-2", "inline-flex items-center mr-6 mb-2"),
        "tick": ("h-4 w-4", "h-5 w-5"),
        "tick-words": ("ml-2 text-sm text-gray-700", "ml-3"),
        "lever": ("inline-flex flex-shrink-0 w-11 h-6 p-0.5 rounded-full",),
        "lever-on": ("bg-{c}-600",),
        "lever-off": ("bg-gray-300",),
        "knob": ("inline-block w-5 h-5 rounded-full bg-white shadow",),
        "fieldset": ("mb-4",),
        "progress": ("w-full bg-gray-200 rounded-full h-2 mb-4", "w-full bg-gray-200 h-3 mb-4"),
        "meter": ("bg-{c}-600 h-full rounded-full", "bg-{c}-500 h-full"),
        "display": (
            "text-4xl font-bold leading-tight mb-4",
            "text-5xl font-extrabold tracking-tight mb-4",
            "text-6xl font-bold mb-6",
        ),
        "h1": ("text-3xl font-bold mb-4", "text-4xl font-extrabold mb-4"),
        "h2": (
            "text-2xl font-bold mb-4",
            "text-3xl font-semibold mb-4",
            "text-2xl font-semibold mb-3",
        ),
        "h3": ("text-xl font-semibold mb-2", "text-lg font-bold mb-2"),
        "h4": ("text-lg font-semibold mb-2", "text-base font-bold mb-1"),
        "h5": ("text-base font-semibold mb-1",),
        "lead": ("text-lg text-gray-600 mb-4", "text-xl text-gray-500 mb-6"),
        "muted": ("text-sm text-gray-500", "text-xs text-gray-600"),
        "muted-words": ("text-gray-500",),
        "wrap": ("max-w-6xl mx-auto px-4", "container mx-auto px-6", "max-w-5xl mx-auto px-4"),
        "wrap-space": ("py-6", "py-8"),
        "section": ("py-12", "py-16", "py-8"),
        "tone-tint": ("bg-gray-100", "bg-{c}-50"),
        "tone-fill": (
            "bg-{c}-600 text-white",
            "bg-gradient-to-r from-{c}-600 to-{c}-400 text-white",
        ),
        "tone-dark": ("bg-gray-900 text-white", "bg-gray-800 text-white"),
        "centred": ("text-center",),
        "grid": ("grid gap-6", "grid gap-8"),
        "grid2": ("grid-cols-2",),
        "grid3": ("grid-cols-3",),
        "grid4": ("grid-cols-2 lg:grid-cols-4",),
        "row": ("flex items-center gap-4",),
        "spread": ("justify-between",),
        "third": ("w-1/3 text-right",),
        "two-thirds": ("flex-1",),
        "grow": ("flex-1 min-w-0",),
        "aside": ("w-56 flex-none", "w-64 flex-none pr-4 border-r border-gray-200"),
        "split": ("flex gap-8 items-start",),
        "card": (
            "bg-white rounded-lg shadow overflow-hidden",
            "bg-white rounded-xl shadow-lg overflow-hidden",
            "bg-white border border-gray-200 rounded-lg overflow-hidden",
            "bg-white rounded shadow-md overflow-hidden",
        ),
        "card-body": ("p-6", "p-4", "p-5"),
        "box": ("mb-6",),
        "card-text": ("text-gray-600 text-sm mb-2", "text-gray-700 mb-3"),
        "picture": ("w-full object-cover",),
        "media": ("flex items-start gap-4 mb-4",),
        "listing": (
            "bg-white rounded-lg shadow divide-y divide-gray-200 mb-6",
            "divide-y divide-gray-200 mb-6",
            "border border-gray-200 rounded-md bg-white divide-y divide-gray-200 mb-6",
        ),
        "item": ("flex items-center gap-4 px-4 py-4", "flex items-center gap-3 py-3 px-4"),
        "item-title": ("text-sm font-medium text-gray-900", "font-semibold"),
        "table": ("min-w-full bg-white mb-6", "w-full table-auto mb-6 bg-white shadow rounded-lg"),
        "thead": ("bg-gray-50", "bg-gray-200", "border-b-2"),
        "th": (
            "px-6 py-3 text-xs font-medium text-gray-500 uppercase tracking-wider",
            "px-4 py-2 font-semibold",
        ),
        "td": ("px-6 py-4 text-sm", "px-4 py-2 border-t"),
        "tr": ("border-b border-gray-200", "", "border-b"),
        "left": ("text-left",),
        "right": ("text-right",),
        "alert": (
            "border-l-4 p-4 mb-6",
            "rounded-md px-4 py-3 mb-6",
            "border px-4 py-3 rounded mb-6",
        ),
        "alert-plain": ("bg-blue-100 border-blue-500 text-blue-700",),
        "alert-success": ("bg-green-100 border-green-500 text-green-700",),
        "alert-danger": ("bg-red-100 border-red-400 text-red-700",),
        "alert-warning": ("bg-yellow-100 border-yellow-500 text-yellow-700",),
        "quote": ("border-l-4 border-gray-300 pl-4 italic text-gray-600 mb-4",),
        "code": (
            "bg-gray-800 text-gray-100 rounded p-4 text-sm mb-4",
            "bg-gray-100 rounded p-4 text-sm",
        ),
        "modal": ("bg-white rounded-lg shadow-xl max-w-lg mx-auto p-6",),
        "overlay": ("bg-gray-600 py-12 px-4",),
        "menu": ("mt-2 w-56 bg-white rounded-md shadow-lg py-1 border mb-6",),
        "menu-link": ("block px-4 py-2 text-sm text-gray-700",),
        "number": (
            "text-3xl font-bold",
            "text-4xl font-extrabold text-{c}-600",
            "text-2xl font-semibold",
        ),
        "event": ("border-l-2 border-{c}-500 pl-4 pb-4",),
        "plain": ("",),
        "bar": (
            "flex items-center justify-between bg-white shadow px-6 py-4",
            "flex items-center justify-between bg-gray-800 text-white px-6 py-3",
            "flex items-center justify-between bg-{c}-600 text-white p-4",
            "flex items-center justify-between border-b border-gray-200 bg-white px-8 py-4",
        ),
        "brand": (
            "text-xl font-bold",
            "font-semibold text-xl tracking-tight",
            "text-2xl font-extrabold",
        ),
        "bar-menu": ("flex gap-6", "flex gap-4 text-sm", "flex gap-8 font-medium"),
        "bar-link": ("opacity-75", "px-3 py-2 rounded-md text-sm font-medium"),
        "active": ("underline", "font-bold", "border-b-2 border-{c}-500"),
        "side-link": (
            "block px-3 py-2 rounded-md text-sm text-gray-700",
            "block py-1 text-gray-600",
        ),
        "side-active": ("bg-{c}-100 text-{c}-700 font-medium", "font-bold"),
        "side-title": (
            "text-xs font-semibold uppercase tracking-wider text-gray-500 mb-2 mt-4",
            "font-bold mb-2 mt-2",
        ),
        "tabs": ("flex border-b border-gray-200 mb-6", "flex gap-2 mb-6"),
        "tab": ("block px-4 py-2 text-sm font-medium",),
        "tab-active": ("border-b-2 border-{c}-500 text-{c}-600", "bg-{c}-600 text-white rounded"),
        "crumb": ("text-{c}-600", "text-gray-600"),
        "gap": ("mx-2 text-gray-400",),
        "crumbs": ("text-sm mb-4",),
        "pages": ("flex gap-1 mt-6", "inline-flex mt-6 shadow-sm"),
        "page": (
            "block px-3 py-1 border border-gray-300 bg-white text-sm",
            "block px-4 py-2 rounded",
        ),
        "page-active": ("bg-{c}-600 text-white",),
        "footer": (
            "bg-gray-800 text-gray-300 py-8",
            "border-t border-gray-200 py-8",
            "bg-gray-100 py-10",
        ),
        "foot-link": ("text-sm leading-8", "block py-1 text-gray-500"),
    }

    def body_classes(self) -> str:
        return self.wear("body")

    def css(self) -> str:
        # What the typography plug-in and a base layer do on such sites.
        return (
            ".prose>*+*{margin-top:1rem}.prose ul{list-style:disc;padding-left:1.5rem}.prose ol{"
            "list-style:decimal;padding-left:1.5rem}.prose a{text-decoration:underline}"
            "svg{display:inline-block;vertical-align:middle}.toned h1,.toned h2,"
            ".toned p{color:inherit}"
        )
