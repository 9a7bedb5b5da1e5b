"""Conditions of code as clauses: "`amount` is less than 0"."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Final

from limner_server.proposers.docstrings.adjectives import is_adjective
from limner_server.proposers.docstrings.scope import Scope, kind_of
from limner_server.proposers.docstrings.verbs import imperative
from limner_server.proposers.docstrings.words import (
    is_plural,
    listed,
    phrase_of,
    plural,
    says_something,
    with_article,
)

# Longer than this, code is clearer than words.
_LONGEST: Final = 110
_OPPOSITE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_MIRROR: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}
_ORDER: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "less than",
    ast.Gt: "greater than",
    ast.LtE: "at most",
    ast.GtE: "at least",
}
_COUNTS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "fewer than",
    ast.Gt: "more than",
    ast.LtE: "at most",
    ast.GtE: "at least",
    ast.Eq: "exactly",
}
# Methods that ask something: what of one, what of several.
_ASKING: Final = {
    "startswith": ("starts with", "start with"),
    "startsWith": ("starts with", "start with"),
    "endswith": ("ends with", "end with"),
    "endsWith": ("ends with", "end with"),
    "includes": ("contains", "contain"),
    "has": ("has", "have"),
    "isdigit": ("consists of digits", "consist of digits"),
    "isnumeric": ("is numeric", "are numeric"),
    "isalpha": ("consists of letters", "consist of letters"),
    "isalnum": ("consists of letters and digits", "consist of letters and digits"),
    "isupper": ("is in upper case", "are in upper case"),
    "islower": ("is in lower case", "are in lower case"),
    "isspace": ("is blank", "are blank"),
    "exists": ("exists", "exist"),
    "is_file": ("is a file", "are files"),
    "is_dir": ("is a directory", "are directories"),
    "is_absolute": ("is absolute", "are absolute"),
    "is_set": ("is set", "are set"),
    "issubset": ("is a subset of", "are subsets of"),
    "test": ("matches", "match"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of something.

    Attributes:
        subject: as the code has it; None where `one` is a whole clause.
        one: the predicate of one thing.
        many: the predicate of several.
    """

    subject: ast.expr | None
    one: str
    many: str


def condition(scope: Scope, test: ast.expr, *, holds: bool = True) -> str:
    """A condition, or its opposite, as a clause; code where words would not be clearer."""
    said = _said(scope, test, holds=holds, within="")
    if len(said) <= _LONGEST:
        return said
    return _as_code(scope, test, holds=holds)


def relative(scope: Scope, test: ast.expr, name: str) -> str:
    """A condition on each `name` as what follows "that": "are greater than 0"; or ""."""
    if isinstance(test, ast.BoolOp):
        parts = [relative(scope, one, name) for one in test.values]
        joint = "and" if isinstance(test.op, ast.And) else "or"
        return f" {joint} ".join(parts) if all(parts) else ""
    holds = True
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, holds = test.operand, not holds
    clause = _clause(scope, test, holds=holds)
    return clause.many if _is(clause.subject, name) else ""


def _is(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _as_code(scope: Scope, test: ast.expr, *, holds: bool) -> str:
    if not scope.fits(test, 100):
        return ""
    if not isinstance(test, ast.Compare | ast.BoolOp):
        return f"{scope.code(test)} is {_truthy(test, holds=holds)}"
    return f"{scope.code(test)} {'holds' if holds else 'does not hold'}"


def _truthy(test: ast.expr, *, holds: bool) -> str:
    """A word for what counts as true, or does not."""
    name = (
        test.func.attr
        if isinstance(test, ast.Call) and isinstance(test.func, ast.Attribute)
        else ""
    )
    if name in ("strip", "split", "lower", "upper", "trim", "keys", "values", "items", "findall"):
        return "not empty" if holds else "empty"
    return "true" if holds else "false"


def _said(scope: Scope, test: ast.expr, *, holds: bool, within: str) -> str:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _said(scope, test.operand, holds=not holds, within=within)
    if isinstance(test, ast.BoolOp):
        is_and = isinstance(test.op, ast.And) == holds
        joint = "and" if is_and else "or"
        if within and within != joint:
            return _as_code(scope, test, holds=holds)
        same = _shared(scope, test, holds=holds, joint=joint)
        parts = same or [_said(scope, one, holds=holds, within=joint) for one in test.values]
        return f" {joint} ".join(parts) if all(parts) else ""
    clause = _clause(scope, test, holds=holds)
    if clause.subject is None:
        return clause.one
    subject = scope.term(clause.subject)
    many = subject.startswith("the ") and is_plural(subject)
    return f"{subject} {clause.many if many else clause.one}"


def _shared(scope: Scope, test: ast.BoolOp, *, holds: bool, joint: str) -> list[str]:
    """The parts of a condition on one thing, which is named only once; empty if on several."""
    parts = test.values
    if any(isinstance(one, ast.BoolOp | ast.UnaryOp) for one in parts):
        return []
    clauses = [_clause(scope, one, holds=holds) for one in parts]
    subjects = {ast.dump(one.subject) if one.subject is not None else "" for one in clauses}
    if len(subjects) != 1 or clauses[0].subject is None:
        return []
    heads = [one.one.split(maxsplit=1) for one in clauses]
    if len({head[0] for head in heads}) != 1 or any(len(head) < 2 for head in heads):
        return []
    first = f"{scope.term(clauses[0].subject)} {clauses[0].one}"
    if joint == "and" and any(head[1].startswith("not ") for head in heads):
        return []
    return [first, *(head[1] for head in heads[1:])]


def _clause(scope: Scope, test: ast.expr, *, holds: bool) -> Clause:
    if isinstance(test, ast.Compare):
        return _compared(scope, test, holds=holds)
    if isinstance(test, ast.Call):
        return _called(scope, test, holds=holds)
    if isinstance(test, ast.Constant):
        return Clause(None, "always" if bool(test.value) == holds else "never", "")
    kind = scope.kind(test)
    if isinstance(test, ast.Name | ast.Attribute | ast.Subscript):
        return _truth(scope, test, kind, holds=holds)
    text = _as_code(scope, test, holds=holds)
    return Clause(None, text, text)


def _truth(scope: Scope, test: ast.expr, kind: str, *, holds: bool) -> Clause:
    """What it means that a value counts as true."""
    if kind in ("list", "mapping", "text"):
        word = "not empty" if holds else "empty"
    elif kind == "number":
        word = "not 0" if holds else "0"
    elif kind == "bool" or (isinstance(test, ast.Name) and is_flag(scope, test.id)):
        word = "true" if holds else "false"
    else:
        word = "truthy" if holds else "falsy"
        if (
            isinstance(test, ast.Name)
            and test.id in scope.parameters
            and has_default(scope, test.id)
        ):
            word = "given" if holds else "not given"
        elif isinstance(test, ast.Name) and _of_texts(scope, test.id):
            word = "not empty" if holds else "empty"
        elif isinstance(test, ast.Name) and scope.is_local(test.id):
            word = "found" if holds else "empty or None"
            word = "truthy" if holds else word
    return Clause(test, f"is {word}", f"are {word}")


def _of_texts(scope: Scope, name: str) -> bool:
    """Whether a name runs through parts of a text."""
    variable = scope.variables.get(name)
    loop = variable.loop if variable is not None else None
    return (
        isinstance(loop, ast.Call)
        and isinstance(loop.func, ast.Attribute)
        and loop.func.attr in ("split", "splitlines", "findall")
    )


def has_default(scope: Scope, name: str) -> bool:
    """Whether a parameter may be left out."""
    return _default(scope, name) is not None


def is_flag(scope: Scope, name: str) -> bool:
    """Whether a parameter is true or false by its default."""
    value = _default(scope, name)
    return isinstance(value, ast.Constant) and isinstance(value.value, bool)


def _default(scope: Scope, name: str) -> ast.expr | None:
    arguments = scope.node.args
    defaults = dict(
        zip([one.arg for one in arguments.args][::-1], arguments.defaults[::-1], strict=False)
    )
    defaults |= {
        one.arg: value
        for one, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value is not None
    }
    return defaults.get(name)


def _called(scope: Scope, call: ast.Call, *, holds: bool) -> Clause:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "isinstance" and len(call.args) == 2:
        kinds = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
        names = [f"`{ast.unparse(one)}`" for one in kinds]
        no = "" if holds else "not "
        return Clause(
            call.args[0],
            f"is {no}of type {listed(names, 'or')}",
            f"are {no}of type {listed(names, 'or')}",
        )
    if name in ("any", "all") and len(call.args) == 1:
        if text := _some(scope, call.args[0], every=name == "all", holds=holds):
            return Clause(None, text, text)
    if name == "callable" and len(call.args) == 1:
        no = "" if holds else "not "
        return Clause(call.args[0], f"is {no}callable", f"are {no}callable")
    if isinstance(call.func, ast.Attribute) and call.func.attr in _ASKING:
        one, many = _ASKING[call.func.attr]
        rest = f" {scope.term(call.args[0])}" if call.args else ""
        if call.args and isinstance(call.args[0], ast.Tuple):
            rest = f" {listed([scope.term(each) for each in call.args[0].elts], 'or')}"
        if not holds:
            one, many = _denied(one), _denied(many)
        return Clause(call.func.value, one + rest, many + rest)
    if asked := _question(scope, call, holds=holds):
        return asked
    text = _as_code(scope, call, holds=holds)
    return Clause(None, text, text)


def _question(scope: Scope, call: ast.Call, *, holds: bool) -> Clause | None:
    """`is_valid(x)` and `x.is_valid()`: "`x` is valid"."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    name = call.func.id if isinstance(call.func, ast.Name) else name
    words = phrase_of(name).split()
    if any(len(word) == 1 for word in words):
        return None
    if len(words) < 2 or words[0] not in ("is", "has") or len(call.args) > 1 or call.keywords:
        return None
    subject = call.args[0] if call.args else None
    if subject is None and isinstance(call.func, ast.Attribute):
        subject = call.func.value
    rest = " ".join(words[1:])
    if imperative(words[1]) and not is_adjective(rest) and not is_adjective(words[1]):
        return None
    if words[0] == "has":
        one, many = f"has {rest}", f"have {rest}"
    else:
        rest = rest if is_adjective(rest) else with_article(rest)
        one, many = f"is {rest}", f"are {rest}"
    return Clause(subject, *((one, many) if holds else (_denied(one), _denied(many))))


def _denied(predicate: str) -> str:
    head, _, rest = predicate.partition(" ")
    if head in ("is", "are"):
        return f"{head} not {rest}"
    plain = {"has": "have", "matches": "match", "exists": "exist"}.get(head)
    if plain is None:
        plain = head.removesuffix("s") if head.endswith("s") and not head.endswith("ss") else head
    does = "does" if head.endswith("s") else "do"
    return " ".join(filter(None, (f"{does} not", plain, rest)))


def _some(scope: Scope, node: ast.expr, *, every: bool, holds: bool) -> str:
    if not isinstance(node, ast.GeneratorExp | ast.ListComp) or len(node.generators) != 1:
        return ""
    one = node.generators[0]
    if one.ifs or not isinstance(one.target, ast.Name):
        return ""
    inner = condition(scope, node.elt, holds=holds or not every)
    quantity = ("every" if holds else "any") if every else ("any" if holds else "no")
    if not holds and every:
        inner = condition(scope, node.elt, holds=False)
    return f"{inner} for {quantity} `{one.target.id}` in {scope.term(one.iter)}" if inner else ""


def _compared(scope: Scope, test: ast.Compare, *, holds: bool) -> Clause:
    if len(test.ops) != 1:
        return _between(scope, test, holds=holds)
    left, right = test.left, test.comparators[0]
    operator = type(test.ops[0])
    if not holds:
        operator = _OPPOSITE[operator]
    if isinstance(left, ast.Constant) and operator in _MIRROR:
        left, right, operator = right, left, _MIRROR[operator]
    if operator in (ast.In, ast.NotIn):
        return _member(scope, left, right, is_in=operator is ast.In)
    if (counted := _counted(scope, left, operator, right)) is not None:
        return counted
    if operator in _ORDER:
        text = f"{_ORDER[operator]} {scope.term(right)}"
        return Clause(left, f"is {text}", f"are {text}")
    is_equal = operator in (ast.Eq, ast.Is)
    if (rest := _remainder(scope, left, right, is_equal=is_equal)) is not None:
        return rest
    no = "" if is_equal else "not "
    if isinstance(right, ast.Constant):
        word = "empty" if right.value == "" else constant_word(scope, right)
        return Clause(left, f"is {no}{word}", f"are {no}{word}")
    if isinstance(right, ast.List | ast.Dict) and not ast.unparse(right).strip("[]{}"):
        return Clause(left, f"is {no}empty", f"are {no}empty")
    one = "equals" if is_equal else "differs from"
    many = "equal" if is_equal else "differ from"
    return Clause(left, f"{one} {scope.term(right)}", f"{many} {scope.term(right)}")


def constant_word(scope: Scope, node: ast.Constant) -> str:
    """A constant behind "is"."""
    return (
        {True: "true", False: "false"}.get(node.value, scope.term(node))
        if isinstance(node.value, bool)
        else scope.term(node)
    )


def _between(scope: Scope, test: ast.Compare, *, holds: bool) -> Clause:
    orders = (ast.Lt, ast.LtE)
    if len(test.ops) == 2 and all(isinstance(one, orders) for one in test.ops):
        ends = f"{scope.term(test.left)} and {scope.term(test.comparators[1])}"
        exclusive = ", exclusive" if all(isinstance(one, ast.Lt) for one in test.ops) else ""
        no = "" if holds else "not "
        text = f"{no}between {ends}{exclusive}"
        return Clause(test.comparators[0], f"is {text}", f"are {text}")
    text = _as_code(scope, test, holds=holds)
    return Clause(None, text, text)


def _member(scope: Scope, left: ast.expr, right: ast.expr, *, is_in: bool) -> Clause:
    if isinstance(right, ast.List | ast.Tuple | ast.Set) and 0 < len(right.elts) < 8:
        names = [scope.term(one) for one in right.elts]
        if len(names) > 1:
            text = f"{'one' if is_in else 'none'} of {listed(names, 'or' if is_in else 'and')}"
            return Clause(left, f"is {text}", f"are {text}")
    if isinstance(right, ast.Name) and scope.variables.get(right.id) is not None:
        if scope.variables[right.id].loop is not None:
            one, many = "contains", "contain"
            if not is_in:
                one, many = "does not contain", "do not contain"
            return Clause(right, f"{one} {scope.term(left)}", f"{many} {scope.term(left)}")
    text = f"{'' if is_in else 'not '}in {scope.term(right)}"
    return Clause(left, f"is {text}", f"are {text}")


def _counted(
    scope: Scope, left: ast.expr, operator: type[ast.cmpop], right: ast.expr
) -> Clause | None:
    """Conditions on the length of something."""
    if not (
        isinstance(left, ast.Call)
        and isinstance(left.func, ast.Name)
        and left.func.id == "len"
        and len(left.args) == 1
    ):
        return None
    held = left.args[0]
    number = right.value if isinstance(right, ast.Constant) else None
    empties = {(ast.Eq, 0), (ast.Lt, 1), (ast.LtE, 0)}
    if (operator, number) in empties:
        return Clause(held, "is empty", "are empty")
    if (operator, number) in {(ast.NotEq, 0), (ast.Gt, 0), (ast.GtE, 1)}:
        return Clause(held, "is not empty", "are not empty")
    many = "characters" if scope.kind(held) == "text" else "items"
    if number == 1:
        many = many[:-1]
    count = scope.term(right)
    if isinstance(held, ast.Name) and scope.is_local(held.id) and says_something(held.id):
        things = plural(phrase_of(held.id))
        if operator is ast.NotEq:
            text = f"there are not exactly {count} {things}"
        elif operator in _COUNTS:
            text = f"there are {_COUNTS[operator]} {count} {things}"
        else:
            return None
        return Clause(None, text, text)
    if number is None:
        return None
    if operator is ast.NotEq:
        text = f"not have exactly {count} {many}"
        return Clause(held, f"does {text}", f"do {text}")
    if operator not in _COUNTS:
        return None
    text = f"{_COUNTS[operator]} {count} {many}"
    return Clause(held, f"has {text}", f"have {text}")


def _remainder(scope: Scope, left: ast.expr, right: ast.expr, *, is_equal: bool) -> Clause | None:
    """`n % k == 0`: "is divisible by `k`"."""
    if not (isinstance(left, ast.BinOp) and isinstance(left.op, ast.Mod)):
        return None
    value = right.value if isinstance(right, ast.Constant) else None
    if isinstance(left.left, ast.Constant | ast.JoinedStr) or value not in (0, 1):
        return None
    divisor = left.right
    if isinstance(divisor, ast.Constant) and divisor.value == 2:
        word = "even" if is_equal == (value == 0) else "odd"
    elif value == 0:
        word = f"{'' if is_equal else 'not '}divisible by {scope.term(divisor)}"
    else:
        return None
    return Clause(left.left, f"is {word}", f"are {word}")


def type_word(annotation: str) -> str:
    """A word for values of an annotation."""
    return {"text": "string", "bool": "flag"}.get(kind_of(annotation), kind_of(annotation))
