"""A judge of a small workspace, in the real sandbox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from limner_server.errors import LimnerError
from limner_server.proof.runner.command import parse_command
from limner_server.proof.runner.judge import Judge
from limner_server.proof.sandbox.sandbox import Sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    try:
        with Sandbox(tmp_path) as sandbox:
            yield sandbox
    except LimnerError as error:
        pytest.skip(str(error))


@pytest.fixture
def judge_of(tmp_path: Path, sandbox: Sandbox) -> Iterator[Callable[..., Judge]]:
    """Makes the judge of a command that is typed in `tmp_path`."""
    with ExitStack() as stack:

        def made(command: str, texts: dict[Path, bytes] | None = None) -> Judge:
            return stack.enter_context(Judge(sandbox, parse_command(command, tmp_path), texts))

        yield made


@pytest.fixture
def node() -> None:
    if shutil.which("node") is None:
        pytest.skip("Node.js is not installed")
