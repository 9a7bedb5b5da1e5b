"""A process that stays: it is talked to, it keeps its view, and it ends."""

import subprocess
import threading

import pytest

from limner_server.proof.sandbox.ran import Limits
from limner_server.proof.sandbox.sandbox import Sandbox
from processes import processes_with, wait_until

ECHO = 'while read -r line; do eval "$line"; echo done; done'


@pytest.fixture
def session(sandbox):
    with sandbox.start(["sh", "-c", ECHO]) as session:
        yield session


def tell(session, line):
    session.stdin.write(line.encode() + b"\n")
    session.stdin.flush()
    assert session.stdout.readline() == b"done\n"


def test_it_answers_again_and_again(session):
    for _ in range(3):
        tell(session, "true")

    assert session.alive


def test_its_view_lasts_as_long_as_it_does(session, project):
    tell(session, "echo changed > main.py")
    tell(session, 'test "$(cat main.py)" = changed || exit')

    assert (project / "main.py").read_text() == "print('as it was')\n"


def test_it_starts_with_files_laid_over_the_workspace(sandbox, project):
    with sandbox.start(["cat", "main.py"], files={project / "main.py": b"laid"}) as session:
        assert session.stdout.read() == b"laid"


@pytest.mark.parametrize(
    "line",
    [
        "true",
        "touch /tmp/new ~/new",
        "mkdir __pycache__; touch __pycache__/a.pyc",
        "mkdir -p .pytest_cache/v; touch .pytest_cache/v/new",
        "cat main.py > /dev/null",
    ],
)
def test_what_touches_no_source_changes_nothing(session, line):
    tell(session, line)

    assert not session.changed()


@pytest.mark.parametrize(
    "line",
    [
        "touch new.txt",
        "echo >> main.py",
        "rm main.py",
        "mkdir folder",
        "mv main.py other.py",
        "chmod 600 main.py",
        "ln -s main.py link",
    ],
)
def test_what_is_written_is_noticed(session, line):
    assert not session.changed()

    tell(session, line)

    assert session.changed()


def test_files_that_may_be_written_do_not_count(session, project):
    tell(session, "echo > main.py")

    assert not session.changed([project / "main.py"])

    tell(session, "echo > other.py")

    assert session.changed([project / "main.py"])


def test_files_that_were_laid_do_not_count(sandbox, project):
    with sandbox.start(["sh", "-c", ECHO], files={project / "a" / "new.py": b""}) as session:
        tell(session, "true")

        assert not session.changed()


def test_the_end_of_the_command_is_the_end_of_its_output(session):
    session.stdin.write(b"exit\n")
    session.stdin.flush()

    assert session.stdout.read() == b""
    wait_until(lambda: not session.alive)
    assert session.changed()


def test_complaints_never_fill_up(session):
    tell(session, "head -c 1000000 /dev/zero >&2")


def test_it_may_close_what_it_complains_by(session):
    tell(session, "exec 2>&-")
    tell(session, "true")


def test_the_last_complaint_of_one_that_ends_is_logged(session, caplog):
    caplog.set_level("INFO")

    session.stdin.write(b"echo out of luck >&2; exit 1\n")
    session.stdin.flush()

    wait_until(lambda: "out of luck" in caplog.text)


def test_closing_ends_it_and_closing_again_does_nothing(sandbox):
    session = sandbox.start(["sleep", "600"])

    session.close()
    session.close()

    assert not session.alive


def test_the_sandbox_ends_its_sessions(project, sandbox):
    del sandbox
    with Sandbox(project) as other:
        session = other.start(["sleep", "600"])
        assert session.alive

    assert not session.alive


def test_who_forgets_to_close_it_leaves_nothing_behind(project, sandbox, python, tmp_path):
    del sandbox
    code = f"""if True:
        import pathlib, tempfile
        from limner_server.proof.sandbox.sandbox import Sandbox
        project = pathlib.Path({str(project)!r})
        tempfile.tempdir = {str(tmp_path)!r}
        session = Sandbox(project).start(["sleep", "86394.25"], files={{project / "new": b""}})
    """

    subprocess.run([python, "-c", code], check=True)

    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    wait_until(lambda: processes_with("86394.25") == [])


def test_it_outlives_the_thread_that_started_it(sandbox):
    started = []
    thread = threading.Thread(target=lambda: started.append(sandbox.start(["sh", "-c", ECHO])))
    thread.start()
    thread.join()

    with started[0] as session:
        tell(session, "true")


def test_it_is_ended_where_it_holds_too_much_memory(project, sandbox, python):
    del sandbox
    code = "import mmap; m = mmap.mmap(-1, 2**30)\nfor at in range(0, 2**30, 4096): m[at] = 1"
    with (
        Sandbox(project, limits=Limits(memory=128 * 2**20)) as small,
        small.start([python, "-c", f"{code}\nprint('held')"]) as session,
    ):
        assert session.stdout.read() == b""


def test_memory_that_forks_share_is_counted_once(project, sandbox, python):
    del sandbox
    code = """if True:
        import os, sys, time
        held = bytearray(os.urandom(2**20)) * 64
        for _ in range(6):
            if os.fork() == 0:
                time.sleep(600)
        print("forked", flush=True)
        time.sleep(0.5)
        print("alive", flush=True)
    """
    with (
        Sandbox(project, limits=Limits(memory=256 * 2**20)) as small,
        small.start([python, "-c", code]) as session,
    ):
        assert session.stdout.read() == b"forked\nalive\n"
