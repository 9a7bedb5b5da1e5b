"""Attempts to reach other processes, or to outlive one's own."""

import os
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

from limner_server.errors import CancelledError
from processes import processes_with, wait_until


def test_finding_other_processes(attempt):
    with subprocess.Popen(["sleep", "86396.25"]) as other:
        free, caught = attempt("""
            import pathlib
            for path in pathlib.Path("/proc").glob("*/cmdline"):
                try:
                    print(path.read_bytes())
                except OSError:
                    pass
        """)
        other.kill()

    assert "86396.25" in free
    assert "86396.25" not in caught


def test_ending_another_process(sandbox):
    with subprocess.Popen(["sleep", "60"]) as other:
        code = f"import os; os.kill({other.pid}, 9)"
        sandbox.run([sys.executable, "-c", code])
        assert other.poll() is None

        subprocess.run([sys.executable, "-c", code], check=True)
        assert other.wait() == -signal.SIGKILL


def test_children_that_outlive_their_parent(sandbox):
    code = """
        import os
        for _ in range(3):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.execlp("sleep", "sleep", "86399.25")
                os._exit(0)
    """
    command = [sys.executable, "-c", textwrap.dedent(code)]

    sandbox.run(command)
    assert processes_with("86399.25") == []

    subprocess.run(command, check=True)
    wait_until(lambda: len(processes_with("86399.25")) == 3)
    for pid in processes_with("86399.25"):
        os.kill(pid, signal.SIGKILL)


def test_children_that_outlive_a_cancel(sandbox):
    began = threading.Event()

    def check():
        if processes_with("86398.25"):
            began.set()
            raise CancelledError

    code = "setsid sleep 86398.25 & trap '' TERM INT HUP; while true; do sleep 1; done"
    with pytest.raises(CancelledError):
        sandbox.run(["sh", "-c", code], check=check)

    assert began.is_set()
    assert processes_with("86398.25") == []


def test_living_on_when_the_server_is_ended(project):
    code = f"""
        import pathlib, sys
        from limner_server.proof.sandbox.sandbox import Sandbox
        command = ["sh", "-c", "echo; sleep 86397.25"]
        with Sandbox(pathlib.Path({str(project)!r})).start(command) as session:
            session.stdout.readline()
            print("started", flush=True)
            sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        if server.stdout.readline() != b"started\n":
            pytest.skip("no sandbox works here")
        server.kill()

    wait_until(lambda: processes_with("86397.25") == [])
