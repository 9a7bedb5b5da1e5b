"""Fetching an adapter from a hub of models: its few files, and none of a model that lies there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import filelock

from limner_model.errors import AdapterRefusedError, DownloadError
from limner_model.hub import DownloadProgress, Hub
from limner_model.locations import adapters_dir
from limner_model.store.form import PICKLES
from limner_model.store.manifest import CONFIG, MANIFEST, WEIGHTS

_CARD: Final = "README.md"
_REPOSITORY: Final = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class Fetched:
    """An adapter that was fetched.

    Attributes:
        folder: with its files.
        origin: `OWNER/NAME@COMMIT`.
        licence: as the hub names it; empty where it does not.
    """

    folder: Path
    origin: str
    licence: str


def is_repository(text: str) -> bool:
    """Whether `text` may be a hub's id, `OWNER/NAME`."""
    return _REPOSITORY.fullmatch(text) is not None


@contextmanager
def fetched(
    repository: str, progress: DownloadProgress, hub: Hub | None = None
) -> Iterator[Fetched]:
    """Fetch an adapter, to be added to the store; deleted after that.

    What was interrupted goes on where it stopped when the same is asked for again.

    Args:
        repository: `OWNER/NAME`.
        progress: hears how far it is.
        hub: where to fetch it; the usual one where None.

    Raises:
        DownloadError: it could not be fetched; see `Hub.pull`.
        AdapterRefusedError: it is no adapter, or its weights are a pickle; nothing was fetched.
    """
    hub = hub or Hub()
    listing = hub.listing(repository)
    _check_adapter(repository, listing.names)
    folder = adapters_dir().with_name("downloads") / f"adapter--{repository.replace('/', '--')}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(f"{folder}.lock").acquire(timeout=0):
            hub.fetch(listing, (CONFIG, WEIGHTS, MANIFEST, _CARD), folder, progress)
            yield Fetched(folder, f"{repository}@{listing.commit}", listing.licence)
            shutil.rmtree(folder)
    except filelock.Timeout as error:
        raise DownloadError(f"{repository} is being fetched already") from error


def _check_adapter(repository: str, names: list[str]) -> None:
    if CONFIG not in names:
        raise AdapterRefusedError(f"{repository} holds no LoRA adapter: no {CONFIG}")
    if WEIGHTS not in names:
        pickled = next((name for name in PICKLES if name in names), "")
        what = f"only a pickle ({pickled}), which can run any program" if pickled else "none"
        raise AdapterRefusedError(f"{repository} has no {WEIGHTS}: its weights are {what}")
