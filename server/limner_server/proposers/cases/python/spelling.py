"""Expressions as text, as a person would type them: texts in double quotes."""

from __future__ import annotations

import ast


def quoted(value: str | bytes) -> str:
    """A text or bytes in double quotes where it has none."""
    plain = bytes(value) if isinstance(value, bytes) else str(value)
    text = repr(plain)
    head = "b" if isinstance(plain, bytes) else ""
    body = text[len(head) + 1 : -1]
    return f'{head}"{body}"' if text.endswith("'") and '"' not in body else text


class _Text(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return quoted(str(self))


class _Bytes(bytes):
    __slots__ = ()

    def __repr__(self) -> str:
        return quoted(bytes(self))


def spelled(node: ast.AST) -> str:
    """The source of an expression or a statement; its texts are marked to be spelled so."""
    for one in ast.walk(node):
        if isinstance(one, ast.Constant):
            # How a literal is unparsed is how it represents itself.
            if type(one.value) is str:
                one.value = _Text(one.value)
            elif type(one.value) is bytes:
                one.value = _Bytes(one.value)
    return ast.unparse(node)
