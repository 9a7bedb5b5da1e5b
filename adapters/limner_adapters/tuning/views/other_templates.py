"""Templates of Vue, Svelte and Handlebars, said in the words of Jinja."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source"})
_LITERAL: Final = re.compile(r"\s*(['\"`])((?:(?!\1).)*)\1\s*")
_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_METHODS: Final = frozenset({"toFixed", "toUpperCase", "toLowerCase", "toString", "format", "trim"})
_PART: Final = re.compile(r"<(script|style|template)\b[^>]*>(.*?)</\1\s*>\s*(?=<|\Z)", re.DOTALL)
_LOOP: Final = re.compile(r"\(?\s*(\w+)[^)]*?\)?\s+(?:in|of)\s+(.+)", re.DOTALL)


def from_vue(text: str) -> str:
    """A single-file component of Vue: its template, with its styles before it."""
    opened = re.search(r"<template\b[^>]*>", text)
    end = text.rfind("</template>")
    if opened is None or end < opened.end():
        return ""
    outside = text[: opened.start()] + text[end + len("</template>") :]
    styles = "".join(
        f"<style>{found[2]}</style>" for found in _PART.finditer(outside) if found[1] == "style"
    )
    return styles + _rewritten(text[opened.end() : end])


def from_svelte(text: str) -> str:
    """A component of Svelte: its markup, with its styles before it."""
    styles = "".join(
        found[0] for found in re.finditer(r"<style\b[^>]*>.*?</style\s*>", text, re.DOTALL)
    )
    text = re.sub(r"<(script|style)\b[^>]*>.*?</\1\s*>", "", text, flags=re.DOTALL)
    text = re.sub(
        r"\{#each\s+(.+?)\s+as\s+(\w+)[^}]*\}",
        lambda found: f"{{% for {found[2]} in {_expression(found[1])} %}}",
        text,
    )
    text = re.sub(r"\{/each\}", "{% endfor %}", text)
    text = re.sub(r"\{[#:/@](?!each)[^}]*\}", "", text)
    text = re.sub(r"(?<![{%])\{([^{}%]+)\}(?!\})", lambda found: _shown(found[1]), text)
    return styles + _rewritten(text)


def from_handlebars(text: str) -> str:
    """A template of Handlebars or Mustache."""
    text = re.sub(r"\{\{[#^]each\s+([\w.]+).*?\}\}", r"{% for item in \1 %}", text)
    text = text.replace("{{/each}}", "{% endfor %}")
    text = re.sub(r"\{\{\{?\s*[#/^>!&].*?\}?\}\}|\{\{\s*else.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{\{\{(.*?)\}\}\}", r"{{\1}}", text)
    return re.sub(r"\{\{(.*?)\}\}", lambda found: _shown(found[1].replace("this.", "")), text)


def _shown(expression: str) -> str:
    literal = _LITERAL.fullmatch(expression)
    if literal is not None:
        return escape(literal[2], quote=False)
    return f"{{{{ {_expression(expression)} }}}}"


def _expression(text: str) -> str:
    """The name that an expression is mostly about."""
    names = _NAME.findall(text)
    if not names:
        return "value"
    parts = [part.replace("$", "") or "value" for part in names[0].split(".")]
    while len(parts) > 1 and parts[-1] in _METHODS:
        parts.pop()
    return ".".join(parts)


def _rewritten(html: str) -> str:
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return "".join(writer.parts)


class _Writer(HTMLParser):
    """Writes markup as it was, with loops around what is repeated, and no directives."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        # Of each open element whether a loop is around it.
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        loop = next(
            (_LOOP.fullmatch(value or "") for name, value in attrs if name == "v-for"), None
        )
        if loop is not None:
            self.parts.append(f"{{% for {loop[1]} in {_expression(loop[2])} %}}")
        hidden = any(name in ("v-else", "v-else-if") for name, _ in attrs)
        kept = [
            (name, value)
            for name, value in attrs
            if re.fullmatch(r"[a-z][a-z0-9-]*", name) and not name.startswith("v-")
        ]
        if hidden:
            kept.append(("hidden", None))
        shown = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in kept
        )
        said = dict(attrs).get("v-text")
        self.parts.append(f"<{tag}{shown}>{_shown(said) if said else ''}")
        if tag in _VOID:
            self.parts.append("{% endfor %}" if loop is not None else "")
        else:
            self._open.append((tag, loop is not None))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, looped = self._open.pop()
            self.parts.append(f"</{name}>" + ("{% endfor %}" if looped else ""))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.parts.append(
            re.sub(r"\{\{(.*?)\}\}", lambda found: _shown(found[1]), data, flags=re.DOTALL)
        )

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")
