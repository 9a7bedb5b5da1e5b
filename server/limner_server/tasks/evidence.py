"""What every task's answer carries beside its result, and how it is spelt as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, TypedDict

from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.task import Candidate, Result, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The part of an answer that says why to believe it.

    Attributes:
        proof: of the chosen candidate; where there is none, why.
        candidates: all that were measured, best first.
        timings: seconds by step.
        engine: the engine and model that took part, or why none did.
    """

    proof: Proof
    candidates: list[Candidate]
    timings: dict[str, float]
    engine: str

    def evidence_json(self) -> dict[str, Any]:
        """As JSON values, without exhibits; timings to the millisecond."""
        return {
            "proof": asdict(self.proof),
            "candidates": [_candidate_json(candidate) for candidate in self.candidates],
            "timings": {step: round(seconds, 3) for step, seconds in self.timings.items()},
            "engine": self.engine,
        }


class EvidenceFields(TypedDict):
    """The fields of `Evidence`, as the constructor of an answer takes them."""

    proof: Proof
    candidates: list[Candidate]
    timings: dict[str, float]
    engine: str


def evidence_of(suggestion: Suggestion[Result]) -> EvidenceFields:
    """The evidence of a suggestion."""
    return {
        "proof": suggestion.proof,
        "candidates": suggestion.candidates,
        "timings": suggestion.timings,
        "engine": suggestion.engine,
    }


def evidence_from_json(values: dict[str, Any]) -> EvidenceFields:
    """What `Evidence.evidence_json` wrote, among the values of a whole answer."""
    return {
        "proof": _proof(values["proof"]),
        "candidates": [
            Candidate(**{**candidate, "proof": _proof(candidate["proof"])})
            for candidate in values["candidates"]
        ],
        "timings": values["timings"],
        "engine": values["engine"],
    }


def _candidate_json(candidate: Candidate) -> dict[str, Any]:
    return {
        "proposer": candidate.proposer,
        "code": candidate.code,
        "proof": asdict(candidate.proof),
        "score": candidate.score,
    }


def _proof(values: dict[str, Any]) -> Proof:
    return Proof(**{**values, "status": Status(values["status"])})
