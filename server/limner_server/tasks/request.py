"""What the user asked for, as it crosses from the command line or an editor to a task.

Light on purpose: the language server builds requests and imports nothing that a task needs.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum
from pathlib import Path

from limner_server.diagnostic import Diagnostic
from limner_server.emit.code import Stack
from limner_server.proof.sandbox.ran import Running

# In place of a model's name: the analysis alone, no engine is asked or started.
NO_MODEL = "none"


@dataclass(frozen=True, slots=True)
class CodeRequest:
    """A screenshot to be written as code.

    Attributes:
        stack: the dialect to write.
        languages: of the texts, as Tesseract names them, joined by "+".
        engine_url: base URL of an OpenAI-compatible engine; empty for the configured one.
        model: its name there; empty for the configured one, `NO_MODEL` to do without.
        preview: whether the answer shall hold what a preview shows.
        root: a folder of the workspace that the page is for, absolute; None for none.
    """

    stack: Stack = Stack.HTML
    languages: str = "eng"
    engine_url: str = ""
    model: str = ""
    preview: bool = False
    root: Path | None = None


@dataclass(frozen=True, slots=True)
class WorkspaceRequest:
    """What every request has that is about the code of a workspace.

    Attributes:
        root: folder of the workspace, absolute.
        texts: what the editor shows where that is not yet saved, by absolute path.
        running: how code of the workspace may be run.
        languages: of the texts in pictures, as Tesseract names them, joined by "+".
        engine_url: base URL of an OpenAI-compatible engine; empty for the configured one.
        model: its name there; empty for the configured one, `NO_MODEL` to do without.
        seconds: how long to look for an answer.
    """

    root: Path
    _: KW_ONLY
    texts: dict[Path, str] = field(default_factory=dict)
    running: Running = Running.SANDBOX
    languages: str = "eng"
    engine_url: str = ""
    model: str = ""
    seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FixRequest(WorkspaceRequest):
    """Something to be fixed.

    Attributes:
        path: file that the user points at, absolute; None where a traceback alone says it.
        line: where in it, 1-based; None for the whole file.
        end_line: the selection's last line, 1-based; None for `line` alone.
        test: command of the failing test, as typed in a shell at `folder`; empty to find tests.
        folder: where it was typed, absolute, in `root`; None for `root` itself.
        traceback: text of a traceback; empty for none.
        image: path or data URI of a picture of one; empty for none.
        diagnostic: the diagnostic to get rid of.
    """

    path: Path | None = None
    line: int | None = None
    end_line: int | None = None
    test: str = ""
    folder: Path | None = None
    traceback: str = ""
    image: str = ""
    diagnostic: Diagnostic | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolRequest(WorkspaceRequest):
    """A request about functions, classes or a whole file.

    Attributes:
        path: of the file, absolute.
        symbol: "name", "Class" or "Class.method" in it; empty to go by the lines.
        line: the function or class that stands there, 1-based; None for the whole file.
        end_line: the selection's last line, 1-based; None for `line` alone.
    """

    path: Path
    symbol: str = ""
    line: int | None = None
    end_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TestRequest(SymbolRequest):
    """Tests to be written.

    Attributes:
        out: the file that they go into, absolute; None for where the project puts its tests.
    """

    __test__ = False

    out: Path | None = None


class DocStyle(StrEnum):
    """How docstrings of Python are laid out."""

    AUTO = "auto"  # as the file, or else the workspace, has them
    GOOGLE = "google"
    NUMPY = "numpy"
    SPHINX = "sphinx"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocRequest(SymbolRequest):
    """Documentation to be written.

    Attributes:
        style: of docstrings; JavaScript and TypeScript have but one.
    """

    style: DocStyle = DocStyle.AUTO


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateRequest(WorkspaceRequest):
    """Code to be written from words.

    Attributes:
        what: the words: "a login form with e-mail and password".
        path: of the file that the code goes into, absolute; None for no file in particular.
        line: where in it, 1-based: the code goes below, or in place of `line` to `end_line`
            where there is an `end_line`; None for the end of the file.
        end_line: the last line of what the code replaces, 1-based.
        stack: the dialect of a page; None to choose by the file and the workspace.
        preview: whether the answer shall hold what a preview shows of a page.
    """

    what: str
    path: Path | None = None
    line: int | None = None
    end_line: int | None = None
    stack: Stack | None = None
    preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateRequest(WorkspaceRequest):
    """A screenshot of a running application, to be found in its source.

    Attributes:
        image: a path or a data URI.
    """

    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRequest(WorkspaceRequest):
    """A question about code, a picture, or both.

    Attributes:
        question: in words.
        image: path or data URI of a picture; empty for none.
        path: the file that the user looks at, absolute; None for none.
        line: where in it, 1-based; None for nowhere in particular.
        end_line: the selection's last line, 1-based; None for `line` alone.
    """

    question: str
    image: str = ""
    path: Path | None = None
    line: int | None = None
    end_line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteRequest(WorkspaceRequest):
    """A cursor, at which some code may be missing.

    Attributes:
        path: of the file, absolute; what the editor shows of it is in `texts`.
        offset: of the cursor, in characters of its text.
    """

    path: Path
    offset: int
