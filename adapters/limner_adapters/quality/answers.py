"""How near the answers of a model come to the right ones, of questions that were held out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from limner_adapters.code.chrf import chrf
from limner_adapters.examples import Example, Task
from limner_adapters.quality.asking import Asking
from limner_adapters.quality.measured import Measure, Outcome
from limner_server.errors import CancelledError, EngineError
from limner_server.layout.element import Role
from limner_server.proposers.labels import read_answer

# A model may answer at greater length than is right, but not for ever.
_MOST_TOKENS: Final = 64
_MOST_NODES: Final = 10_000
# Characters of an answer that a report tells.
_MOST_SHOWN: Final = 200


def measure_answer(example: Example, name: str, asking: Asking, *, ask: bool) -> Outcome:
    """How likely a model finds the right answer to a question, and what it answers itself.

    Args:
        example: the question with its answer.
        name: of it, in tables.
        asking: whom it is put to.
        ask: whether the model is to answer, or only to say how likely the right answer is.

    Raises:
        CancelledError: it was cancelled.
    """
    engine, alone = asking.engine(example.task)
    if engine is None or not example.messages:
        return Outcome(example.task, name, {}, alone=alone)
    figures, said = dict[Measure, float](), ""
    try:
        if ask:
            said = engine.complete(
                example.messages,
                max_tokens=_MOST_TOKENS + len(example.answer),
                cancelled=asking.cancelled,
            )
            figures[Measure.ANSWER] = chrf(said, example.answer)
            if example.task is Task.UI:
                figures |= _labels(said, example.answer)
        if example.answer and not _shows(example):
            likelihood = engine.answer_log_likelihoods(
                example.messages, [example.answer], cancelled=asking.cancelled
            )[0]
            figures[Measure.LOSS] = -likelihood / len(example.answer)
    except CancelledError:
        raise
    except EngineError as problem:
        alone = problem.message
    return Outcome(example.task, name, figures, " ".join(said.split())[:_MOST_SHOWN], alone)


def _shows(example: Example) -> bool:
    """Whether the question has pictures: no engine says how likely answers to these are."""
    return any(not isinstance(message["content"], str) for message in example.messages)


def _labels(said: str, right: str) -> dict[Measure, float]:
    """The share of nodes that are called rightly, of an answer that names them."""
    wanted, found = _roles(right), _roles(said)
    if not wanted:
        return {}
    hits = sum(found.get(pointer) is role for pointer, role in wanted.items())
    return {Measure.ROLES: hits / len(wanted)}


def _roles(answer: str) -> dict[int, Role]:
    labels = read_answer(answer, _MOST_NODES)
    return {one.first: one.roles[-1] for one in labels if one.first == one.last}


def names_of(examples: Sequence[Example]) -> list[str]:
    """A name for each example that no other has: where it comes from, counted where needed."""
    seen: dict[tuple[Task, str], int] = {}
    names = []
    for example in examples:
        key = (example.task, example.origin)
        seen[key] = seen.get(key, 0) + 1
        names.append(example.origin if seen[key] == 1 else f"{example.origin} ({seen[key]})")
    return names
