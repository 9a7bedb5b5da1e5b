"""Commands in a sandbox: what they see, what comes back, what stays as it was."""

import py_compile
import threading
from pathlib import Path

import pytest

from limner_server.errors import (
    CancelledError,
    InputError,
)
from limner_server.proof.sandbox.ran import Ended, Limits
from limner_server.proof.sandbox.sandbox import Sandbox


def test_a_command_answers_with_its_output_and_its_exit_code(sandbox):
    ran = sandbox.run(["sh", "-c", "echo out; echo err >&2; exit 3"])

    assert (ran.exit_code, ran.stdout, ran.stderr) == (3, "out\n", "err\n")
    assert ran.ended is Ended.ITSELF


def test_a_signal_shows_in_the_exit_code(sandbox):
    assert sandbox.run(["sh", "-c", "kill -SEGV $$"]).exit_code == 128 + 11


def test_output_that_is_no_text_is_replaced(sandbox):
    assert sandbox.run(["printf", r"\377"]).stdout == "\N{REPLACEMENT CHARACTER}"


def test_a_command_may_close_its_output_and_go_on(sandbox):
    assert sandbox.run(["sh", "-c", "exec >&- 2>&-; sleep 0.2; exit 3"]).exit_code == 3


def test_a_command_reads_what_it_is_given(sandbox):
    assert sandbox.run(["cat"], stdin=b"x" * 300_000).stdout == "x" * 300_000


def test_a_command_need_not_read_what_it_is_given(sandbox):
    assert sandbox.run(["true"], stdin=b"x" * 300_000).exit_code == 0


def test_the_workspace_appears_at_its_own_path(project, sandbox):
    ran = sandbox.run(["sh", "-c", f"pwd; cat {project}/main.py"])

    assert ran.stdout == f"{project}\nprint('as it was')\n"


def test_files_are_laid_over_the_workspace(project, sandbox, python):
    ran = sandbox.run([python, "main.py"], files={project / "main.py": b"print('as it could be')"})

    assert ran.stdout == "as it could be\n"
    assert (project / "main.py").read_text() == "print('as it was')\n"


def test_new_files_and_folders_are_laid_as_well(project, sandbox):
    ran = sandbox.run(["cat", "a/b/new.txt"], files={project / "a" / "b" / "new.txt": b"new"})

    assert ran.stdout == "new"
    assert not (project / "a").exists()


def test_a_laid_file_can_be_executed_where_the_other_can(project, sandbox):
    (project / "run.sh").write_text("#!/bin/sh\necho old\n")
    (project / "run.sh").chmod(0o755)

    ran = sandbox.run(["./run.sh"], files={project / "run.sh": b"#!/bin/sh\necho new\n"})

    assert ran.stdout == "new\n"


def test_a_laid_file_is_not_taken_for_the_one_that_bytecode_was_made_of(project, sandbox, python):
    (project / "part.py").write_text("word = 'old'\n")
    py_compile.compile(str(project / "part.py"))
    command = [python, "-c", "import part; print(part.word)"]

    # As large, and written within the same second.
    ran = sandbox.run(command, files={project / "part.py": b"word = 'new'\n"})

    assert ran.stdout == "new\n"


def test_a_link_in_the_workspace_is_followed_to_the_file_that_is_laid(project, sandbox):
    (project / "real").mkdir()
    (project / "real" / "file.txt").write_text("old")
    (project / "link").symlink_to("real")

    ran = sandbox.run(["cat", "real/file.txt"], files={project / "link" / "file.txt": b"new"})

    assert ran.stdout == "new"


def test_no_file_is_laid_outside_of_the_workspace(project, sandbox, home):
    (project / "link").symlink_to(home)

    for path in (home / "file.txt", project / "link" / "file.txt", project / ".." / "file.txt"):
        with pytest.raises(InputError):
            sandbox.run(["true"], files={path: b""})


def test_every_run_sees_the_workspace_afresh(project, sandbox):
    sandbox.run(["sh", "-c", "echo changed > main.py; touch new.txt"])

    assert sandbox.run(["ls"]).stdout == "main.py\n"
    assert sandbox.run(["cat", "main.py"]).stdout == (project / "main.py").read_text()


def test_the_working_folder_may_be_any_of_the_workspace(project, sandbox):
    (project / "part").mkdir()

    assert sandbox.run(["pwd"], cwd=project / "part").stdout == f"{project / 'part'}\n"


def test_a_server_of_the_tests_own_can_be_reached(sandbox, python):
    code = """if True:
        import socket
        server = socket.create_server(("127.0.0.1", 0))
        socket.create_connection(server.getsockname())
        print("reached")
    """

    assert sandbox.run([python, "-c", code]).stdout == "reached\n"


def test_a_workspace_under_a_link_has_both_its_paths(project, home):
    (home / "link").symlink_to(project)

    with Sandbox(home / "link") as sandbox:
        ran = sandbox.run(["sh", "-c", f"pwd; cat {home}/link/main.py {project}/main.py"])

    assert ran.stdout == f"{home}/link\n" + "print('as it was')\n" * 2


def test_a_workspace_may_lie_in_tmp_or_be_it(tmp_path, home, monkeypatch):
    del home
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "file.txt").write_text("here")
    (tmp_path / "home").rename(tmp_path.parent / f"{tmp_path.name}-home")
    monkeypatch.setenv("HOME", str(tmp_path.parent / f"{tmp_path.name}-home"))

    with Sandbox(tmp_path) as sandbox:
        ran = sandbox.run(["sh", "-c", "cat file.txt new.txt"], files={tmp_path / "new.txt": b"!"})

    assert ran.stdout == "here!"


def test_names_with_blanks_and_signs_are_names(home):
    project = home / "a project: of, mine\\ (it's 100%)"
    project.mkdir()
    (project / "ü.txt").write_text("here")

    with Sandbox(project) as sandbox:
        ran = sandbox.run(["cat", "ü.txt", "new"], files={project / "new": b"!"})

    assert ran.stdout == "here!"


def test_what_is_writable_keeps_what_is_written(project, home):
    (home / "results").mkdir()

    with Sandbox(project, writable=[home / "results"]) as sandbox:
        sandbox.run(["sh", "-c", f"echo kept > {home}/results/file.txt"])

    assert (home / "results" / "file.txt").read_text() == "kept\n"


def test_what_is_readable_can_be_read_alone(project, home):
    (home / "tools").mkdir()
    (home / "tools" / "file.txt").write_text("here")

    with Sandbox(project, readable=[home / "tools"]) as sandbox:
        ran = sandbox.run(["sh", "-c", f"cat {home}/tools/file.txt; touch {home}/tools/new"])

    assert ran.stdout == "here"
    assert ran.exit_code != 0


def test_the_rest_of_its_repository_is_seen_but_not_changed(home):
    (home / "repository" / ".git").mkdir(parents=True)
    (home / "repository" / "package").mkdir()
    (home / "repository" / "settings.toml").write_text("shared")

    with Sandbox(home / "repository" / "package") as sandbox:
        ran = sandbox.run(["sh", "-c", "cat ../settings.toml; echo changed > ../settings.toml"])

    assert (ran.exit_code, ran.stdout) == (0, "shared")
    assert (home / "repository" / "settings.toml").read_text() == "shared"


def test_a_cancel_ends_the_command(sandbox):
    began = threading.Event()

    def check():
        if began.is_set():
            raise CancelledError
        began.set()

    with pytest.raises(CancelledError):
        sandbox.run(["sleep", "600"], check=check)


def test_the_time_of_one_command_may_be_set(sandbox):
    ran = sandbox.run(["sleep", "600"], seconds=0.1)

    assert (ran.exit_code, ran.ended) == (128 + 9, Ended.TIME)


def test_the_output_is_kept_up_to_its_limit(project, sandbox):
    del sandbox
    with Sandbox(project, limits=Limits(output=100)) as sandbox:
        assert sandbox.run(["printf", "%0100d", "7"]).ended is Ended.ITSELF
        ran = sandbox.run(["printf", "%0101d", "7"])

    assert ran.ended is Ended.OUTPUT
    assert ran.stdout == "0" * 100


def test_commands_run_side_by_side(sandbox):
    answers = {}

    def run(word):
        answers[word] = sandbox.run(["sh", "-c", f"echo {word} > main.py; cat main.py"]).stdout

    threads = [threading.Thread(target=run, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {str(number): f"{number}\n" for number in range(4)}


def test_the_folder_of_a_running_test_is_not_left_behind(sandbox, project, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    sandbox.run(["true"], files={project / "main.py": b""})

    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]


def test_the_root_is_named_as_it_was_given(project):
    with Sandbox(Path(project)) as sandbox:
        assert sandbox.root == project
        assert sandbox.isolated
