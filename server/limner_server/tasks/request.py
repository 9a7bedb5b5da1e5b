"""What the user asked for, as it crosses from the command line or an editor to a task.

Light on purpose: the language server builds requests and imports nothing that a task needs.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

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
    """

    stack: Stack = Stack.HTML
    languages: str = "eng"
    engine_url: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True)
class FixRequest:
    """Something to be fixed.

    Attributes:
        root: folder of the workspace, absolute.
        path: file that the user points at, absolute; None where a traceback alone says it.
        line: where in it, 1-based; None for the whole file.
        end_line: the selection's last line, 1-based; None for `line` alone.
        test: command of the failing test, as typed in a shell at `folder`; empty to find tests.
        folder: where it was typed, absolute, in `root`; None for `root` itself.
        traceback: text of a traceback; empty for none.
        image: path or data URI of a picture of one; empty for none.
        diagnostic: the diagnostic to get rid of.
        texts: what the editor shows where that is not yet saved, by absolute path.
        running: how code of the workspace may be run.
        languages: of the texts in `image`, as Tesseract names them.
        engine_url: base URL of an OpenAI-compatible engine; empty for the configured one.
        model: its name there; empty for the configured one, `NO_MODEL` to do without.
        seconds: how long to look for a fix.
    """

    root: Path
    path: Path | None = None
    line: int | None = None
    end_line: int | None = None
    test: str = ""
    folder: Path | None = None
    traceback: str = ""
    image: str = ""
    diagnostic: Diagnostic | None = None
    texts: dict[Path, str] = field(default_factory=dict)
    running: Running = Running.SANDBOX
    languages: str = "eng"
    engine_url: str = ""
    model: str = ""
    seconds: float = 60.0

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        values = asdict(self)
        values["root"] = str(self.root)
        values["path"] = str(self.path) if self.path else None
        values["folder"] = str(self.folder) if self.folder else None
        values["texts"] = {str(path): text for path, text in self.texts.items()}
        if self.diagnostic is not None:
            values["diagnostic"]["path"] = str(self.diagnostic.path)
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> FixRequest:
        """What `to_json` wrote."""
        path, folder, diagnostic = values["path"], values["folder"], values["diagnostic"]
        return cls(
            **{
                **values,
                "root": Path(values["root"]),
                "path": Path(path) if path else None,
                "folder": Path(folder) if folder else None,
                "texts": {Path(name): text for name, text in values["texts"].items()},
                "running": Running(values["running"]),
                "diagnostic": diagnostic
                and Diagnostic(**{**diagnostic, "path": Path(diagnostic["path"])}),
            }
        )
