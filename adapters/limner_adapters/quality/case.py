"""A case: what a task is given in some workspace, and what a right answer to it is.

The cases that ship with the project and those out of a user's repository have this one form. A
folder of cases holds `cases.jsonl`, one case a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from cattrs import BaseValidationError, transform_error

from limner_adapters.examples import Task
from limner_server.errors import InputError
from limner_server.output import write_file
from limner_server.wire import from_json, to_json

FILE: Final = "cases.jsonl"
_HOW: Final = "one case a line, as `limner tune` writes them"


@dataclass(frozen=True, slots=True)
class Case:
    """One question to a task, and its right answer.

    Attributes:
        task: that it is put to.
        name: what it is called in tables: `src/shop.py::total`, `page 3`; none has another's.
        root: folder of the workspace, absolute; in a file, also relative to that file.
        path: of the file that is meant, relative to the workspace: the code, or, for `ui`, a page
            of HTML that needs no scripts and nothing from outside.
        symbol: "name" or "Class.method" that is meant there; empty for `ui`.
        test: for `fix`, the command that fails, as typed in a shell at the root.
        texts: what stands in files in place of what is on the disk, by their paths relative to the
            workspace: the code with the bug, the code without the docstring.
        right: for `fix` the text of the file without the bug, for `doc` the author's sentence;
            empty where it can be told from the files themselves.
        width: for `ui`, of the window, in pixels.
    """

    task: Task
    name: str
    root: Path
    path: str
    symbol: str = ""
    test: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    right: str = ""
    width: int = 1280

    @property
    def file(self) -> Path:
        """The file that is meant, absolute."""
        return self.root / self.path

    @property
    def text(self) -> str:
        """What stands in it, as the task sees it.

        Raises:
            InputError: it cannot be read.
        """
        if self.path in self.texts:
            return self.texts[self.path]
        try:
            return self.file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot read {self.file} ({error})") from error

    @property
    def unsaved(self) -> dict[Path, str]:
        """`texts` as a request takes them, by absolute path."""
        return {self.root / path: text for path, text in self.texts.items()}


def write_cases(folder: Path, cases: Iterable[Case]) -> Path:
    """Write `cases.jsonl`, whole or not at all, and return its path.

    Raises:
        OutputError: it cannot be written.
    """
    lines = (json.dumps(to_json(case)) + "\n" for case in cases)
    path = folder / FILE
    write_file(path, "".join(lines).encode())
    return path


def read_cases(folder: Path) -> list[Case]:
    """The cases of a folder, in their order.

    Raises:
        InputError: there is no `cases.jsonl`, or it is not what `write_cases` writes.
    """
    path = folder / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"no cases in {folder} ({error})", _HOW) from error
    cases = [_case(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]
    seen: set[tuple[Task, str]] = set()
    for case in cases:
        if (case.task, case.name) in seen:
            raise InputError(f"{path}: there are two cases called {case.name!r}")
        seen.add((case.task, case.name))
    return cases


def _case(line: str, path: Path, number: int) -> Case:
    try:
        case = from_json(Case, json.loads(line))
    except (ValueError, TypeError, AttributeError, BaseValidationError) as error:
        told = transform_error(error)[0] if isinstance(error, BaseValidationError) else error
        raise InputError(f"{path}:{number} is no case ({told})", _HOW) from error
    return replace(case, root=(path.parent / case.root).resolve())
