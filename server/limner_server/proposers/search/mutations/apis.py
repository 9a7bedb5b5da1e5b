"""Functions and methods that are taken for one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from limner_server.proposers.search import grammar
from limner_server.proposers.search.change import Change, replace
from limner_server.proposers.search.subject import Subject

# Each line holds what is confused with each other, the closest neighbours first.
_PYTHON: Final = """
    max min sum
    any all
    sorted reversed list
    list tuple set sorted
    int float round str abs
    ceil floor round trunc
    floor ceil round sqrt
    len sum max
    range enumerate
    append extend insert add
    add discard remove update append
    remove pop discard
    lower upper swapcase title capitalize
    upper lower swapcase title capitalize
    isupper islower isalpha istitle
    islower isupper isalpha
    isalpha isalnum isdigit isupper islower
    isdigit isnumeric isalpha isalnum
    startswith endswith
    strip lstrip rstrip
    lstrip rstrip strip
    split rsplit splitlines partition
    find rfind index count
    index find rindex count
    rfind find rindex
    keys values items
    values keys items
    items keys values
    get pop setdefault
    title capitalize upper lower
    capitalize title upper
    ljust rjust center zfill
    rjust ljust center zfill
    sort reverse
    union intersection difference symmetric_difference
    intersection union difference
    difference union intersection symmetric_difference
    issubset issuperset
    permutations combinations product combinations_with_replacement
    combinations permutations combinations_with_replacement product
    append appendleft
    popleft pop
    sin cos tan
    sqrt pow exp
    mean median mode
    heappush heappop
    bisect_left bisect_right bisect
    ord chr
    bin hex oct
    match search fullmatch findall
    sub split findall
    zip enumerate
    map filter
    isinstance issubclass
    add sub mul
"""
_JAVASCRIPT: Final = """
    max min abs
    floor ceil round trunc
    ceil floor round trunc
    round floor ceil trunc
    trunc floor round ceil
    push unshift concat pop
    unshift push
    pop shift
    shift pop
    some every find includes
    every some
    map filter forEach flatMap
    filter map find some
    forEach map
    find filter findIndex findLast
    findIndex find indexOf findLastIndex
    indexOf lastIndexOf includes search
    lastIndexOf indexOf
    includes startsWith endsWith indexOf
    slice splice substring
    splice slice
    substring slice substr
    startsWith endsWith includes
    toLowerCase toUpperCase trim
    trim trimStart trimEnd
    trimStart trimEnd trim
    padStart padEnd
    keys values entries
    values keys entries
    entries keys values
    reduce reduceRight
    shift unshift
    parseInt parseFloat Number
    parseFloat parseInt Number
    Number parseInt String parseFloat
    isInteger isFinite isNaN isSafeInteger
    isNaN isFinite isInteger
    concat push join
    add delete has
    has get add
    get has delete
    set get
    sort reverse
    split match
    replace replaceAll
    flat flatMap
    charAt charCodeAt at
    charCodeAt codePointAt charAt
    fromCharCode fromCodePoint
    all allSettled any race
    sqrt cbrt pow
    from of
    at charAt indexOf
    log log2 log10
    setFullYear setYear
    getDay getDate
    getDate getDay
    toString valueOf
    Set Map Array
"""


def _neighbours(lines: str) -> dict[str, dict[str, float]]:
    """For each name the names taken for it, with their costs."""
    found: dict[str, dict[str, float]] = {}
    for line in lines.strip().splitlines():
        first, *others = line.split()
        for index, other in enumerate(others):
            cost = 1.2 + 0.25 * index
            found.setdefault(first, {}).setdefault(other, cost)
            found.setdefault(other, {}).setdefault(first, cost + 0.3)
    return found


_OTHERS: Final = {True: _neighbours(_PYTHON), False: _neighbours(_JAVASCRIPT)}


def other_api(subject: Subject, node: Node) -> Iterator[Change]:
    """A function or method that is taken for the one called."""
    name = called_name(node)
    if name is not None:
        written = subject.code.of(name)
        for other, cost in _OTHERS[subject.code.python].get(written, {}).items():
            yield replace(subject, name, other, cost)


def called_name(node: Node) -> Node | None:
    """The name of what is called, without the object it belongs to."""
    function = None
    if node.type in grammar.CALLS:
        function = node.child_by_field_name("function")
    elif node.type == "new_expression":
        function = node.child_by_field_name("constructor")
    if function is not None and function.type in grammar.MEMBERS:
        return function.child_by_field_name("attribute") or function.child_by_field_name("property")
    return function if function is not None and function.type == "identifier" else None
