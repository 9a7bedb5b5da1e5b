"""Code from words as JSON: what `limner generate --json` prints and the worker sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from limner_server.proof.verdict import Proof
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.change_answer import ChangeAnswer
from limner_server.tasks.evidence import evidence_of
from limner_server.tasks.generated import Generated
from limner_server.tasks.task import Suggestion


@dataclass(frozen=True, slots=True)
class GenerateAnswer:
    """A page or a change, each with its evidence.

    Attributes:
        name: what it is, in a word or three, for titles, files and classes: "login form".
        page: the page, to be placed as one made from a picture is; None where it is other code.
        change: of the workspace's files; None where it is a page.
    """

    name: str
    page: CodeAnswer | None = None
    change: ChangeAnswer | None = None

    @classmethod
    def of(cls, suggestion: Suggestion[Generated]) -> GenerateAnswer:
        """What of `suggestion` leaves the process."""
        made = suggestion.result
        evidence = evidence_of(suggestion)
        if made.code is not None:
            return cls(made.name, page=CodeAnswer.of(Suggestion(made.code, **evidence)))
        return cls(made.name, change=ChangeAnswer.of(Suggestion(made.change, **evidence)))

    @property
    def part(self) -> CodeAnswer | ChangeAnswer:
        """Whichever of the two there is."""
        part = self.page or self.change
        assert part is not None  # noqa: S101 - `of` and `from_json` give it one
        return part

    @property
    def proof(self) -> Proof:
        """Of the chosen candidate; where there is none, why."""
        return self.part.proof

    @property
    def kind(self) -> str:
        """What it is: "page" or "change"."""
        return "page" if self.page is not None else "change"

    def to_json(self) -> dict[str, Any]:
        """As JSON values: those of the part, with its name and its kind."""
        return {**self.part.to_json(), "name": self.name, "kind": self.kind}

    def preview_json(self) -> dict[str, Any]:
        """What only a preview shows, as JSON values."""
        return self.page.preview_json() if self.page is not None else {}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> GenerateAnswer:
        """What `to_json` wrote."""
        if values["kind"] == "page":
            return cls(values["name"], page=CodeAnswer.from_json(values))
        return cls(values["name"], change=ChangeAnswer.from_json(values))
