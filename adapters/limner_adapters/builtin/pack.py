"""Packs a trained model as it is shipped: processor and weights in 4 bit, one folder."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from limner_adapters.builtin.builder import build_model, build_processor
from limner_adapters.builtin.checkpoint import load_state
from limner_adapters.builtin.recipe import Recipe
from limner_adapters.builtin.train import model_weights
from limner_model.installed import HAS_READ, InstalledModel
from limner_model.loader import LoadedModel, load_model
from limner_server.errors import InputError


def load_trained(recipe: Recipe, run: Path) -> tuple[Any, Any]:
    """The model of the last checkpoint and its tokenizer.

    Args:
        recipe: that it was built by.
        run: the folder of its training.
    """
    from transformers import AutoTokenizer  # noqa: PLC0415

    tokenizer = AutoTokenizer.from_pretrained(run / "tokenizer")
    model = build_model(recipe, tokenizer)
    found = load_state(run)
    if found is None:
        raise InputError(f"no training in {run}", "train first: limner train base")
    model.load_state_dict(model_weights(found[0]))
    return model.eval(), tokenizer


def pack(model: Any, tokenizer: Any, out: Path, *, has_read: list[str]) -> LoadedModel:
    """Quantize a model to NF4 and save it with its processor in `out`.

    The vision tower, the connector and the embeddings stay in bfloat16.

    Args:
        model: as it was trained.
        tokenizer: of the model.
        out: folder to save it in.
        has_read: what it was trained on, "pages" and "code"; it says so in its `config.json`.

    Returns:
        The quantized model, loaded from `out` as the engine would load it.
    """
    import torch  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder)
        setattr(model.config, HAS_READ, has_read)
        model.to(torch.bfloat16).save_pretrained(whole)
        build_processor(tokenizer).save_pretrained(whole)
        loaded = load_model(InstalledModel("whole", whole, {}), for_training=True)
        loaded.model.save_pretrained(out)
        loaded.processor.save_pretrained(out)
    return load_model(InstalledModel(out.name, out, {}))
