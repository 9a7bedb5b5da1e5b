"""Cases for functions and classes of JavaScript and TypeScript."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from limner_server.proof.recorder.case import Case, Recorded
from limner_server.proposers.cases.javascript.changes import near
from limner_server.proposers.cases.javascript.plan import How, Plan, Step, free
from limner_server.proposers.cases.javascript.pool import Pool, pool_of
from limner_server.proposers.cases.javascript.signature import Taken
from limner_server.proposers.cases.javascript.targets import Made, Target, targets
from limner_server.proposers.cases.javascript.values import Value
from limner_server.proposers.cases.subject import Subject

# Of one target so many cases are tried first, of a method so many on each kind of receiver.
_MOST_ALONE: Final = 160
_MOST_OF_A_METHOD: Final = 14
_AFTER: Final = 6
_LIKE: Final = 32
_MOST_BEFORE: Final = 4
_SERIES: Final = 3


class JavaScriptInputs:
    """Makes cases; see `Inputs`.

    Args:
        subject: what to call.
        check: raises to cancel.

    Raises:
        InputError: no test can call it: it is not exported, or it is a type.
    """

    def __init__(self, subject: Subject, check: Callable[[], None]) -> None:
        self._targets = targets(subject, check)
        self._subject = subject
        self._plans: dict[tuple[tuple[str, ...], str], tuple[Plan, Target, Made | None]] = {}
        self._returning: set[str] = set()

    def first(self) -> Iterable[Case]:
        """Examples and calls elsewhere before all, then one thing changed at a time."""
        for target in self._targets.alone:
            for values in islice(combinations(target), _MOST_ALONE):
                yield self._case(Plan(_step(target, values)), target, None)
        for target in self._targets.alone:
            if target.returned is not None:
                yield from self._called_again(target)
        for made in self._targets.made:
            yield from self._of_made(made)

    def like(
        self, recorded: Recorded, wanted: frozenset[int], dice: random.Random
    ) -> Iterable[Case]:
        """Values and steps changed, some added and some left out."""
        known = self._plans.get(_key(recorded.case))
        if known is None:
            return
        plan, target, made = known
        pool = self._near(wanted)
        for _ in range(_LIKE):
            changed, whose = plan, target
            for _ in range(dice.choice((1, 1, 1, 2, 3))):
                changed, whose = self._changed(changed, whose, made, pool, dice)
            yield self._case(changed, whose, made)

    def learn(self, recorded: Recorded) -> None:
        """Nothing: what comes of a case is told again by `like`."""

    def _case(self, plan: Plan, target: Target, made: Made | None) -> Case:
        case = plan.case()
        self._plans.setdefault(_key(case), (plan, target, made))
        return case

    def _called_again(self, target: Target) -> Iterator[Case]:
        """Calls of what the target returns."""
        inner = replace(target, parameters=target.returned or (), shown=())
        for values in islice(combinations(target), 8):
            for given in islice(combinations(inner), 12):
                yield self._case(Plan(_step(target, values), then=(given,)), target, None)

    def _of_made(self, made: Made) -> Iterator[Case]:
        """An object as it is made, then each of its members, fresh and after others."""
        # The constructor alone is no act of a method.
        if made.maker.startswith("new ") and made.acts == made.members:
            for values in islice(combinations(made.made), 24):
                yield self._case(Plan(_step(made.made, values)), made.made, made)
        base = next(combinations(made.made))
        fresh = Plan(Step(How.CALL, ""), made.receiver, made.maker, base)
        changing = [one for one in made.members if one.is_changing and one.how is not How.GET]
        for member in made.acts:
            for values in islice(combinations(member), _MOST_OF_A_METHOD):
                yield self._case(replace(fresh, last=_step(member, values)), member, made)
            for before in _befores(changing):
                for values in islice(combinations(member), _AFTER):
                    plan = replace(fresh, before=before, last=_step(member, values))
                    yield self._case(plan, member, made)
        for others in islice(combinations(made.made), 1, 6):
            for member in made.acts:
                values = next(combinations(member))
                plan = replace(fresh, made_of=others, last=_step(member, values))
                yield self._case(plan, member, made)

    def _near(self, wanted: frozenset[int]) -> Pool:
        """What the wanted lines suggest; all of the code where they say nothing."""
        whole = self._targets.pool
        if not wanted:
            return whole
        lines = self._subject.tree.lines
        numbers: list[float] = []
        texts: list[str] = []
        signs: list[str] = []
        for line in wanted:
            span = self._subject.definition.span
            of = type(span)(lines.start(line), lines.end(line))
            pool = pool_of(self._subject.tree, of)
            numbers += pool.numbers
            texts += pool.texts
            signs += pool.signs
        return Pool(
            tuple(numbers) or whole.numbers,
            tuple(texts) or whole.texts,
            tuple(signs) or whole.signs,
        )

    def _changed(
        self, plan: Plan, target: Target, made: Made | None, pool: Pool, dice: random.Random
    ) -> tuple[Plan, Target]:
        """A plan with one thing changed, and what it ends with."""
        if made is not None and plan.receiver:
            turn = dice.random()
            members = made.members
            if turn < 0.2 and plan.before:
                place = dice.randrange(len(plan.before))
                return replace(plan, before=plan.before[:place] + plan.before[place + 1 :]), target
            changing = [one for one in members if one.is_changing and one.how is not How.GET]
            if turn < 0.5 and changing and len(plan.before) < _MOST_BEFORE:
                step = self._drawn(dice.choice(changing), dice)
                return replace(plan, before=(*plan.before, step)), target
            if turn < 0.6 and made.acts:
                other = dice.choice(made.acts)
                return replace(plan, last=self._drawn(other, dice)), other
            if turn < 0.75 and made.made.parameters:
                values = _varied(plan.made_of, made.made.parameters, pool, dice)
                return replace(plan, made_of=values), target
        if plan.then and target.returned and dice.random() < 0.6:
            values = _varied(plan.then[-1], target.returned, pool, dice)
            return replace(plan, then=(*plan.then[:-1], values)), target
        values = _varied(plan.last.arguments, target.parameters, pool, dice)
        return replace(plan, last=_step(target, values)), target

    def _drawn(self, target: Target, dice: random.Random) -> Step:
        some = [*islice(combinations(target), 12)]
        return _step(target, dice.choice(some))


def _befores(changing: Sequence[Target]) -> Iterator[tuple[Step, ...]]:
    """What is done before something else: one step, or several that can be told apart."""
    for one in changing:
        for values in islice(combinations(one), _AFTER):
            yield (_step(one, values),)
    for one in changing:
        told = [_step(one, values) for values in islice(_series(one), _SERIES)]
        for count in range(2, len(told) + 1):
            yield tuple(told[:count])
        yield tuple(reversed(told))
        for other in changing:
            if other is not one:
                yield (*told[:1], *(_step(other, values) for values in islice(_series(other), 1)))


def _series(target: Target) -> Iterator[tuple[Value, ...]]:
    """Arguments all of which differ from call to call."""
    parameters = [one for one in target.parameters if not one.is_rest and one.values]
    if not parameters:
        yield ()
    for rank in range(max((len(one.values) for one in parameters), default=0)):
        yield tuple(
            one.values[(rank * (1 + index % 2) + index) % len(one.values)]
            for index, one in enumerate(parameters)
        )


def _by_length(base: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    """Numbers that are as large as something else is long, or nearly so."""
    sizes = [len(one) for one in base if isinstance(one, (str, list))]
    for index, one in enumerate(base):
        if isinstance(one, (int, float)) and not isinstance(one, bool):
            for size in sizes:
                for more in (0, 1, -1):
                    yield (*base[:index], size + more, *base[index + 1 :])


def combinations(target: Target) -> Iterator[tuple[Value, ...]]:
    """Arguments: those that are known to be given, then one changed at a time, then several."""
    yield from target.shown
    parameters = [one for one in target.parameters if not one.is_rest]
    rest = next((one for one in target.parameters if one.is_rest), None)
    ranges = [one.values or (1,) for one in parameters]
    needed = [one for one in parameters if not one.is_optional]
    base = tuple(values[0] for values in ranges)
    tail: tuple[Value, ...] = tuple(rest.values[:2]) if rest is not None else ()
    for count in range(len(needed), len(parameters) + 1):
        yield (*base[:count], *(tail if count == len(parameters) else ()))
    starts = [one for one in (*target.shown[:2], base) if len(one) >= len(needed)]
    yield from _by_length(base)
    for rank in range(1, max(map(len, ranges), default=0)):
        for start in starts:
            for index, values in enumerate(ranges):
                if rank < len(values) and index < len(start):
                    yield (*start[:index], values[rank], *start[index + 1 :])
        if len(ranges) > 1:
            yield tuple(values[rank % len(values)] for values in ranges)
            yield tuple(
                values[(rank * (index + 1)) % len(values)] for index, values in enumerate(ranges)
            )
    if rest is not None:
        for count in (0, 1, 3, 5):
            yield (*base, *rest.values[:count])
        for value in rest.values:
            yield (*base, value)


def _step(target: Target, values: Sequence[Value]) -> Step:
    changed = tuple(
        (index, free(one.name)) for index, one in enumerate(target.parameters) if one.is_changed
    )
    return Step(target.how, target.name, tuple(values), changed)


def _varied(
    values: tuple[Value, ...], parameters: Sequence[Taken], pool: Pool, dice: random.Random
) -> tuple[Value, ...]:
    """Arguments of which one is near what it was, or left out, or added."""
    rest = parameters[-1] if parameters and parameters[-1].is_rest else None
    if rest is not None and rest.values and dice.random() < 0.3:
        return (*values, dice.choice(rest.values))
    if not values:
        return tuple(one.values[0] for one in parameters[:1] if one.values)
    index = dice.randrange(len(values))
    parameter = parameters[min(index, len(parameters) - 1)] if parameters else None
    if parameter is None:
        return values
    if parameter.is_rest and dice.random() < 0.3:
        return values[:index] + values[index + 1 :]
    if len(values) > 1 and dice.random() < 0.08:
        other = values[dice.randrange(len(values))]
        if type(other) is type(values[index]):
            return (*values[:index], other, *values[index + 1 :])
    changed = near(values[index], parameter.kind, pool, dice, parameter.alphabet)
    return (*values[:index], changed, *values[index + 1 :])


def _key(case: Case) -> tuple[tuple[str, ...], str]:
    """A case by what it does, however the act asks for all of what comes back."""
    act = case.act.removeprefix("await ")
    if act.startswith("[...") and act.endswith("]"):
        act = act[4:-1]
    return case.arrange, act
