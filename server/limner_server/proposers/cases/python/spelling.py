"""Expressions as text, as a person would type them: texts in double quotes."""

from __future__ import annotations

import ast
import copy


def spelled(node: ast.AST) -> str:
    """The source of an expression or a statement, in one line where it is an expression."""
    texts: list[str] = []

    class Quotes(ast.NodeTransformer):
        def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
            return node

        def visit_Constant(self, node: ast.Constant) -> ast.AST:
            if not isinstance(node.value, str | bytes):
                return node
            texts.append(quoted(node.value))
            return ast.Name(f"__text_{len(texts) - 1}__", ast.Load())

    text = ast.unparse(Quotes().visit(copy.deepcopy(node)))
    for place in reversed(range(len(texts))):
        text = text.replace(f"__text_{place}__", texts[place])
    return text


def quoted(value: str | bytes) -> str:
    """A text or bytes in double quotes where it has none."""
    text = repr(value)
    head = "b" if isinstance(value, bytes) else ""
    body = text[len(head) + 1 : -1]
    return f'{head}"{body}"' if text.endswith("'") and '"' not in body else text


def value_text(value: object) -> str:
    """The source of a literal value."""
    return spelled(ast.parse(repr(value), mode="eval").body)


def parsed(expression: str) -> ast.expr:
    """The tree of an expression.

    Raises:
        SyntaxError: it is none.
    """
    return ast.parse(expression, mode="eval").body
