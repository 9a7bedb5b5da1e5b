"""What the adapters of a run are called; none takes the place of another workspace's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from limner_adapters.examples import Task
from limner_model.errors import StoreError
from limner_model.store.choices import read_choices
from limner_model.store.store import check_name

_LONGEST: Final = 40


def adapter_name(name: str, task: Task) -> str:
    """The name of one task's adapter in the store."""
    return f"{name}-{task}"


def default_name(root: Path, base: str) -> str:
    """The name where the user says none: the folder's, told from others that are called so.

    Args:
        root: of the workspace.
        base: the model's name.

    Raises:
        ConfigError: it cannot be read where adapters are used.
    """
    letters = "".join(one if one.isalnum() and one.isascii() else "-" for one in root.name.lower())
    name = "-".join(part for part in letters.split("-") if part)[:_LONGEST] or "mine"
    if not any(_user_of(adapter_name(name, task), base, root) for task in Task):
        return name
    return f"{name}-{hashlib.blake2b(str(root).encode(), digest_size=2).hexdigest()}"


def check_names(name: str, tasks: Iterable[Task], base: str, root: Path) -> None:
    """Make sure that adapters may be called so.

    Raises:
        StoreError: they may not, or one is another workspace's.
        ConfigError: it cannot be read where adapters are used.
    """
    for adapter in (adapter_name(name, task) for task in tasks):
        check_name(adapter)
        if other := _user_of(adapter, base, root):
            raise StoreError(f"{base}:{adapter} is used in {other}", "choose another by --name")


def _user_of(adapter: str, base: str, root: Path) -> str:
    """Another workspace that uses an adapter; empty where none does."""
    return next(
        (
            one.workspace
            for one in read_choices()
            if (one.model, one.adapter) == (base, adapter) and one.workspace not in ("", str(root))
        ),
        "",
    )
