"""What calls answer, as noun phrases."""

from __future__ import annotations

import ast

from limner_server.proposers.docstrings.nodes import written
from limner_server.proposers.docstrings.telling import Telling
from limner_server.proposers.docstrings.value_words import ANSWERS, METHODS
from limner_server.proposers.docstrings.words import (
    listed,
    phrase_of,
    with_article,
    with_the,
)


class CalledValues(Telling):
    """Says what calls answer."""

    def _call(self, node: ast.Call, depth: int) -> str:  # noqa: C901, PLR0911, PLR0912 - one a kind
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        tail = node.func.attr if isinstance(node.func, ast.Attribute) else name
        owner = self._scope.owner
        if owner is not None and name and name == self._scope.receiver:
            return f"the new `{owner.name}`"
        if isinstance(node.func, ast.Attribute) and tail == "join" and len(node.args) == 1:
            return self._joined(node.func.value, node.args[0], depth)
        if isinstance(node.func, ast.Attribute) and tail == "get" and len(node.args) == 2:
            pair = self._scope.term(node.args[0]), self._scope.term(node.func.value)
            default = self.shown(node.args[1], depth + 1)
            return f"the value of {pair[0]} in {pair[1]}, or {default}" if default else ""
        if isinstance(node.func, ast.Attribute) and tail == "get" and len(node.args) == 1:
            pair = self._scope.term(node.args[0]), self._scope.term(node.func.value)
            return f"the value of {pair[0]} in {pair[1]}, or {self._scope.none}"
        if isinstance(node.func, ast.Attribute) and not node.args and tail in METHODS:
            held = self.shown(node.func.value, depth + 1)
            return METHODS[tail].format(held) if held else ""
        if not node.args:
            made = name[:1].isupper() and not node.keywords
            return f"a new `{name}`" if made else self._by_name(node, tail)
        held = self.shown(node.args[0], depth + 1)
        if name == "len" and held:
            return self._length(node.args[0], held)
        if name == "sorted" and held:
            keywords = {one.arg: written(one.value) for one in node.keywords}
            order = " in descending order" if keywords.get("reverse") == "True" else ""
            key = next((one.value for one in node.keywords if one.arg == "key"), None)
            key = key.body if isinstance(key, ast.Lambda) else key
            if key is not None:
                order = f" in {'descending ' if order else ''}order of {self._scope.code(key)}"
                return f"{held}{order}" if self._scope.fits(key) else ""
            return f"{held}{order or ' in sorted order'}"
        if name == "round" and held:
            digits = f" to {written(node.args[1])} decimal places" if len(node.args) > 1 else ""
            return f"{held}, rounded{digits}"
        if name in ("max", "min"):
            return self._extreme(node, name, held)
        if isinstance(node.args[0], ast.Constant):
            return ""
        if tail in ANSWERS and held and self._is_known(node.func):
            return ANSWERS[tail].format(held)
        if name[:1].isupper():
            return (
                with_article(
                    f"`{name}` made of {listed([self._scope.term(a) for a in node.args])}"
                ).replace("an `", "a `")
                if self._scope.fits(node)
                else ""
            )
        return self._by_name(node, tail)

    def _is_known(self, function: ast.expr) -> bool:
        """Whether a function is a builtin's or a library's, not the user's own."""
        if isinstance(function, ast.Name):
            return True
        return not (isinstance(function, ast.Attribute) and self._scope.attribute(function))

    def _length(self, of: ast.expr, held: str) -> str:
        if self._scope.kind(of) == "text":
            return f"the length of {held}"
        if held.startswith("the distinct elements"):
            return f"the number of {held.removeprefix('the ')}"
        return f"the number of items in {held}"

    def _extreme(self, node: ast.Call, name: str, held: str) -> str:
        word = "largest" if name == "max" else "smallest"
        keys = [one.value for one in node.keywords if one.arg == "key"]
        if len(node.args) > 1:
            parts = [self.shown(one, 1) for one in node.args]
            return f"the {word} of {listed(parts)}" if all(parts) else ""
        by = f" by {self._scope.code(keys[0])}" if keys and self._scope.fits(keys[0]) else ""
        return f"the {word} element of {held}{by}" if held else ""

    def _by_name(self, node: ast.Call, tail: str) -> str:
        """What a call answers, by the name of what is called."""
        words = phrase_of(tail).split()
        if len(words) > 1 and words[0] in (
            "get",
            "calculate",
            "compute",
            "find",
            "create",
            "build",
        ):
            what = " ".join(words[1:])
            if self._topic and what == self._topic:
                return with_the(what)
            arguments = [self._scope.term(one) for one in node.args]
            if not arguments:
                return with_the(what)
            if self._scope.fits(node) and len(arguments) < 3:
                return f"{with_the(what)} of {listed(arguments)}"
        return ""

    def _joined(self, between: ast.expr, parts: ast.expr, depth: int) -> str:
        held = self.shown(parts, depth + 1)
        if not held:
            return ""
        gap = between.value if isinstance(between, ast.Constant) else None
        by = {"": "", " ": " with blanks between", "\n": " with line breaks between"}.get(
            gap if isinstance(gap, str) else "?", f" with {self._scope.term(between)} between"
        )
        return f"{held}, joined{by}"
