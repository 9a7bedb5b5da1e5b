"""Sums, means and texts with values in them, as noun phrases."""

from __future__ import annotations

import ast

from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.telling import Telling


class SummedValues(Telling):
    """Says what is calculated."""

    def _sum(self, node: ast.BinOp, depth: int) -> str:
        scope = self._scope
        if mean := self._mean(node, depth):
            return mean
        if scope.fits(node, 48) and not scope.uses_locals(node):
            return ""
        if isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant):
            text = written(node.left)
            return f"a text of the form `{text}`" if len(text) < 70 and "\\" not in text else ""
        joint = {ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divided by"}.get(
            type(node.op), ""
        )
        if not joint or depth or any(scope.kind(one) == "text" for one in (node.left, node.right)):
            return ""
        parts = [self._operand(one) for one in (node.left, node.right)]
        return f"{parts[0]} {joint} {parts[1]}" if all(parts) else ""

    def _operand(self, node: ast.expr) -> str:
        if isinstance(node, ast.BinOp | ast.JoinedStr | ast.IfExp | ast.ListComp):
            return ""
        is_text = self._scope.kind(node) == "text"
        is_joined = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        phrase = "" if is_text or is_joined else self.phrase(node, 3)
        return phrase if len(phrase) < 50 else ""

    def _mean(self, node: ast.BinOp, depth: int) -> str:
        """`sum(...) / len(...)`."""
        left, right = node.left, node.right
        if not (
            isinstance(node.op, ast.Div)
            and isinstance(left, ast.Call)
            and isinstance(right, ast.Call)
        ):
            return ""
        names = [one.func.id if isinstance(one.func, ast.Name) else "" for one in (left, right)]
        if names != ["sum", "len"] or not left.args or not right.args:
            return ""
        summed, counted = left.args[0], right.args[0]
        if isinstance(summed, ast.GeneratorExp | ast.ListComp):
            if ast.dump(summed.generators[0].iter) == ast.dump(counted):
                inner = self.shown(summed, depth + 1)
                return f"the mean of {inner}" if inner else ""
            return ""
        values = (
            summed.func.value
            if isinstance(summed, ast.Call) and isinstance(summed.func, ast.Attribute)
            else summed
        )
        if ast.dump(values) != ast.dump(counted):
            return ""
        inner = self.shown(summed, depth + 1)
        return f"the mean of {inner}" if inner else ""

    def _template(self, node: ast.JoinedStr, _depth: int) -> str:
        text = written(node)
        inner = text[2:-1] if text[:1] in "fF" else text
        if not 0 < len(inner) < 70 or "`" in inner or "\\" in inner or not self._is_readable(inner):
            return ""
        if self._scope.receiver:
            inner = inner.replace(f"{self._scope.receiver}.", "")
        return f"a text of the form `{inner}`"

    def _is_readable(self, inner: str) -> bool:
        return inner.count("{") < 5 and "(" not in inner
