"""Cases put together of calls and the expressions of their arguments."""

from __future__ import annotations

import ast
import json
import random
from collections.abc import Iterable, Sequence

from limner_server.proof.recorder.case import Case
from limner_server.proposers.cases.python.callee import Callee, Role, Taken
from limner_server.proposers.cases.python.kinds import Kind
from limner_server.proposers.cases.python.plan import FORMS, STATEMENTS, Plan, is_async
from limner_server.proposers.cases.python.pools import Pool
from limner_server.proposers.cases.python.spelling import quoted
from limner_server.proposers.cases.python.typical import names_in
from limner_server.proposers.cases.python.values import Values

_FILE = 'tmp_path / "a.txt"'
_SEED = "random.seed(0)"
_MODULES = {"asyncio": "import asyncio", "random": "import random"}
_CONTENTS = ('"one\\ntwo\\n"', '""', '"a,b\\n1,2\\n"', '"hello"')


class Composer:
    """Writes calls, and cases of calls.

    Args:
        plan: what is called.
        values: makes the arguments.
        seen: arguments that somebody gave, by what was called.
        imported: the names that the module imports, with the line of each.
        home: the file of the module.

    Attributes:
        seeded: the names of what draws random numbers.
        cleared: the containers of the module that calls fill, to be emptied first.
    """

    def __init__(
        self,
        plan: Plan,
        values: Values,
        seen: dict[str, list[tuple[str, ...]]],
        imported: dict[str, str],
        home: str,
    ) -> None:
        self._home = home
        self.plan, self.values = plan, values
        self.seeded: set[str] = set()
        self.cleared: list[str] = []
        self._written = -1
        self._seen, self._imported = seen, imported

    def typical(self, callee: Callee, most: int) -> list[tuple[str, ...]]:
        """Arguments that a person would try first: each parameter's own, all together.

        An empty text for an argument leaves it out.
        """
        taken = callee.parameters
        found = dict.fromkeys(self._seen.get(callee.name, ()))
        if not taken:
            return [()]
        lists = [self._typical(callee, one) for one in taken]
        first = tuple(one[0] if taken[at].is_needed else "" for at, one in enumerate(lists))
        found[first] = None
        longest = max(map(len, lists))
        for place in range(min(longest, 3)):
            found[tuple(one[place % len(one)] for one in lists)] = None
        for place in range(1, longest):
            for which, values in enumerate(lists):
                if place < len(values) and len(found) < most:
                    found[(*first[:which], values[place], *first[which + 1 :])] = None
        return list(found)[:most]

    def drawn(self, callee: Callee, dice: random.Random, hot: Pool) -> tuple[str, ...]:
        """Arguments by chance, or some that somebody gave."""
        seen = self._seen.get(callee.name, [])
        if seen and dice.random() < 0.4:
            return dice.choice(seen)
        return tuple(
            ""
            if not one.is_needed and dice.random() < 0.4
            else self.values.drawn(self._kind(callee, one), one.name, dice, hot)
            for one in callee.parameters
        )

    def call(self, callee: Callee, arguments: Sequence[str], *, as_step: bool = False) -> str:
        """A call, as an expression, or as a statement where it is a step."""
        inside = self.values.arguments(callee.parameters, arguments)
        owner = self.plan.owner
        variable = self.plan.variable
        if callee.role in (Role.FUNCTION, Role.NEW):
            text = f"{callee.name}({inside})"
        elif callee.role is Role.PROPERTY:
            text = f"{variable}.{callee.name}"
        elif callee.role is Role.OF_CLASS and owner is not None:
            text = f"{owner.name}.{callee.name}({inside})"
        else:
            form = FORMS.get(callee.name) or (STATEMENTS.get(callee.name) if as_step else None)
            if form and len(arguments) <= 2 and all(arguments):
                text = form.format(*arguments, o=variable, all=inside)
            else:
                text = f"{variable}.{callee.name}({inside})"
        return f"asyncio.run({text})" if is_async(callee) else text

    def make(self, arguments: Sequence[str]) -> str:
        """The statement that makes the object."""
        new, owner = self.plan.new, self.plan.owner
        if owner is not None and owner.is_enum:
            return f"{self.plan.variable} = {owner.name}.{owner.members[0]}"
        return f"{self.plan.variable} = {self.call(new, arguments)}" if new is not None else ""

    def case(self, callee: Callee, arguments: Sequence[str], before: Iterable[str] = ()) -> Case:
        """A case of a call after some statements; what it changes in place has a name."""
        arrange = [one for one in before if one]
        given = list(arguments)
        for place, (one, value) in enumerate(zip(callee.parameters, arguments, strict=True)):
            if value == "" or one.is_rest:
                continue
            if _is_path(one.kind) and value == _FILE:
                content = self._content(callee)
                arrange += [f"path = {value}", f"path.write_text({content})"]
                given[place] = "str(path)" if one.kind.text == "str" else "path"
            elif one.is_changed and value[0] in "[{" and one.name != self.plan.variable:
                arrange.append(f"{one.name} = {value}")
                given[place] = one.name
        return self.whole(arrange, self.call(callee, given))

    def _content(self, callee: Callee) -> str:
        """What a file says: lines of the code's own texts, else plain ones."""
        known = [f'{quoted(one)[:-1]}\\n"' for one in self.values.texts if one.strip()]
        keys = self.values.keys
        uses = names_in(ast.unparse(callee.node)) if callee.node is not None else set()
        if "json" in uses:
            known = [quoted(json.dumps(one)) for one in (dict.fromkeys(keys, 1), {}, [1, 2])]
        elif "csv" in uses and keys:
            rows = (keys, ["1"] * len(keys), ["a"] * len(keys))
            known = [quoted("".join(",".join(row) + "\n" for row in rows[:n])) for n in (2, 3, 1)]
        every = [*known, *_CONTENTS]
        self._written += 1
        return every[self._written % len(every)]

    def whole(self, arrange: Sequence[str], act: str) -> Case:
        """A case with the imports that its names need."""
        names = set[str]()
        for text in (*arrange, act):
            names |= names_in(text)
        if names & self.seeded and "random" not in names:
            arrange = [_SEED, *arrange]
            names.add("random")
        arrange = [*(f"{one}.clear()" for one in self.cleared), *arrange]
        lines = {**self._imported, **self.values.imports, **_MODULES}
        imports = [lines[name] for name in sorted(names) if name in lines]
        return Case(act, tuple(arrange), tuple(dict.fromkeys(imports)))

    def bare(self, arrange: Sequence[str]) -> list[str]:
        """Statements without what `whole` puts before them."""
        before = {_SEED, *(f"{one}.clear()" for one in self.cleared)}
        return [one for one in arrange if one not in before]

    def needs_object(self, callee: Callee) -> bool:
        """Whether a call is one of an object."""
        return callee.role in (Role.METHOD, Role.PROPERTY)

    def _typical(self, callee: Callee, one: Taken) -> list[str]:
        return self.values.typical(self._kind(callee, one), one.name) or ["None"]

    def _kind(self, callee: Callee, one: Taken) -> Kind:
        """What a parameter takes: of an operator, another object like this one."""
        owner = self.plan.owner
        is_operator = "{0}" in FORMS.get(callee.name, "") and callee.name not in (
            "__contains__",
            "__getitem__",
        )
        if owner is not None and is_operator and one.kind.name in ("any", "record"):
            return Kind(
                "union",
                (Kind("object", text=owner.name, home=self._home), Kind("int"), Kind("str")),
            )
        return one.kind


def _is_path(kind: Kind) -> bool:
    return kind.name == "path" or any(one.name == "path" for one in kind.of)
