"""A page as a part of another document: it styles itself and nothing around it.

The rules are nested in one class (CSS Nesting), so that a rule for `body` or `h1` of the fragment
means the fragment's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from textwrap import dedent, indent
from typing import Final

from limner_server.assets import stem
from limner_server.emit.code import Stack

_STYLE: Final = re.compile(r"<style>\n(.*?)[ \t]*</style>", re.DOTALL)
_BODY: Final = re.compile(r"<body(?P<attributes>[^>]*)>\n?(?P<inside>.*?)</body>", re.DOTALL)
_TEMPLATE: Final = re.compile(r"<template>\n(.*)\n</template>", re.DOTALL)
_RETURNED: Final = re.compile(r"^  return \(\n(.*?)\n  \);", re.DOTALL | re.MULTILINE)
_IMPORTS: Final = re.compile(r"^import .*$", re.MULTILINE)
_CLASS: Final = re.compile(r'(\bclass(?:Name)?=")([^"]*)"')
_OF_THE_PAGE: Final = re.compile(r"^([ \t]*)(?::root|html|body)(?=[ ,{])", re.MULTILINE)
# A part of a page is as high as what is in it.
_OF_THE_WINDOW: Final = re.compile(r"^[ \t]*(?:min-)?height: 100[a-z]?vh;\n", re.MULTILINE)
_MAIN: Final = re.compile(r"<(/?)main\b")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The parts of a page, for each to go where it belongs.

    Attributes:
        markup: one element, and what is in it.
        css: its rules, nested in a class of its own; empty where it needs none.
        imports: the lines that bring the rules along, where they are in a file of their own.
    """

    markup: str
    css: str = ""
    imports: tuple[str, ...] = ()

    def within(self, document: str) -> Fragment:
        """The same for a document that may have a main part already: no page has two."""
        if not _MAIN.search(document):
            return self
        return replace(self, markup=_MAIN.sub(r"<\1div", self.markup))


def fragment(code: str, stack: Stack, name: str, stylesheet: str = "") -> Fragment:
    """The parts of emitted code.

    Args:
        code: a whole page or component, as emitted.
        stack: its dialect.
        name: of the picture; its stem names the class that holds the rules.
        stylesheet: the rules that the code imports, where it imports them.
    """
    scope = f"from-{stem(name)}"
    if stack is Stack.REACT and (returned := _RETURNED.search(code)):
        markup, imports = dedent(returned[1]), tuple(_IMPORTS.findall(code))
        return Fragment(_in_class(markup, scope, "className"), _nested(stylesheet, scope), imports)
    style = _STYLE.search(code)
    css = _nested(style[1], scope) if style else ""
    if stack is Stack.VUE and (template := _TEMPLATE.search(code)):
        return Fragment(_in_class(dedent(template[1]), scope, "class"), css)
    if body := _BODY.search(code):
        inside = indent(dedent(body["inside"]).strip("\n"), "  ")
        markup = f"<div{body['attributes']}>\n{inside}\n</div>"
        return Fragment(_in_class(markup, scope, "class"), css)
    return Fragment(code.rstrip(), css)


def _nested(css: str, scope: str) -> str:
    rules = _OF_THE_PAGE.sub(r"\1&", _OF_THE_WINDOW.sub("", dedent(css).strip()))
    return f".{scope} {{\n{indent(rules, '  ')}\n}}" if rules else ""


def _in_class(markup: str, scope: str, attribute: str) -> str:
    """The markup with the class at its outermost element."""
    tag, bracket, rest = markup.partition(">")
    if _CLASS.search(tag):
        tag = _CLASS.sub(rf'\g<1>{scope} \2"', tag, count=1)
    else:
        name, blank, attributes = tag.partition(" ")
        tag = f'{name} {attribute}="{scope}"{blank}{attributes}'
    return tag + bracket + rest
