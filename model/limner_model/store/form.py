"""The form of an adapter's files: plain LoRA of linear layers, as PEFT saves it and vLLM reads it.

vLLM (`--lora-modules NAME=FOLDER`) takes the rank, the alpha and the tensors, and nothing else.
What PEFT knows beyond that it refuses (DoRA, biases, whole modules) or silently computes otherwise
(ranks and alphas by pattern, initial weights that change the base). Held to its rules, an adapter
answers the same wherever it is served; and nothing in a configuration from elsewhere is acted upon,
such as a regular expression that never ends, or a module to import.

Source: `peft_helper.py`, `lora_model.py` and `utils.py` of vLLM's `vllm/lora`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from limner_model.errors import AdapterRefusedError
from limner_model.store.manifest import CONFIG, WEIGHTS

# The largest rank that vLLM can be told to take.
MOST_RANK: Final = 512

_TENSOR: Final = re.compile(r"base_model\.model\.(?P<module>.+)\.lora_(?P<half>[AB])\.weight")
# Programs when they are unpickled; PEFT and vLLM would take them in the place of missing weights.
PICKLES: Final = ("adapter_model.bin", "adapter_model.pt")
# What may stand in a configuration beside nothing, and changes nothing of what is computed.
_HARMLESS: Final = frozenset(
    {
        "auto_mapping",
        "base_model_name_or_path",
        "inference_mode",
        "lora_alpha",
        "lora_dropout",
        "megatron_core",
        "peft_type",
        "peft_version",
        "qalora_group_size",
        "r",
        "revision",
        "target_modules",
        "unsloth_fixed",
        "use_rslora",
    }
)
_CHOICES: Final = {
    "bias": ("none",),
    "init_lora_weights": (True, False, "gaussian", "orthogonal"),
    "task_type": ("CAUSAL_LM",),
}


@dataclass(frozen=True, slots=True)
class AdapterForm:
    """What an adapter's files say of it.

    Attributes:
        rank: of every pair of matrices.
        alpha: what their product is scaled by: alpha / rank, or alpha / sqrt(rank) for rsLoRA.
        rslora: which of both.
        layers: numbers in and numbers out of each linear layer that it adapts, by the layer's name.
        base: the model that it was trained on, as PEFT wrote it down; a hub's id or a path.
    """

    rank: int
    alpha: float
    rslora: bool
    layers: dict[str, tuple[int, int]]
    base: str


def read_form(folder: Path) -> AdapterForm:
    """The form of the adapter in `folder`; no weight is read.

    Raises:
        AdapterRefusedError: it is no LoRA adapter in safetensors, not all of it is there, or it
            needs more than linear layers.
    """
    config = _config(folder)
    _check_plain(config)
    if not config.get("target_modules"):
        raise AdapterRefusedError(f"the adapter's {CONFIG} names no target_modules")
    rank, alpha = config.get("r"), config.get("lora_alpha")
    if not isinstance(rank, int) or not 1 <= rank <= MOST_RANK:
        raise AdapterRefusedError(f"the adapter's rank must be from 1 to {MOST_RANK}, not {rank!r}")
    if not isinstance(alpha, int | float) or not 0 < alpha < math.inf:
        raise AdapterRefusedError(f"the adapter's lora_alpha must be above zero, not {alpha!r}")
    layers = _layers(_shapes(folder), rank)
    base = str(config.get("base_model_name_or_path") or "")
    return AdapterForm(rank, float(alpha), bool(config.get("use_rslora")), layers, base)


def _config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / CONFIG).read_bytes())
    except FileNotFoundError as error:
        raise AdapterRefusedError(f"{folder} holds no LoRA adapter: no {CONFIG}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise AdapterRefusedError(f"the adapter's {CONFIG} cannot be read ({error})") from error
    if not isinstance(config, dict):
        raise AdapterRefusedError(f"the adapter's {CONFIG} is no object")
    return config


def _check_plain(config: Mapping[str, Any]) -> None:
    if config.get("peft_type") != "LORA":
        raise AdapterRefusedError(f"the adapter is {config.get('peft_type')!r}, not LORA")
    for name, value in config.items():
        if name in _HARMLESS or not value:
            continue
        if name not in _CHOICES or value not in _CHOICES[name]:
            raise AdapterRefusedError(
                f"the adapter is no plain LoRA: its {CONFIG} has {name} = {_short(value)}",
                "train it without",
            )


def _shapes(folder: Path) -> dict[str, tuple[int, ...]]:
    """The shapes of the tensors by their names."""
    # Not worth its time where nobody looks into an adapter, and it comes with the engine.
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415

    path = folder / WEIGHTS
    if not path.is_file():
        if pickles := [name for name in PICKLES if (folder / name).exists()]:
            raise AdapterRefusedError(
                f"the adapter's weights are a pickle ({pickles[0]}), which can run any program",
                f"save them as {WEIGHTS}, as PEFT does by default",
            )
        raise AdapterRefusedError(f"the adapter has no weights: no {WEIGHTS}")
    try:
        # Opening checks that the file is as long as its header says.
        with safe_open(path, "np") as tensors:
            return {name: tuple(tensors.get_slice(name).get_shape()) for name in tensors.keys()}  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise AdapterRefusedError(
            f"the adapter's {WEIGHTS} is damaged or cut short ({error})", "fetch or train it again"
        ) from error


def _layers(shapes: Mapping[str, tuple[int, ...]], rank: int) -> dict[str, tuple[int, int]]:
    """Numbers in and out of each layer, from its pair of matrices: A is rank x in, B out x rank."""
    halves: dict[str, dict[str, tuple[int, ...]]] = {}
    for name, shape in shapes.items():
        if (match := _TENSOR.fullmatch(name)) is None:
            raise AdapterRefusedError(
                f"the adapter has a tensor {name!r}, which is no LoRA of a linear layer"
            )
        halves.setdefault(match["module"], {})[match["half"]] = shape
    if not halves:
        raise AdapterRefusedError("the adapter adapts nothing: it has no tensors")
    layers = {}
    for module, pair in halves.items():
        match pair:
            case {"A": (int(rank_of_a), int(taken)), "B": (int(given), int(rank_of_b))} if (
                rank_of_a == rank_of_b == rank
            ):
                layers[module] = (taken, given)
            case _:
                raise AdapterRefusedError(
                    f"the adapter's tensors of {module} are no pair of rank {rank}"
                )
    return layers


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
