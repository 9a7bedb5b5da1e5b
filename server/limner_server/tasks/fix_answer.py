"""A fix as JSON: what `limner fix --json` prints and what the worker sends to the server."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limner_server.edits import Edit
from limner_server.proof.verdict import Proof
from limner_server.tasks.answer import proof_from_json
from limner_server.tasks.fixed import Fix
from limner_server.tasks.task import Candidate, Suggestion


@dataclass(frozen=True, slots=True)
class FileEdits:
    """The edits of one file.

    Attributes:
        digest: of the text that they were made for, by `digest_of`.
        edits: sorted, none touching another, in characters of that text.
    """

    digest: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class FixAnswer:
    """The chosen fix with its proof.

    Attributes:
        result: the fix as a unified diff; empty where there is none.
        note: what it does, for a person.
        place: where, for a person: "src/shop.py:12".
        files: its edits, by absolute path.
        proof: of the chosen fix; where there is none, why.
        candidates: the fixes that hold, best first.
        timings: seconds by step.
        engine: the engine and model that took part, or why none did.
    """

    result: str
    note: str
    place: str
    files: dict[Path, FileEdits]
    proof: Proof
    candidates: list[Candidate]
    timings: dict[str, float]
    engine: str

    @classmethod
    def of(cls, suggestion: Suggestion[Fix]) -> FixAnswer:
        """What of `suggestion` leaves the process."""
        fix = suggestion.result
        return cls(
            result=fix.diff,
            note=fix.note,
            place=fix.place,
            files={file.source.path: FileEdits(file.digest, file.edits) for file in fix.files},
            proof=suggestion.proof,
            candidates=suggestion.candidates,
            timings=suggestion.timings,
            engine=suggestion.engine,
        )

    @property
    def summary(self) -> str:
        """Where it does what, and how well it is proven, in one line."""
        return ": ".join(filter(None, (self.place, self.note, self.proof.summary)))

    def to_json(self) -> dict[str, Any]:
        """As JSON values; timings to the millisecond."""
        return {
            "result": self.result,
            "proof": asdict(self.proof),
            "candidates": [asdict(candidate) for candidate in self.candidates],
            "timings": {step: round(seconds, 3) for step, seconds in self.timings.items()},
            "engine": self.engine,
            "note": self.note,
            "place": self.place,
            "files": {
                str(path): {"digest": one.digest, "edits": [asdict(edit) for edit in one.edits]}
                for path, one in self.files.items()
            },
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> FixAnswer:
        """What `to_json` wrote."""
        return cls(
            result=values["result"],
            note=values["note"],
            place=values["place"],
            files={
                Path(path): FileEdits(one["digest"], tuple(Edit(**edit) for edit in one["edits"]))
                for path, one in values["files"].items()
            },
            proof=proof_from_json(values["proof"]),
            candidates=[
                Candidate(**{**candidate, "proof": proof_from_json(candidate["proof"])})
                for candidate in values["candidates"]
            ],
            timings=values["timings"],
            engine=values["engine"],
        )
