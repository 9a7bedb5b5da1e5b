"""An adapter measured beside what there is without it; what was measured before a pause counts."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, Final

from limner_adapters.quality.measure import measure
from limner_adapters.quality.measured import Measured
from limner_adapters.quality.telling import Tell, parts
from limner_model.installed import InstalledModel
from limner_model.store.manifest import WEIGHTS, sha256_of
from limner_server.output import write_file

# Beside what is held out; it names the weights that it is about.
_FILE: Final = "measured.json"


def compare(
    base: InstalledModel,
    adapter: Path,
    held_out: Path,
    tell: Tell,
    cancelled: threading.Event,
    *,
    called: str,
) -> tuple[Measured, Measured]:
    """Measure without an adapter and with it.

    Args:
        base: the model.
        adapter: folder of the adapter.
        held_out: see `measure`.
        tell: hears how it goes.
        cancelled: set to pause: the same call goes on.
        called: what the model with the adapter is called.

    Raises:
        LimnerError: as of `measure`, or what was measured cannot be kept.
    """
    file = held_out.with_name(_FILE)
    digest = sha256_of(adapter / WEIGHTS)
    known = _known(file, digest)
    sides = {"before": (None, base.name), "after": (adapter, called)}
    for (side, (lent, name)), told in zip(sides.items(), parts(tell, len(sides)), strict=True):
        if side not in known:
            measured = measure(base, lent, held_out, told, cancelled, called=name)
            known[side] = measured.as_json()
            write_file(file, json.dumps({"adapter": digest, **known}).encode())
    return Measured.of_json(known["before"]), Measured.of_json(known["after"])


def _known(file: Path, digest: str) -> dict[str, Any]:
    """What was measured of an adapter with such weights."""
    try:
        known: dict[str, Any] = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if known.pop("adapter", None) == digest else {}
