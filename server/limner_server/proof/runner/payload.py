"""What is sent into the sandbox to run the tests there: the runner itself, as text over stdin."""

from __future__ import annotations

import functools
import json
import struct
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any


@functools.cache
def inside(name: str) -> str:
    """The text of a file of `proof/runner/inside`."""
    return (resources.files(__package__) / "inside" / name).read_text("utf-8")


def first_frame(modules: Sequence[str], job: Mapping[str, Any]) -> bytes:
    """The first frame, as `inside/boot.py` reads it.

    Args:
        modules: names of files of `proof/runner/inside`; the last has the `main`.
        job: what it is called with.
    """
    texts = [[name.partition(".")[0], inside(name)] for name in modules]
    return frame({"modules": texts, "job": job})


def frame(message: Any) -> bytes:
    """A message as it travels: four bytes of length, big-endian, then as much JSON."""
    content = json.dumps(message).encode()
    return struct.pack(">I", len(content)) + content
