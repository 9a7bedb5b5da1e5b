"""Attributes that an object does not have: misspelt, or called so in another language."""

from __future__ import annotations

import builtins
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from limner_server.proposers.quickfix.problem import Fix, Problem, rules
from limner_server.proposers.quickfix.spelling import misspelling

# What a method is called elsewhere.
_PYTHON: Final = {
    "push": ("append", "add"),
    "add": ("append", "update"),
    "append": ("add", "push"),
    "push_back": ("append",),
    "trim": ("strip",),
    "toLowerCase": ("lower",),
    "toUpperCase": ("upper",),
    "lowercase": ("lower",),
    "uppercase": ("upper",),
    "to_lower": ("lower",),
    "to_upper": ("upper",),
    "startsWith": ("startswith",),
    "endsWith": ("endswith",),
    "indexOf": ("index", "find"),
    "substring": ("find",),
    "iteritems": ("items",),
    "iterkeys": ("keys",),
    "itervalues": ("values",),
    "addAll": ("extend", "update"),
    "concat": ("extend",),
    "delete": ("remove", "pop"),
    "shift": ("pop",),
    "size": ("__len__",),
    "put": ("append",),
    "decode": ("encode",),
    "encode": ("decode",),
}
_JAVASCRIPT: Final = {
    "append": ("push", "add"),
    "add": ("push", "set"),
    "push": ("add",),
    "contains": ("includes", "has"),
    "has": ("includes",),
    "includes": ("has",),
    "strip": ("trim",),
    "lower": ("toLowerCase",),
    "upper": ("toUpperCase",),
    "toLower": ("toLowerCase",),
    "toUpper": ("toUpperCase",),
    "startswith": ("startsWith",),
    "endswith": ("endsWith",),
    "len": ("length",),
    "size": ("length",),
    "length": ("size",),
    "count": ("length",),
    "each": ("forEach",),
    "foreach": ("forEach",),
    "find_index": ("findIndex",),
    "extend": ("concat",),
    "remove": ("delete",),
    "index": ("indexOf",),
    "str": ("toString",),
}
# What the objects of the language have.
_STANDARD: Final = frozenset(
    {
        "abs", "add", "addEventListener", "all", "allSettled", "any", "apply", "assign", "at",
        "bind", "call", "catch", "ceil", "charAt", "charCodeAt", "clear", "codePointAt",
        "concat", "create", "debug", "defineProperty", "delete", "endsWith", "entries", "error",
        "every", "exec", "fill", "filter", "finally", "find", "findIndex", "findLast", "flat",
        "flatMap", "floor", "forEach", "freeze", "from", "fromEntries", "get", "getDate",
        "getDay", "getElementById", "getFullYear", "getHours", "getMonth", "getPrototypeOf",
        "getTime", "has", "hasOwn", "hasOwnProperty", "includes", "indexOf", "info",
        "innerHTML", "is", "isArray", "isFinite", "isInteger", "isNaN", "join", "keys",
        "lastIndexOf", "length", "localeCompare", "log", "map", "match", "matchAll", "max",
        "min", "normalize", "now", "of", "padEnd", "padStart", "parse", "parseFloat",
        "parseInt", "pop", "pow", "preventDefault", "push", "querySelector", "race", "random",
        "raw", "reduce", "reduceRight", "reject", "repeat", "replace", "replaceAll", "resolve",
        "reverse", "round", "search", "set", "shift", "sign", "size", "slice", "some", "sort",
        "splice", "sqrt", "startsWith", "stringify", "substring", "table", "test",
        "textContent", "then", "toFixed", "toISOString", "toLocaleLowerCase",
        "toLocaleUpperCase", "toLowerCase", "toPrecision", "toReversed", "toSorted",
        "toSpliced", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "trunc",
        "unshift", "values", "warn", "with",
    }
)  # fmt: skip
_MOST_DEFINITIONS: Final = 3
_ATTRIBUTE: Final = re.compile(r"\.\s*([A-Za-z_$][\w$]*)")
_MEMBER: Final = re.compile(
    r"(?:^|[{;,])\s*(?:readonly\s+|static\s+|async\s+|def\s+)*([A-Za-z_$][\w$]*)\s*[?!]?\s*[:(=]",
    re.MULTILINE,
)


def _unknown_member(problem: Problem) -> Iterator[Fix]:
    name = problem.quoted[0] if problem.quoted else ""
    owner = problem.quoted[1] if len(problem.quoted) > 1 else ""
    if problem.diagnostic.source == "mypy" and owner:
        # "X" has no attribute "y": the other way round.
        name, owner = owner, name
    node = problem.spelled(name)
    if node is None or node.parent is None:
        return
    for spelling, cost in _spellings(problem, name, owner):
        yield Fix((problem.replace(node, spelling),), f"write `{spelling}`", cost)
    yield from _functions(problem, name)


def _spellings(problem: Problem, name: str, owner: str) -> Iterator[tuple[str, float]]:
    seen = {name}
    hint = problem.quoted[-1] if "did you mean" in problem.diagnostic.message.lower() else ""
    elsewhere = _PYTHON if problem.is_python else _JAVASCRIPT
    candidates = [(hint, 0.2)] if hint else []
    candidates += [(other, 0.5 + 0.3 * rank) for rank, other in enumerate(elsewhere.get(name, ()))]
    alike = _alike(problem, name, owner)
    candidates += sorted((one for one in alike if one[1] < math.inf), key=lambda one: one[1])
    for spelling, cost in candidates:
        if spelling not in seen:
            seen.add(spelling)
            yield spelling, cost


def _alike(problem: Problem, name: str, owner: str) -> Iterator[tuple[str, float]]:
    text = problem.text
    own = {found[1] for form in (_MEMBER, _ATTRIBUTE) for found in form.finditer(text)}
    own |= _defined_members(problem, owner)
    standard = _builtin_members(owner) if problem.is_python else _STANDARD
    for known, far in [(own, 0.0), (standard, 0.1)]:
        for one in known:
            yield one, misspelling(name, one) + far


def _defined_members(problem: Problem, owner: str) -> set[str]:
    """What a class or a type of the workspace has, as far as its definition says."""
    if not owner.isidentifier():
        return set()
    path = problem.diagnostic.path
    found = problem.files.find_definitions(owner, near=path, check=problem.check)
    return {
        member[1]
        for one in islice(found, _MOST_DEFINITIONS)
        for member in _MEMBER.finditer(one.span.of(problem.files.text(one.path)))
    }


def _builtin_members(owner: str) -> set[str]:
    """Public attributes of a built-in type, or of all where the type is not one."""
    bare = re.sub(r"[\[<].*", "", owner)
    known = getattr(builtins, bare, None)
    kinds = [known] if isinstance(known, type) else [str, list, dict, set, int, bytes]
    return {name for kind in kinds for name in dir(kind) if not name.startswith("_")}


def _functions(problem: Problem, name: str) -> Iterator[Fix]:
    """`x.length` of other languages as Python's `len(x)`."""
    node = problem.spelled(name)
    access = problem.around("attribute", "member_expression", of=node)
    if access is None:
        return
    value = access.child_by_field_name("object")
    whole = access
    if access.parent is not None and access.parent.type == "call":
        whole = access.parent
    if problem.is_python and name in ("length", "len", "size", "count"):
        text = f"len({problem.source(value)})"
        yield Fix((problem.replace(whole, text),), f"write `{text}`", 0.4)
    arguments = whole.child_by_field_name("arguments") if whole is not access else None
    if problem.is_python and name in ("contains", "includes", "has_key", "has") and arguments:
        text = f"{problem.source(arguments)[1:-1]} in {problem.source(value)}"
        yield Fix((problem.replace(whole, text),), f"write `{text}`", 0.4)


RULES: Final = rules(
    (
        _unknown_member,
        "property '.*' does not exist|cannot access attribute|has no attribute",
        "is not a known attribute of (?!.*None)|no exported member|unknown import symbol",
    ),
)
