"""Cases of a Python function, method or class."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, zip_longest
from typing import Final

from limner_server.errors import InputError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.recorder.case import Case, Outside, Recorded
from limner_server.proposers.cases.python.around import conditions_of, examples_of, helpers_of
from limner_server.proposers.cases.python.callee import Callee, Role
from limner_server.proposers.cases.python.changes import changes_in_place
from limner_server.proposers.cases.python.compose import Composer
from limner_server.proposers.cases.python.elsewhere import Elsewhere
from limner_server.proposers.cases.python.examples import called, documented
from limner_server.proposers.cases.python.kinds import Kind
from limner_server.proposers.cases.python.mutate import changed
from limner_server.proposers.cases.python.observed import Observed
from limner_server.proposers.cases.python.plan import plan_of
from limner_server.proposers.cases.python.pools import Pool, pool_of
from limner_server.proposers.cases.python.slots import slots_of
from limner_server.proposers.cases.python.spelling import spelled
from limner_server.proposers.cases.python.values import Values
from limner_server.proposers.cases.python.wording import texts_for
from limner_server.proposers.cases.subject import Subject

# Cases to begin with: of a function, of each method as it is and after another.
_FUNCTION: Final = 160
_METHOD: Final = 24
_AFTER: Final = 6
# Cases that are made of one.
_NEAR: Final = 32
# Statements before an act.
_STEPS: Final = 7
# Ways to make an object.
_WAYS: Final = 4
_DEEPEST: Final = 3
# Values that are tried for an argument that may be left out.
_OPTIONAL: Final = 3
# How often an attribute is set while a branch is open.
_SETTING: Final = 0.15
# How often a call is made twice that leaves something behind in the module.
_AGAIN: Final = 0.2


class PythonInputs:
    """Makes cases of a subject in Python; see `Inputs`.

    Args:
        subject: what to call.
        files: of the workspace, to see how others call it.
        suggested: calls of a function that somebody thinks worth a try.

    Raises:
        InputError: nobody can call it from outside, or make an object of it.
    """

    def __init__(
        self,
        subject: Subject,
        files: WorkspaceFiles | None = None,
        suggested: Sequence[str] = (),
    ) -> None:
        try:
            self._elsewhere = Elsewhere(subject.root, subject.source.path, files)
            module = self._module = self._elsewhere.read(subject.source.text)
        except (SyntaxError, ValueError, RecursionError) as error:
            raise InputError(f"{subject.source.path.name} cannot be read as Python") from error
        plan = self._plan = plan_of(subject, module)
        callees = [*plan.targets, *plan.steps, *([plan.new] if plan.new else [])]
        nodes = [one.node for one in callees if one.node is not None]
        if plan.owner is not None:
            nodes = [plan.owner.node, *nodes]
        helpers = helpers_of(module, nodes)
        self._pool = pool_of(dict.fromkeys([*nodes, *helpers, *examples_of(helpers)]))
        makers = [module.constructor(one) for one in module.classes.values() if not one.is_enum]
        self._callees = {one.name: one for one in (*makers, *callees)}
        self._observed = Observed(plan.variable)
        values = Values(self._pool, self._observed.pool, self._objects, module.imported)
        seen = called(subject, plan, module, files)
        self._composer = Composer(plan, values, seen, module.imported, str(module.path))
        # What is kept for the whole module is emptied first: other tests fill it too.
        self._composer.cleared = [
            name
            for name in sorted(module.registers)
            if any(changes_in_place(node, name) for node in (*nodes, *helpers))
        ]
        self._conditions = conditions_of(module.tree)
        self._suggested = suggested if plan.owner is None else ()

    def first(self) -> Iterable[Case]:
        """See `Inputs`: the examples of docstrings, then plain calls, then calls after others.

        Calls that were suggested come before those that nobody has thought of.
        """
        plan, composer = self._plan, self._composer
        for arrange, act in documented(plan, self._module):
            yield composer.whole(arrange, act)
        for act in self._suggested:
            yield composer.whole((), act)
        if plan.owner is None:
            for callee in plan.targets:
                for arguments in composer.typical(callee, _FUNCTION):
                    yield composer.case(callee, arguments)
            return
        lists = [list(islice(self._plain(one), _METHOD)) for one in plan.targets]
        lists += [list(self._after(one)) for one in plan.targets]
        for row in zip_longest(*lists):
            yield from (one for one in row if one is not None)

    def like(
        self, recorded: Recorded, wanted: frozenset[int], dice: random.Random
    ) -> Iterable[Case]:
        """See `Inputs`."""
        hot = pool_of(self._conditions[line] for line in wanted if line in self._conditions)
        for _ in range(_NEAR):
            made = self._near(recorded.case, dice, hot, is_open=bool(wanted))
            if made is not None:
                yield made

    def learn(self, recorded: Recorded) -> None:
        """See `Inputs`: what is seen is tried again, what draws random numbers is seeded."""
        self._observed.see(recorded)
        if Outside.RANDOM not in recorded.outside:
            return
        new = self._plan.new
        if new is not None and recorded.case.arrange and new.name not in self._composer.seeded:
            # It may have been the making of the object: asked once more, it tells.
            self._composer.seeded.add(new.name)
        self._composer.seeded |= {name for name in self._callees if f"{name}(" in recorded.case.act}

    def _near(self, case: Case, dice: random.Random, hot: Pool, *, is_open: bool) -> Case | None:
        arrange, act = self._composer.bare(case.arrange), case.act
        if self._composer.cleared and not arrange and dice.random() < _AGAIN:
            # What a first call leaves behind, a second one may find.
            return self._composer.whole([act], act)
        if is_open and arrange and len(arrange) < _STEPS and dice.random() < _SETTING:
            # A branch may hang on a state that is long to come to, and quickly set.
            if (setting := self._observed.setting(dice)) is not None:
                arrange.append(setting)
        elif self._plan.owner is not None and dice.random() < 0.5:
            arrange, act = self._other_steps(arrange, act, dice, hot)
            if dice.random() < 0.5:
                return self._composer.whole(arrange, act)
        elif self._plan.owner is None and dice.random() < 0.15:
            callee = dice.choice(self._plan.targets)
            return self._composer.case(callee, self._composer.drawn(callee, dice, hot))
        try:
            trees = [ast.parse(one).body[0] for one in arrange]
            last = ast.parse(act, mode="eval")
        except (SyntaxError, IndexError):
            return None
        whole = ast.Module(body=[*trees, ast.Expr(last.body)], type_ignores=[])
        slots = slots_of(whole, self._callees)
        if not slots:
            callee = dice.choice(self._plan.targets)
            before = (arrange or self._ways()[:1]) if self._composer.needs_object(callee) else []
            return self._composer.case(callee, self._composer.drawn(callee, dice, hot), before)
        changed(slots, self._composer, self._pool, hot, dice)
        texts = [spelled(one) for one in whole.body]
        return self._composer.whole(texts[:-1], texts[-1])

    def _other_steps(
        self, arrange: list[str], act: str, dice: random.Random, hot: Pool
    ) -> tuple[list[str], str]:
        """The same object after more, fewer or other calls, or asked something else."""
        plan, composer = self._plan, self._composer
        draw = dice.random()
        steps = plan.steps
        if draw < 0.4 and steps and len(arrange) < _STEPS and arrange:
            callee = dice.choice(steps)
            step = composer.call(callee, composer.drawn(callee, dice, hot), as_step=True)
            arrange.insert(dice.randrange(1, len(arrange) + 1), step)
        elif draw < 0.6 and arrange and len(arrange) < _STEPS and self._is_step(act):
            arrange.append(act)
            act = self._drawn_act(dice, hot)
        elif draw < 0.72 and len(arrange) > 1:
            del arrange[dice.randrange(1, len(arrange))]
        elif draw < 0.8 and plan.new is not None and arrange:
            arrange[0] = composer.make(composer.drawn(plan.new, dice, hot))
        elif arrange:
            act = self._drawn_act(dice, hot)
        return arrange, act

    def _drawn_act(self, dice: random.Random, hot: Pool) -> str:
        callees = [one for one in self._plan.targets if one.role is not Role.NEW]
        callee = dice.choice(callees or self._plan.targets)
        return self._composer.call(callee, self._composer.drawn(callee, dice, hot))

    def _is_step(self, act: str) -> bool:
        start = f"{self._plan.variable}."
        return any(act.startswith(f"{start}{one.name}(") for one in self._plan.steps)

    def _plain(self, callee: Callee) -> Iterator[Case]:
        """A method of a new object, or the making of one."""
        composer = self._composer
        ways = self._ways()
        for place, arguments in enumerate(composer.typical(callee, _METHOD)):
            before = [ways[place % len(ways)]] if composer.needs_object(callee) and ways else []
            yield composer.case(callee, arguments, before)
        if composer.needs_object(callee):
            arguments = composer.typical(callee, 1)[0]
            for way in ways[1:]:
                yield composer.case(callee, arguments, [way])

    def _after(self, callee: Callee) -> Iterator[Case]:
        """A method after one or two others that change the object."""
        plan, composer = self._plan, self._composer
        ways = self._ways()
        if not composer.needs_object(callee) or not ways:
            return
        for step in plan.steps:
            own = composer.typical(callee, _AFTER)
            for place, given in enumerate(composer.typical(step, _AFTER)):
                before = [ways[0], composer.call(step, given, as_step=True)]
                yield composer.case(callee, own[place % len(own)], before)
        for one in plan.steps:
            for other in plan.steps:
                first, second = composer.typical(one, 3), composer.typical(other, 3)
                before = [
                    ways[0],
                    composer.call(one, first[0], as_step=True),
                    composer.call(other, second[-1 if one is other else 0], as_step=True),
                ]
                yield composer.case(callee, composer.typical(callee, 1)[0], before)

    def _ways(self) -> list[str]:
        """Statements that make the object."""
        plan = self._plan
        if plan.owner is not None and plan.owner.is_enum:
            return [f"{plan.variable} = {plan.owner.name}.{one}" for one in plan.owner.members]
        if plan.new is None:
            return []
        return [self._composer.make(one) for one in self._composer.typical(plan.new, _WAYS)]

    def _objects(self, kind: Kind, depth: int) -> Sequence[str]:
        """Expressions that make an object of a class of the workspace."""
        found = self._elsewhere.home(kind)
        if found is None or depth > _DEEPEST:
            return []
        module, one = found
        values, name = self._composer.values, kind.text
        if line := self._elsewhere.line(kind):
            values.imports[name] = line
        if one.is_enum:
            return [f"{name}.{member}" for member in one.members]
        if one.abstract or one.is_protocol:
            heirs = [
                replace(kind, text=each.name)
                for each in module.classes.values()
                if name in each.bases and not each.abstract
            ]
            return [text for each in heirs[:2] for text in self._objects(each, depth)]
        new = module.constructor(one)
        lists = [
            values.typical(each.kind, _looks(each.name, name), depth) if each.is_needed else [""]
            for each in new.parameters
        ]
        count = min(max(map(len, lists), default=1), 3)
        rows = [[each[place % len(each)] for each in lists] for place in range(count)]
        # What may be left out is worth a look as well: one at a time, at an object that is plain.
        rows += [
            [*rows[0][:place], value, *rows[0][place + 1 :]]
            for place, each in enumerate(new.parameters)
            if not each.is_needed and not each.is_rest and depth < _DEEPEST
            for value in values.typical(each.kind, each.name, depth)[:_OPTIONAL]
        ]
        return [f"{name}({values.arguments(new.parameters, row)})" for row in rows]


def _looks(name: str, owner: str) -> str:
    """What a parameter looks like by its name; the name of a thing as the thing is called."""
    return owner.lower() if name in ("name", "title") and texts_for(owner) else name
