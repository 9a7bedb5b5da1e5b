"""The messages of ours beside those of the commands: what editors with a plugin show and choose.

What editors send is spelt as LSP spells it (`workDoneToken`), what they are answered as the
command line's `--json` has it (`first_line`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lsprotocol.types import Range

from limner_server.emit.code import Stack
from limner_server.lsp.arguments import Arguments
from limner_server.lsp.protocol import ACCEPT_REQUEST, DRAWN_REQUEST
from limner_server.proof.verdict import Proof


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that code was asked for.

    Attributes:
        uri: of the picture, `data:` and a PNG.
        width: in pixels.
        height: in pixels.
    """

    uri: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class DrawnLines:
    """The part of a picture that some lines draw.

    Attributes:
        first_line: 0-based.
        last_line: 0-based, inclusive.
        box: left, top, right and bottom in the picture's pixels.
    """

    first_line: int
    last_line: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate, as a preview shows it.

    Attributes:
        proposer: "trace", "model", ...
        code: what goes into the document: a part or the whole.
        score: 0 to 1; higher is better.
        proof: what was measured of it.
        rendering: what the browser drew of it, a `data:` URI of a PNG; empty where it drew nothing.
        drawn: which part of the picture which lines of `code` draw.
    """

    proposer: str
    code: str
    score: float
    proof: Proof
    rendering: str
    drawn: tuple[DrawnLines, ...]


@dataclass(frozen=True, slots=True)
class DraftReply:
    """What the answers of `limner/code` and `limner/generate` say of their draft.

    Attributes:
        draft: its name, for `limner/accept`.
        name: of what it shows, for titles: "login.png".
        uri: of the document that it is for.
        stack: the dialect of a page; None for other code.
        code: what the edit inserts; of other code, which may be in several files, a unified diff.
        edit: a WorkspaceEdit that applies the first candidate; None where there is none.
        files: the files to write beside it: base64 by URI.
        proof: of the first candidate.
        shot: the picture; None where it was made from words, or no preview was asked for.
        choices: the candidates, best first; empty where no preview was asked for, and for code
            that is no page: that is accepted as choice 0.
        timings: seconds by step.
        engine: the engine and model that took part, or why none did.
    """

    draft: str
    name: str
    uri: str
    stack: Stack | None
    code: str
    edit: dict[str, Any] | None
    files: dict[str, str]
    proof: Proof
    shot: Shot | None
    choices: tuple[Choice, ...]
    timings: dict[str, float]
    engine: str


@dataclass(frozen=True, slots=True)
class AcceptParams:
    """Put a candidate into its document, as one edit that can be undone.

    Attributes:
        draft: named by an earlier answer of this server.
        choice: index of the candidate; None to put back what stood there before.
        instead: index of the candidate that the client has put in by itself, or None.
    """

    draft: str
    choice: int | None = None
    instead: int | None = None

    @classmethod
    def parse(cls, value: Any) -> AcceptParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        arguments = Arguments(ACCEPT_REQUEST, value)
        return cls(
            draft=arguments.required("draft"),
            choice=arguments.optional("choice", int),
            instead=arguments.optional("instead", int),
        )


@dataclass(frozen=True, slots=True)
class AcceptReply:
    """Whether the client took the edit over; the user has heard why where it did not."""

    applied: bool


@dataclass(frozen=True, slots=True)
class DrawnParams:
    """Tell which parts of a picture a document draws.

    Attributes:
        uri: of the document.
    """

    uri: str

    @classmethod
    def parse(cls, value: Any) -> DrawnParams:
        """The parameters in a JSON value.

        Raises:
            InputError: something is missing or of the wrong kind; the message names it.
        """
        return cls(uri=Arguments(DRAWN_REQUEST, value).required("uri"))


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """Lines of a document, and what they draw.

    Attributes:
        draft: that they came with.
        range: of whole lines in the document as it is now.
        box: left, top, right and bottom in the picture's pixels.
    """

    draft: str
    range: Range
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class DrawnReply:
    """The parts in order of lines, the outer before the inner; none where nothing was accepted."""

    parts: tuple[DrawnPart, ...]


class EngineKind(StrEnum):
    """Where the engine is."""

    LOCAL = "local"  # on this machine, ours
    REMOTE = "remote"  # one that the user configured
    NONE = "none"  # the settings want no model


@dataclass(frozen=True, slots=True)
class Status:
    """What the server is doing, and whom it asks.

    Attributes:
        tasks: titles of what is being done, the oldest first; empty where it is idle.
        engine: where it is.
        url: of an engine that the user configured; else empty.
        model: chosen in the settings or by `limner model use`.
        running: whether the local engine's process is there; it starts when first needed.
        loaded: the model that it has loaded; empty for none.
        error: what the engine last failed with; empty where nothing did.
        adapters: of that model, by the task that uses them here ("ui", "fix", "test", "doc").
    """

    tasks: tuple[str, ...]
    engine: EngineKind
    url: str
    model: str
    running: bool
    loaded: str
    error: str
    adapters: dict[str, str]


@dataclass(frozen=True, slots=True)
class Written:
    """What has been written so far: the value of a partial result of `limner/code`.

    Attributes:
        kind: "report".
        text: all of it, not only what is new.
    """

    kind: str
    text: str
