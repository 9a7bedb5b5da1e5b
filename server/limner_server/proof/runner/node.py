"""Tests that Node.js runs: plain scripts, and node:test."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any, Final

from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.interpreter import find_node
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.runner.payload import frame, inside
from limner_server.proof.runner.reported import outcome_of
from limner_server.proof.runner.times import SCRIPT, Times
from limner_server.proof.sandbox.ran import Ran

_SHARED: Final = inside("ending.js") + inside("lines.js")


class NodeRunner:
    """Runs a command of a kind that Node.js itself runs; see `Runner`.

    Args:
        test: a script, or tests of node:test.
        root: of the workspace.

    Raises:
        ToolMissingError: there is no Node.js.
    """

    def __init__(self, test: TestCommand, root: Path) -> None:
        self.tells_lines = test.kind is Kind.NODE
        self._node = find_node()
        self._test = test
        self._job: dict[str, Any] = {
            "argv": list(test.arguments),
            "root": os.path.relpath(root, test.cwd),
        }

    def once(self, token: str, times: Times, *, lines: bool) -> Launch:
        """A fresh process."""
        del times
        job = self._job | {"token": token, "lines": lines}
        stdin = json.dumps(job).encode()
        if self._test.kind is Kind.NODE_TEST:
            reporter = f"--test-reporter={_address(inside('reporter.mjs'))}"
            natural = ("--import", _address(inside("natural.mjs")))
            to_us = (reporter, "--test-reporter-destination=stdout")
            return self._launch(("--test", *natural, *to_us), stdin)
        watching = _SHARED + inside("once.mjs")
        return self._launch(("--import", _address(watching)), stdin)

    def outcome(self, ran: Ran, token: str) -> Outcome:
        """What the report says."""
        return outcome_of(ran, token)

    def warm(self) -> Launch | None:
        """A server; None for what it cannot load anew each time."""
        if self._test.kind is not Kind.NODE or self._is_module(Path(self._test.arguments[0])):
            return None
        server = inside("exchange.js") + _SHARED + inside("server.cjs")
        return self._launch(("-e", server), frame(self._job), ())

    def _launch(
        self,
        watching: tuple[str, ...],
        stdin: bytes,
        arguments: tuple[str, ...] | None = None,
    ) -> Launch:
        test = self._test
        argv = (
            str(self._node),
            *test.flags,
            *watching,
            *(test.arguments if arguments is None else arguments),
        )
        path = os.pathsep.join(
            (
                str(test.cwd / "node_modules" / ".bin"),
                str(self._node.parent),
                os.environ.get("PATH", os.defpath),
            )
        )
        seconds = SCRIPT if test.kind is Kind.NODE else None
        return Launch(argv, test.cwd, {"PATH": path, **dict(test.env)}, stdin, seconds)

    def _is_module(self, script: Path) -> bool:
        """Whether a script is an ECMAScript module by its name or its package."""
        if script.suffix not in {".js", ".ts", ".tsx", ".jsx"}:
            return script.suffix not in {".cjs", ".cts", ""}
        for folder in (self._test.cwd / script).parents:
            package = folder / "package.json"
            if package.is_file():
                return bool(_read(package).get("type") == "module")
        return False


def _read(package: Path) -> dict[str, Any]:
    try:
        content = json.loads(package.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _address(text: str) -> str:
    """The text of a module as an address to import it by."""
    return "data:text/javascript;base64," + base64.b64encode(text.encode()).decode()
