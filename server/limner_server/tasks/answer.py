"""A suggestion of code as JSON: what `--json` prints and what the worker sends to the server."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass
from typing import Any, Final

from limner_server.emit.code import Code, Region, Stack
from limner_server.perception.scene import Box
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.task import Candidate, Suggestion

# The proposer that asks a model, among the candidates of any task.
MODEL: Final = "model"


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """The chosen code with its proof, without the page that was rendered to prove it.

    Attributes:
        result: the source to insert.
        stack: its dialect.
        assets: files that the source refers to, by relative path.
        regions: which part of the picture which lines draw.
        proof: of the chosen candidate.
        candidates: all that were measured, best first.
        timings: seconds by step.
        engine: the engine and model that took part, or why none did.
    """

    result: str
    stack: Stack
    assets: dict[str, bytes]
    regions: list[Region]
    proof: Proof
    candidates: list[Candidate]
    timings: dict[str, float]
    engine: str

    @classmethod
    def of(cls, suggestion: Suggestion[Code]) -> CodeAnswer:
        """What of `suggestion` leaves the process."""
        code = suggestion.result
        return cls(
            result=code.text,
            stack=code.stack,
            assets=code.assets,
            regions=code.regions,
            proof=suggestion.proof,
            candidates=suggestion.candidates,
            timings=suggestion.timings,
            engine=suggestion.engine,
        )

    @property
    def asked_a_model(self) -> bool:
        """Whether a model's candidate was measured."""
        return any(candidate.proposer == MODEL for candidate in self.candidates)

    def to_json(self) -> dict[str, Any]:
        """As JSON values; assets in base64, timings to the millisecond."""
        return {
            "result": self.result,
            "proof": asdict(self.proof),
            "candidates": [asdict(candidate) for candidate in self.candidates],
            "timings": {step: round(seconds, 3) for step, seconds in self.timings.items()},
            "engine": self.engine,
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
            proof=proof_from_json(values["proof"]),
            candidates=[
                Candidate(**{**candidate, "proof": proof_from_json(candidate["proof"])})
                for candidate in values["candidates"]
            ],
            timings=values["timings"],
            engine=values["engine"],
        )


def proof_from_json(values: dict[str, Any]) -> Proof:
    """The proof that `asdict` took apart."""
    return Proof(**{**values, "status": Status(values["status"])})
