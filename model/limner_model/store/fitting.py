"""Whether an adapter fits a model: the layers it adapts are there, and as wide as it thinks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from limner_model.errors import AdapterRefusedError, ModelLoadError
from limner_model.store.form import AdapterForm

# Numbers in and out of a model's linear layers, by their names.
Widths = Mapping[str, tuple[int, int]]


def check_fits(form: AdapterForm, widths: Widths, model: str) -> None:
    """Make sure that an adapter can be put on a model's layers.

    Args:
        form: of the adapter.
        widths: of the model's layers.
        model: its name, for the message.

    Raises:
        AdapterRefusedError: it cannot.
    """
    for name, wanted in form.layers.items():
        if (found := widths.get(name)) is None:
            raise AdapterRefusedError(
                f"the adapter does not fit the model {model!r}, which has no linear layer {name}"
            )
        if found != wanted:
            raise AdapterRefusedError(
                f"the adapter does not fit the model {model!r}: its {name} takes {found[0]} numbers"
                f" and gives {found[1]}, the adapter's {wanted[0]} and {wanted[1]}"
            )


def linear_widths(model: Any) -> dict[str, tuple[int, int]]:
    """The widths of all linear layers of a `torch` model without adapters, 4-bit ones included."""
    return {
        name: (module.in_features, module.out_features)
        for name, module in model.named_modules()
        if hasattr(module, "in_features") and hasattr(module, "out_features")
    }


def skeleton_widths(base: Path) -> dict[str, tuple[int, int]]:
    """The same of a model on disk, from its `config.json` alone.

    Raises:
        ModelLoadError: it is no vision-language model that can be made.
    """
    # Here alone: these imports take seconds.
    import torch  # noqa: PLC0415
    from transformers import AutoConfig, AutoModelForImageTextToText  # noqa: PLC0415

    try:
        config = AutoConfig.from_pretrained(base, local_files_only=True)
        with torch.device("meta"):
            skeleton = AutoModelForImageTextToText.from_config(config)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelLoadError(f"the model in {base} cannot be made ({error})") from error
    return linear_widths(skeleton)
