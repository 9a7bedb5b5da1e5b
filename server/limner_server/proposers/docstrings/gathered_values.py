"""Lists, dictionaries and the like as noun phrases."""

from __future__ import annotations

import ast
from typing import Final

from limner_server.proposers.docstrings.conditions import condition, relative
from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.telling import Telling
from limner_server.proposers.docstrings.variables import Variable
from limner_server.proposers.docstrings.words import (
    is_noun,
    is_plural,
    listed,
    phrase_of,
    plural,
    says_something,
    with_the,
)

_MOST_KEYS: Final = 8


class GatheredValues(Telling):
    """Says what is gathered."""

    def _made(self, variable: Variable, depth: int) -> str:  # noqa: PLR0911 - one a kind
        """What a variable becomes by what is done to it."""
        values = variable.values
        first = values[0] if values else None
        if variable.is_changed:
            return ""
        if variable.appended and first is not None:
            return self._filled(variable, first)
        if variable.steps and isinstance(first, ast.Constant):
            operators = {type(operator) for operator, _ in variable.steps}
            if first.value == 0 and operators == {ast.Add}:
                amounts = [value for _, value in variable.steps]
                if all(isinstance(one, ast.Constant) and one.value == 1 for one in amounts):
                    return ""
                if len(amounts) == 1 and self._scope.fits(amounts[0], 40):
                    return f"the sum of {self._scope.code(amounts[0])}"
            if first.value == 1 and operators == {ast.Mult}:
                return "the product"
            return ""
        if len(values) == 1 and not variable.steps and first is not None:
            return self.phrase(first, depth + 1)
        return ""

    def _filled(self, variable: Variable, first: ast.expr) -> str:
        if isinstance(first, ast.List) and first.elts:
            return ""
        if isinstance(first, ast.Call) and (first.args or written(first.func) != "set"):
            return ""
        if not isinstance(first, ast.List | ast.Call):
            return ""
        hows = {how for how, _ in variable.appended}
        if hows == {"[]"}:
            return ""
        if hows != {"append"} or len({ast.dump(one) for _, one in variable.appended}) != 1:
            return ""
        item = variable.appended[0][1]
        holder = "a set" if isinstance(first, ast.Call) else "a list"
        return self._of_items(holder, item)

    def _of_items(self, holder: str, item: ast.expr) -> str:
        if isinstance(item, ast.Name) and says_something(item.id):
            return f"{holder} of {plural(phrase_of(item.id))}"
        key = item.slice if isinstance(item, ast.Subscript) else None
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            return f"{holder} of the {plural(phrase_of(key.value))}"
        if isinstance(item, ast.Dict):
            keys = self._keys(item)
            return f"{holder} of dictionaries with the keys {keys}" if keys else ""
        return ""

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, depth: int
    ) -> str:
        scope, one = self._scope, node.generators[0]
        if len(node.generators) > 1 or not scope.fits(one.iter):
            return ""
        source = self.shown(one.iter, depth + 1) or scope.code(one.iter)
        if isinstance(one.target, ast.Name) and ast.unparse(node.elt) == one.target.id:
            return self._filtered(one, one.target.id, source)
        if one.ifs or not scope.fits(node.elt):
            return ""
        if isinstance(node.elt, ast.Constant):
            return ""
        target = written(one.target).strip("()")
        return f"{scope.code(node.elt)} for each `{target}` in {source}"

    def _filtered(self, one: ast.comprehension, name: str, source: str) -> str:
        """The elements of something, or those of which something is so."""
        if not one.ifs:
            return source
        test = one.ifs[0] if len(one.ifs) == 1 else ast.BoolOp(ast.And(), one.ifs)
        if clause := relative(self._scope, test, name):
            return f"{self._items(one.iter, source)} that {clause}"
        said = condition(self._scope, test)
        return f"each `{name}` in {source} where {said}" if said else ""

    def _items(self, node: ast.expr, source: str) -> str:
        if isinstance(node, ast.Name) and is_plural(phrase_of(node.id)) and is_noun(node.id):
            return with_the(phrase_of(node.id))
        if self._scope.kind(node) == "text":
            return f"the characters of {source}"
        return source if source.startswith(("the ", "all ")) else f"the elements of {source}"

    def _mapping(self, node: ast.DictComp, depth: int) -> str:
        scope, one = self._scope, node.generators[0]
        if (
            len(node.generators) > 1
            or one.ifs
            or not (scope.fits(node.key, 30) and scope.fits(node.value, 40))
        ):
            return ""
        source = self.shown(one.iter, depth + 1)
        target = written(one.target).strip("()")
        pair = f"{scope.code(node.key)} to {scope.code(node.value)}"
        return f"a dictionary from {pair} for each `{target}` in {source}" if source else ""

    def _keys(self, node: ast.Dict) -> str:
        keys = [key for key in node.keys if isinstance(key, ast.Constant)]
        if not keys or len(keys) != len(node.keys) or len(keys) > _MOST_KEYS:
            return ""
        return listed([written(key) for key in keys])

    def _dictionary(self, node: ast.Dict, _depth: int) -> str:
        if not node.keys:
            return "an empty dictionary"
        keys = self._keys(node)
        return f"a dictionary with the keys {keys}" if keys else ""

    def _list(self, node: ast.List, depth: int) -> str:
        if not node.elts:
            return "an empty list"
        parts = [self.shown(one, depth + 1) for one in node.elts[:4]]
        if len(node.elts) > 4 or not all(parts):
            return ""
        return f"a list of {listed(parts)}"

    def _tuple(self, node: ast.Tuple, depth: int) -> str:
        parts = [self.shown(one, depth + 1) for one in node.elts[:5]]
        if len(node.elts) > 5 or not all(parts):
            return ""
        names = {2: "a pair of", 3: "a triple of"}
        return f"{names.get(len(parts), 'a tuple of')} {listed(parts)}"
