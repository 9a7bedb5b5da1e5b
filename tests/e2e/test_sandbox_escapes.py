"""Attempts to get out of the sandbox. Where it harms nobody, each is first shown to succeed."""

import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from limner_model.endpoint import listen
from limner_server.errors import CancelledError, LimnerError
from limner_server.proof.sandbox.ran import Ended, Limits
from limner_server.proof.sandbox.sandbox import Sandbox
from processes import processes_with, wait_until

KEY = "KEY-7f3a91"


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


def tried(expression):
    """Python that prints what an expression gives, or that it was refused."""
    return f"""
        import os, socket, ctypes, pathlib, signal
        try:
            print({expression})
        except (OSError, PermissionError) as error:
            print("refused")
    """


# The network


def test_connecting_to_a_server_of_the_machine(attempt):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        free, caught = attempt(tried(f"socket.create_connection(('127.0.0.1', {port})) and 'out'"))

    assert (free, caught) == ("out", "refused")


def test_finding_another_network_than_its_own(attempt):
    code = "import socket; print([name for _, name in socket.if_nameindex() if name != 'lo'])"

    _, caught = attempt(code)

    assert caught == "[]"


@pytest.mark.parametrize("folder", ["", "home", "home/project"])
def test_connecting_to_a_socket_in_a_folder(attempt, tmp_path, folder):
    path = tmp_path / folder / "engine.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        free, caught = attempt(
            tried(f"socket.socket(socket.AF_UNIX).connect({str(path)!r}) or 'out'")
        )

    assert (free, caught) == ("out", "refused")


def test_connecting_to_an_abstract_socket(attempt):
    name = f"\0limner-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        free, caught = attempt(tried(f"socket.socket(socket.AF_UNIX).connect({name!r}) or 'out'"))

    assert (free, caught) == ("out", "refused")


def test_connecting_to_the_engine(attempt, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    listener, endpoint = listen()
    with listener:
        free, caught = attempt(
            tried(f"socket.socket(socket.AF_UNIX).connect({endpoint.socket!r}) or 'out'")
        )

    assert (free, caught) == ("out", "refused")


def test_finding_the_sockets_of_daemons(attempt):
    free, caught = attempt("import os; print(os.listdir('/run'))")

    assert free != "[]"
    assert caught == "[]"


def test_talking_to_the_machine_around_a_virtual_one(attempt):
    free, caught = attempt(tried("socket.socket(socket.AF_VSOCK) and 'out'"))

    if free != "out":
        pytest.skip("the kernel has no such sockets")
    assert caught == "refused"


# Secrets


@pytest.mark.parametrize(
    "path",
    [
        "pathlib.Path.home() / '.ssh/id_ed25519'",
        "pathlib.Path('../.ssh/id_ed25519')",
        "pathlib.Path('/proc/self/cwd/../.ssh/id_ed25519')",
        "pathlib.Path('/proc/self/root' + os.environ['HOME'] + '/.ssh/id_ed25519')",
    ],
    ids=["by its name", "from the workspace", "by the own folder", "by the own root"],
)
def test_reading_a_key_in_the_home(attempt, path):
    free, caught = attempt(tried(f"({path}).read_text()"))

    assert (free, caught) == (KEY, "refused")


def test_reading_a_key_through_a_symlink_in_the_workspace(attempt, home, project):
    (project / "innocent").symlink_to(home / ".ssh")

    free, caught = attempt(tried("pathlib.Path('innocent/id_ed25519').read_text()"))

    assert (free, caught) == (KEY, "refused")


def test_reading_the_passwords_of_the_machine(attempt):
    free, caught = attempt(tried("len(pathlib.Path('/etc/shadow').read_text()) > 0"))

    if free == "refused":
        pytest.skip("this user cannot read them")
    assert caught == "refused"


def test_reading_tokens_from_an_environment(attempt):
    code = """
        import pathlib
        for path in pathlib.Path("/proc").glob("*/environ"):
            try:
                print(path.read_bytes())
            except OSError:
                pass
    """

    free, caught = attempt(code)

    assert KEY in free
    assert KEY not in caught


def test_reading_an_open_file_of_the_server(attempt, home):
    with (home / ".ssh" / "id_ed25519").open() as opened:
        os.set_inheritable(opened.fileno(), True)
        _, caught = attempt(
            """
            import os
            for number in range(3, 64):
                try:
                    print(os.pread(number, 99, 0))
                except OSError:
                    pass
            """,
            outside=False,
        )

    assert KEY not in caught


def test_reading_shared_memory_of_others(attempt):
    path = Path("/dev/shm") / f"limner-{os.getpid()}"
    path.write_text(KEY)
    try:
        free, caught = attempt(tried(f"pathlib.Path({str(path)!r}).read_text()"))
    finally:
        path.unlink()

    assert (free, caught) == (KEY, "refused")


def test_reading_the_keyring_of_the_session(attempt):
    numbers = {"x86_64": 250, "aarch64": 219}
    if os.uname().machine not in numbers:
        pytest.skip("the number of the system call is not known here")

    # The serial number of the session's keyring.
    call = f"ctypes.CDLL(None).syscall({numbers[os.uname().machine]}, 0, -3, 0)"
    free, caught = attempt(tried(f"{call} > 0"))

    if free != "True":
        pytest.skip("there is no keyring here")
    assert caught == "False"


# Other processes


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


# Writing


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


# Rights


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


# Wearing the machine out. Nothing of this is tried outside.


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
