"""Cases without what they do not need: nobody reads on why a call was made that changes nothing.

One statement after another is left out, as delta debugging does with the parts of an input (Zeller
and Hildebrandt, "Simplifying and isolating failure-inducing input", TSE 2002); what is left must
come to the same, and all together must run the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from limner_server.proof.recorder.case import Case, Recorded
from limner_server.proof.recorder.recorder import Recorder

_EMPTYING: Final = re.compile(r"(\w+)\.clear\(\)")


def shrink(
    recorded: Sequence[Recorded], recorder: Recorder, check: Callable[[], None]
) -> list[Recorded]:
    """The cases with as few statements as show the same.

    Args:
        recorded: the cases with their outcomes.
        recorder: of their file.
        check: raises to cancel.

    Raises:
        SandboxError: nothing could be run.
    """
    current = list(recorded)
    # From the end, since what stands later is seldom needed by what stands before.
    places = [len(one.case.arrange) - 1 for one in current]
    while any(place >= 0 for place in places):
        tried = [index for index, place in enumerate(places) if place >= 0]
        shorter = [_without(current[index].case, places[index]) for index in tried]
        for index, told in zip(tried, recorder.record(shorter, check=check), strict=True):
            places[index] -= 1
            others = (one.arcs for place, one in enumerate(current) if place != index)
            run = told.arcs.union(*others)
            was = current[index]
            # Without its seed, what draws lots comes to the same here, and not everywhere.
            is_sure = told.outside <= was.outside
            if is_sure and told.behaviour == was.behaviour and was.arcs <= run:
                current[index] = told
    changed = [one for one, was in zip(current, recorded, strict=True) if one.case != was.case]
    confirmed = {one.case: one for one in recorder.confirm(changed, check=check)}
    return [
        confirmed.get(one.case, one) if confirmed.get(one.case, one).stable else was
        for one, was in zip(current, recorded, strict=True)
    ]


def _without(case: Case, place: int) -> Case:
    """A case without a statement; but what empties what other tests fill stays."""
    emptied = _EMPTYING.fullmatch(case.arrange[place])
    if emptied and not any(one.startswith(f"{emptied[1]} =") for one in case.arrange):
        return case
    return replace(case, arrange=case.arrange[:place] + case.arrange[place + 1 :])
