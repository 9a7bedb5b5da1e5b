"""Attempts to wear the machine out; none of them is tried outside."""

import json
import sys
import textwrap

import pytest

from escaping import tried
from limner_server.proof.sandbox.ran import Ended, Limits
from limner_server.proof.sandbox.sandbox import Sandbox


def test_a_fork_bomb(sandbox):
    code = """
        import os
        while True:
            try:
                os.fork()
            except OSError:
                pass
    """

    ran = sandbox.run([sys.executable, "-c", textwrap.dedent(code)])

    assert ran.ended in {Ended.PROCESSES, Ended.TIME}


def test_a_program_that_never_ends(sandbox):
    ran = sandbox.run(["sh", "-c", "trap '' TERM INT HUP; while :; do :; done"], seconds=0.5)

    assert (ran.exit_code, ran.ended) == (137, Ended.TIME)


def test_endless_output(sandbox):
    ran = sandbox.run(["yes"])

    assert ran.ended is Ended.OUTPUT
    assert len(ran.stdout) == Limits().output


def test_endless_complaints(sandbox):
    ran = sandbox.run(["sh", "-c", "yes >&2"])

    assert ran.ended is Ended.OUTPUT


@pytest.mark.parametrize(
    "code",
    [
        "kept = bytearray(512 * 2**20)",
        "import mmap; mmap.mmap(-1, 512 * 2**20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)",
    ],
    ids=["allocated", "mapped"],
)
def test_much_memory_in_one_process(project, sandbox, code):
    del sandbox
    with Sandbox(project, limits=Limits(memory=256 * 2**20)) as small:
        ran = small.run([sys.executable, "-c", code])

    assert ran.exit_code == 1
    assert ran.stderr.endswith(("MemoryError\n", "Cannot allocate memory\n"))


@pytest.mark.parametrize(
    "code",
    [
        "import mmap; m = mmap.mmap(-1, 2**32)\nfor i in range(0, 2**32, 4096): m[i] = 1",
        "import os; os.fork(); os.fork()\nm = bytearray(100 * 2**20)\nwhile True: pass",
    ],
    ids=["shared", "in several processes"],
)
def test_much_memory_in_all(project, sandbox, code):
    del sandbox
    with Sandbox(project, limits=Limits(memory=256 * 2**20)) as small:
        ran = small.run([sys.executable, "-c", code])

    assert ran.ended is Ended.MEMORY


def test_memory_that_belongs_to_no_process(attempt):
    free, caught = attempt(tried("os.memfd_create('hidden') and 'out'"))

    assert (free, caught) == ("out", "refused")


def test_a_large_file(sandbox):
    code = "open('large', 'wb').truncate(2**40)"

    ran = sandbox.run([sys.executable, "-c", code])

    assert "File too large" in ran.stderr


def test_many_files_that_are_not_large(sandbox):
    code = """
        import itertools, os
        for number in range(10_000):
            for folder in (".", "/tmp", "/dev/shm", os.environ["HOME"]):
                with open(f"{folder}/file-{number}", "wb") as file:
                    file.write(bytes(32 * 2**20))
    """

    ran = sandbox.run([sys.executable, "-c", textwrap.dedent(code)])

    assert "No space left on device" in ran.stderr


def test_filling_what_nobody_counts(attempt):
    code = """
        for folder in ("", "/dev", "/run", "/etc", "/var", "/proc", "/usr"):
            try:
                open(folder + "/new", "w")
                print("out", folder)
            except OSError:
                pass
    """

    _, caught = attempt(code, outside=False)

    assert caught == ""


def test_what_was_tried_leaves_nothing_behind(sandbox, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = json.dumps(sorted(map(str, tmp_path.rglob("*"))))

    sandbox.run(["sh", "-c", "mkdir -p a/b; touch a/b/c /tmp/d ~/e; exit 3"])

    assert json.dumps(sorted(map(str, tmp_path.rglob("*")))) == before
