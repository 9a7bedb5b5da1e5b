"""What stands at a cursor next, as a value and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from limner_server.tasks.evidence import Evidence, evidence_from_json, evidence_of
from limner_server.tasks.task import Suggestion


@dataclass(frozen=True, slots=True)
class CompleteAnswer(Evidence):
    """One completion with its proof.

    Attributes:
        result: the text to insert at the cursor; empty where there is none.
    """

    result: str

    @classmethod
    def of(cls, suggestion: Suggestion[str]) -> CompleteAnswer:
        """What of `suggestion` leaves the process."""
        return cls(result=suggestion.result, **evidence_of(suggestion))

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {"result": self.result, **self.evidence_json()}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> CompleteAnswer:
        """What `to_json` wrote."""
        return cls(result=values["result"], **evidence_from_json(values))
