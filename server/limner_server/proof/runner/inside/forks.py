"""A fork server: a warm interpreter that runs each candidate in a fork of itself.

The interpreter starts once, and imports what the tests import from outside the workspace once; a
fork of it costs about a millisecond and sees the workspace's files as they are then. The frames
are described in `limner_server.proof.runner.warm`.
"""

from __future__ import annotations

import base64
import contextlib
import importlib
import os
import sys
from typing import Any

from .files import Files
from .fork import run_forked
from .frames import read_frame, write_frame
from .lines import own, real_root


def main(job: dict[str, Any]) -> None:
    """Serve until stdin ends."""
    requests, answers = os.dup(0), os.dup(1)
    for descriptor, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY), (2, os.O_WRONLY)):
        os.dup2(os.open(os.devnull, mode), descriptor)
    job["root"] = real_root(job["root"])
    token = read_frame(requests)["token"]
    _load(job["load"], job["root"])
    files, private = Files(), (requests, answers)
    while True:
        request = read_frame(requests)
        if request is None:
            return
        _load(request["load"], job["root"])
        files.become({path: base64.b64decode(text) for path, text in request["files"].items()})
        write_frame(answers, {"token": token, **run_forked(job, request, private)})


def _load(names: list[str], root: str) -> None:
    """Import what the forks would import, apart from the workspace's own modules."""
    before = set(sys.modules)
    for name in names:
        # A module that only the tests' own path leads to is imported by the forks, as before.
        with contextlib.suppress(BaseException):
            importlib.import_module(name)
    if "inspect" in sys.modules:
        # What shows a traceback's source first looks at every module; now the forks need not.
        sys.modules["inspect"].getmodule(_load.__code__)
    for name in set(sys.modules) - before:
        path = getattr(sys.modules[name], "__file__", None)
        if path and own(os.path.realpath(path), root):
            del sys.modules[name]
