"""Which adapter a task uses: chosen for a workspace, for the user, or brought along by the model.

A small JSON file beside the user's settings. An adapter for one task goes before one for all, one
for a workspace before one for the user; of two workspaces, one in the other, the inner one goes
first. Where nothing is chosen, it is the adapter that is called as the task is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import cattrs

from limner_model.config import write_whole
from limner_model.errors import ConfigError
from limner_model.installed import InstalledModel
from limner_model.locations import config_file

# Those that there are adapters for.
TASKS: Final = ("ui", "fix", "test", "doc")


@dataclass(frozen=True, slots=True)
class Choice:
    """An adapter that somebody chose.

    Attributes:
        model: the base model's name.
        adapter: its name; empty for the model as it is.
        task: that it is for; empty for all.
        workspace: the folder that it is for, absolute; empty for all.
    """

    model: str
    adapter: str
    task: str = ""
    workspace: str = ""

    @property
    def place(self) -> tuple[str, str, str]:
        """What there is one choice for."""
        return self.model, self.task, self.workspace

    def is_for(self, model: str, task: str, workspace: Path | None) -> bool:
        """Whether it counts for a task in a workspace."""
        if self.model != model or self.task not in ("", task):
            return False
        if not self.workspace:
            return True
        return workspace is not None and workspace.is_relative_to(self.workspace)


def choices_file() -> Path:
    """The file with the user's choices; it need not exist."""
    return config_file().with_name("adapters.json")


def read_choices() -> list[Choice]:
    """All that was chosen.

    Raises:
        ConfigError: the file cannot be read.
    """
    path = choices_file()
    try:
        return cattrs.structure(json.loads(path.read_bytes()), list[Choice])
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, cattrs.BaseValidationError) as error:
        raise ConfigError(
            f"cannot read the chosen adapters in {path} ({error})", "mend or delete the file"
        ) from error


def choose(choice: Choice) -> None:
    """Write down a choice, in the place of the one before.

    Raises:
        ConfigError: the file cannot be read or written.
    """
    _write([*(one for one in read_choices() if one.place != choice.place), choice])


def forget(model: str, task: str, workspace: str) -> bool:
    """Forget what was chosen for a task and a workspace.

    Returns:
        Whether there was anything.

    Raises:
        ConfigError: the file cannot be read or written.
    """
    before = read_choices()
    after = [one for one in before if one.place != (model, task, workspace)]
    if after != before:
        _write(after)
    return after != before


def forget_adapter(model: str, adapter: str) -> None:
    """Forget wherever an adapter was chosen.

    Raises:
        ConfigError: the file cannot be read or written.
    """
    before = read_choices()
    after = [one for one in before if (one.model, one.adapter) != (model, adapter)]
    if after != before:
        _write(after)


def adapters_for(model: str, task: str, workspace: Path | None) -> tuple[str, ...]:
    """The adapters to use for a task, the first that is there; empty for the model as it is.

    Args:
        model: by its name.
        task: "ui", "fix", "test", "doc", or another.
        workspace: the folder that the user works in, absolute; None for none.

    Raises:
        ConfigError: the choices cannot be read.
    """
    fitting = [one for one in read_choices() if one.is_for(model, task, workspace)]
    fitting.sort(key=lambda one: (len(Path(one.workspace).parts), bool(one.task)), reverse=True)
    names: list[str] = []
    for choice in fitting:
        if not choice.adapter:
            return tuple(names)
        names.append(choice.adapter)
    return (*names, task)


def adapters_at_work(model: InstalledModel, workspace: Path | None) -> dict[str, str]:
    """The adapter that each task of a workspace uses with a model; tasks without one are left out.

    Args:
        model: with its adapters.
        workspace: the folder that the user works in, absolute; None for none.

    Raises:
        ConfigError: the choices cannot be read.
    """
    found = {
        task: next(
            (one for one in adapters_for(model.name, task, workspace) if one in model.adapters), ""
        )
        for task in TASKS
    }
    return {task: adapter for task, adapter in found.items() if adapter}


def _write(chosen: Iterable[Choice]) -> None:
    path = choices_file()
    text = json.dumps([asdict(one) for one in chosen], indent=2, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise ConfigError(f"cannot write {path} ({error.strerror or error})") from error
