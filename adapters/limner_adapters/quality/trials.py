"""Puts cases to a contender, one after the other; what fails fails for its own case alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from limner_adapters.data.renderer import DrawnPage
from limner_adapters.examples import Task
from limner_adapters.quality.asking import Asking
from limner_adapters.quality.case import Case
from limner_adapters.quality.measured import Measured, Outcome
from limner_adapters.quality.pages import measure_page
from limner_adapters.quality.repairs import measure_repair
from limner_adapters.quality.sentences import measure_documentation
from limner_adapters.quality.suites import measure_tests
from limner_adapters.quality.telling import Tell
from limner_server.errors import CancelledError, LimnerError
from limner_server.proof.browser import Browser


def measure_cases(
    cases: Sequence[Case],
    pages: Mapping[str, DrawnPage],
    asking: Asking,
    tell: Tell,
    browser: Browser | None = None,
) -> Measured:
    """What comes of cases.

    Args:
        cases: to be put.
        pages: those for `ui`, drawn, by their names.
        asking: whom they are put to, and how.
        tell: hears of each.
        browser: draws the code of pages, to see how it looks; None to leave that out.

    Raises:
        CancelledError: it was cancelled.
    """
    name = asking.contender.name
    outcomes = []
    for index, case in enumerate(cases):
        tell(f"{name}: {case.task} {case.name}", index / len(cases))
        try:
            outcomes.append(_outcome(case, pages, asking, browser))
        except CancelledError:
            raise
        except LimnerError as problem:
            outcomes.append(Outcome(case.task, case.name, {}, problem.message))
    return Measured(name, tuple(outcomes))


def _outcome(
    case: Case, pages: Mapping[str, DrawnPage], asking: Asking, browser: Browser | None
) -> Outcome:
    match case.task:
        case Task.UI:
            if case.name not in pages:
                return Outcome(case.task, case.name, {}, "the page cannot be drawn")
            return measure_page(case, pages[case.name], asking, browser)
        case Task.FIX:
            return measure_repair(case, asking)
        case Task.TEST:
            return measure_tests(case, asking)
        case Task.DOC:
            return measure_documentation(case, asking)
