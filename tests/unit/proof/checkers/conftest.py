"""Workspaces with checkers: ruff and mypy of Limner's own environment, npm's where installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from limner_server.proof.sandbox.sandbox import Sandbox

NODE_MODULES = Path(__file__).parents[4] / ".cache" / "checkers" / "node_modules"


@pytest.fixture
def sandbox(tmp_path):
    if shutil.which("bwrap") is None:
        pytest.skip("needs bubblewrap")
    with Sandbox(tmp_path, readable=[NODE_MODULES]) as sandbox:
        yield sandbox


@pytest.fixture
def file_of(tmp_path):
    """Writes a file of the workspace."""

    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def node_modules(tmp_path):
    """The checkers of JavaScript, as the workspace's own."""
    if not NODE_MODULES.is_dir():
        pytest.skip("needs npm's checkers (scripts/setup --tests)")
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
