"""Values of code as noun phrases: "the items of `numbers` that are greater than 0"."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from limner_server.proposers.docstrings.conditions import condition, relative
from limner_server.proposers.docstrings.scope import Scope, Variable, is_telling, written
from limner_server.proposers.docstrings.words import (
    is_plural,
    listed,
    phrase_of,
    plural,
    says_something,
    singular,
    with_article,
    with_the,
)

_DEEPEST: Final = 4
_MOST_KEYS: Final = 8
# What functions of one argument answer.
_ANSWERS: Final = {
    "abs": "the absolute value of {}",
    "fabs": "the absolute value of {}",
    "ceil": "{} rounded up",
    "floor": "{} rounded down",
    "sum": "the sum of {}",
    "fsum": "the sum of {}",
    "prod": "the product of {}",
    "mean": "the mean of {}",
    "average": "the average of {}",
    "median": "the median of {}",
    "var": "the variance of {}",
    "std": "the standard deviation of {}",
    "sqrt": "the square root of {}",
    "factorial": "the factorial of {}",
    "corrcoef": "the correlation coefficients of {}",
    "reversed": "{} in reverse order",
    "sorted": "{} in sorted order",
    "set": "the distinct elements of {}",
    "iter": "an iterator over {}",
    "enumerate": "{} with their indices",
    "int": "{} as an integer",
    "float": "{} as a float",
    "str": "{} as a string",
    "bool": "whether {} is true",
    "list": "a list of {}",
    "tuple": "a tuple of {}",
    "dict": "a dictionary of {}",
    "ord": "the code point of {}",
    "chr": "the character of code point {}",
    "hash": "the hash of {}",
    "type": "the type of {}",
    "id": "the identity of {}",
    "deepcopy": "a deep copy of {}",
}
# What methods answer: of the object, and of the first argument.
_METHODS: Final = {
    "copy": "a copy of {}",
    "lower": "{} in lower case",
    "toLowerCase": "{} in lower case",
    "upper": "{} in upper case",
    "toUpperCase": "{} in upper case",
    "title": "{} in title case",
    "capitalize": "{} with its first letter in upper case",
    "swapcase": "{} with upper and lower case exchanged",
    "strip": "{} without blanks at its ends",
    "trim": "{} without blanks at its ends",
    "keys": "the keys of {}",
    "values": "the values of {}",
    "items": "the items of {}",
    "split": "the parts of {}",
    "fetchall": "all rows of the query",
    "fetchone": "the next row of the query, or None",
    "read": "the content of {}",
    "readlines": "the lines of {}",
    "read_text": "the text of {}",
    "read_bytes": "the bytes of {}",
    "reverse": "{} in reverse order",
    "encode": "{} as bytes",
    "decode": "{} as text",
    "isoformat": "{} in ISO 8601 format",
    "total_seconds": "{} in seconds",
    "toString": "{} as a string",
}


class Values:
    """Says what the values of one function are.

    Args:
        scope: of the function.
        topic: what the function is about, by its name: "hand value"; or "".
    """

    def __init__(self, scope: Scope, topic: str = "") -> None:
        self._scope = scope
        self._topic = topic

    def phrase(self, node: ast.expr, depth: int = 0) -> str:
        """A value as a noun phrase without a full stop; "" where code says no more than itself."""
        if depth > _DEEPEST:
            return ""
        maker: Callable[..., str] | None = {  # type: ignore[assignment]
            ast.Constant: self._constant,
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Subscript: self._subscript,
            ast.Call: self._call,
            ast.ListComp: self._comprehension,
            ast.SetComp: self._comprehension,
            ast.GeneratorExp: self._comprehension,
            ast.DictComp: self._mapping,
            ast.Dict: self._dictionary,
            ast.List: self._list,
            ast.Tuple: self._tuple,
            ast.IfExp: self._choice,
            ast.Compare: self._truth,
            ast.UnaryOp: self._unary,
            ast.BoolOp: self._or,
            ast.BinOp: self._sum,
            ast.JoinedStr: self._template,
            ast.Await: self._awaited,
        }.get(type(node))
        return maker(node, depth) if maker is not None else ""

    def shown(self, node: ast.expr, depth: int = 0) -> str:
        """A value as a noun phrase, or else as code, or else "" where that is long."""
        if phrase := self.phrase(node, depth):
            return phrase
        scope = self._scope
        if scope.fits(node) and not scope.uses_locals(node, known=bool(depth)):
            return scope.code(node)
        return ""

    def _constant(self, node: ast.Constant, _depth: int) -> str:
        if node.value == "" and isinstance(node.value, str):
            return "an empty string"
        return self._scope.term(node)

    def _name(self, node: ast.Name, depth: int) -> str:
        scope, name = self._scope, node.id
        if name == scope.receiver:
            return "the object itself"
        if name in scope.parameters:
            changed = scope.variables.get(name)
            if changed is None or not (changed.values or changed.steps):
                return f"`{name}`"
            return self._topical("") or f"the resulting `{name}`"
        variable = scope.variables.get(name)
        if variable is None:
            return f"`{name}`"
        if variable.loop is not None and not variable.values:
            return self._element(node, variable, depth)
        if is_telling(name):
            phrase = phrase_of(name)
            return self._topical(phrase, depth) or with_the(phrase)
        made = self._made(variable, depth)
        return made or self._topical("", depth)

    def _topical(self, phrase: str, depth: int = 0) -> str:
        """What the function's name says that it answers, unless the variable's says more."""
        topic = self._topic
        if not topic or depth or topic.startswith("whether"):
            return ""
        shared = set(phrase.split()) & set(topic.split())
        return "" if shared and len(phrase) > len(topic) else with_the(topic)

    def _element(self, node: ast.Name, variable: Variable, depth: int) -> str:
        source = variable.loop
        if topic := self._topical("", depth):
            return topic
        if says_something(node.id):
            return with_the(phrase_of(node.id))
        if isinstance(source, ast.Name) and source.id in self._scope.parameters:
            one = phrase_of(source.id)
            if is_plural(one) and says_something(source.id):
                return f"an element of `{source.id}`"
        return f"`{node.id}`"

    def _made(self, variable: Variable, depth: int) -> str:
        """What a variable becomes by what is done to it."""
        values = variable.values
        first = values[0] if values else None
        if variable.is_changed:
            return ""
        if variable.appended and first is not None:
            return self._filled(variable, first, depth)
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

    def _filled(self, variable: Variable, first: ast.expr, depth: int) -> str:
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
        return self._of_items(holder, item, depth)

    def _of_items(self, holder: str, item: ast.expr, depth: int) -> str:
        if isinstance(item, ast.Name) and says_something(item.id):
            return f"{holder} of {plural(phrase_of(item.id))}"
        if isinstance(item, ast.Subscript) and isinstance(item.slice, ast.Constant):
            if isinstance(item.slice.value, str):
                return f"{holder} of the {plural(phrase_of(item.slice.value))}"
        if isinstance(item, ast.Dict):
            keys = self._keys(item)
            return f"{holder} of dictionaries with the keys {keys}" if keys else ""
        return ""

    def _attribute(self, node: ast.Attribute, _depth: int) -> str:
        if name := self._scope.attribute(node):
            return with_the(phrase_of(name)) if says_something(name) else f"`{name}`"
        return self._scope.code(node)

    def _subscript(self, node: ast.Subscript, depth: int) -> str:
        held, index = node.value, node.slice
        if isinstance(index, ast.Slice):
            return self._slice(held, index, depth)
        whole = self.phrase(held, depth + 1)
        if isinstance(index, ast.UnaryOp | ast.Constant) and whole:
            place = written(index)
            if place in ("0", "-1"):
                return f"the {'first' if place == '0' else 'last'} element of {whole}"
        if isinstance(index, ast.Constant) and isinstance(index.value, str) and whole:
            return f"the {phrase_of(index.value)} of {whole}"
        if name := self._scope.attribute(held):
            key = self._scope.term(index)
            if is_plural(phrase_of(name)):
                return f"the {singular(phrase_of(name))} of {key}"
            return f"the value of {key} in `{name}`"
        return ""

    def _slice(self, held: ast.expr, index: ast.Slice, depth: int) -> str:
        whole = self.shown(held, depth + 1)
        if not whole:
            return ""
        lower, upper, step = (
            one and written(one) for one in (index.lower, index.upper, index.step)
        )
        if step == "-1" and not lower and not upper:
            return f"{whole} in reverse order"
        bounds = [one for one in (index.lower, index.upper) if one is not None]
        if step or any(self._scope.uses_locals(one) for one in bounds):
            return ""
        if upper and index.upper is not None and not lower and not upper.startswith("-"):
            return f"the first {self._scope.term(index.upper)} elements of {whole}"
        if lower and index.lower is not None and not upper and not lower.startswith("-"):
            return f"{whole} from index {self._scope.term(index.lower)} on"
        if index.lower is not None and index.upper is not None:
            ends = f"{self._scope.term(index.lower)} to {self._scope.term(index.upper)}"
            return f"{whole} from {ends}" if depth < 2 else ""
        return ""

    def _call(self, node: ast.Call, depth: int) -> str:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        tail = node.func.attr if isinstance(node.func, ast.Attribute) else name
        if isinstance(node.func, ast.Attribute) and tail == "join" and len(node.args) == 1:
            return self._joined(node.func.value, node.args[0], depth)
        if isinstance(node.func, ast.Attribute) and tail == "get" and len(node.args) == 2:
            pair = self._scope.term(node.args[0]), self._scope.term(node.func.value)
            default = self.shown(node.args[1], depth + 1)
            return f"the value of {pair[0]} in {pair[1]}, or {default}" if default else ""
        if isinstance(node.func, ast.Attribute) and tail == "get" and len(node.args) == 1:
            pair = self._scope.term(node.args[0]), self._scope.term(node.func.value)
            return f"the value of {pair[0]} in {pair[1]}, or {self._scope.none}"
        if isinstance(node.func, ast.Attribute) and not node.args and tail in _METHODS:
            held = self.shown(node.func.value, depth + 1)
            return _METHODS[tail].format(held) if held else ""
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
        if tail in _ANSWERS and held and self._is_known(node.func):
            return _ANSWERS[tail].format(held)
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

    def _comprehension(self, node: ast.AST, depth: int) -> str:
        assert isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp)
        scope, one = self._scope, node.generators[0]
        if len(node.generators) > 1 or not scope.fits(one.iter):
            return ""
        source = self.shown(one.iter, depth + 1) or scope.code(one.iter)
        if isinstance(one.target, ast.Name) and isinstance(node.elt, ast.Name):
            if node.elt.id == one.target.id:
                if not one.ifs:
                    return source
                test = one.ifs[0] if len(one.ifs) == 1 else ast.BoolOp(ast.And(), one.ifs)
                items = self._items(one.iter, source)
                clause = relative(scope, test, one.target.id)
                if clause:
                    return f"{items} that {clause}"
                said = condition(scope, test)
                return f"each `{one.target.id}` in {source} where {said}" if said else ""
        if one.ifs or not scope.fits(node.elt):
            return ""
        if isinstance(node.elt, ast.Constant):
            return ""
        target = written(one.target).strip("()")
        return f"{scope.code(node.elt)} for each `{target}` in {source}"

    def _items(self, node: ast.expr, source: str) -> str:
        if isinstance(node, ast.Name) and is_plural(phrase_of(node.id)) and says_something(node.id):
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

    def _choice(self, node: ast.IfExp, depth: int) -> str:
        first, second = self.shown(node.body, depth + 1), self.shown(node.orelse, depth + 1)
        test = condition(self._scope, node.test)
        if not first or not second or not test:
            return ""
        return f"{first} if {test}, else {second}"

    def _truth(self, node: ast.expr, depth: int) -> str:
        said = condition(self._scope, node)
        return f"whether {said}" if said and not depth else ""

    def _unary(self, node: ast.UnaryOp, depth: int) -> str:
        return self._truth(node, depth) if isinstance(node.op, ast.Not) else ""

    def _or(self, node: ast.BoolOp, depth: int) -> str:
        if all(
            isinstance(one, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Call)
            for one in node.values
        ):
            return self._truth(node, depth)
        if isinstance(node.op, ast.Or) and len(node.values) == 2:
            parts = [self.shown(one, depth + 1) for one in node.values]
            return f"{parts[0]}, or {parts[1]} where that is empty" if all(parts) else ""
        return ""

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

    def _awaited(self, node: ast.Await, depth: int) -> str:
        return self.phrase(node.value, depth)
