"""Catalogues of gettext."""

from __future__ import annotations

from collections.abc import Iterator

import polib

from limner_server.perception.drawn.catalogues.entry import entry_texts
from limner_server.perception.drawn.drawn import Drawn
from limner_server.perception.syntax.lines import Lines


def gettext_texts(text: str) -> Iterator[Drawn]:
    """The translations of a `.po` file, else the originals; nothing of a broken one.

    An original is the key by which code asks for its translation.
    """
    try:
        entries = polib.pofile(text)
    except (OSError, ValueError, IndexError):
        return  # It is no catalogue that gettext could use either.
    lines = Lines(text)
    for entry in entries:
        if entry.obsolete:
            continue
        offset = lines.start(_line_of_translation(text, lines, entry.linenum))
        said = [entry.msgstr, *entry.msgstr_plural.values()]
        for one in filter(None, said) if any(said) else (entry.msgid, entry.msgid_plural):
            yield from entry_texts(entry.msgid, one, offset)


def _line_of_translation(text: str, lines: Lines, line: int) -> int:
    """The line of an entry's `msgstr`, some lines below that of its `msgid`."""
    found = text.find("msgstr", lines.start(line))
    return lines.line(found) if found >= 0 else line
