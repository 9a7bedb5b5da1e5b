"""Names of code as words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from limner_server.proposers.docstrings.lexicon import words_in
from limner_server.proposers.docstrings.run_together import parted

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+|[^\W\d_a-zA-Z]+")
_NUMBERED: Final = re.compile(r"([a-z]+?)_?([123])")
_NTH: Final = {"1": "first", "2": "second", "3": "third"}
_ACRONYMS: Final = words_in("acronyms")
_SPELT_OUT: Final = {
    "abs": "absolute",
    "addr": "address",
    "arg": "argument",
    "args": "arguments",
    "arr": "array",
    "attn": "attention",
    "attr": "attribute",
    "attrs": "attributes",
    "aux": "auxiliary",
    "avg": "average",
    "btn": "button",
    "calc": "calculate",
    "cfg": "configuration",
    "char": "character",
    "chars": "characters",
    "coeff": "coefficient",
    "coeffs": "coefficients",
    "col": "column",
    "cols": "columns",
    "conf": "configuration",
    "config": "configuration",
    "conn": "connection",
    "coords": "coordinates",
    "corr": "correlation",
    "cov": "covariance",
    "ctx": "context",
    "cur": "current",
    "curr": "current",
    "decl": "declaration",
    "deps": "dependencies",
    "dest": "destination",
    "dev": "deviation",
    "diag": "diagonal",
    "dict": "dictionary",
    "dir": "directory",
    "dirs": "directories",
    "dst": "destination",
    "elem": "element",
    "elems": "elements",
    "env": "environment",
    "environ": "environment",
    "err": "error",
    "expr": "expression",
    "ext": "extension",
    "fn": "function",
    "freq": "frequency",
    "func": "function",
    "hist": "histogram",
    "idx": "index",
    "img": "image",
    "impl": "implementation",
    "info": "information",
    "init": "initial",
    "inv": "inverse",
    "kwargs": "keyword arguments",
    "len": "length",
    "lib": "library",
    "libs": "libraries",
    "lst": "list",
    "max": "largest",
    "mem": "memory",
    "min": "smallest",
    "msg": "message",
    "num": "number",
    "nums": "numbers",
    "obj": "object",
    "param": "parameter",
    "params": "parameters",
    "pct": "percentage",
    "poly": "polynomial",
    "pos": "position",
    "prev": "previous",
    "prob": "probability",
    "probs": "probabilities",
    "proc": "process",
    "prod": "product",
    "props": "properties",
    "pwd": "password",
    "qty": "quantity",
    "quant": "quantization",
    "rand": "random",
    "rect": "rectangle",
    "ref": "reference",
    "refs": "references",
    "rel": "relative",
    "repo": "repository",
    "repr": "representation",
    "req": "request",
    "resp": "response",
    "seg": "segment",
    "segs": "segments",
    "seq": "sequence",
    "sig": "signature",
    "sock": "socket",
    "src": "source",
    "std": "standard",
    "str": "string",
    "subst": "substitution",
    "sys": "system",
    "temp": "temporary",
    "tmp": "temporary",
    "txt": "text",
    "usr": "user",
    "val": "value",
    "vals": "values",
    "var": "variable",
    "vars": "variables",
    "vec": "vector",
}
# Behind another word they are nouns.
_LAST: Final = {"max": "maximum", "min": "minimum", "len": "length"}
_JUNK: Final = words_in("names of nothing")
# Names that say nothing of what they stand for.
_EMPTY: Final = words_in("names that say nothing")
# Names of people and things, which keep their capitals.
_PROPER: Final = {
    "euclidean": "Euclidean",
    "fourier": "Fourier",
    "gaussian": "Gaussian",
    "jacobian": "Jacobian",
    "laplacian": "Laplacian",
    "numpy": "NumPy",
    "python": "Python",
    "pytorch": "PyTorch",
    "unicode": "Unicode",
}
_IRREGULAR: Final = {
    "child": "children",
    "datum": "data",
    "foot": "feet",
    "index": "indices",
    "man": "men",
    "matrix": "matrices",
    "person": "people",
    "vertex": "vertices",
    "woman": "women",
}
_MASS: Final = words_in("not counted")
# Singular, whatever their last letter says.
_NO_PLURALS: Final = words_in("singular in spite of an s")
_VOWEL_SOUND: Final = re.compile(r"[aeioAEIO]|[uU](?!ni|se|ti|ra)|[hH](?:our|onest|eir)")
_SPELT_VOWEL: Final = frozenset("AEFHILMNORSX")


def words_of(name: str) -> list[str]:
    """The words of a name, small but for acronyms: "getHTTPCode" has "get", "HTTP", "code"."""
    found = [_cased(word) for word in _parts(name)]
    return [part for word in found for part in _SPELT_OUT.get(word, word).split()]


def raw_words(name: str) -> list[str]:
    """The words of a name as they are written, but small."""
    return [word.lower() for word in _parts(name)]


def _parts(name: str) -> list[str]:
    found = _WORD.findall(name)
    return [*parted(found[0])] if len(found) == 1 else found


def phrase_of(name: str) -> str:
    """A name as a noun phrase without an article: "n_rows" is "number of rows"."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None and len(numbered[1]) > 1:
        return f"{_NTH[numbered[2]]} {phrase_of(numbered[1])}"
    words = words_of(name)
    raw = raw_words(name)
    if raw and raw[-1] in _LAST:
        words[-1] = _LAST[raw[-1]]
    if len(raw) > 1 and raw[0] in ("n", "num", "nr", "count"):
        return f"number of {plural(' '.join(words[1:]))}"
    if len(raw) > 1 and raw[-1] in ("count", "cnt"):
        return f"number of {plural(' '.join(words[:-1]))}"
    return " ".join(words)


def is_noun(name: str) -> bool:
    """Whether a parameter's name can stand for it in a sentence, be it ever so plain."""
    return len(name) > 2 and name.strip("_").lower() not in _JUNK


def says_something(name: str) -> bool:
    """Whether a name tells a reader what it stands for."""
    return len(name) > 1 and name.lower().strip("_") not in _EMPTY


def plural(phrase: str) -> str:
    """The plural of a phrase, by its last word."""
    head, space, word = phrase.rpartition(" ")
    return head + space + _plural(word)


def singular(word: str) -> str:
    """The singular of a word; itself where it is none."""
    small = word.lower()
    for one, many in _IRREGULAR.items():
        if small == many:
            return one
    if not is_plural(word):
        return word
    if small.endswith("ies") and len(small) > 4:
        return word[:-3] + "y"
    if small.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def is_plural(phrase: str) -> bool:
    """Whether a phrase speaks of several things, by its last word."""
    last = phrase.rpartition(" ")[2]
    small = last.lower()
    if small in _IRREGULAR.values():
        return True
    if small in _NO_PLURALS or last.isupper() or len(small) < 4:
        return small in ("ids", "ips")
    return small.endswith("s") and not small.endswith(("ss", "us", "is"))


def is_mass(phrase: str) -> bool:
    """Whether a phrase speaks of something that is not counted."""
    return phrase.rpartition(" ")[2].lower() in _MASS


def with_article(phrase: str) -> str:
    """A phrase with "a" or "an" where it needs one."""
    if not phrase or is_plural(phrase) or is_mass(phrase):
        return phrase
    first = phrase.split(maxsplit=1)[0]
    if first in ("a", "an", "the", "all", "each", "every", "no", "number", "its"):
        return f"the {phrase}" if first == "number" and " of " in phrase else phrase
    if first.isupper() and len(first) > 1:
        return f"{'an' if first[0] in _SPELT_VOWEL else 'a'} {phrase}"
    return f"{'an' if _VOWEL_SOUND.match(first) else 'a'} {phrase}"


def with_the(phrase: str) -> str:
    """A phrase with "the" where it needs it."""
    first = phrase.split(maxsplit=1)[0] if phrase else ""
    if first in ("a", "an", "the", "all", "each", "every", "no", "its", "whether", "`"):
        return phrase
    return f"the {phrase}" if phrase else ""


def sentence(text: str) -> str:
    """A text with a capital first letter and a full stop."""
    text = text.strip()
    if not text:
        return ""
    if text[0].islower() and text.split(maxsplit=1)[0].islower():
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Parts as a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _cased(word: str) -> str:
    small = word.lower()
    if small in _ACRONYMS or (word.isupper() and 1 < len(word) < 4 and small not in _SPELT_OUT):
        return word.upper()
    return _PROPER.get(small, small)


def _plural(word: str) -> str:
    small = word.lower()
    if small in _IRREGULAR:
        return _IRREGULAR[small]
    if is_plural(word) or small in _MASS or not word:
        return word
    if word.isupper():
        return f"{word}s"
    if small.endswith("y") and small[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if small.endswith(("s", "x", "ch", "sh", "z")) else f"{word}s"
