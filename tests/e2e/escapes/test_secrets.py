"""Attempts to read secrets out of the sandbox."""

import os
from pathlib import Path

import pytest

from escaping import KEY, tried


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
