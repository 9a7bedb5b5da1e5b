"""What texts look like that go by a name."""

from __future__ import annotations

import re
from typing import Final

# Whose names are those of people.
_PEOPLE: Final = (
    "first",
    "last",
    "full",
    "person",
    "student",
    "employee",
    "customer",
    "member",
    "player",
    "owner",
    "teacher",
    "patient",
)
# What texts of a name look like, the plainest first.
_EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "name": ("Ann", "Bob", "Ann Lee"),
    "user": ("ann", "bob"),
    "username": ("ann", "bob"),
    "email": ("ann@example.com", "bob@example.org", "no-address"),
    "mail": ("ann@example.com", "no-address"),
    "url": ("https://example.com/a?b=1#c", "http://example.org", "example.com"),
    "uri": ("https://example.com/a", "/a/b"),
    "path": ("a/b.txt", "/a/b", "c"),
    "filename": ("a.txt", "b.tar.gz", "c"),
    "date": ("2024-01-31", "2023-12-01", "31.01.2024"),
    "time": ("12:30", "00:00", "23:59"),
    "datetime": ("2024-01-31 12:30", "2023-12-01 00:00"),
    "password": ("Secret-12", "abc", "12345678"),
    "phone": ("+1 555 0100", "555-0100"),
    "ip": ("192.168.0.1", "10.0.0.256", "1.2.3"),
    "sentence": ("The quick brown fox.", "Hello, world!", "one two two"),
    "text": ("hello world", "The cat sat.", "a b a"),
    "word": ("hello", "level", "Apple"),
    "words": ("one two three", "a b a"),
    "line": ("hello world", "a, b, c"),
    "title": ("Dune", "Emma"),
    "author": ("Ann Lee", "Bob Ray"),
    "city": ("Rome", "Oslo"),
    "country": ("Italy", "Norway"),
    "product": ("apple", "pear"),
    "item": ("apple", "pear"),
    "char": ("a", "B", "1"),
    "character": ("a", "B", "1"),
    "letter": ("a", "B"),
    "currency": ("USD", "EUR"),
    "symbol": ("A", "B"),
    "expression": ("1 + 2 * 3", "(1 + 2) * 3", "2 / 0"),
    "expr": ("1 + 2 * 3", "(1 + 2) * 3"),
    "formula": ("1 + 2", "2 * (3 - 1)"),
    "pattern": ("a+", "b"),
    "json": ('{"a": 1}', "[]", "{"),
    "html": ("<p>hello</p>", "<br>", "hello"),
    "xml": ("<a><b>1</b></a>", "<a/>"),
    "color": ("#ff0000", "red"),
    "binary": ("1010", "0", "111"),
    "bits": ("1010", "0"),
    "number": ("12", "-3", "4.5"),
    "num": ("12", "-3"),
    "brackets": ("()", "(()", "([])"),
    "paren": ("()", "(())", "(()"),
    "parens": ("()", "(())", "(()"),
    "hex": ("ff", "1A"),
    "sep": (",", "-"),
    "separator": (",", "-"),
    "delimiter": (",", ";"),
    "key": ("a", "b"),
    "message": ("hello", "attack at dawn"),
    "id": ("a1", "b2"),
}


def texts_for(name: str) -> tuple[str, ...]:
    """What a text of this name looks like; nothing where the name tells nothing."""
    lower = re.sub(r"\d+$", "", name.lower().strip("_"))
    parts = lower.split("_")
    owner, last = parts[0], parts[-1]
    if last in ("name", "id") and len(parts) > 1 and owner not in (*_EXAMPLES, *_PEOPLE):
        return f"{owner}-1", f"{owner}-2"
    for word in (lower, parts[-1], parts[0], parts[-1].rstrip("s")):
        if word in _EXAMPLES:
            return _EXAMPLES[word]
    return ()
