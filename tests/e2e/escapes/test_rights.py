"""Attempts to gain rights that the sandbox does not give."""

import os
import pty
import re
import shutil
import subprocess
import sys
import textwrap

import pytest

from escaping import tried
from limner_server.proof.sandbox.sandbox import Sandbox


def test_becoming_root_by_a_program_that_is_allowed_to(attempt):
    code = "print([l for l in open('/proc/self/status') if l.startswith(('NoNewPrivs', 'CapEff'))])"

    free, caught = attempt(code)

    assert "NoNewPrivs:\\t0" in free
    assert "NoNewPrivs:\\t1" in caught
    assert "CapEff:\\t0000000000000000" in caught


def test_opening_a_user_namespace(attempt):
    free, caught = attempt(tried("ctypes.CDLL(None).unshare(0x10000000)"))

    assert free == "0"
    assert caught == "-1"


def test_uncovering_what_lies_under_a_mount(attempt, home):
    code = f"""
        import ctypes
        libc = ctypes.CDLL(None)
        print(libc.umount2({str(home).encode()!r}, 2))
        print(libc.mount(None, b"/", None, 0x1020, None))
        print(libc.mount(b"proc", b"/tmp", b"proc", 0, None))
        print(libc.chroot(b"/proc/1/root"))
    """

    _, caught = attempt(code, outside=False)

    assert caught.split() == ["-1"] * 4


def test_taking_over_the_first_process(attempt):
    # Whatever holds the sandbox together has no more rights than the command.
    code = """
        print([l for l in open("/proc/1/status") if l.startswith(("CapPrm", "CapEff"))])
        import os
        print(sorted({os.path.realpath(f"/proc/1/fd/{n}") for n in os.listdir("/proc/1/fd")}))
        print(os.listdir("/proc/1/root/" + os.environ["HOME"]))
    """

    _, caught = attempt(code, outside=False)
    rights, files, home = caught.splitlines()

    assert rights.count("0000000000000000") == 2
    assert not re.search(r"'/(?!proc/|dev/null)", files)
    assert home == "['project']"


def test_typing_into_the_terminal(project):
    code = f"""
        import os, pathlib, sys
        from limner_server.proof.sandbox.sandbox import Sandbox
        look = "try: open('/dev/tty'); print('a terminal')\\nexcept OSError: print('none')"
        exec(look)
        ran = Sandbox(pathlib.Path({str(project)!r})).run([sys.executable, "-c", look])
        print("inside:", ran.stdout)
    """

    answer = in_terminal([sys.executable, "-c", textwrap.dedent(code)])

    assert "a terminal" in answer
    assert "inside: none" in answer


def in_terminal(command):
    """What a command prints that has a terminal of its own."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(command[0], command)  # noqa: S606
    answer = b""
    try:
        while chunk := os.read(terminal, 4096):
            answer += chunk
    except OSError:
        pass  # so a terminal ends on Linux
    os.close(terminal)
    os.waitpid(pid, 0)
    return answer.decode()


@pytest.mark.parametrize("program", ["mount", "mkdir", "sh", "bwrap"])
def test_replacing_a_program_that_makes_the_sandbox(project, monkeypatch, tmp_path, program):
    folder = project / ".venv" / "bin"
    folder.mkdir(parents=True)
    real = shutil.which(program)
    (folder / program).write_text(f'#!/bin/sh\ntouch {tmp_path}/out\nexec {real} "$@"\n')
    (folder / program).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    Sandbox(project).run(["true"])
    assert not (tmp_path / "out").exists()

    subprocess.run([program, "--version"], capture_output=True, check=False)
    assert (tmp_path / "out").exists()
