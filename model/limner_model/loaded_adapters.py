"""The LoRA adapters in a model's memory: checked, loaded once, exchanged between two requests.

PEFT's `set_adapter` walks over all modules, and `disable_adapter` does so several times: 30 ms and
160 ms for the 252 layers of an 8B model. Here all LoRA layers share one list of the adapters that
are at work, so that to exchange them is to write into it.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from peft import LoraConfig, PeftModel, get_peft_model_state_dict, set_peft_model_state_dict
from peft.tuners.tuners_utils import BaseTunerLayer
from safetensors import SafetensorError
from safetensors.torch import load_file

from limner_model.errors import AdapterRefusedError, ModelLoadError
from limner_model.installed import InstalledModel
from limner_model.store.fitting import check_fits, linear_widths
from limner_model.store.form import AdapterForm, read_form
from limner_model.store.manifest import CONFIG, MANIFEST, WEIGHTS, check_hashes, read_manifest
from limner_model.store.store import check_base

# Adapters kept in memory; of an 8B model, each takes some 100 MB. Who was asked for longest ago
# makes room.
_MOST: Final = 8
# PEFT's name for no adapter, in a batch of several.
_NONE: Final = "__base__"

# When each of an adapter's files was written, and how long it is: an adapter that was trained
# again is another one.
_Stamp = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class _Slot:
    """An adapter in memory: under which name PEFT knows it, and which files it was read from."""

    key: str
    stamp: _Stamp


class LoadedAdapters:
    """The adapters in the memory of one model.

    Attributes:
        model: the `transformers` model, or PEFT's wrapper of it once an adapter was used.
    """

    def __init__(self, model: Any) -> None:
        """Load none yet; `model` has none."""
        self.model = model
        self._widths = linear_widths(model)
        # By the adapters' names, who was asked for longest ago first.
        self._slots: dict[str, _Slot] = {}
        self._numbers = itertools.count()
        # One list, held by every LoRA layer.
        self._at_work: list[str] = []
        # Those that are lent: the last one is at work, those before it stand still.
        self._lent: list[str] = []

    @property
    def speaker(self) -> str:
        """Which adapter is at work; one that is loaded again goes by another name."""
        return " ".join(self._at_work)

    @contextlib.contextmanager
    def at_work(self, installed: InstalledModel, adapter: str | None) -> Iterator[Any]:
        """Lend the model with one of its adapters at work, or none.

        It can be lent again meanwhile: who had it before has it back as it was.

        Args:
            installed: the model with its adapters as they are on disk now.
            adapter: its name; None for none.

        Raises:
            AdapterRefusedError: its files are not what they should be; the model is as it was.
            ModelLoadError: half of it is in the model, which is unusable from then on.
        """
        before = [*self._at_work]
        key = None if adapter is None else self._slot(installed, adapter).key
        keys = [] if key is None else [key]
        self._lent += keys
        self._at_work[:] = keys
        try:
            yield self.model
        finally:
            self._at_work[:] = before
            del self._lent[len(self._lent) - len(keys) :]

    @contextlib.contextmanager
    def at_work_together(
        self, installed: InstalledModel, adapters: Sequence[str | None]
    ) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Lend the model to several texts in one batch, each with an adapter of its own, or none.

        Yields:
            The model, and the arguments of its forward that say which text is whose.

        Raises:
            AdapterRefusedError: as for `at_work`.
            ModelLoadError: likewise.
        """
        before, lent = [*self._at_work], len(self._lent)
        try:
            keys = []
            for adapter in adapters:
                keys.append(_NONE if adapter is None else self._slot(installed, adapter).key)
                self._lent += keys[-1:]  # none of them makes room for another
            # PEFT goes by the arguments only where any adapter is at work.
            self._at_work[:] = [key for key in keys if key != _NONE]
            yield self.model, {"adapter_names": keys} if self._at_work else {}
        finally:
            del self._lent[lent:]
            self._at_work[:] = before

    def shed(self) -> bool:
        """Give the memory of all back that are not lent but one; whether there were any.

        PEFT cannot do without any.
        """
        idle = [name for name, slot in self._slots.items() if slot.key not in self._lent]
        spare = idle[:-1] if len(idle) == len(self._slots) else idle
        for name in spare:
            self._delete(self._slots.pop(name))
        return bool(spare)

    def _slot(self, installed: InstalledModel, adapter: str) -> _Slot:
        path = installed.adapters[adapter]
        stamp = _stamp(path)
        slot = self._slots.get(adapter)
        if slot is None or slot.stamp != stamp:
            # The old one goes last: PEFT cannot do without any.
            old, slot = slot, _Slot(self._load(installed, adapter, path), stamp)
            if old is not None and old.key in self._lent:
                self._slots[old.key] = old  # goes when others need the room
            elif old is not None:
                self._delete(old)
        self._slots.pop(adapter, None)
        self._slots[adapter] = slot
        for name in [*self._slots][:-_MOST]:
            if self._slots[name].key not in self._lent:
                self._delete(self._slots.pop(name))
        return slot

    def _load(self, installed: InstalledModel, adapter: str, path: Path) -> str:
        """Put an adapter into the model; the name under which PEFT knows it from then on."""
        try:
            form = read_form(path)
            self._check(installed, form, path)
            weights = load_file(path / WEIGHTS)
        except AdapterRefusedError as error:
            raise AdapterRefusedError(
                f"{installed.name}:{adapter} is not used: {error.message}", error.remedy
            ) from error
        except (OSError, SafetensorError) as error:
            raise AdapterRefusedError(
                f"{installed.name}:{adapter} is not used: its weights cannot be read ({error})"
            ) from error
        if not all(tensor.isfinite().all() for tensor in weights.values()):
            raise AdapterRefusedError(
                f"{installed.name}:{adapter} is not used: not all of its weights are numbers",
                "train it again",
            )
        # Of one length: PEFT looks for a name in longer ones.
        key = f"slot{next(self._numbers):06d}"
        try:
            self._insert(key, form, weights)
        except Exception as error:
            raise ModelLoadError(
                f"the adapter {adapter!r} cannot be put on the model {installed.name!r} ({error})"
            ) from error
        return key

    def _check(self, installed: InstalledModel, form: AdapterForm, path: Path) -> None:
        if (manifest := read_manifest(path)) is not None:
            check_hashes(path, {name: manifest.files[name] for name in (CONFIG, WEIGHTS)})
            check_base(manifest, installed)
        check_fits(form, self._widths, installed.name)

    def _insert(self, key: str, form: AdapterForm, weights: dict[str, torch.Tensor]) -> None:
        # Not the configuration in the file: of that, only what was checked.
        config = LoraConfig(
            r=form.rank,
            lora_alpha=form.alpha,
            use_rslora=form.rslora,
            target_modules=sorted(form.layers),
            inference_mode=True,
        )
        if isinstance(self.model, PeftModel):
            self.model.add_adapter(key, config)
        else:
            self.model = PeftModel(self.model, config, adapter_name=key)
        set_peft_model_state_dict(self.model, weights, adapter_name=key)
        if stray := set(weights) ^ set(get_peft_model_state_dict(self.model, adapter_name=key)):
            raise ValueError(f"{len(stray)} weights have no counterpart, as {min(stray)}")
        # PEFT's idea of who is at work must be one that stays longer than the others.
        self.model.set_adapter(key)
        self._share()

    def _delete(self, slot: _Slot) -> None:
        self.model.delete_adapter(slot.key)
        self._share()

    def _share(self) -> None:
        """Have all LoRA layers read from one list who is at work."""
        for module in self.model.modules():
            if isinstance(module, BaseTunerLayer):
                module._active_adapter = self._at_work  # noqa: SLF001  # what `set_adapter` sets
        self.model.eval()


def _stamp(path: Path) -> _Stamp:
    return tuple(_stamp_of(path / name) for name in (CONFIG, WEIGHTS, MANIFEST))


def _stamp_of(file: Path) -> tuple[int, int, int] | None:
    try:
        status = file.stat()
    except OSError:  # whoever reads it says so
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
