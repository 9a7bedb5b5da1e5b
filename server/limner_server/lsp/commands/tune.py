"""`limner.tune`: an adapter is to learn from the user's own code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol.types import ProgressToken

from limner_server.lsp.arguments import Arguments
from limner_server.lsp.places import document_path
from limner_server.lsp.project import Project
from limner_server.lsp.protocol import TUNE_COMMAND

if TYPE_CHECKING:
    from limner_server.lsp.server import LimnerServer


@dataclass(frozen=True, slots=True)
class TuneParams:
    """Have an adapter learn from the code of a folder.

    Attributes:
        uri: of a document in the folder; empty for the first one that the editor shows.
        task: "ui", "fix", "test" or "doc"; empty for all.
        base: the model that learns; empty for the one in use.
        minutes: of training at most; None for as long as a few passes take.
        work_done_token: where to report what is being done, or None.
    """

    uri: str = ""
    task: str = ""
    base: str = ""
    minutes: float | None = None
    work_done_token: ProgressToken | None = None

    @classmethod
    def parse(cls, value: Any) -> TuneParams:
        """The parameters in a JSON value; None is an empty object.

        Raises:
            InputError: something is of the wrong kind; the message names it.
        """
        arguments = Arguments(TUNE_COMMAND, {} if value is None else value)
        minutes = arguments.optional("minutes", int | float)
        return cls(
            uri=arguments.document(needed=False),
            task=arguments.optional("task", str) or "",
            base=arguments.optional("base", str) or "",
            minutes=None if minutes is None else float(minutes),
            work_done_token=arguments.optional("workDoneToken", str | int),
        )


def folder_to_tune(server: LimnerServer, params: TuneParams) -> Path:
    """The folder that is learnt from.

    Raises:
        InputError: the editor shows none.
    """
    path = document_path(params.uri)
    return Project.shown(server, path.resolve() if path is not None else None).root


def words_of(params: TuneParams, folder: Path) -> list[str]:
    """The command line that does it, after the program's name."""
    words = ["tune", str(folder), "--json"]
    for option, value in (("--task", params.task), ("--base", params.base)):
        # Together: a value that begins with a dash is none of the options.
        words += [f"{option}={value}"] if value else []
    if params.minutes is not None:
        words.append(f"--minutes={params.minutes:g}")
    return words
