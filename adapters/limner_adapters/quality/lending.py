"""An adapter that is not kept yet, lent to the store for as long as it is measured.

All is measured by the one engine of the user: there may be no room for the weights of two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from limner_model.errors import AdapterRefusedError, LimnerError, StoreError
from limner_model.installed import InstalledModel
from limner_model.locations import adapters_dir, cache_dir
from limner_model.store import store
from limner_model.store.manifest import WEIGHTS

_NAME: Final = "measured-"


@contextmanager
def lent(base: InstalledModel, adapter: Path) -> Iterator[str]:
    """Serve an adapter, in the store or not, and tell the name to ask for.

    Raises:
        AdapterRefusedError: it is not what it should be, or fits another model.
        StoreError: it cannot be put into the store.
    """
    own = adapters_dir() / base.name
    if adapter.resolve().parent == own.resolve():
        yield f"{base.name}:{adapter.name}"
        return
    _sweep(own)
    # Another name for other weights: an engine may remember those of a name.
    name = _NAME + _digest(adapter / WEIGHTS)
    with _lock(own / name):
        kept = store.add(adapter, name, base=base.name, origin="being measured")
        try:
            yield kept.full_name
        finally:
            with suppress(LimnerError):  # what is left behind is swept away the next time
                store.remove(kept.full_name)


def _sweep(folder: Path) -> None:
    """Take away what a measuring left behind that was killed: nobody holds its lock."""
    for one in folder.glob(f"{_NAME}*"):
        with suppress(Timeout, LimnerError), _lock(one).acquire(timeout=0):
            store.remove(f"{folder.name}:{one.name}")


def _lock(adapter: Path) -> FileLock:
    """Held, by whoever lent it, as long as an adapter is measured."""
    folder = cache_dir() / "lent"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot make {folder} ({error.strerror or error})",
            "set XDG_CACHE_HOME to a folder of your own",
        ) from error
    return FileLock(folder / f"{adapter.parent.name}-{adapter.name}.lock")


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:12]
    except OSError as error:
        raise AdapterRefusedError(f"cannot read {path} ({error.strerror})") from error
