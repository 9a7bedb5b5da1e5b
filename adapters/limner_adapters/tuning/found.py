"""What was found in a workspace to learn from, each with the file that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from limner_adapters.examples import Example
from limner_adapters.quality.case import Case


@dataclass(frozen=True, slots=True)
class Found:
    """An example of the user's own.

    Attributes:
        example: what a model may learn.
        file: by whose name it is decided whether it is learnt from or held out: relative to the
            workspace. What is about one file is never on both sides.
        case: the same as something that the task itself can be put to, where it can.
    """

    example: Example
    file: str
    case: Case | None = None
