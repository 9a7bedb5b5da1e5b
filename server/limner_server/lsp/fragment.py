"""A page as a fragment of another page: it styles itself and nothing around it.

The rules are nested in one class (CSS Nesting), so that a rule for `body` or `h1` of the fragment
means the fragment's own.
"""

from __future__ import annotations

import re
from textwrap import dedent, indent
from typing import Final

from limner_server.assets import stem

_STYLE: Final = re.compile(r"<style>\n(.*?)[ \t]*</style>", re.DOTALL)
_BODY: Final = re.compile(r"<body(?P<attributes>[^>]*)>\n?(?P<inside>.*?)</body>", re.DOTALL)
_CLASS: Final = re.compile(r'\bclass="([^"]*)"')
_OF_THE_PAGE: Final = re.compile(r"^(?::root|html|body)(?=[ ,{])", re.MULTILINE)


def as_fragment(page: str, name: str) -> str:
    """The body of a page as a `div`, with its rules before it.

    Args:
        page: a whole document, as emitted. Code without a body is its own fragment.
        name: of the picture; its stem names the class that holds the rules.
    """
    body = _BODY.search(page)
    if body is None:
        return page.rstrip()
    scope = f"from-{stem(name)}"
    style = _STYLE.search(page)
    rules = _nested(style[1], scope) if style else ""
    classes = _CLASS.search(body["attributes"])
    own = f"{scope} {classes[1]}" if classes else scope
    inside = dedent(body["inside"]).strip("\n")
    return f'{rules}<div class="{own}">\n{indent(inside, "  ")}\n</div>'


def _nested(css: str, scope: str) -> str:
    rules = _OF_THE_PAGE.sub("&", dedent(css).strip())
    return f"<style>\n  .{scope} {{\n{indent(rules, '    ')}\n  }}\n</style>\n"
