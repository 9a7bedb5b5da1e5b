"""Fixtures that tests of several kinds share."""

import os
import shutil
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def mounted(folder, options):
    """A file system in memory at `folder`, where this user may mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 KiB."""
    with mounted(tmp_path / "disk", "size=64k") as disk:
        yield disk


@pytest.fixture
def read_only_folder(tmp_path):
    """A folder that nobody may write into, root included."""
    if os.geteuid() == 0:
        with mounted(tmp_path / "read-only", "ro") as folder:
            yield folder
    else:
        folder = tmp_path / "read-only"
        folder.mkdir(mode=0o500)
        yield folder
