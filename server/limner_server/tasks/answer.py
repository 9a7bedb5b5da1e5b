"""A suggestion of code as JSON: what `--json` prints and what the worker sends to the server."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from typing import Any, Final

from limner_server.emit.code import Code, Region, Stack
from limner_server.perception.scene import Box
from limner_server.tasks.evidence import Evidence, evidence_from_json, evidence_of
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
    """

    result: str
    stack: Stack
    assets: dict[str, bytes]
    regions: list[Region]

    @classmethod
    def of(cls, suggestion: Suggestion[Code]) -> CodeAnswer:
        """What of `suggestion` leaves the process."""
        code = suggestion.result
        return cls(
            result=code.text,
            stack=code.stack,
            assets=code.assets,
            regions=code.regions,
            **evidence_of(suggestion),
        )

    @property
    def asked_a_model(self) -> bool:
        """Whether a model's candidate was measured."""
        return any(candidate.proposer == MODEL for candidate in self.candidates)

    def to_json(self) -> dict[str, Any]:
        """As JSON values; assets in base64."""
        return {
            "result": self.result,
            **self.evidence_json(),
            "stack": self.stack,
            "assets": {
                path: base64.b64encode(content).decode("ascii")
                for path, content in self.assets.items()
            },
            "regions": [{**asdict(region), "box": list(region.box)} for region in self.regions],
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> CodeAnswer:
        """What `to_json` wrote."""
        return cls(
            result=values["result"],
            stack=Stack(values["stack"]),
            assets={path: base64.b64decode(text) for path, text in values["assets"].items()},
            regions=[
                Region(**{**region, "box": Box(*region["box"])}) for region in values["regions"]
            ],
            **evidence_from_json(values),
        )
