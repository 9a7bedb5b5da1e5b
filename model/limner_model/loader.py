"""Loading a base model in 4 bit, and its LoRA adapters by name."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from bitsandbytes.nn import Linear4bit
from peft import PeftModel
from safetensors import SafetensorError
from torch.nn import Linear
from transformers import AutoConfig, AutoModelForImageTextToText, BitsAndBytesConfig
from transformers.utils import logging

from limner_model.errors import ModelLoadError, OutOfMemoryError
from limner_model.installed import InstalledModel
from limner_model.processor import load_processor

LoadProgress = Callable[[float], None]


@dataclass(slots=True)
class LoadedModel:
    """A model in memory, ready to generate.

    Attributes:
        installed: what it was loaded from.
        model: the `transformers` model, or PEFT's wrapper of it once an adapter was used.
        processor: its processor.
        context_length: the most tokens of prompt and answer together.
    """

    installed: InstalledModel
    model: Any
    processor: Any
    context_length: int
    _loaded_adapters: set[str] = field(default_factory=set)

    @contextlib.contextmanager
    def speaking_as(self, adapter: str | None) -> Iterator[Any]:
        """Lend the model with `adapter` at work, or none.

        Raises:
            ModelLoadError: the adapter does not fit this model.
        """
        if adapter is None:
            off = (
                self.model.disable_adapter() if self._loaded_adapters else contextlib.nullcontext()
            )
            with off:
                yield self.model
            return
        if adapter not in self._loaded_adapters:
            self._load_adapter(adapter)
        self.model.set_adapter(adapter)
        yield self.model

    def _load_adapter(self, name: str) -> None:

        path = self.installed.adapters[name]
        if not (path / "adapter_model.safetensors").is_file():
            raise ModelLoadError(f"the adapter {name!r} has no weights in {path}")
        try:
            if not self._loaded_adapters:
                self.model = PeftModel.from_pretrained(self.model, path, adapter_name=name)
            else:
                self.model.load_adapter(path, adapter_name=name)
            self._loaded_adapters.add(name)
        # What PEFT raises for weights of another model's shape is a RuntimeError.
        except (RuntimeError, OSError, ValueError, KeyError, TypeError) as error:
            raise ModelLoadError(
                f"the adapter {name!r} does not fit the model {self.installed.name!r} ({error})"
            ) from error
        self.model.eval()


def load_model(installed: InstalledModel, progress: LoadProgress = lambda _: None) -> LoadedModel:
    """Load a model's weights, in 4 bit, onto the GPU where there is one.

    Weights saved in 4 bit are taken as they are; others are quantized (NF4, the scales quantized as
    well: Dettmers et al., QLoRA, arXiv 2305.14314) while they are read. Only the language model is
    quantized: the vision tower is small and suffers the most.

    Args:
        installed: which model.
        progress: hears the fraction loaded, 0 to 1.

    Raises:
        ModelLoadError: the files are missing, broken, or of no vision-language model.
        OutOfMemoryError: the weights do not fit.
    """
    processor = load_processor(installed.path)
    try:
        with _heard_by(progress):
            model = AutoModelForImageTextToText.from_pretrained(
                installed.path,
                quantization_config=_quantization(installed.path),
                dtype="auto",
                device_map="cuda:0" if torch.cuda.is_available() else "cpu",
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
    _check_quantized(model)
    return LoadedModel(installed, model, processor, _context_length(model))


def language_model_name(model: Any) -> str:
    """The dotted name of the language model inside a vision-language model."""
    decoder = model.get_decoder()
    names: dict[Any, str] = {module: name for name, module in model.named_modules()}
    return names[decoder]


def quantized_modules(model: Any) -> list[str]:
    """The names of the linear layers that are in 4 bit."""
    return [name for name, module in model.named_modules() if isinstance(module, Linear4bit)]


def keep_weights_trainable(model: Any) -> None:
    """Keep 4-bit weights in the form that training and saving need, through any evaluation.

    On CPUs with AVX512-BF16, bitsandbytes repacks a layer's weights for speed at its first forward
    in eval mode. Training after that goes through a kernel without a backward, so that the
    gradients of the layers before are wrong (a warning is all that says so). Saving after that
    rounds the scales to bfloat16 on the way back, so that what is loaded again differs.

    Call it once after loading a model that will be trained or saved.
    """
    for module in model.modules():
        if isinstance(module, Linear4bit):
            module.support_avx512bf16_for_cpu = False


def _quantization(path: Path) -> Any:
    """How to quantize on load; None where the files say it themselves."""
    config = AutoConfig.from_pretrained(path, local_files_only=True)
    if getattr(config, "quantization_config", None) is not None:
        return None
    with torch.device("meta"):
        skeleton = AutoModelForImageTextToText.from_config(config)
    return BitsAndBytesConfig(
        load_in_4bit=True,
        bnb_4bit_quant_type="nf4",
        bnb_4bit_use_double_quant=True,
        bnb_4bit_compute_dtype=torch.bfloat16,
        llm_int8_skip_modules=_linear_layers_outside(skeleton),
    )


def _linear_layers_outside(model: Any) -> list[str]:
    # Full names: a bare "visual" matches nothing and would be passed over in silence.

    inside = language_model_name(model) + "."
    return [
        name
        for name, module in model.named_modules()
        if isinstance(module, Linear) and not name.startswith(inside)
    ]


def _check_quantized(model: Any) -> None:
    inside = language_model_name(model) + "."
    quantized = quantized_modules(model)
    if not any(name.startswith(inside) for name in quantized):
        raise ModelLoadError("the model's weights are not in 4 bit as they should be")


def _context_length(model: Any) -> int:
    return int(model.config.get_text_config().max_position_embeddings)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether torch, on the GPU or the CPU, ran out of memory."""
    # On the CPU torch raises a plain RuntimeError.
    return isinstance(error, torch.cuda.OutOfMemoryError | MemoryError) or (
        isinstance(error, RuntimeError) and "can't allocate memory" in str(error)
    )


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
                progress(done / len(self._items))

    before = logging.set_tqdm_hook(lambda _, args, options: Bar(*args, **options))
    try:
        yield
    finally:
        logging.set_tqdm_hook(before)
