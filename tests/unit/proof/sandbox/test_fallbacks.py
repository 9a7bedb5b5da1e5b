"""Where overlays cannot be mounted workspaces are copied; where nothing works, plain processes."""

import os
import sys

import pytest

from limner_server.errors import InputError, SandboxError
from limner_server.proof.sandbox import available
from limner_server.proof.sandbox.native import NativeView
from limner_server.proof.sandbox.overlay import OverlayView
from limner_server.proof.sandbox.ran import Ended, Limits, Running
from limner_server.proof.sandbox.sandbox import Sandbox
from processes import processes_with

# That the commands of these tests are made of.
PROGRAMS = (
    *("cat", "chmod", "env", "head", "ln", "ls", "mkdir"),
    *("setsid", "sh", "sleep", "sync", "touch", "true"),
)


@pytest.fixture
def fallback(project, monkeypatch, sandbox):
    """Makes the sandbox of a machine where some kinds of view cannot be made."""
    del sandbox
    really = available._failure

    def make(*missing):
        def failure(view):
            said = really(view)
            return "not here" if isinstance(view, missing) else said

        monkeypatch.setattr(available, "_failure", failure)
        return Sandbox(project)

    available._tried.cache_clear()
    yield make
    available._tried.cache_clear()


@pytest.fixture
def native(fallback):
    with fallback(OverlayView) as sandbox:
        if sandbox._isolation is not available.Isolation.NATIVE:
            pytest.skip("this bubblewrap has no overlay of its own")
        yield sandbox


@pytest.fixture
def copying(fallback):
    with fallback(OverlayView, NativeView) as sandbox:
        assert sandbox._isolation is available.Isolation.COPY
        yield sandbox


@pytest.fixture
def plain(project, monkeypatch, tmp_path):
    """A machine without bubblewrap, whose user allows plain processes."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in PROGRAMS:
        (programs / name).symlink_to(f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(programs))
    with Sandbox(project, Running.PLAIN, Limits(processes=32)) as sandbox:
        yield sandbox


@pytest.fixture(params=["native", "copying", "plain"])
def either(request):
    return request.getfixturevalue(request.param)


def test_where_bubblewrap_works_it_is_used_though_plain_processes_are_allowed(project, sandbox):
    del sandbox

    assert Sandbox(project, Running.PLAIN).isolated


def test_plain_processes_alone_are_not_isolated(either, request):
    assert either.isolated == (request.node.callspec.params["either"] != "plain")


def test_nothing_that_is_written_reaches_the_workspace(either, project):
    ran = either.run(["sh", "-c", "echo changed > main.py; touch new.txt; cat main.py"])

    assert ran.stdout == "changed\n"
    assert [path.name for path in project.iterdir()] == ["main.py"]
    assert (project / "main.py").read_text() == "print('as it was')\n"


def test_files_are_laid_over_the_copy(either, project):
    files = {project / "main.py": b"laid\n", project / "a" / "new.txt": b"new\n"}

    assert either.run(["cat", "main.py", "a/new.txt"], files=files).stdout == "laid\nnew\n"


def test_the_workspace_keeps_its_paths(either, project):
    (project / "part").mkdir()
    command = ["sh", "-c", f'cat {project}/main.py; cd {project}/part && pwd; echo "$PLACE"']

    ran = either.run(command, cwd=project, env={"PLACE": f"{project}/part"})

    assert ran.stdout == f"print('as it was')\n{project}/part\n{project}/part\n"


def test_paths_that_only_look_alike_are_left_alone(either, project):
    ran = either.run(["sh", "-c", f"echo /other{project} {project}-2 {project}.txt"])

    assert ran.stdout == f"/other{project} {project}-2 {project}.txt\n"


def test_installed_packages_are_shown_and_not_copied(either, project):
    (project / "node_modules" / "part").mkdir(parents=True)
    (project / "node_modules" / "part" / "index.js").write_text("here")

    assert either.run(["cat", "node_modules/part/index.js"]).stdout == "here"


@pytest.mark.parametrize("either", ["copying", "plain"], indirect=True)
def test_installed_packages_are_not_written_to(either, project):
    (project / ".venv").mkdir()
    (project / ".venv" / "pyvenv.cfg").touch()

    with pytest.raises(InputError, match="is installed"):
        either.run(["true"], files={project / ".venv" / "new.py": b""})


def test_a_folder_is_no_environment_by_its_name(either, project):
    (project / "env").mkdir()
    (project / "env" / "part.py").write_text("as it was")

    ran = either.run(["sh", "-c", "cat env/part.py; echo changed > env/part.py"])

    assert ran.stdout == "as it was"
    assert (project / "env" / "part.py").read_text() == "as it was"


def test_links_and_pipes_in_a_workspace_are_no_obstacle(either, project):
    os.mkfifo(project / "pipe")
    (project / "dangling").symlink_to("nowhere")
    (project / "link").symlink_to(project / "main.py")

    ran = either.run(["sh", "-c", "cat link; echo changed > link"])

    assert ran.stdout == "print('as it was')\n"
    assert (project / "main.py").read_text() == "print('as it was')\n"


@pytest.mark.parametrize("either", ["copying", "plain"], indirect=True)
def test_a_large_workspace_is_not_copied(either, project, monkeypatch):
    monkeypatch.setattr("limner_server.proof.sandbox.copies._MOST_FILES", 3)
    for number in range(4):
        (project / f"file{number}").touch()

    with pytest.raises(SandboxError, match="too large to be copied"):
        either.run(["true"])


def test_nothing_is_left_behind(either, project, tmp_path, monkeypatch):
    del project
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())

    either.run(["sh", "-c", "touch /tmp/new"] if either.isolated else ["true"])

    assert sorted(tmp_path.iterdir()) == before


def test_what_is_left_unreadable_is_removed_and_links_are_not_followed(
    either, home, tmp_path, monkeypatch
):
    (home / "outside").mkdir(mode=0o755)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(tmp_path.iterdir())

    either.run(["sh", "-c", f"ln -s {home}/outside link; mkdir -p a/b; touch a/b/c; chmod 0 a"])

    assert sorted(tmp_path.iterdir()) == before
    assert (home / "outside").stat().st_mode & 0o777 == 0o755


def test_limits_hold(either):
    assert either.run(["sh", "-c", "sleep 600"], seconds=0.1).ended is Ended.TIME
    assert either.run(["sh", "-c", "while :; do echo y; done"]).ended is Ended.OUTPUT
    forks = "while :; do sleep 600 & done"
    assert either.run(["sh", "-c", forks]).ended is Ended.PROCESSES
    ran = either.run([sys.executable, "-c", "open('large', 'wb').truncate(2**40)"])
    assert "File too large" in ran.stderr


def test_a_disk_is_not_filled(either, monkeypatch):
    monkeypatch.setattr("limner_server.proof.sandbox.attend.SPACE", 2**20)

    ran = either.run(["sh", "-c", "head -c 33554432 /dev/zero > large; sync large; sleep 600"])

    assert ran.ended is Ended.SPACE


@pytest.mark.parametrize("either", ["native", "copying"], indirect=True)
@pytest.mark.parametrize("change", ["touch new.txt", "mkdir folder", "rm main.py"])
def test_a_session_tells_what_changed(either, change):
    with either.start(["sh", "-c", f"read -r line; {change}; echo; cat"]) as session:
        assert not session.changed()
        session.stdin.write(b"\n")
        session.stdin.flush()
        session.stdout.readline()
        assert session.changed()


def test_nothing_stays_warm_without_a_sandbox(plain):
    with pytest.raises(SandboxError):
        plain.start(["cat"])


def test_plain_processes_that_go_their_own_way_are_ended(plain):
    ran = plain.run(["sh", "-c", "setsid sleep 86395.25 & (setsid sleep 86395.25 &); sleep 0.3"])

    assert ran.ended is Ended.ITSELF
    assert processes_with("86395.25") == []


def test_plain_processes_have_a_clean_environment(plain, monkeypatch):
    monkeypatch.setenv("API_KEY", "secret")

    assert "secret" not in plain.run(["env"]).stdout
