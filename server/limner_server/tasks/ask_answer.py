"""An answer to a question as JSON: what `limner ask --json` prints, and the worker sends."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limner_server.proposers.answering.reply import CitedPlace, Reply
from limner_server.tasks.answer import MODEL
from limner_server.tasks.evidence import Evidence, evidence_from_json, evidence_of
from limner_server.tasks.task import Suggestion


@dataclass(frozen=True, slots=True)
class AskAnswer(Evidence):
    """The answer with its proof.

    Attributes:
        result: in Markdown; places as `path:line`, from the workspace's root.
        places: that it names, in its order.
        root: of the workspace, absolute.
    """

    result: str
    places: tuple[CitedPlace, ...]
    root: Path

    @classmethod
    def of(cls, suggestion: Suggestion[Reply]) -> AskAnswer:
        """What of `suggestion` leaves the process."""
        reply = suggestion.result
        return cls(
            result=reply.text, places=reply.places, root=reply.root, **evidence_of(suggestion)
        )

    @property
    def asked_a_model(self) -> bool:
        """Whether a model's answer was looked at."""
        return any(candidate.proposer == MODEL for candidate in self.candidates)

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "result": self.result,
            **self.evidence_json(),
            "places": [{**asdict(place), "path": str(place.path)} for place in self.places],
            "root": str(self.root),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> AskAnswer:
        """What `to_json` wrote."""
        return cls(
            result=values["result"],
            places=tuple(
                CitedPlace(**{**place, "path": Path(place["path"])}) for place in values["places"]
            ),
            root=Path(values["root"]),
            **evidence_from_json(values),
        )
