"""Text that cannot be parsed: a sign is missing, or one too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from limner_server.edits import Edit
from limner_server.perception.syntax.tree import Span
from limner_server.proposers.quickfix.problem import Fix, Problem, rules

_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_MISSING: Final = (":", ")", "]", "}", ",", "(", "]", '"', "'", "=", ";")
_OPENS_BLOCK: Final = re.compile(
    r"\s*(?:async )?(?:def|class|if|elif|else|for|while|try|except|finally|with|match|case)\b"
    r"(?:.*[^:\s])?\s*$"
)


def _broken(problem: Problem) -> Iterator[Fix]:
    """Small repairs near the mark, kept where the file then has fewer errors."""
    before = _faults(problem, None)
    seen = set()
    for edit, note, cost in _repairs(problem):
        problem.check()
        if edit in seen:
            continue
        seen.add(edit)
        after = _faults(problem, edit)
        if after == 0:
            yield Fix((edit,), note, cost)
        elif after < before:
            yield Fix((edit,), note, cost + 1.5)


def _faults(problem: Problem, edit: Edit | None) -> int:
    tree = problem.tree.edited(edit.applied(problem.text)) if edit else problem.tree
    return len(tree.errors)


def _repairs(problem: Problem) -> Iterator[tuple[Edit, str, float]]:
    lines, line = problem.tree.lines, problem.diagnostic.line
    near = [at for at in (line, line - 1, line + 1, line - 2) if 1 <= at <= len(lines)]
    for rank, at in enumerate(near):
        far = 0.3 * rank
        start, end = lines.start(at), lines.end(at)
        text = problem.text[start:end]
        code = len(text.split("#")[0].rstrip()) if problem.is_python else len(text.rstrip())
        if problem.is_python and _OPENS_BLOCK.match(text[:code]):
            yield problem.insert(start + code, ":"), "end the line with a colon", 0.2 + far
        for sign in _unclosed(text):
            yield problem.insert(start + code, sign), f"close it with `{sign}`", 0.3 + far
            if text[:code].endswith(":"):
                yield problem.insert(start + code - 1, sign), f"close it with `{sign}`", 0.25 + far
        for sign in _MISSING:
            yield problem.insert(start + code, sign), f"end the line with `{sign}`", 0.8 + far
            yield problem.insert(problem.span.start, sign), f"put `{sign}` in", 0.9 + far
        yield from _assignments(start, text, far)
        yield from _dropped(start, text, far)
    if problem.is_python:
        yield from _indented(problem)


def _unclosed(text: str) -> list[str]:
    """What closes the brackets and quotes that a line leaves open, the innermost first."""
    stack: list[str] = []
    quote = ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        elif sign in _CLOSING:
            stack.append(_CLOSING[sign])
        elif stack and sign == stack[-1]:
            stack.pop()
    closing = [quote] if quote else []
    return closing + stack[::-1]


def _assignments(start: int, text: str, far: float) -> Iterator[tuple[Edit, str, float]]:
    """`if x = 1:` as a comparison."""
    if re.match(r"\s*(?:if|elif|while|return|assert)\b", text):
        for found in re.finditer(r"(?<![=!<>:+\-*/])=(?!=)", text):
            at = start + found.start()
            yield Edit(at, at + 1, "=="), "compare instead of assigning", 0.4 + far


def _dropped(start: int, text: str, far: float) -> Iterator[tuple[Edit, str, float]]:
    """Without one of the line's signs."""
    for found in re.finditer(r"[()\[\]{},;:\"']", text):
        at = start + found.start()
        yield Edit(at, at + 1, ""), f"take `{found.group()}` out", 1.0 + far


def _indented(problem: Problem) -> Iterator[tuple[Edit, str, float]]:
    """The line as far in as its neighbours."""
    lines, line = problem.tree.lines, problem.diagnostic.line
    start = lines.start(line)
    text = problem.text[start : lines.end(line)]
    own = len(text) - len(text.lstrip())
    above = next(
        (
            one
            for at in range(line - 1, 0, -1)
            if (one := problem.text[lines.start(at) : lines.end(at)]).strip()
        ),
        "",
    )
    indent = above[: len(above) - len(above.lstrip())]
    wanted = [indent + problem.step, indent] if above.rstrip().endswith(":") else [indent]
    shorter = indent.removesuffix(problem.step)
    for rank, one in enumerate(dict.fromkeys([*wanted, shorter])):
        edit = problem.replace(Span(start, start + own), one)
        yield edit, "indent it as its neighbours", 0.3 + 0.3 * rank


RULES: Final = rules(
    (
        _broken,
        "syntax|expected|unexpected|was never closed|unterminated|unindent|indentation",
        r"parsing error|E999|1005\b|1002\b|1003\b|1128\b|1109\b|unmatched|not closed",
        "statements must be",
    ),
)
