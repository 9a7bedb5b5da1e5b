"""A change as JSON: what `limner fix --json` prints and what the worker sends to the server."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limner_server.edits import Edit
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.evidence import Evidence, evidence_from_json, evidence_of
from limner_server.tasks.task import Suggestion


@dataclass(frozen=True, slots=True)
class FileEdits:
    """The edits of one file.

    Attributes:
        digest: of the text that they were made for, by `digest_of`.
        edits: sorted, none touching another, in characters of that text.
        is_new: whether the file is made.
    """

    digest: str
    edits: tuple[Edit, ...]
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ChangeAnswer(Evidence):
    """The chosen change with its proof.

    Attributes:
        result: the change as a unified diff; empty where there is none.
        note: what it does, for a person.
        place: where, for a person: "src/shop.py:12".
        files: its edits, by absolute path.
        remarks: what else the user should hear, a line each.
    """

    result: str
    note: str
    place: str
    files: dict[Path, FileEdits]
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, suggestion: Suggestion[ChangeSet]) -> ChangeAnswer:
        """What of `suggestion` leaves the process."""
        change = suggestion.result
        return cls(
            result=change.diff,
            note=change.note,
            place=change.place,
            files={
                file.source.path: FileEdits(file.digest, file.edits, file.is_new)
                for file in change.files
            },
            remarks=change.remarks,
            **evidence_of(suggestion),
        )

    @property
    def summary(self) -> str:
        """Where it does what, and how well it is proven, in one line."""
        return ": ".join(filter(None, (self.place, self.note, self.proof.summary)))

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "result": self.result,
            **self.evidence_json(),
            "note": self.note,
            "place": self.place,
            "files": {str(path): asdict(one) for path, one in self.files.items()},
            "remarks": list(self.remarks),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> ChangeAnswer:
        """What `to_json` wrote."""
        return cls(
            result=values["result"],
            note=values["note"],
            place=values["place"],
            files={
                Path(path): FileEdits(
                    one["digest"], tuple(Edit(**edit) for edit in one["edits"]), one["is_new"]
                )
                for path, one in values["files"].items()
            },
            remarks=tuple(values["remarks"]),
            **evidence_from_json(values),
        )
