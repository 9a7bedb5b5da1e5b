"""Which interpreter runs a workspace's tests."""

import os
import sys
from pathlib import Path

import pytest

from limner_server.errors import ToolMissingError
from limner_server.proof.runner.interpreter import find_node, find_python


def environment(folder: Path, *packages: str) -> Path:
    """A folder as `python -m venv` leaves it, as far as it is looked at."""
    program = folder / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    for package in packages:
        (folder / "lib" / "python3.12" / "site-packages" / package).mkdir(parents=True)
    return program


@pytest.mark.parametrize("name", [".venv", "venv", "env"])
def test_a_virtual_environment_of_the_workspace_is_its_interpreter(name, tmp_path):
    program = environment(tmp_path / name)
    (tmp_path / "deep" / "down").mkdir(parents=True)

    assert find_python(tmp_path / "deep" / "down", tmp_path) == program


def test_an_environment_above_the_workspace_is_somebody_elses(tmp_path):
    program = environment(tmp_path / ".venv")
    (tmp_path / "project").mkdir()

    assert find_python(tmp_path / "project", tmp_path / "project") != program


def test_an_interpreter_that_is_named_by_its_path_is_taken(tmp_path):
    environment(tmp_path / ".venv")
    other = environment(tmp_path / "other")

    assert find_python(tmp_path, tmp_path, "other/bin/python") == other
    assert find_python(tmp_path, tmp_path, "other/bin/pytest") == other


def test_an_environment_that_lacks_the_runner_is_passed_over(tmp_path):
    environment(tmp_path / ".venv")
    program = environment(tmp_path / "venv", "pytest")

    assert find_python(tmp_path, tmp_path, "pytest", "pytest") == program


def test_the_active_environment_comes_before_the_path(tmp_path, monkeypatch):
    active = environment(tmp_path / "elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", str(active.parent.parent))
    (tmp_path / "project").mkdir()

    found = find_python(tmp_path / "project", tmp_path / "project")

    assert found.parent == active.parent


def test_limners_own_interpreter_is_the_last(tmp_path, monkeypatch):
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_python(tmp_path, tmp_path) == Path(sys.executable)


def test_what_is_nowhere_is_said_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolMissingError) as raised:
        find_python(tmp_path, tmp_path, "pytest", "no_such_runner")
    assert "pip install no_such_runner" in str(raised.value.remedy)
    with pytest.raises(ToolMissingError):
        find_node()


def test_the_workspaces_own_programs_are_not_run_to_look_at_them(tmp_path):
    program = tmp_path / ".venv" / "bin" / "python"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/was-run\n")
    program.chmod(0o755)

    find_python(tmp_path, tmp_path)

    assert not os.path.lexists(tmp_path / "was-run")
