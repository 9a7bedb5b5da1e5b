"""What a class's docstring says, read off the class."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from limner_server.proposers.docstrings.describe import Around
from limner_server.proposers.docstrings.docstring import Docstring, Entry, Section
from limner_server.proposers.docstrings.parameters import entries_of
from limner_server.proposers.docstrings.raising import raised, told
from limner_server.proposers.docstrings.roles import role_of
from limner_server.proposers.docstrings.scope import (
    FunctionNode,
    Scope,
    decorators,
    kind_of,
    written,
)
from limner_server.proposers.docstrings.summary import Summary
from limner_server.proposers.docstrings.units import unit_of, without_unit
from limner_server.proposers.docstrings.verbs import imperative, third_person
from limner_server.proposers.docstrings.words import (
    is_plural,
    listed,
    phrase_of,
    plural,
    raw_words,
    says_something,
    sentence,
    with_article,
    with_the,
    words_of,
)

_MOST_DEEDS: Final = 3
_FEWEST: Final = 2
_LONGEST: Final = 84
_ENUMS: Final = ("Enum", "StrEnum", "IntEnum", "Flag", "IntFlag")
_AGENTS: Final = ("er", "or", "Util", "Utils", "Helper", "Service", "Engine", "System", "Tool")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a class or of its objects.

    Attributes:
        name: of it.
        annotation: as written, or "".
        value: what it is at first; None where that is not to be seen.
        on_class: whether it stands in the body of the class.
        comment: what stands beside it.
    """

    name: str
    annotation: str = ""
    value: ast.expr | None = None
    on_class: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What is known of a class.

    Attributes:
        node: of it.
        init: its constructor, or None.
        methods: by name.
        attributes: of the class and, set by its constructor, of its objects; public ones.
    """

    node: ast.ClassDef
    init: FunctionNode | None
    methods: dict[str, FunctionNode]
    attributes: list[Attribute] = field(default_factory=list)

    @property
    def own(self) -> list[Attribute]:
        """The attributes that stand in the body of the class."""
        return [one for one in self.attributes if one.on_class]

    @property
    def of_objects(self) -> list[Attribute]:
        """The attributes that the constructor sets."""
        return [one for one in self.attributes if not one.on_class]


def class_facts(node: ast.ClassDef, comments: Mapping[int, str]) -> ClassFacts:
    """What is known of a class.

    Args:
        node: the class.
        comments: of the file, by the line that they end.
    """
    methods: dict[str, FunctionNode] = {}
    found: dict[str, Attribute] = {}
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            if not {"overload", "setter", "deleter"} & set(decorators(statement)):
                methods[statement.name] = statement
            continue
        for one in _assigned(statement):
            comment = comments.get(statement.lineno, "")
            annotated = isinstance(statement, ast.AnnAssign)
            annotation = (
                written(statement.annotation) if isinstance(statement, ast.AnnAssign) else ""
            )
            value = statement.value if isinstance(statement, ast.AnnAssign | ast.Assign) else None
            if not one.startswith("_") and (annotated or isinstance(statement, ast.Assign)):
                found.setdefault(one, Attribute(one, annotation, value, True, comment))
    init = methods.get("__init__")
    if init is not None:
        for attribute in _of_objects(init, comments):
            found.setdefault(attribute.name, attribute)
    return ClassFacts(node, init, methods, list(found.values()))


def describe_class(facts: ClassFacts, around: Around, *, listed_attributes: bool) -> Docstring:
    """The docstring of a class, by analysis alone; its constructor's parameters are among it.

    Args:
        facts: of the class.
        around: what the file says around its constructor.
        listed_attributes: whether attributes of objects stand in a section; else in sentences.
    """
    sections: dict[Section, tuple[Entry, ...]] = {}
    scope = None
    if facts.init is not None:
        scope = Scope(facts.init, facts.node, none=around.none)
        kept = _kept(facts, scope)
        if parameters := entries_of(scope, Summary(""), around.comments, kept):
            sections[Section.PARAMETERS] = parameters
    parameters_named = set(scope.parameters) if scope is not None else set()
    shown = facts.own + [
        one for one in facts.of_objects if listed_attributes and one.name not in parameters_named
    ]
    if entries := [_entry(one, facts) for one in shown]:
        sections[Section.ATTRIBUTES] = tuple(entries)
    if scope is not None and (raises := raised(scope)):
        sections[Section.RAISES] = tuple(
            Entry(one.name, told(one) or "If it cannot be made.") for one in raises
        )
    body = () if listed_attributes else _sentences(facts, parameters_named)
    return Docstring(class_summary(facts, scope), body, sections)


def class_summary(facts: ClassFacts, scope: Scope | None) -> str:
    """What a class is, in a sentence."""
    node = facts.node
    bases = [written(one).split("[")[0].rpartition(".")[2] for one in node.bases]
    phrase = phrase_of(node.name.strip("_").rstrip("0123456789"))
    if any(base.endswith(("Error", "Exception", "Warning")) for base in bases):
        words = words_of(node.name)
        what = " ".join(words[:-1]) if words[-1] in ("error", "exception", "warning") else phrase
        return sentence(f"raised for {f'{what} errors' if ' ' not in what else what}")
    if any(base in _ENUMS for base in bases):
        names = [f"`{one.name}`" for one in facts.own]
        text = f"{plural(phrase)}: {listed(names)}"
        return sentence(
            text if len(text) < _LONGEST and names else f"the {plural(phrase)} there are"
        )
    if "Protocol" in bases or ("ABC" in bases and not facts.init):
        return sentence(f"what every {phrase} offers")
    deeds = _deeds(facts)
    if deeds and (not _things(facts, scope) or node.name.endswith(_AGENTS)):
        for count in range(len(deeds), 0, -1):
            text = f"{phrase} that {listed(deeds[:count])}"
            if len(text) < _LONGEST:
                return sentence(text)
    things = _things(facts, scope)
    for count in range(min(len(things), 4), 0, -1):
        more = len(things) > count
        parts = [*things[:count], *(["more"] if more else [])]
        text = f"{phrase} with {listed(parts)}"
        if len(text) < _LONGEST:
            return sentence(text)
    names = [f"`{name}`" for name in facts.methods if not name.startswith("_")]
    if names:
        rest = ["more"] if len(names) > _MOST_DEEDS else []
        return sentence(f"{phrase}: {listed([*names[:_MOST_DEEDS], *rest])}")
    return sentence(f"{phrase}, a kind of `{bases[0]}`" if bases else phrase)


def _things(facts: ClassFacts, scope: Scope | None) -> list[str]:
    """What a class has, as a reader would list it."""
    found: list[str] = []
    own = set(raw_words(facts.node.name))
    for one in facts.attributes:
        if says_something(one.name) and len(one.name) > 2 and not set(raw_words(one.name)) <= own:
            phrase = phrase_of(without_unit(one.name))
            found.append(phrase if is_plural(phrase) else with_article(phrase))
    for name, method in facts.methods.items():
        raw = raw_words(name)
        gives = raw[:1] == ["get"] and 1 < len(raw) < 4 and len(method.args.args) < 2
        phrase = phrase_of("_".join(raw[1:])) if gives else ""
        if gives and not any(phrase in one or one.endswith(phrase) for one in found):
            found.append(phrase if is_plural(phrase) else with_article(phrase))
    return found


def _deeds(facts: ClassFacts) -> list[str]:
    """What the first public methods do, as "it" does it: "adds products"."""
    found: list[str] = []
    for name in facts.methods:
        raw = raw_words(name)
        if name.startswith("_") or not raw:
            continue
        verb = imperative(raw[0], alone=len(raw) == 1)
        if (
            not verb
            or verb in ("check", "run", "test", "main", "return")
            or raw[0] in ("set", "is", "init")
        ):
            continue
        what = phrase_of("_".join(raw[1:])) if raw[1:] else ""
        if any(
            word in ("by", "to", "from", "with", "in", "of", "for", "all", "and")
            for word in raw[1:]
        ):
            continue
        deed = f"{third_person(verb)} {plural(what) if what else ''}".strip()
        if deed not in found:
            found.append(deed)
    lone = [deed for deed in found if " " not in deed]
    if len(lone) < _FEWEST or len(lone) < len(found):
        found = [deed for deed in found if deed not in lone]
    return found[:_MOST_DEEDS]


def _entry(one: Attribute, facts: ClassFacts) -> Entry:
    return Entry(one.name, sentence(_about(one, facts)), one.annotation)


def _about(one: Attribute, facts: ClassFacts) -> str:
    """What an attribute holds."""
    if one.comment:
        return one.comment
    is_enum = any(written(base).rpartition(".")[2] in _ENUMS for base in facts.node.bases)
    if is_enum and isinstance(one.value, ast.Constant):
        return f"the value {written(one.value)}"
    phrase = phrase_of(without_unit(one.name)) if says_something(one.name) else "value"
    if unit := unit_of(one.name):
        phrase += f" in {unit}"
    kind = kind_of(one.annotation)
    if kind == "bool" or (
        isinstance(one.value, ast.Constant) and isinstance(one.value.value, bool)
    ):
        words = raw_words(one.name)
        if words[0] in ("is", "has"):
            phrase = f"whether it {words[0]} {phrase_of('_'.join(words[1:]))}"
        else:
            phrase = f"whether it is {phrase}"
    value = one.value
    if isinstance(value, ast.Constant) and value.value is not None and value.value is not Ellipsis:
        shown = written(value)
        if len(shown) < 40 and "\n" not in shown:
            by_default = "by default" if one.annotation else ""
            return f"{phrase}, {shown} {by_default}".strip()
    if isinstance(value, ast.Constant) and value.value is None:
        return f"{phrase}, or None"
    return f"{phrase}{_inside(one, facts) or _used(one.name, facts)}"


def _inside(one: Attribute, facts: ClassFacts) -> str:
    """How the things are filed that an attribute holds: " by order ID"."""
    for method in facts.methods.values():
        scope = Scope(method, facts.node)
        for node in scope.nodes:
            if (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, ast.Store)
                and scope.attribute(node.value) == one.name
                and isinstance(node.slice, ast.Name)
                and says_something(node.slice.id)
            ):
                return f" by {phrase_of(node.slice.id)}"
    return ""


def _sentences(facts: ClassFacts, parameters: set[str]) -> tuple[str, ...]:
    """The attributes of objects that are no parameters, in sentences."""
    said = []
    plain = []
    for one in facts.of_objects:
        if one.name in parameters:
            continue
        if one.comment:
            said.append(f"`{one.name}` ({one.comment.rstrip('.')})")
        elif inside := _inside(one, facts):
            said.append(f"`{one.name}` holds {with_the(plural(phrase_of(one.name)))}{inside}")
        else:
            plain.append(one)
    texts = []
    if said:
        texts.append(sentence("; ".join(said)))
    start = [one for one in plain if _is_empty(one.value)]
    if start:
        names = listed([f"`{one.name}`" for one in start])
        texts.append(f"{names} {'starts' if len(start) == 1 else 'start'} empty.")
    return (" ".join(texts),) if texts else ()


def _is_empty(value: ast.expr | None) -> bool:
    if isinstance(value, ast.List | ast.Tuple | ast.Set):
        return not value.elts
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.Call) and not value.args and not value.keywords:
        return written(value.func).rpartition(".")[2] in ("list", "dict", "set", "deque", "Counter")
    return False


def _kept(facts: ClassFacts, scope: Scope) -> dict[str, str]:
    """What the class does with what its constructor is given and keeps."""
    found: dict[str, str] = {}
    for node in scope.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Name):
            continue
        name, attribute = node.value.id, scope.attribute(node.targets[0])
        if not attribute or name not in scope.parameters:
            continue
        if role := _used(attribute, facts):
            found.setdefault(name, role.strip())
    return found


def _used(attribute: str, facts: ClassFacts) -> str:
    """What the methods of a class do with an attribute: " to search"."""
    for method in facts.methods.values():
        if method is facts.init:
            continue
        scope = Scope(method, facts.node)

        def is_it(one: ast.AST, scope: Scope = scope) -> bool:
            return scope.attribute(one) == attribute

        role = role_of(scope, is_it)
        weak = ("to store", "to set", "to divide", "to compare", "to pass", "to take", "to change")
        if role.startswith("to ") and not role.startswith(weak):
            return f" {role}"
    return ""


def _assigned(statement: ast.stmt) -> list[str]:
    """The names that a statement of a class's body binds to values."""
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    if isinstance(statement, ast.Assign):
        names = []
        for target in statement.targets:
            parts = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
            names += [one.id for one in parts if isinstance(one, ast.Name)]
        return names
    return []


def _of_objects(init: FunctionNode, comments: Mapping[int, str]) -> list[Attribute]:
    """The public attributes that a constructor sets, in order."""
    receiver = init.args.args[0].arg if init.args.args else ""
    found: dict[str, Attribute] = {}
    for node in ast.walk(init):
        if not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        targets: Sequence[ast.expr] = (
            node.targets if isinstance(node, ast.Assign) else [node.target]
        )
        for target in targets:
            if (
                isinstance(target, ast.Attribute)
                and isinstance(target.value, ast.Name)
                and target.value.id == receiver
                and not target.attr.startswith("_")
            ):
                annotation = written(node.annotation) if isinstance(node, ast.AnnAssign) else ""
                comment = comments.get(node.lineno, "")
                one = Attribute(target.attr, annotation, node.value, False, comment)
                found.setdefault(target.attr, one)
    return list(found.values())
