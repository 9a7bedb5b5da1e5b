"""The folder that counts as the workspace of a file."""

from pathlib import Path

import pytest

from limner_server.errors import InputError
from limner_server.perception.workspace.root import workspace_root
from small_workspace import write


def test_the_root_is_the_repository(tmp_path):
    write(tmp_path, {".git/HEAD": "", "packages/a/package.json": "{}"})

    assert workspace_root(tmp_path / "packages" / "a" / "x.js") == tmp_path


def test_without_a_repository_the_root_is_the_nearest_project(tmp_path):
    write(tmp_path, {"a/pyproject.toml": "", "a/b/package.json": "{}"})

    assert workspace_root(tmp_path / "a" / "b" / "src" / "x.js") == tmp_path / "a" / "b"
    assert workspace_root(tmp_path / "a" / "x.py") == tmp_path / "a"


def test_a_lone_file_has_its_own_folder_for_root(tmp_path):
    write(tmp_path, {"alone/x.py": ""})

    assert workspace_root(tmp_path / "alone" / "x.py") == tmp_path / "alone"


def test_the_home_folder_is_never_a_root(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    write(tmp_path, {"me/.git/HEAD": "", "me/scratch/x.py": ""})

    assert workspace_root(tmp_path / "me" / "scratch" / "x.py") == tmp_path / "me" / "scratch"
    with pytest.raises(InputError, match="no workspace"):
        workspace_root(tmp_path / "me" / "x.py")
    with pytest.raises(InputError, match="no workspace"):
        workspace_root(Path("/x.py"))
