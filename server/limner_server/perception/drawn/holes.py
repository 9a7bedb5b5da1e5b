"""Where something is put into a text when it is drawn, in the ways that formats spell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.perception.drawn.drawn import HOLE

# i18next and Vue {{name}} and {name}, Python %(name)s and {0}, C %1$s and %@, Ruby %{name} and
# #{name}, JavaScript ${name}, Dart $name, Laravel :name, nested $t(key).
_HOLE: Final = re.compile(
    r"\$t\([^()]*\)|[#$%]?\{\{?[^{}\n]*\}?\}|%\(\w+\)[sdifrx]"
    r"|%(?:\d+\$)?[-+0 ]*\d*(?:\.\d+)?l*(?:@|[sdifux]\b)"
    r"|(?<![\w:]):[a-z_]\w*|\$[a-zA-Z_]\w*|\\\([^()]*\)"
)
# <0>, </1>, <br/>, <bold>: what a catalogue leaves of tags.
_TAG: Final = re.compile(r"</?[\w.\-]+(?:\s[^<>]*)?/?>")
# {count, plural, one {# parcel} other {# parcels}}: https://unicode-org.github.io/icu/
_CHOICE: Final = re.compile(
    r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_BRANCH: Final = re.compile(r"[=\w]+\s*\{((?:[^{}]|\{[^{}]*\})*)\}")


def with_holes(text: str, offset: int) -> Iterator[tuple[str, int]]:
    """The pieces of a text between its holes, with the holes, each with where it stands."""
    at = 0
    for found in _HOLE.finditer(text):
        yield text[at : found.start()], offset + at
        yield HOLE, offset + found.start()
        at = found.end()
    yield text[at:], offset + at


def readings(text: str) -> list[str]:
    """What a text of a catalogue may be drawn as: without tags, for each choice of a plural."""
    text = _TAG.sub("", text)
    found = _CHOICE.search(text)
    if found is None:
        return [text]
    branches = [branch[1].replace("#", "{n}") for branch in _BRANCH.finditer(found[1])]
    return [text[: found.start()] + branch + text[found.end() :] for branch in branches] or [text]
