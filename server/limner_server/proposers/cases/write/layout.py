"""Python laid out within a width, as Black and Ruff lay it out.

What does not fit on a line is split at its last bracket; what stands in brackets goes on one line
or, each part followed by a comma, on lines of their own.
"""

from __future__ import annotations

import io
import tokenize
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from limner_server.proposers.cases.write.style import Style

_OPENING: Final = "([{"
_CLOSING: Final = ")]}"
_COMPARED: Final = ("==", "is", "in", "!=")
# Before a parenthesis these call nothing: what stands in it is a group or a tuple.
_WORDS: Final = frozenset({"assert", "return", "in", "is", "not", "and", "or", "yield", "await"})


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A pair of brackets that stands in no other.

    Attributes:
        start: of the opening one, in characters.
        end: behind the closing one.
        commas: between, outside of further brackets.
        calls: whether what stands in it are arguments.
    """

    start: int
    end: int
    commas: tuple[int, ...]
    calls: bool


def lay_out(statement: str, depth: int, style: Style, tail: str = "") -> list[str]:
    """A statement, or an expression, as lines.

    Args:
        statement: on one line; it may itself have line breaks in its strings.
        depth: how many levels it is indented.
        style: of the file.
        tail: what follows it on its last line, such as a comma.
    """
    indent = style.indent * depth
    statement = requoted(statement, style.quote)
    line = f"{indent}{statement}{tail}"
    if "\n" in statement or (_fits(line, style) and not _is_parted(statement)):
        return [line]
    compared = _compared(statement)
    brackets = _brackets(statement)
    last = brackets[-1] if brackets else None
    if last is not None and last.end == len(statement):
        for first in (last, *reversed(brackets[:-1])):
            if _is_split_at(first, statement, indent, style):
                opened = [first] if first is last else [first, last]
                return _split(statement, opened, depth, style, tail)
    if compared is not None and statement.startswith("assert "):
        return _in_parentheses(statement, compared, depth, style, tail)
    for bracket in reversed(brackets):
        if _is_split_at(bracket, statement, indent, style):
            return _split(statement, [bracket], depth, style, tail)
    return [line]


def _is_split_at(bracket: _Bracket, statement: str, indent: str, style: Style) -> bool:
    """Whether a line may end with a bracket's opening."""
    has_content = bracket.end - bracket.start > len("()")
    return has_content and _fits(f"{indent}{statement[: bracket.start + 1]}", style)


def _split(
    statement: str, brackets: list[_Bracket], depth: int, style: Style, tail: str
) -> list[str]:
    """The statement with what stands in some of its brackets on lines of their own."""
    indent, lines, position = style.indent * depth, list[str](), 0
    for bracket in brackets:
        lines.append(f"{indent}{statement[position : bracket.start + 1]}")
        lines += _inner(statement, bracket, depth + 1, style)
        position = bracket.end - 1
    return [*lines, f"{indent}{statement[position:]}{tail}"]


def _is_parted(code: str) -> bool:
    """Whether a list ends in a comma: each of its parts is meant to have a line of its own."""
    tokens = [token.string for token in _tokens(code.strip())] if ",]" in code else []
    return any(pair == (",", "]") for pair in pairwise(tokens))


def requoted(code: str, quote: str) -> str:
    """The code with its strings in these quotes, where that needs no more escapes."""
    other = "'" if quote == '"' else '"'
    if other not in code:
        return code
    pieces, position = [], 0
    for token in _tokens(code):
        written = token.string
        if token.type != tokenize.STRING or not written.endswith(other):
            continue
        prefix, _, rest = written.partition(other)
        body = rest[:-1]
        if written.endswith(other * 3) or quote in body:
            continue
        if "r" not in prefix.lower():
            body = body.replace("\\" + other, other)
        start = _offset(code, token.start)
        pieces += [code[position:start], f"{prefix}{quote}{body}{quote}"]
        position = start + len(written)
    return "".join(pieces) + code[position:]


def _fits(line: str, style: Style) -> bool:
    return len(line.replace("\t", " " * 4)) <= style.width


def _inner(statement: str, bracket: _Bracket, depth: int, style: Style) -> list[str]:
    """What stands in a bracket, on lines of its own."""
    inner = statement[bracket.start + 1 : bracket.end - 1].strip()
    whole = f"{style.indent * depth}{inner}"
    if _fits(whole, style) and (bracket.calls or not bracket.commas) and not _is_parted(whole):
        return [whole]
    if not bracket.commas:
        return lay_out(inner, depth, style)
    cuts = [bracket.start, *bracket.commas, bracket.end - 1]
    parts = [statement[one + 1 : other].strip() for one, other in pairwise(cuts)]
    return [line for part in parts if part for line in lay_out(part, depth, style, tail=",")]


def _in_parentheses(
    statement: str, compared: tuple[int, int], depth: int, style: Style, tail: str
) -> list[str]:
    """`assert (...)`, with what is compared on lines of their own where need be."""
    indent = style.indent * depth
    expression = statement.removeprefix("assert ")
    inner = f"{indent}{style.indent}{expression}"
    if _fits(inner, style):
        lines = [inner]
    else:
        left, right = statement[: compared[0]].removeprefix("assert "), statement[compared[0] :]
        lines = [*lay_out(left.strip(), depth + 1, style), *lay_out(right, depth + 1, style)]
    return [f"{indent}assert (", *lines, f"{indent}){tail}"]


def _compared(statement: str) -> tuple[int, int] | None:
    """Where the comparison stands that is in no bracket."""
    depth = 0
    for token in _tokens(statement):
        if token.string in _OPENING:
            depth += token.type == tokenize.OP
        elif token.string in _CLOSING:
            depth -= token.type == tokenize.OP
        elif not depth and token.string in _COMPARED and token.type != tokenize.STRING:
            start = _offset(statement, token.start)
            return start, start + len(token.string)
    return None


def _brackets(statement: str) -> list[_Bracket]:
    """The outermost brackets, in order."""
    found: list[_Bracket] = []
    depth, start, calls, before = 0, 0, False, ""
    commas: list[int] = []
    parted = True
    for token in _tokens(statement):
        at = _offset(statement, token.start)
        if token.type == tokenize.OP and token.string in _OPENING:
            if not depth:
                named = before.isidentifier() and before not in _WORDS
                start, commas, parted = at, [], True
                calls = token.string == "(" and (named or before in (")", "]"))
            depth += 1
        elif token.type == tokenize.OP and token.string in _CLOSING:
            depth -= 1
            if not depth:
                found.append(_Bracket(start, at + 1, tuple(commas) if parted else (), calls))
        elif depth == 1 and token.string == ",":
            commas.append(at)
        elif depth == 1 and token.string in ("for", "lambda") and token.type == tokenize.NAME:
            parted = False
        before = token.string
    return found


def _tokens(code: str) -> list[tokenize.TokenInfo]:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
        return [one for one in tokens if one.string.strip()]
    except (tokenize.TokenError, SyntaxError):
        return []


def _offset(code: str, place: tuple[int, int]) -> int:
    line, column = place
    start = 0
    for _ in range(line - 1):
        start = code.index("\n", start) + 1
    return start + column
