"""What of a subject is called: a function, or what a class or a factory gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.syntax.definitions import Class, Function, Kind
from limner_server.perception.syntax.functions import classes, functions
from limner_server.perception.syntax.tree import Tree
from limner_server.proof.recorder.javascript_modules import bindings
from limner_server.proposers.cases.javascript.annotations import Types
from limner_server.proposers.cases.javascript.call_sites import calls_of
from limner_server.proposers.cases.javascript.comments import comment_of, examples
from limner_server.proposers.cases.javascript.members import (
    has_word,
    how_used,
    is_hidden,
    is_member_of_returned,
    is_returned,
)
from limner_server.proposers.cases.javascript.plan import How, named_after
from limner_server.proposers.cases.javascript.pool import Pool, pool_of
from limner_server.proposers.cases.javascript.signature import Taken, taken
from limner_server.proposers.cases.javascript.values import Value, spelled
from limner_server.proposers.cases.subject import Subject

# What changes the object that a method is called on.
_CHANGES_IT: Final = re.compile(
    r"this\.#?[\w$]+(?:\.[\w$]+|\[[^\]]*\])*\s*(?:(?:[-+*/%|&^]|\*\*|\?\?|\|\||&&)?=(?![=>])|\+\+|--)"
    r"|this\.#?[\w$]+(?:\.[\w$]+)*\.(?:push|pop|shift|unshift|splice|sort|reverse|set|add|delete|clear)\("
    r"|delete this\b"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Something to call.

    Attributes:
        how: it is used.
        name: that it is called by, from the module or on the receiver.
        parameters: what it takes.
        shown: arguments of examples and of calls elsewhere, the examples first.
        function: that is called; None of a constructor that is not written down.
        is_changing: whether it changes what it is called on.
        returned: the parameters of the function that it returns; None where it returns none.
    """

    how: How
    name: str
    parameters: tuple[Taken, ...] = ()
    shown: tuple[tuple[Value, ...], ...] = ()
    function: Function | None = None
    is_changing: bool = False
    returned: tuple[Taken, ...] | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An object that is made first, and what it can do.

    Attributes:
        receiver: the name of the variable for it.
        maker: makes it.
        made: its parameters.
        members: what can be used of it.
        acts: those of the members that are tested.
    """

    receiver: str
    maker: str
    made: Target
    members: tuple[Target, ...]
    acts: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What of a subject is called.

    Attributes:
        alone: what is called by itself.
        made: objects whose members are called.
        pool: what the code suggests to call it with.
    """

    alone: tuple[Target, ...]
    made: tuple[Made, ...]
    pool: Pool


def targets(subject: Subject, check: Callable[[], None]) -> Targets:
    """What of a subject can be called by a test.

    Raises:
        InputError: nothing: it is not exported, or it is a type.
    """
    return _Finder(subject, check).found()


def has_members(tree: Tree, one: Class) -> bool:
    """Whether a class has any code of its own; a type has none."""
    own = any(function.owner == one.qualified for function in functions(tree))
    return one.kind is Kind.CLASS and own


class _Finder:
    def __init__(self, subject: Subject, check: Callable[[], None]) -> None:
        self._subject, self._check = subject, check
        self._tree = subject.tree
        self._exported = bindings(self._tree, subject.source.path)
        self._pool = pool_of(self._tree, subject.definition.span)
        self._types = Types(self._tree, self._constructors())

    def found(self) -> Targets:
        definition = self._subject.definition
        if isinstance(definition, Class):
            self._require(definition.name, definition.qualified)
            if definition.kind is not Kind.CLASS:
                raise InputError(f"{definition.name} is a type: there is nothing to run")
            statics, made = self._of_class(definition, None)
            return Targets(statics, (made,) if made else (), self._pool)
        if definition.owner:
            owner = next(one for one in classes(self._tree) if one.qualified == definition.owner)
            self._require(owner.name, owner.qualified)
            statics, made = self._of_class(owner, definition)
            return Targets(statics, (made,) if made else (), self._pool)
        root = definition.qualified.partition(".")[0]
        callee = definition.qualified if root in self._exported else definition.name
        self._require(callee.partition(".")[0], definition.qualified)
        target = self._target(definition, callee, How.CALL)
        return Targets((target,), tuple(self._factory(definition, target)), self._pool)

    def _require(self, name: str, qualified: str) -> None:
        if name not in self._exported:
            file = self._subject.source.path.name
            raise InputError(
                f"{file} does not export {qualified or 'it'}: no test can import it",
                f"export {qualified or name} from {file}",
            )

    def _target(
        self, function: Function, callee: str, how: How, *, is_method: bool = False
    ) -> Target:
        comment = comment_of(self._tree, function)
        shown = [one.arguments for one in examples(comment, function.name, is_method=is_method)]
        if how is How.CALL and function.parameters:
            shown += calls_of(self._subject, function.name, self._check)
        parameters = taken(self._tree, function, self._pool, self._types, shown)
        return Target(
            how,
            callee,
            parameters,
            tuple({spelled(one): one for one in shown}.values()),
            function,
            _CHANGES_IT.search(function.body.of(self._tree.text)) is not None,
            self._returned(function),
        )

    def _returned(self, function: Function) -> tuple[Taken, ...] | None:
        """The parameters of the function that a function returns."""
        for one in functions(self._tree):
            if is_returned(one.node, function.node):
                pool = pool_of(self._tree, one.span)
                return taken(self._tree, one, pool, self._types, ())
        return None

    def _factory(self, function: Function, target: Target) -> Iterator[Made]:
        """The object with methods that a function returns."""
        members = [
            self._target(one, one.name, how_used(one.node), is_method=True)
            for one in functions(self._tree)
            if one.name.isidentifier() and is_member_of_returned(one.node, function.node)
        ]
        if members:
            name = re.sub(r"^(?:create|make|build|new|get)(?=[A-Z])", "", function.name)
            own = name != function.name
            receiver = named_after(name) if own else f"my{name[:1].upper()}{name[1:]}"
            members = [_with(one, is_changing=one.how is How.CALL) for one in members]
            yield Made(receiver, target.name, target, tuple(members), tuple(members))

    def _of_class(
        self, owner: Class, only: Function | None
    ) -> tuple[tuple[Target, ...], Made | None]:
        """The static methods of a class, and its instances."""
        methods = [
            one
            for one in functions(self._tree)
            if one.owner == owner.qualified and not is_hidden(self._tree, one)
        ]
        built = self._constructor(owner)
        callee = f"new {owner.qualified}"
        constructor = Target(How.CALL, callee)
        if built is not None:
            shown = calls_of(self._subject, owner.name, self._check)
            shown = [
                one.arguments for one in examples(comment_of(self._tree, owner), owner.name)
            ] + shown
            parameters = taken(self._tree, built, self._pool, self._types, shown)
            constructor = Target(How.CALL, callee, parameters, tuple(shown), built)
        statics = [
            self._target(one, f"{owner.qualified}.{one.name}", how_used(one.node), is_method=True)
            for one in methods
            if has_word(one.node, "static") and (only is None or one == only)
        ]
        if only is not None and statics:
            return tuple(statics), None
        members = tuple(
            self._target(one, one.name, how_used(one.node), is_method=True)
            for one in methods
            if not has_word(one.node, "static") and one.name != "constructor"
        )
        is_abstract = owner.node.type == "abstract_class_declaration"
        if is_abstract:
            return tuple(statics), None
        acts = tuple(one for one in members if only is None or one.function == only)
        receiver = named_after(owner.name)
        return tuple(statics), Made(receiver, callee, constructor, members, acts)

    def _constructor(self, owner: Class) -> Function | None:
        """The constructor of a class, or of the one that it is derived from in the same file."""
        seen: set[str] = set()
        while owner.qualified not in seen:
            seen.add(owner.qualified)
            own = (one for one in functions(self._tree) if one.owner == owner.qualified)
            found = next((one for one in own if one.name == "constructor"), None)
            if found is not None:
                return found
            known = {one.name: one for one in classes(self._tree)}
            owner = next((known[base] for base in owner.bases if base in known), owner)
        return None

    def _constructors(self) -> dict[str, list[str]]:
        """How the classes of the file are made, for parameters of these types."""
        plain = Types(self._tree, {})
        found: dict[str, list[str]] = {}
        for one in classes(self._tree):
            if one.kind is not Kind.CLASS or one.name not in self._exported:
                continue
            built = self._constructor(one)
            if built is None:
                found[one.name] = [f"new {one.name}()"]
                continue
            given = taken(self._tree, built, self._pool, plain, ())
            found[one.name] = [
                f"new {one.name}({', '.join(spelled(_at(each, rank)) for each in given)})"
                for rank in range(3)
            ]
        return found


def _at(parameter: Taken, rank: int) -> Value:
    return parameter.values[rank % len(parameter.values)] if parameter.values else 1


def _with(target: Target, *, is_changing: bool) -> Target:
    return Target(
        target.how, target.name, target.parameters, target.shown, target.function, is_changing
    )
