"""Kinds of values by the names of parameters, where nothing else tells."""

from __future__ import annotations

import re
from typing import Final

from limner_server.proposers.cases.javascript.kinds import ANY, Kind
from limner_server.proposers.cases.javascript.values import Value

_NUMBER: Final = Kind("number")
_STRING: Final = Kind("string")
# By the last word of a name, in lower case.
_NUMBERS: Final = (
    "n x y z i j k m p q num number int count index size length limit max min total price amount"
    " age width height threshold factor step start end offset radius degree rate percent"
    " percentage digit digits year month day hour minute second seconds ms weight score depth"
    " level capacity value quantity qty side base exponent precision decimals"
)
_STRINGS: Final = (
    "s str string text word sentence name key prefix suffix substring char c ch character message"
    " title path url email line input label id pattern separator delimiter code phrase paragraph"
    " slug password username firstname lastname letter haystack needle query type unit currency"
    " locale brackets parentheses paren"
)
_ARRAYS: Final = (
    "arr array list lst l items elements values xs ys collection sequence seq queue stack"
)
_OBJECTS: Final = "obj object options opts config settings props data record map dict target source"
_KINDS: Final = (
    (_NUMBERS, _NUMBER),
    (_STRINGS, _STRING),
    ("flag enabled disabled strict verbose recursive reverse descending", Kind("boolean")),
    ("fn func function callback cb predicate f g iteratee mapper reducer", Kind("function")),
    ("comparator compare comparefn comparer", Kind("function", arity=2)),
    (_ARRAYS, Kind("array")),
    ("nums numbers integers ints prices amounts scores weights", Kind("array", item=_NUMBER)),
    ("strings strs words names keys chars lines letters tags", Kind("array", item=_STRING)),
    ("matrix grid board rows", Kind("array", item=Kind("array", item=_NUMBER))),
    (_OBJECTS, Kind("object")),
    ("date birthday deadline", Kind("date")),
    ("regex regexp", Kind("regexp")),
)
# By the last word of a name, in lower case.
_WORDS: Final = {word: kind for words, kind in _KINDS for word in words.split()}
_FLAGS: Final = re.compile(r"(?:is|has|should|can|allow|enable|use|include|with)(?=[A-Z_])")
# What texts of these names look like.
_LIKELY: Final[dict[str, tuple[Value, ...]]] = {
    "email": ("ann@example.com", "ann", "ann@", "@example.com"),
    "url": ("https://example.com/a?b=1", "example.com", "ftp://example.com"),
    "date": ("2024-02-29", "2024-13-01", "yesterday"),
    "time": ("12:30", "23:59:59", "25:00"),
    "path": ("a/b/c.txt", "/a/b", "../a"),
    "phone": ("+1 555 123 4567", "555-1234"),
    "color": ("#ff0000", "red", "#fff"),
    "colour": ("#ff0000", "red", "#fff"),
    "hex": ("ff", "0x1f", "zz"),
    "json": ('{"a":1}', "[1,2]", "{"),
    "version": ("1.2.3", "1.10.0", "2.0"),
    "year": (2024, 1900, 2000, 2023),
    "month": (1, 12, 0, 13, 2),
    "day": (1, 31, 0),
    "currency": ("EUR", "USD"),
    "locale": ("en-US", "de-DE"),
    "name": ("Ann", "Bob"),
    "age": (30, 17, 18, -1),
    "price": (9.99, 100, -1, 0),
}


def kind_by_name(name: str) -> Kind:
    """What a parameter of this name mostly takes; any where that says nothing."""
    if _FLAGS.match(name):
        return Kind("boolean")
    words = _words(name)
    last = words[-1] if words else ""
    found = _WORDS.get(last) or _WORDS.get("".join(words))
    if found is None and last.endswith("s") and len(last) > 3:
        single = _WORDS.get(last[:-1])
        found = Kind("array", item=single) if single is not None else Kind("array")
    return found or ANY


def likely_values(name: str, kind: Kind) -> tuple[Value, ...]:
    """Values of a kind that one of this name is likely to have."""
    found = [value for word in _words(name) for value in _LIKELY.get(word, ())]
    fits = {"string": (str,), "number": (int, float)}.get(kind.name, ())
    return tuple(one for one in found if isinstance(one, fits))


def _words(name: str) -> list[str]:
    return [one.lower() for one in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", name)]
