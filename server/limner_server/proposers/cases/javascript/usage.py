"""Kinds of values by what code does with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tree_sitter import Node

from limner_server.perception.syntax.functions import functions
from limner_server.perception.syntax.javascript_scopes import FUNCTIONS
from limner_server.perception.syntax.tree import Tree
from limner_server.proposers.cases.javascript.kinds import ANY, Kind, kind_of, merged
from limner_server.proposers.cases.javascript.names import kind_by_name
from limner_server.proposers.cases.javascript.values import Value, value_of

_METHODS: Final = {
    name: kind
    for kind, names in {
        "string": "split charAt charCodeAt codePointAt toUpperCase toLowerCase trim trimStart trimEnd"
        " startsWith endsWith replace replaceAll padStart padEnd substring substr match matchAll"
        " repeat localeCompare normalize search toLocaleLowerCase",
        "array": "push pop shift unshift map filter reduce reduceRight forEach sort splice some every"
        " find findIndex findLast flat flatMap join fill reverse toSorted toReversed",
        "number": "toFixed toPrecision toExponential",
        "date": "getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds toISOString"
        " getUTCFullYear getUTCDate getUTCMonth getUTCDay setDate setMonth",
        "map": "get",
        "set": "add",
        "regexp": "test exec",
        "function": "call apply bind",
        "promise": "then catch finally",
        "sequence": "indexOf lastIndexOf includes slice concat at",
        "collection": "has delete clear",
    }.items()
    for name in names.split()
}
# Methods that hand each item to a function, and as which of its parameters.
_EACH: Final = dict.fromkeys(
    [
        "map",
        "filter",
        "forEach",
        "some",
        "every",
        "find",
        "findIndex",
        "findLast",
        "flatMap",
        "sort",
    ],
    0,
) | {"reduce": 1, "reduceRight": 1}
_ARITHMETIC: Final = frozenset({"-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"})
_ORDER: Final = frozenset({"<", ">", "<=", ">="})
_EQUALITY: Final = frozenset({"===", "==", "!==", "!="})
_DEEPEST: Final = 3
# Global functions by what they take.
_TAKES: Final = {
    "parseInt": "string", "parseFloat": "string", "encodeURIComponent": "string",
    "decodeURIComponent": "string", "isNaN": "number", "JSON.parse": "string",
    "Number.isInteger": "number", "Number.isFinite": "number", "Number.isSafeInteger": "number",
    "String.fromCharCode": "number", "Object.keys": "object", "Object.values": "object",
    "Object.entries": "object", "Object.assign": "object", "Array.isArray": "array",
    "Array.from": "sequence", "Number": "string",
}  # fmt: skip


def kind_by_usage(tree: Tree, body: Node, name: str, depth: int = 0) -> Kind:
    """What a name is used as within a node; any where nothing tells."""
    return _kind([*_mentions(body, name.encode())], tree, body, depth, name)


def _mentions(body: Node, name: bytes) -> Iterator[Node]:
    """The places where a name is read, as far as no inner function calls something else so."""
    waiting = [body]
    while waiting:
        node = waiting.pop()
        if node.type in ("identifier", "shorthand_property_identifier") and node.text == name:
            yield node
        elif node != body and node.type in FUNCTIONS and _binds(node, name):
            continue
        waiting.extend(reversed(node.named_children))


def _binds(function: Node, name: bytes) -> bool:
    for field in ("parameters", "parameter"):
        parameters = function.child_by_field_name(field)
        if parameters is not None and any(_identifiers(parameters, name)):
            return True
    return False


def _identifiers(node: Node, name: bytes) -> Iterator[Node]:
    if node.type.startswith("identifier") and node.text == name:
        yield node
    for child in node.named_children:
        yield from _identifiers(child, name)


class _Told:
    """What the uses of one value tell, as votes."""

    def __init__(self) -> None:
        self.votes = Counter[str]()
        self.items: list[Kind] = []
        self.fields: dict[str, Kind] = {}
        self.options: list[Value] = []
        self.arity = 0
        self.others: list[str] = []

    def vote(self, name: str, weight: float = 1) -> None:
        self.votes[name] += weight  # type: ignore[assignment]


def _kind(uses: Sequence[Node], tree: Tree, body: Node, depth: int, name: str) -> Kind:
    told = _Told()
    for use in uses:
        _hear(use, tree, body, depth, told)
    item = ANY
    for one in told.items:
        item = merged(item, one)
    found = _decided(told, item, name)
    if told.options:
        found = merged(found, Kind(options=tuple(told.options)))
    if told.others:
        # Whoever asks for a type expects another one as well.
        more = [
            one for one in dict.fromkeys((*told.others, "string", "number")) if one != found.name
        ]
        found = replace(found, alternatives=tuple(map(Kind, more[:2])))
    return found


def _decided(told: _Told, item: Kind, name: str) -> Kind:
    votes = told.votes
    if votes["collection"]:
        votes["set" if votes["set"] else "map"] += votes.pop("collection")
    by_name = kind_by_name(name).name
    if votes["sequence"]:
        weight = votes.pop("sequence")
        if item.name in ("number", "object", "array", "function", "boolean"):
            votes["array"] += weight
        elif by_name in ("array", "string"):
            votes[by_name] += weight
        else:
            votes["string" if votes["string"] or item.name == "string" else "array"] += weight
    if told.fields and not any(votes[one] > 1 for one in ("string", "array", "map", "set", "date")):
        votes["object"] += 2 * len(told.fields)
    if not +votes:
        return ANY
    best = max(votes, key=lambda one: (votes[one], one == by_name))
    if best == "array":
        return Kind("array", item=item)
    if best == "object":
        return Kind("object", fields=tuple(told.fields.items()))
    if best == "function":
        return Kind("function", arity=told.arity)
    return Kind(best, item=item if best in ("map", "set") and item != ANY else None)


def _hear(use: Node, tree: Tree, body: Node, depth: int, told: _Told) -> None:  # noqa: PLR0912, C901 - one a use
    around = use.parent
    if around is None or depth > _DEEPEST:
        return
    kind = around.type
    if kind == "member_expression" and around.child_by_field_name("object") == use:
        _member(around, tree, body, depth, told)
    elif kind == "subscript_expression":
        if around.child_by_field_name("object") == use:
            _element(around, tree, body, depth, told)
        else:
            told.vote("number", 0.5)
    elif kind == "call_expression" and around.child_by_field_name("function") == use:
        given = around.child_by_field_name("arguments")
        told.arity = max(told.arity, given.named_child_count if given is not None else 0)
        told.vote("function", 4)
    elif kind == "arguments":
        _argument(use, around, tree, body, depth, told)
    elif kind == "binary_expression":
        _operand(use, around, tree, told)
    elif kind in ("unary_expression", "update_expression"):
        operator = around.child_by_field_name("operator")
        sign = operator.type if operator is not None else ""
        if sign in ("-", "++", "--", "~", "+"):
            told.vote("number", 2)
        elif sign == "typeof":
            _asked(around, tree, told)
    elif kind in ("augmented_assignment_expression",):
        _augmented(use, around, told)
    elif kind == "for_in_statement" and around.child_by_field_name("right") == use:
        _looped(around, tree, body, depth, told)
    elif kind == "spread_element":
        holder = around.parent
        told.vote("object" if holder is not None and holder.type == "object" else "sequence", 2)
        call = holder.parent if holder is not None and holder.type == "arguments" else None
        if call is not None and tree.source(call.child_by_field_name("function")).startswith(
            "Math."
        ):
            told.items.append(Kind("number"))
            told.vote("array", 2)
    elif kind == "variable_declarator" and around.child_by_field_name("value") == use:
        _renamed(around, tree, body, depth, told)
    elif kind == "parenthesized_expression":
        _hear(around, tree, body, depth, told)
    elif kind == "switch_statement":
        _switched(around, tree, told)


def _asked(question: Node, tree: Tree, told: _Told) -> None:
    """`typeof x === 'string'`: it may be of this type, and of another."""
    compared = question.parent
    if compared is not None and compared.type == "binary_expression":
        name = tree.source(compared.child_by_field_name("right")).strip("'\"")
        if name in ("string", "number", "boolean", "function", "object", "bigint"):
            told.vote(name, 1.5)
            told.others.append(name)


def _member(member: Node, tree: Tree, body: Node, depth: int, told: _Told) -> None:
    name = tree.source(member.child_by_field_name("property"))
    around = member.parent
    is_call = (
        around is not None
        and around.type == "call_expression"
        and around.child_by_field_name("function") == member
    )
    if name == "length":
        told.vote("sequence", 2)
    elif is_call and name in _METHODS:
        told.vote(_METHODS[name], 3)
        given = around.child_by_field_name("arguments") if around is not None else None
        first = given.named_children[0] if given is not None and given.named_child_count else None
        if first is None:
            return
        if name in _EACH and first.type in FUNCTIONS:
            told.items.append(_of_parameter(first, _EACH[name], tree, depth))
        elif name in ("push", "unshift", "includes", "indexOf") and _METHODS[name] != "string":
            _heard_value(first, tree, told.items)
    elif name == "size":
        told.vote("map")
    elif not is_call:
        inner = _kind([member], tree, body, depth + 1, name)
        told.fields[name] = merged(
            inner if inner != ANY else kind_by_name(name), told.fields.get(name, ANY)
        )
        told.vote("object", 0.5)
    else:
        told.fields.setdefault(name, Kind("function"))


def _heard_value(node: Node, tree: Tree, items: list[Kind]) -> None:
    try:
        items.append(kind_of(value_of(tree, node)))
    except ValueError:
        return


def _element(subscript: Node, tree: Tree, body: Node, depth: int, told: _Told) -> None:
    index = subscript.child_by_field_name("index")
    around = subscript.parent
    if index is not None and index.type == "string":
        name = tree.source(index)[1:-1]
        told.fields[name] = _kind([subscript], tree, body, depth + 1, name)
        return
    if (
        around is not None
        and around.type == "assignment_expression"
        and around.child_by_field_name("left") == subscript
    ):
        told.vote("array", 1)
    if index is not None and index.type == "identifier" and _is_key(index, tree, body):
        told.vote("object", 2)
    else:
        told.vote("sequence", 2)
    told.items.append(_kind([subscript], tree, body, depth + 1, ""))


def _is_key(index: Node, tree: Tree, body: Node) -> bool:
    """Whether an index is the variable of a `for ... in`, or named as keys are."""
    name = tree.source(index)
    if name.lower() in ("key", "prop", "property", "field"):
        return True
    loops = tree.captures("(for_in_statement) @loop", tree.span(body)).get("loop", [])
    return any(
        tree.source(loop.child_by_field_name("left")) == name
        and tree.source(loop.child_by_field_name("operator")) == "in"
        for loop in loops
    )


def _argument(use: Node, given: Node, tree: Tree, body: Node, depth: int, told: _Told) -> None:
    call = given.parent
    if call is None:
        return
    called = tree.source(
        call.child_by_field_name("function") or call.child_by_field_name("constructor")
    )
    if called.startswith("Math."):
        told.vote("number", 2)
    elif called in _TAKES:
        told.vote(_TAKES[called], 2)
        if called == "Array.isArray":
            told.others.append("array")
    elif called == "Date":
        told.vote("date")
    elif called in ("Set", "Map"):
        told.vote("array", 2)
    elif called.isidentifier() and depth < _DEEPEST:
        index = [one for one in given.named_children if one.type != "comment"].index(use)
        other = _function_named(called, tree)
        if other is not None and not _holds(other, use):
            found = _of_parameter(other, index, tree, depth + 1)
            if found != ANY:
                told.vote(found.name, 2)
                told.items += [found.item] if found.item is not None else []
                told.fields |= {name: one for name, one in found.fields if name not in told.fields}
    elif called.endswith((".includes", ".indexOf", ".startsWith", ".endsWith", ".split", ".join")):
        receiver = call.child_by_field_name("function")
        held = receiver.child_by_field_name("object") if receiver is not None else None
        if held is not None and (held.type == "string" or not called.endswith(("s", "f"))):
            told.vote("string", 1.5)
    elif called.endswith((".charAt", ".repeat", ".slice", ".toFixed", ".padStart", ".padEnd")):
        told.vote("number", 1.5 if given.named_children[0] == use else 0.5)


def _operand(use: Node, around: Node, tree: Tree, told: _Told) -> None:
    operator = around.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    left, right = around.child_by_field_name("left"), around.child_by_field_name("right")
    other = right if left == use else left
    if other is None:
        return
    if sign in _ARITHMETIC:
        told.vote("number", 2)
    elif sign in _ORDER:
        told.vote("string" if other.type == "string" else "number", 1.5)
    elif sign == "+":
        told.vote("string" if other.type in ("string", "template_string") else "number", 0.6)
    elif sign == "instanceof" and left == use:
        told.vote({"Date": "date", "Map": "map", "Set": "set"}.get(tree.source(other), "object"), 2)
    elif sign == "in":
        told.vote("object" if right == use else "string", 2)
    if sign in (*_EQUALITY, *_ORDER, "+"):
        try:
            value = value_of(tree, other)
        except ValueError:
            return
        if value is not None and sign in _EQUALITY:
            known = kind_of(value)
            told.vote(known.name if known.name != "one of" else "any", 1.2)
        if sign in _EQUALITY:
            told.options.append(value)


def _augmented(use: Node, around: Node, told: _Told) -> None:
    operator = around.child_by_field_name("operator")
    sign = operator.type if operator is not None else ""
    if sign in ("-=", "*=", "/=", "%=", "**="):
        told.vote("number", 2)
    elif sign == "+=" and around.child_by_field_name("right") == use:
        told.vote("number", 0.4)


def _looped(loop: Node, tree: Tree, body: Node, depth: int, told: _Told) -> None:
    del body
    operator = loop.child_by_field_name("operator")
    if operator is not None and operator.type == "in":
        told.vote("object", 2)
        return
    told.vote("sequence", 2)
    inner, left = loop.child_by_field_name("body"), loop.child_by_field_name("left")
    if inner is not None and left is not None and left.type == "identifier":
        told.items.append(kind_by_usage(tree, inner, tree.source(left), depth + 1))
    elif left is not None and left.type == "array_pattern":
        told.vote("array")


def _renamed(declarator: Node, tree: Tree, body: Node, depth: int, told: _Told) -> None:
    """`const first = items[0]`, `const { a, b } = point`."""
    target = declarator.child_by_field_name("name")
    if target is None:
        return
    if target.type == "identifier":
        uses = [one for one in _mentions(body, target.text or b"") if one != target]
        for one in uses:
            _hear(one, tree, body, depth + 1, told)
    elif target.type == "object_pattern":
        told.fields |= fields_of(tree, target, body)
    elif target.type == "array_pattern":
        told.vote("array", 2)


def fields_of(tree: Tree, pattern: Node, body: Node) -> dict[str, Kind]:
    """The fields that a pattern takes an object apart into, and what they are used as."""
    found: dict[str, Kind] = {}
    for one in pattern.named_children:
        key = one.child_by_field_name("key") or one.child_by_field_name("left") or one
        local = one.child_by_field_name("value") or key
        default = one.child_by_field_name("right")
        if local.type == "assignment_pattern":
            default = local.child_by_field_name("right")
            local = local.child_by_field_name("left") or local
        if key.type == "rest_pattern":
            continue
        name = tree.source(key)
        kind = kind_by_usage(tree, body, tree.source(local), 1)
        if default is not None:
            try:
                kind = merged(kind_of(value_of(tree, default)), kind)
            except ValueError:
                pass
        found[name] = kind if kind != ANY else kind_by_name(name)
    return found


def _switched(switch: Node, tree: Tree, told: _Told) -> None:
    cases = tree.captures("(switch_case value: (_) @value)", tree.span(switch)).get("value", [])
    for case in cases:
        try:
            value = value_of(tree, case)
        except ValueError:
            continue
        told.options.append(value)
        told.vote(kind_of(value).name)


def _of_parameter(function: Node, index: int, tree: Tree, depth: int) -> Kind:
    """What a function uses its parameter as."""
    inner = function.child_by_field_name("body")
    alone = function.child_by_field_name("parameter")
    several = function.child_by_field_name("parameters")
    names = [alone] if alone is not None else several.named_children if several is not None else []
    if inner is None or index >= len(names):
        return ANY
    name = names[index]
    pattern = name.child_by_field_name("pattern") or name.child_by_field_name("left") or name
    if pattern.type == "object_pattern":
        return Kind("object", fields=tuple(fields_of(tree, pattern, inner).items()))
    if pattern.type == "array_pattern":
        return Kind("array")
    found = kind_by_usage(tree, inner, tree.source(pattern), depth + 1)
    return found if found != ANY else kind_by_name(tree.source(pattern))


def _function_named(name: str, tree: Tree) -> Node | None:
    return next((one.node for one in functions(tree) if one.qualified == name), None)


def _holds(outer: Node, inner: Node) -> bool:
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte
