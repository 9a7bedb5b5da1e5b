"""Calls that ask something, as clauses: "`text` starts with `prefix`"."""

from __future__ import annotations

import ast
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.clauses import Clause
from limner_server.proposers.docstrings.verbs import imperative
from limner_server.proposers.docstrings.words import phrase_of, with_article

# Methods that ask something: what of one, what of several.
ASKING: Final = {
    "startswith": ("starts with", "start with"),
    "startsWith": ("starts with", "start with"),
    "endswith": ("ends with", "end with"),
    "endsWith": ("ends with", "end with"),
    "includes": ("contains", "contain"),
    "has": ("has", "have"),
    "isdigit": ("consists of digits", "consist of digits"),
    "isnumeric": ("is numeric", "are numeric"),
    "isalpha": ("consists of letters", "consist of letters"),
    "isalnum": ("consists of letters and digits", "consist of letters and digits"),
    "isupper": ("is in upper case", "are in upper case"),
    "islower": ("is in lower case", "are in lower case"),
    "isspace": ("is blank", "are blank"),
    "exists": ("exists", "exist"),
    "is_file": ("is a file", "are files"),
    "is_dir": ("is a directory", "are directories"),
    "is_absolute": ("is absolute", "are absolute"),
    "is_set": ("is set", "are set"),
    "issubset": ("is a subset of", "are subsets of"),
    "test": ("matches", "match"),
}


def question(call: ast.Call, *, holds: bool) -> Clause | None:
    """`is_valid(x)` and `x.is_valid()`: "`x` is valid"."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    words = phrase_of(name).split()
    if any(len(word) == 1 for word in words):
        return None
    if len(words) < 2 or words[0] not in ("is", "has") or len(call.args) > 1 or call.keywords:
        return None
    subject = call.args[0] if call.args else None
    if subject is None and isinstance(call.func, ast.Attribute):
        subject = call.func.value
    rest = " ".join(words[1:])
    if imperative(words[1]) and not is_adjective(rest) and not is_adjective(words[1]):
        return None
    if words[0] == "has":
        one, many = f"has {rest}", f"have {rest}"
    else:
        rest = rest if is_adjective(rest) else with_article(rest)
        one, many = f"is {rest}", f"are {rest}"
    return Clause(subject, *((one, many) if holds else (denied(one), denied(many))))


def denied(predicate: str) -> str:
    head, _, rest = predicate.partition(" ")
    if head in ("is", "are"):
        return f"{head} not {rest}"
    plain = {"has": "have", "matches": "match", "exists": "exist"}.get(head)
    if plain is None:
        plain = head.removesuffix("s") if head.endswith("s") and not head.endswith("ss") else head
    does = "does" if head.endswith("s") else "do"
    return " ".join(filter(None, (f"{does} not", plain, rest)))
