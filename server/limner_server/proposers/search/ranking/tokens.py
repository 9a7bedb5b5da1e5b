"""Lines of code as tokens, and of what sort each is."""

from __future__ import annotations

import builtins
import keyword
import re
from typing import Final

_TOKEN: Final = re.compile(
    r"""[rbfu]{0,2}(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\d[\w.]*|[A-Za-z_$][\w$]*"""
    r"""|\*\*=|//=|>>=|<<=|===|!==|=>|->|:=|\*\*|//|==|!=|<=|>=|\+=|-=|\*=|/=|%=|&=|\|=|\^="""
    r"""|<<|>>|&&|\|\||\?\?|\+\+|--|\.\.\.|[^\s\w]""",
    re.IGNORECASE,
)
# fmt: off
_KEYWORDS: Final = frozenset(
    (
        *keyword.kwlist,
        "function", "const", "let", "var", "new", "typeof", "null", "undefined", "true", "false",
        "this", "throw", "switch", "case", "do", "of", "self", "catch",
    )
)
_BUILTINS: Final = frozenset(
    (*dir(builtins), "Math", "Object", "Array", "Number", "String", "JSON")
)
_SORTS: Final = {
    **dict.fromkeys(("<", ">", "<=", ">=", "==", "!=", "===", "!=="), "comparison"),
    **dict.fromkeys(("and", "or", "not", "&&", "||", "!"), "logic"),
    **dict.fromkeys(("+", "-", "*", "/", "//", "%", "**"), "arithmetic"),
    **dict.fromkeys(("True", "False", "None", "true", "false", "null"), "constant"),
    **dict.fromkeys("()[]{},:", "bracket"),
    ".": "dot",
    "=>": "sign",
}
# fmt: on


def tokens_of(text: str) -> list[str]:
    """The tokens of some lines of Python, JavaScript or TypeScript; none of what is blank."""
    return _TOKEN.findall(text)


def is_name(token: str) -> bool:
    """Whether a token is a name that somebody chose, or that the language brings along."""
    return (token[0].isalpha() or token[0] in "_$") and not (
        token in _KEYWORDS or token[-1] in "\"'"
    )


def is_builtin(name: str) -> bool:
    """Whether the language brings the name along."""
    return name in _BUILTINS


def sort_of(token: str) -> str:
    """What a token is for: "comparison", "name", "bracket" and the like."""
    if token in _SORTS:
        return _SORTS[token]
    if token[-1] in "\"'":
        return "text"
    if token[0].isdigit():
        return "number"
    if token[0].isalpha() or token[0] in "_$":
        return "keyword" if token in _KEYWORDS else "builtin" if token in _BUILTINS else "name"
    return "assignment" if token[-1] == "=" else "sign"
