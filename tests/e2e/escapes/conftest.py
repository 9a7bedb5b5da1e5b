"""A user with a key, a workspace in the home, and a sandbox to get out of.

Where it harms nobody, each attempt is first shown to succeed outside.
"""

import subprocess
import sys
import textwrap

import pytest

from escaping import KEY
from limner_server.errors import LimnerError
from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.sandbox import Sandbox


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home with a key in it, of a user whose environment holds the key too."""
    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "id_ed25519").write_text(KEY)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("DEPLOY_TOKEN", KEY)
    return home


@pytest.fixture
def project(home):
    """A workspace in the home."""
    project = home / "project"
    project.mkdir()
    (project / "kept.txt").write_text("as it was")
    return project


@pytest.fixture
def sandbox(project):
    try:
        with Sandbox(project, limits=Limits(seconds=20, processes=64)) as sandbox:
            yield sandbox
    except LimnerError as error:
        pytest.skip(str(error))


@pytest.fixture
def attempt(project, sandbox):
    """Runs the same Python outside and inside; both answers are what it printed."""

    def run(code, *, outside=True):
        command = [sys.executable, "-c", textwrap.dedent(code)]
        free = None
        if outside:
            done = subprocess.run(
                command, cwd=project, capture_output=True, text=True, check=False, timeout=60
            )
            free = done.stdout.strip()
        ran = sandbox.run(command)
        return free, ran.stdout.strip()

    return run
