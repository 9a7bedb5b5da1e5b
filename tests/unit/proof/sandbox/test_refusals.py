"""What a sandbox refuses to run, and what it says where it cannot be set up."""

import os
import shutil

import pytest

from limner_server.errors import (
    InputError,
    SandboxError,
    ToolMissingError,
    UntrustedError,
)
from limner_server.proof.sandbox.ran import Running
from limner_server.proof.sandbox.sandbox import Sandbox


def test_a_program_that_is_not_there_is_named(sandbox):
    with pytest.raises(ToolMissingError, match="no-such-program is not installed"):
        sandbox.run(["no-such-program"])
    with pytest.raises(ToolMissingError, match=r"\./no-such-program is not installed"):
        sandbox.run(["./no-such-program"])


def test_in_a_workspace_that_is_not_trusted_nothing_runs(project):
    with pytest.raises(UntrustedError) as caught:
        Sandbox(project, Running.NEVER)

    assert caught.value.remedy


def test_a_workspace_is_a_folder(project):
    with pytest.raises(InputError, match="is no folder"):
        Sandbox(project / "main.py")


@pytest.mark.parametrize("folder", ["", "..", "/"])
def test_a_workspace_that_holds_the_home_is_refused(home, folder):
    with pytest.raises(SandboxError, match="the whole home folder"):
        Sandbox(home / folder)


def test_without_bubblewrap_nothing_runs(project, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(ToolMissingError, match="bubblewrap is not installed") as caught:
        Sandbox(project)

    assert "bubblewrap" in caught.value.remedy


def test_a_bubblewrap_of_the_workspace_is_none(project, monkeypatch):
    (project / "bin").mkdir()
    (project / "bin" / "bwrap").write_text("#!/bin/sh\n")
    (project / "bin" / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", str(project / "bin"))

    with pytest.raises(ToolMissingError):
        Sandbox(project)


def test_where_bubblewrap_fails_its_last_words_are_told_and_it_is_tried_again(
    sandbox, project, monkeypatch, tmp_path
):
    del sandbox
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: no luck' >&2\nexit 1\n")
    program.chmod(0o755)
    real = shutil.which("bwrap")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(SandboxError, match="bwrap: no luck"):
        Sandbox(project)

    program.unlink()
    program.symlink_to(real)
    assert Sandbox(project).run(["true"]).exit_code == 0
