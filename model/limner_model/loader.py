"""Loading a base model in 4 bit, and its LoRA adapters by name."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import AutoModelForImageTextToText
from transformers.utils import logging

from limner_model.decoding.choosing import end_tokens
from limner_model.decoding.drafting import ReadingCosts
from limner_model.decoding.fastest import recall
from limner_model.decoding.keys_values import is_kept_by_token
from limner_model.decoding.lean.number_format import is_quicker_in_4_bit
from limner_model.decoding.readers import Readers
from limner_model.errors import ModelLoadError, OutOfMemoryError
from limner_model.grammar.compiling import Forms
from limner_model.installed import InstalledModel
from limner_model.loaded_adapters import LoadedAdapters
from limner_model.memory import is_out_of_memory, trim_heap
from limner_model.prefix import PrefixCache, budget
from limner_model.processor import load_processor
from limner_model.quantization import (
    check_quantized,
    is_small,
    keep_weights_trainable,
    quantization_of,
    unpack,
)

LoadProgress = Callable[[float], None]


@dataclass(slots=True)
class LoadedModel:
    """A model in memory, ready to generate.

    Attributes:
        installed: what it was loaded from.
        model: the `transformers` model, without adapters.
        processor: its processor.
        context_length: the most tokens of prompt and answer together.
        prefixes: what it has read.
        readers: what reads for it.
        reading_costs: of the model on this device, as measured while it answers.
        forms: of its answers.
    """

    installed: InstalledModel
    model: Any
    processor: Any
    context_length: int
    prefixes: PrefixCache = field(init=False)
    readers: Readers = field(init=False)
    reading_costs: ReadingCosts = field(init=False, default_factory=ReadingCosts)
    forms: Forms = field(init=False)
    _adapters: LoadedAdapters = field(init=False)

    def __post_init__(self) -> None:
        """Begin without adapters, and with nothing read."""
        self.prefixes = PrefixCache(budget(self.model.device))
        self.forms = Forms(
            self.processor.tokenizer,
            self.model.config.get_text_config().vocab_size,
            end_tokens(self.model),
        )
        self.readers = Readers(self.model)
        self._adapters = LoadedAdapters(self.model)

    @property
    def speaker(self) -> str:
        """Who has read what is read now: no other adapter, nor this one loaded anew, is called so.

        Neither is the same in another number format: what it reads is of another.
        """
        return f"{self.model.dtype} {self._adapters.speaker}"

    @contextlib.contextmanager
    def speaking_as(self, adapter: str | None) -> Iterator[Any]:
        """Lend the model with `adapter` at work, or none.

        Raises:
            AdapterRefusedError: its files are not what they should be, or it fits another model.
            ModelLoadError: half of it is in the model, which is unusable from then on.
        """
        with self._adapters.at_work(self.installed, adapter) as model:
            yield model

    @contextlib.contextmanager
    def speaking_together(
        self, adapters: Sequence[str | None]
    ) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Lend the model to a batch of texts, each with one of `adapters` at work, or none.

        Yields:
            The model, and what its forward must be told beside the texts.

        Raises:
            AdapterRefusedError: as for `speaking_as`.
            ModelLoadError: likewise.
        """
        with self._adapters.at_work_together(self.installed, adapters) as lent:
            yield lent

    def shed(self) -> bool:
        """Give back some memory of what is kept for later; whether there was any.

        Adapters that nobody speaks as go first: they are read anew sooner than a long text.
        """
        if self._adapters.shed() or self.readers.clear():
            return True
        kept = self.prefixes.size > 0
        self.prefixes.clear()
        return kept


def load_model(
    installed: InstalledModel,
    progress: LoadProgress = lambda _: None,
    *,
    for_training: bool = False,
) -> LoadedModel:
    """Load a model's weights, in 4 bit, onto the GPU where there is one.

    Weights saved in 4 bit are taken as they are; others are quantized while they are read.

    Args:
        installed: which model.
        progress: hears the fraction loaded, 0 to 1.
        for_training: the weights stay in 4 bit, in the form that training and saving need. Else
            they are made ready to generate as fast as this machine can.

    Raises:
        ModelLoadError: the files are missing, broken, or of no vision-language model.
        OutOfMemoryError: the weights do not fit.
    """
    processor = load_processor(installed.path)
    try:
        with _heard_by(progress):
            model = AutoModelForImageTextToText.from_pretrained(
                installed.path,
                **quantization_of(installed.path),
                dtype="auto",
                # Where several processes train together, each has a GPU of its own (LOCAL_RANK).
                device_map="cuda" if torch.cuda.is_available() else "cpu",
                local_files_only=True,
                use_safetensors=True,
            ).eval()
    except (MemoryError, OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        if is_out_of_memory(error):
            raise OutOfMemoryError(
                f"the model {installed.name!r} does not fit into the memory",
                "choose a smaller one by `limner model list`",
            ) from error
        raise ModelLoadError(
            f"the model {installed.name!r} in {installed.path} cannot be loaded ({error})"
        ) from error
    check_quantized(model)
    if for_training:
        keep_weights_trainable(model)
        return LoadedModel(installed, model, processor, _context_length(model))
    if not is_kept_by_token(model):
        raise ModelLoadError(
            f"the model {installed.name!r} keeps a sum of what it reads, and such are not served",
            "choose another one by `limner model list`",
        )
    if is_small(model) and not is_quicker_in_4_bit(model):
        model = unpack(model)
    loaded = LoadedModel(installed, model, processor, _context_length(model))
    recall(loaded)
    torch.set_num_threads(loaded.readers.form.threads)
    return loaded


def _context_length(model: Any) -> int:
    return int(model.config.get_text_config().max_position_embeddings)


@contextlib.contextmanager
def _heard_by(progress: LoadProgress) -> Iterator[None]:
    """Send the loading bar of `transformers` to `progress`; nothing is drawn."""

    class Bar(logging.EmptyTqdm):  # type: ignore[misc]  # transformers has no types
        def __init__(self, items: Any, **_: Any) -> None:
            super().__init__(items)
            self._items = list(items)

        def __iter__(self) -> Iterator[Any]:
            for done, item in enumerate(self._items, start=1):
                yield item
                trim_heap()  # of what quantizing the item took
                progress(done / len(self._items))

    before = logging.set_tqdm_hook(lambda _, args, options: Bar(*args, **options))
    try:
        yield
    finally:
        logging.set_tqdm_hook(before)
