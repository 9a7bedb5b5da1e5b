"""A workspace, and the sandbox over it."""

import sys

import pytest

from limner_server.errors import LimnerError
from limner_server.proof.sandbox.sandbox import Sandbox


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own: nothing of the user's is in it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture
def project(home):
    """A workspace in the home, with one file."""
    project = home / "project"
    project.mkdir()
    (project / "main.py").write_text("print('as it was')\n")
    return project


@pytest.fixture
def sandbox(project):
    try:
        with Sandbox(project) as sandbox:
            yield sandbox
    except LimnerError as error:
        pytest.skip(str(error))


@pytest.fixture
def python():
    """The interpreter of these tests."""
    return sys.executable
