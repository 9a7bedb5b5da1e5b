"""Attempts to change what lies outside the sandbox."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from escaping import tried


@pytest.mark.parametrize(
    "code",
    [
        "open('kept.txt', 'w').write('overwritten')",
        "import os; os.remove('kept.txt')",
        "import shutil, os; shutil.rmtree(os.getcwd(), ignore_errors=True)",
        "import os; os.chmod('kept.txt', 0); os.utime('kept.txt', (0, 0))",
        "import os; os.rename('kept.txt', 'moved.txt')",
        "open('new.txt', 'w').close()",
    ],
    ids=["overwriting", "removing", "removing all", "making unreadable", "moving", "adding"],
)
def test_changing_the_workspace(project, sandbox, code):
    before = state(project)

    ran = sandbox.run([sys.executable, "-c", code])
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert state(project) == before

    subprocess.run([sys.executable, "-c", code], cwd=project, check=True)
    assert not project.exists() or state(project) != before


def state(folder):
    return {
        path.relative_to(folder): (path.lstat().st_mode, path.lstat().st_mtime_ns, content(path))
        for path in folder.rglob("*")
    }


def content(path):
    return path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""


def test_leaving_a_hook_in_the_history(project, sandbox):
    (project / ".git" / "hooks").mkdir(parents=True)
    code = "open('.git/hooks/pre-commit', 'w').write('#!/bin/sh')"

    ran = sandbox.run([sys.executable, "-c", code])

    assert ran.exit_code == 0
    assert list((project / ".git" / "hooks").iterdir()) == []


def test_writing_through_a_symlink_in_the_workspace(attempt, home, project):
    (home / "notes").write_text("mine")
    (project / "innocent").symlink_to(home / "notes")
    code = tried("open('innocent', 'a').write('!')")

    _, caught = attempt(code, outside=False)
    assert caught in {"refused", "1"}
    assert (home / "notes").read_text() == "mine"

    free, _ = attempt(code)
    assert free == "1"
    assert (home / "notes").read_text() == "mine!"


def test_writing_through_a_hard_link_in_the_workspace(attempt, home, project):
    (home / "notes").write_text("mine")
    os.link(home / "notes", project / "innocent")
    code = tried("open('innocent', 'a').write('!')")

    attempt(code, outside=False)
    assert (home / "notes").read_text() == "mine"

    attempt(code)
    assert (home / "notes").read_text() == "mine!"


@pytest.mark.parametrize("folder", ["{home}", "/tmp", "/var/tmp", "/dev/shm"])
def test_writing_beside_the_workspace(attempt, home, folder):
    path = Path(folder.format(home=home)) / f"limner-{os.getpid()}"
    code = tried(f"pathlib.Path({str(path)!r}).write_text('!')")

    _, caught = attempt(code, outside=False)
    assert caught in {"refused", "1"}
    assert not path.exists()

    attempt(code)
    assert path.exists()
    path.unlink()


def test_writing_into_the_interpreter(attempt):
    code = """
        import os, sys, sysconfig
        for folder in (sys.prefix, sys.base_prefix, sysconfig.get_path("purelib"), "/usr/bin"):
            print(os.access(folder, os.W_OK))
    """

    _, caught = attempt(code)

    assert "True" not in caught


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may")
def test_changing_settings_of_the_kernel(attempt):
    # A core_pattern that begins with a pipe is run by the kernel itself, outside of everything.
    # It is only opened here: to open it for writing is all that there is to it.
    free, caught = attempt(tried("os.open('/proc/sys/kernel/core_pattern', os.O_WRONLY) and 'out'"))

    assert (free, caught) == ("out", "refused")


def test_writing_to_disks(attempt):
    code = tried("[name for name in os.listdir('/dev') if name.startswith(('sd', 'vd', 'nvme'))]")

    _, caught = attempt(code)
    assert caught == "[]"

    _, caught = attempt(
        tried("os.mknod('disk', 0o060600, os.makedev(8, 0)) or 'out'"), outside=False
    )
    assert caught == "refused"
