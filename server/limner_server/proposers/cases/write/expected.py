"""What is expected, as a test states it: exactly, or nearly where arithmetic made it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

# A float of more digits than these was not meant to the last of them.
_DIGITS: Final = 10
_FLAT: Final = (ast.List, ast.Tuple)


@dataclass(frozen=True, slots=True)
class Expected:
    """A value to compare with.

    Attributes:
        code: an expression.
        is_near: whether it is to be compared nearly, as floats that arithmetic made are.
    """

    code: str
    is_near: bool = False

    @property
    def is_single(self) -> bool:
        """Whether there is one object of that value, which `is` tells."""
        return self.code in ("True", "False", "None")


def expected(value: str) -> Expected:
    """What to compare a recorded value with."""
    try:
        node = ast.parse(value, mode="eval").body
    except (SyntaxError, ValueError):
        return Expected(value)
    parts = node.elts if isinstance(node, _FLAT) else [node]
    numbers = [_number(one) for one in parts]
    if None in numbers or not any(map(_is_long, numbers)):
        return Expected(value)
    said = [_short(one) for one in numbers if one is not None]
    if isinstance(node, ast.List):
        return Expected(f"[{', '.join(said)}]", is_near=True)
    if isinstance(node, ast.Tuple):
        return Expected(f"({', '.join(said)}{',' * (len(said) == 1)})", is_near=True)
    return Expected(said[0], is_near=True)


def _number(node: ast.expr) -> float | int | None:
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node, sign = node.operand, -1
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return sign * value


def _is_long(number: float | None) -> bool:
    return isinstance(number, float) and repr(number) != _short(number)


def _short(number: float) -> str:
    """To so many digits as a person would write."""
    # A whole number is one all the same: types have it that every int is a float.
    is_whole = type(number) is int
    return repr(number) if is_whole else repr(float(f"{number:.{_DIGITS}g}"))
