"""Places that draw a picture as JSON: what `limner locate --json` prints, and the worker sends."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from limner_server.perception.scene import Box
from limner_server.proposers.locating.located import DrawnPlace, Located, Translation
from limner_server.tasks.evidence import Evidence, evidence_from_json, evidence_of
from limner_server.tasks.task import Suggestion


@dataclass(frozen=True, slots=True)
class LocateAnswer(Evidence):
    """The places that draw a picture, with the proof.

    Attributes:
        result: the likeliest first; none where nothing of the picture is of the workspace.
        root: of the workspace, absolute.
        size: of the picture in pixels, width and height.
    """

    result: tuple[DrawnPlace, ...]
    root: Path
    size: tuple[int, int]

    @classmethod
    def of(cls, suggestion: Suggestion[Located]) -> LocateAnswer:
        """What of `suggestion` leaves the process."""
        located = suggestion.result
        return cls(
            result=located.places,
            root=located.root,
            size=(located.width, located.height),
            **evidence_of(suggestion),
        )

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "result": [_place_json(place) for place in self.result],
            **self.evidence_json(),
            "root": str(self.root),
            "size": list(self.size),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> LocateAnswer:
        """What `to_json` wrote."""
        width, height = values["size"]
        return cls(
            result=tuple(_place(place) for place in values["result"]),
            root=Path(values["root"]),
            size=(width, height),
            **evidence_from_json(values),
        )


def _place_json(place: DrawnPlace) -> dict[str, Any]:
    translation = place.translation
    return {
        **asdict(place),
        "path": str(place.path),
        "box": list(place.box),
        "score": round(place.score, 3),
        "translation": translation and {**asdict(translation), "path": str(translation.path)},
    }


def _place(values: dict[str, Any]) -> DrawnPlace:
    translation = values["translation"]
    return DrawnPlace(
        **{
            **values,
            "path": Path(values["path"]),
            "box": Box(*values["box"]),
            "translation": translation
            and Translation(**{**translation, "path": Path(translation["path"])}),
        }
    )
