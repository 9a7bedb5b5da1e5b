"""What methods, functions and operators of JavaScript tell of what they are used on."""

from __future__ import annotations

from typing import Final

_BY_KIND: Final = {
    "string": (
        "split charAt charCodeAt codePointAt toUpperCase toLowerCase trim trimStart trimEnd"
        " startsWith endsWith replace replaceAll padStart padEnd substring substr match matchAll"
        " repeat localeCompare normalize search toLocaleLowerCase toLocaleUpperCase"
    ),
    "array": (
        "push pop shift unshift map filter reduce reduceRight forEach sort splice some every find"
        " findIndex findLast flat flatMap join fill reverse toSorted toReversed"
    ),
    "number": "toFixed toPrecision toExponential",
    "date": (
        "getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds toISOString"
        " getUTCFullYear getUTCDate getUTCMonth getUTCDay setDate setMonth"
    ),
    "map": "get",
    "set": "add",
    "regexp": "test exec",
    "function": "call apply bind",
    "promise": "then catch finally",
    "sequence": "indexOf lastIndexOf includes slice concat at",
    "collection": "has delete clear",
}
METHODS: Final = {name: kind for kind, names in _BY_KIND.items() for name in names.split()}
# Methods that hand each item to a function, and as which of its parameters.
EACH: Final = {
    "map": 0,
    "filter": 0,
    "forEach": 0,
    "some": 0,
    "every": 0,
    "find": 0,
    "findIndex": 0,
    "flatMap": 0,
    "sort": 0,
    "reduce": 1,
    "reduceRight": 1,
}
# Methods that are given an item.
GATHERING: Final = frozenset({"push", "unshift", "includes", "indexOf"})
ARITHMETIC: Final = frozenset({"-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"})
ORDER: Final = frozenset({"<", ">", "<=", ">="})
EQUALITY: Final = frozenset({"===", "==", "!==", "!="})
TYPES: Final = {"Date": "date", "Map": "map", "Set": "set", "RegExp": "regexp", "Array": "array"}
# Functions and classes of the language by what they take.
TAKES: Final = {
    "parseInt": "string",
    "parseFloat": "string",
    "encodeURIComponent": "string",
    "decodeURIComponent": "string",
    "JSON.parse": "string",
    "Number": "string",
    "isNaN": "number",
    "Number.isInteger": "number",
    "Number.isFinite": "number",
    "Number.isSafeInteger": "number",
    "String.fromCharCode": "number",
    "Object.keys": "object",
    "Object.values": "object",
    "Object.entries": "object",
    "Object.assign": "object",
    "Array.isArray": "array",
    "Array.from": "sequence",
    "Date": "date",
    "Set": "array",
    "Map": "array",
}
