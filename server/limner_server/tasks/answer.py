"""A suggestion of code as JSON: what `--json` prints and what the worker sends to the server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from limner_server.emit.code import Code, Region, Stack
from limner_server.tasks.evidence import Evidence, evidence_from_json, evidence_of
from limner_server.tasks.exhibit import (
    Drawing,
    Exhibit,
    assets_from_json,
    assets_json,
    regions_from_json,
    regions_json,
)
from limner_server.tasks.task import Suggestion

# The proposer that asks a model, among the candidates of any task.
MODEL: Final = "model"


@dataclass(frozen=True, slots=True)
class CodeAnswer(Evidence):
    """The chosen code with its proof, without the page that was rendered to prove it.

    Attributes:
        result: the source to insert.
        stack: its dialect.
        assets: files that the source refers to, by relative path.
        regions: which part of the picture which lines draw.
        shot: the picture, where a preview was asked for of code that is made from one.
    """

    result: str
    stack: Stack
    assets: dict[str, bytes]
    regions: list[Region]
    shot: Drawing | None = None

    @classmethod
    def of(cls, suggestion: Suggestion[Code], shot: Drawing | None = None) -> CodeAnswer:
        """What of `suggestion` leaves the process."""
        code = suggestion.result
        return cls(
            result=code.text,
            stack=code.stack,
            assets=code.assets,
            regions=code.regions,
            shot=shot,
            **evidence_of(suggestion),
        )

    @property
    def asked_a_model(self) -> bool:
        """Whether a model's candidate was measured."""
        return any(candidate.proposer == MODEL for candidate in self.candidates)

    def with_candidate(self, index: int) -> CodeAnswer:
        """The same with another candidate chosen, one that has an exhibit."""
        chosen = self.candidates[index]
        exhibit = chosen.exhibit
        if exhibit is None:
            return self
        return replace(
            self,
            result=chosen.code,
            assets=exhibit.assets,
            regions=exhibit.regions,
            proof=chosen.proof,
        )

    def to_json(self) -> dict[str, Any]:
        """As JSON values, without what only a preview shows; assets in base64."""
        return {
            "result": self.result,
            **self.evidence_json(),
            "stack": self.stack,
            "assets": assets_json(self.assets),
            "regions": regions_json(self.regions),
        }

    def preview_json(self) -> dict[str, Any]:
        """What only a preview shows, as JSON values."""
        exhibits = [candidate.exhibit for candidate in self.candidates]
        return {
            "shot": self.shot.to_json() if self.shot is not None else None,
            "exhibits": [
                exhibit.to_json() if exhibit is not None else None for exhibit in exhibits
            ],
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> CodeAnswer:
        """What `to_json` wrote, with what `preview_json` wrote where that is there."""
        shot = values.get("shot")
        answer = cls(
            result=values["result"],
            stack=Stack(values["stack"]),
            assets=assets_from_json(values["assets"]),
            regions=regions_from_json(values["regions"]),
            shot=Drawing.from_json(shot) if shot is not None else None,
            **evidence_from_json(values),
        )
        for candidate, exhibit in zip(answer.candidates, values.get("exhibits", ()), strict=False):
            candidate.exhibit = Exhibit.from_json(exhibit) if exhibit is not None else None
        return answer
