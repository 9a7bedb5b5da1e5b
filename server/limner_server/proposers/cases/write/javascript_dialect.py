"""How a framework of JavaScript says what a test says: `expect`, or `node:assert`."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from limner_server.proposers.cases.write.javascript_layout import string

# A number of more digits than these was not meant to the last of them.
_DIGITS: Final = 10
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_PLAIN: Final = re.compile(
    r"""-?(?:\d[\d.e+-]*n?|Infinity)|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|true|false"""
)
# Errors that every test knows by name.
STANDARD: Final = frozenset(
    {"Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "URIError", "EvalError"}
)


@dataclass(frozen=True, slots=True)
class Thrown:
    """An error that is expected.

    Attributes:
        kind: its class.
        message: that it has.
        is_known: whether a test can name the class.
    """

    kind: str
    message: str
    is_known: bool


class ScriptDialect(Protocol):
    """Assertions of one framework, each a statement."""

    def equal(self, actual: str, value: str, kind: str = "") -> str:
        """That an expression has a value of a kind, as `Recorded` tells them."""

    def equal_to(self, actual: str, name: str, values: Sequence[str], kind: str = "") -> str:
        """That an expression has the value that a name stands for, which is one of these."""

    def same(self, actual: str, name: str) -> str:
        """That an expression is the very object that a name stands for."""

    def parts(self, actual: str, parts: Sequence[tuple[str, str]]) -> list[str]:
        """That an object has these properties, among others."""

    def throwing(self, act: str, thrown: Thrown) -> str:
        """That an act throws; one that begins with `await` rejects."""

    def printing(self, act: str, method: str, lines: Sequence[str]) -> list[str]:
        """That an act calls a method of the console with these lines; none where it cannot say."""


@dataclass(frozen=True, slots=True)
class ExpectDialect:
    """`expect` of Vitest and Jest.

    Attributes:
        spies: what makes spies: "vi" or "jest".
    """

    spies: str

    def equal(self, actual: str, value: str, kind: str = "") -> str:
        """`toBe`, `toEqual` and what is more exact."""
        del kind
        near = nearly(value)
        if near is not None:
            return f"expect({actual}).toBeCloseTo({near[0]}, {near[1]});"
        if value == "undefined":
            return f"expect({actual}).toBeUndefined();"
        if value == "null":
            return f"expect({actual}).toBeNull();"
        if value == "NaN":
            return f"expect({actual}).toBeNaN();"
        verb = "toBe" if is_plain(value) else "toEqual"
        return f"expect({actual}).{verb}({value});"

    def equal_to(self, actual: str, name: str, values: Sequence[str], kind: str = "") -> str:
        """`toBe` for what is one thing alone, else `toEqual`."""
        del kind
        if any(map(nearly, values)):
            return f"expect({actual}).toBeCloseTo({name}, {_DIGITS - 1});"
        return f"expect({actual}).{'toBe' if all(map(is_single, values)) else 'toEqual'}({name});"

    def same(self, actual: str, name: str) -> str:
        """`toBe`."""
        return f"expect({actual}).toBe({name});"

    def parts(self, actual: str, parts: Sequence[tuple[str, str]]) -> list[str]:
        """`toMatchObject`, or one assertion for one part."""
        if len(parts) == 1:
            name, value = parts[0]
            return [self.equal(f"{actual}.{name}", value)]
        members = ", ".join(f"{name}: {value}" for name, value in parts)
        return [f"expect({actual}).toMatchObject({{ {members} }});"]

    def throwing(self, act: str, thrown: Thrown) -> str:
        """`toThrow`, with the class, the message, or both where an error can be made of them."""
        if thrown.kind in STANDARD and thrown.message:
            wanted = f"new {thrown.kind}({_literal(thrown.message)})"
            if thrown.kind == "Error":
                wanted = _literal(thrown.message)
        elif thrown.is_known:
            wanted = thrown.kind
        else:
            wanted = _literal(thrown.message) if thrown.message else ""
        if act.startswith("await "):
            return f"await expect({act.removeprefix('await ')}).rejects.toThrow({wanted});"
        return f"expect(() => {act}).toThrow({wanted});"

    def printing(self, act: str, method: str, lines: Sequence[str]) -> list[str]:
        """A spy, which is taken away again."""
        wanted = ", ".join(f"[{_literal(line)}]" for line in lines)
        spied = f"{self.spies}.spyOn(console, '{method}')"
        return [
            f"const {method} = {spied}.mockImplementation(() => {{}});",
            "",
            f"{act};",
            "",
            f"expect({method}.mock.calls).toEqual([{wanted}]);",
            f"{method}.mockRestore();",
        ]


@dataclass(frozen=True, slots=True)
class AssertDialect:
    """`node:assert/strict`, as tests of node:test and Mocha use it.

    Attributes:
        has_mocks: whether the framework has what stands in for a method.
    """

    has_mocks: bool

    def equal(self, actual: str, value: str, kind: str = "") -> str:
        """`strictEqual`, `deepStrictEqual`; what is no plain object is compared as one."""
        near = nearly(value)
        if near is not None:
            return f"assert.ok(Math.abs({actual} - {_minus(near[0])}) < 1e-{near[1]});"
        if is_single(value):
            return f"assert.strictEqual({actual}, {value});"
        return self._deep(actual, value, kind)

    def _deep(self, actual: str, value: str, kind: str) -> str:
        held = f"structuredClone({actual})" if kind.endswith(">") else actual
        return f"assert.deepStrictEqual({held}, {value});"

    def equal_to(self, actual: str, name: str, values: Sequence[str], kind: str = "") -> str:
        """`strictEqual` for what is one thing alone, else `deepStrictEqual`."""
        if any(map(nearly, values)):
            return f"assert.ok(Math.abs({actual} - {name}) < 1e-{_DIGITS - 1});"
        if all(map(is_single, values)):
            return f"assert.strictEqual({actual}, {name});"
        return self._deep(actual, name, kind)

    def same(self, actual: str, name: str) -> str:
        """`strictEqual`."""
        return f"assert.strictEqual({actual}, {name});"

    def parts(self, actual: str, parts: Sequence[tuple[str, str]]) -> list[str]:
        """An assertion for each."""
        return [self.equal(f"{actual}.{name}", value) for name, value in parts]

    def throwing(self, act: str, thrown: Thrown) -> str:
        """`throws`, with what the error has."""
        told = [f"name: {_literal(thrown.kind)}"] if thrown.kind in STANDARD else []
        if thrown.message:
            told.append(f"message: {_literal(thrown.message)}")
        wanted = f"{{ {', '.join(told)} }}" if told else ""
        if thrown.is_known and thrown.kind not in STANDARD:
            wanted = thrown.kind
        tail = f", {wanted}" if wanted else ""
        if act.startswith("await "):
            inner = act.removeprefix("await ")
            return f"await assert.rejects({inner}{tail});"
        return f"assert.throws(() => {act}{tail});"

    def printing(self, act: str, method: str, lines: Sequence[str]) -> list[str]:
        """A method that stands in for the console's."""
        if not self.has_mocks:
            return []
        wanted = ", ".join(f"[{_literal(line)}]" for line in lines)
        told = f"{method}.mock.calls.map((call) => call.arguments)"
        return [
            f"const {method} = mock.method(console, '{method}', () => {{}});",
            "",
            f"{act};",
            "",
            f"assert.deepStrictEqual({told}, [{wanted}]);",
            f"{method}.mock.restore();",
        ]


def is_plain(value: str) -> bool:
    """Whether a value is one that `===` tells."""
    return _PLAIN.fullmatch(value) is not None


def is_single(value: str) -> bool:
    """Whether there is but one thing of this value, so that no look inside is needed."""
    return is_plain(value) or value in ("undefined", "null", "NaN")


def shortened(value: str) -> str:
    """A number to so many digits as a person would write; another value as it is."""
    near = nearly(value)
    return value if near is None else near[0]


def nearly(value: str) -> tuple[str, int] | None:
    """A number that arithmetic made: what to compare it with, and to how many decimals."""
    if not _NUMBER.fullmatch(value) or "." not in value or "e" in value:
        return None
    number = float(value)
    short = f"{number:.{_DIGITS}g}"
    off = abs(float(short) - number)
    if "e" in short or not off:
        return None
    return short, min(_DIGITS - 1, math.floor(-math.log10(2 * off)))


def _literal(text: str) -> str:
    return string(text, "'")


def _minus(value: str) -> str:
    return f"({value})" if value.startswith("-") else value
