"""The adapters on this machine: listed, added whole or not at all, removed.

Each is a folder `MODEL/ADAPTER` with PEFT's files and a manifest beside them. The engine looks
there at each request, so that what is added or removed counts at once.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import filelock

from limner_model.catalog import CATALOG
from limner_model.errors import AdapterRefusedError, ModelNotFoundError, StoreError
from limner_model.installed import InstalledModel, installed_models, resolve
from limner_model.locations import adapters_dir, builtin_dir
from limner_model.store import choices
from limner_model.store.describing import describe
from limner_model.store.fingerprint import fingerprint_of
from limner_model.store.fitting import check_fits, skeleton_widths
from limner_model.store.form import AdapterForm, read_form
from limner_model.store.manifest import KEPT, MANIFEST, Manifest, check_hashes, read_manifest

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class StoredAdapter:
    """An adapter on this machine.

    Attributes:
        model: the base model's name.
        name: the adapter's, as in `MODEL:ADAPTER`.
        path: its folder.
        manifest: what is known of it; None where nothing is.
        trouble: why its manifest cannot be read; else empty.
    """

    model: str
    name: str
    path: Path
    manifest: Manifest | None
    trouble: str = ""

    @property
    def full_name(self) -> str:
        """The name under which the engine serves it."""
        return f"{self.model}:{self.name}"

    @property
    def is_builtin(self) -> bool:
        """Whether it came with Limner, and stays."""
        return self.path.is_relative_to(builtin_dir())


def stored_adapters() -> list[StoredAdapter]:
    """All adapters on this machine, by model, as they are served."""
    return [
        _stored(model.name, name, path)
        for model in installed_models().values()
        for name, path in model.adapters.items()
    ]


def _stored(model: str, name: str, path: Path) -> StoredAdapter:
    try:
        return StoredAdapter(model, name, path, read_manifest(path))
    except AdapterRefusedError as error:
        return StoredAdapter(model, name, path, None, str(error))


def add(
    folder: Path, name: str, *, base: str = "", task: str = "", origin: str = "", licence: str = ""
) -> StoredAdapter:
    """Put the adapter in `folder` into the store, once it is known to fit.

    One of the same name and base is replaced. Without a manifest, one is written for it.

    Args:
        folder: with PEFT's files; it stays as it is.
        name: for the store.
        base: the model that it is for; empty to go by what the adapter says.
        task: that it is for; empty to go by its manifest.
        origin: for the manifest, where it has none.
        licence: likewise; empty to go by the adapter's card.

    Raises:
        AdapterRefusedError: its files are not what they should be, or fit another model.
        ModelNotFoundError: its model is not on this machine.
        StoreError: the name cannot be had, or the store cannot be written.
    """
    check_name(name)
    form = read_form(folder)
    manifest = read_manifest(folder)
    if manifest is not None:
        check_hashes(folder, manifest.files)
    model = _base_of(form, manifest, base)
    if manifest is not None:
        check_base(manifest, model)
    check_fits(form, skeleton_widths(model.path), model.name)
    with _coming(folder, name) as coming:
        if manifest is None:
            described = describe(coming, model, task=task, licence=licence, origin=origin)
        else:
            # The files are vouched for already; only what the user says is said anew.
            files = {name: sha for name, sha in manifest.files.items() if (coming / name).is_file()}
            described = replace(manifest, task=task or manifest.task, files=files)
            (coming / MANIFEST).write_bytes(described.as_json())
        target = adapters_dir() / model.name / name
        _exchange(coming, target)
    return StoredAdapter(model.name, name, target, described)


def verify(adapter: StoredAdapter) -> None:
    """Make sure that an adapter's files are what they should be, for the model that is here.

    Raises:
        AdapterRefusedError: they are not.
        ModelLoadError: the model's weights cannot be read.
    """
    read_form(adapter.path)
    if (manifest := read_manifest(adapter.path)) is not None:
        check_hashes(adapter.path, manifest.files)
        check_base(manifest, installed_models()[adapter.model])


def check_name(name: str) -> None:
    """Make sure that an adapter may be called so.

    Raises:
        StoreError: it may not.
    """
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"{name!r} is no name for an adapter", "letters, digits, and . _ - after the first"
        )
    if name in choices.TASKS:
        raise StoreError(
            f"the name {name!r} is kept for the adapter that a model brings along for that task",
            "choose another by --name",
        )


def check_base(manifest: Manifest, model: InstalledModel) -> None:
    """Make sure that an adapter was trained on these very weights.

    Raises:
        AdapterRefusedError: it was trained on others.
    """
    if manifest.base.fingerprint != fingerprint_of(model.path):
        raise AdapterRefusedError(
            f"the adapter was trained on {manifest.base.name!r} of other weights than the model "
            f"{model.name!r} here",
            "train it again on this one",
        )


def remove(name: str) -> StoredAdapter:
    """Take an adapter out of the store, and forget where it was chosen.

    Args:
        name: `MODEL:ADAPTER`, or the adapter's alone where only one model has it.

    Raises:
        ModelNotFoundError: there is none.
        StoreError: it came with Limner, is meant for several models, or cannot be deleted.
    """
    adapter = find(name)
    if adapter.is_builtin:
        raise StoreError(f"{adapter.full_name} comes with Limner and stays")
    choices.forget_adapter(adapter.model, adapter.name)
    with _told_of(), _locked(), tempfile.TemporaryDirectory(dir=_scratch()) as trash:
        # Whoever looks meanwhile sees all of it or nothing.
        adapter.path.replace(Path(trash) / "adapter")
    return adapter


def find(name: str) -> StoredAdapter:
    """The adapter that `name` means: `MODEL:ADAPTER`, or `ADAPTER` where one model has it.

    Raises:
        ModelNotFoundError: there is none.
        StoreError: several models have one of that name.
    """
    if ":" in name:
        resolve(name)
    stored = stored_adapters()
    found = [one for one in stored if name in (one.full_name, one.name)]
    if not found:
        have = ", ".join(one.full_name for one in stored) or "none"
        raise ModelNotFoundError(f"no adapter {name!r} on this machine (there is: {have})")
    if len(found) > 1:
        which = ", ".join(one.full_name for one in found)
        raise StoreError(f"{name!r} may mean {which}", "say which")
    return found[0]


def _base_of(form: AdapterForm, manifest: Manifest | None, base: str) -> InstalledModel:
    """The installed model that an adapter is for: as the user says, or as it says itself."""
    if base:
        model, adapter = resolve(base)
        if adapter:
            raise StoreError(f"{base} is an adapter itself", f"name its model: {model.name}")
        return model
    models = installed_models()
    if manifest is not None:
        said = (manifest.base.name, manifest.base.repository)
    else:
        said = (form.base, form.base)
    for name, model in models.items():
        known = {name, *(one.repository for one in CATALOG if one.name == name)}
        known |= {one.original for one in CATALOG if one.name == name}
        if known & {one for one in said if one}:
            return model
    which = said[0] or "no model by name"
    raise ModelNotFoundError(
        f"the adapter is for {which}, which is not on this machine",
        f"name one that fits by --base (there is: {', '.join(models)})",
    )


@contextlib.contextmanager
def _coming(folder: Path, name: str) -> Iterator[Path]:
    """A copy of an adapter's files on the store's disk, deleted in the end unless moved away."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix in KEPT and path.is_file()]
    with _told_of():
        need = sum(path.stat().st_size for path in files)
        free = shutil.disk_usage(_scratch()).free
        if need > free:
            raise StoreError(
                f"no room for the adapter {name!r}: {need / 1e6:.0f} MB to come, "
                f"{free / 1e6:.0f} MB free"
            )
        with tempfile.TemporaryDirectory(dir=_scratch()) as scratch:
            coming = Path(scratch) / name
            coming.mkdir()
            for path in files:
                shutil.copyfile(path, coming / path.name)
            yield coming


def _exchange(coming: Path, target: Path) -> None:
    """Put a folder in the place of another one."""
    with _locked():
        target.parent.mkdir(parents=True, exist_ok=True)
        before = coming.with_name("before")
        if target.exists():
            target.replace(before)
        try:
            coming.replace(target)
        except OSError:
            if before.exists():
                before.replace(target)
            raise


@contextlib.contextmanager
def _told_of() -> Iterator[None]:
    """Trouble with the disk, as the user is told of it."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"the store of adapters in {adapters_dir()} cannot be changed "
            f"({error.strerror or error})",
            "make room there, or see who owns it",
        ) from error


def _locked() -> filelock.BaseFileLock:
    return filelock.FileLock(_scratch() / "store.lock")


def _scratch() -> Path:
    """Beside the store, so that what lies there can be moved into it in one step."""
    folder = adapters_dir().with_name("adapters-coming")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
