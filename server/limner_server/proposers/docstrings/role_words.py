"""What is done with values, by the names of functions and methods."""

from __future__ import annotations

from typing import Final

# What a function or method does with its argument.
DONE_BY: Final = {
    "sorted": "to sort",
    "sum": "to sum",
    "fsum": "to sum",
    "max": "to take the largest of",
    "min": "to take the smallest of",
    "reversed": "to reverse",
    "open": "to open",
    "print": "to print",
    "json.loads": "to parse",
    "json.load": "to read",
    "json.dumps": "to write as JSON",
    "json.dump": "to write as JSON",
    "JSON.parse": "to parse",
    "JSON.stringify": "to write as JSON",
    "time.sleep": "to wait",
    "math.sqrt": "to take the square root of",
    "re.sub": "to search",
}


# What is done to an object by its methods.
DONE_TO: Final = {
    "split": "to split",
    "replace": "to replace parts of",
    "strip": "to strip",
    "trim": "to trim",
    "lower": "to compare regardless of case",
    "swapcase": "to change the case of",
    "sort": "to sort in place",
    "reverse": "to reverse in place",
    "append": "to extend in place",
    "extend": "to extend in place",
    "push": "to extend in place",
    "clear": "to empty in place",
    "update": "to update in place",
    "filter": "to filter",
    "map": "to go through",
    "forEach": "to go through",
    "reduce": "to combine",
    "join": "to join",
    "items": "to go through",
    "values": "to go through",
    "keys": "to go through",
    "read": "to read",
    "readlines": "to read",
    "write": "to write to",
    "read_text": "to read",
    "write_text": "to write",
    "zfill": "to pad with zeros",
    "startswith": "to check",
    "endswith": "to check",
    "count": "to count in",
    "execute": "to execute queries with",
}


INTO: Final = {
    "append": "to append to {}",
    "push": "to append to {}",
    "add": "to add to {}",
    "insert": "to insert into {}",
    "extend": "to append to {}",
    "update": "to update {} with",
    "remove": "to remove from {}",
    "discard": "to remove from {}",
    "delete": "to remove from {}",
    "index": "to look for in {}",
    "count": "to count in {}",
    "get": "to look up in {}",
    "has": "to look up in {}",
    "pop": "to take out of {}",
    "startswith": "that {} may start with",
    "startsWith": "that {} may start with",
    "endswith": "that {} may end with",
    "endsWith": "that {} may end with",
    "includes": "to look for in {}",
    "find": "to look for in {}",
    "split": "to split {} at",
    "join": "to join",
    "write": "to write",
    "set": "to store in {}",
}
