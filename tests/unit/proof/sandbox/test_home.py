"""What a command sees of the user's home and environment."""

import venv

from limner_server.proof.sandbox.sandbox import Sandbox


def test_the_environment_is_clean(sandbox, home, monkeypatch):
    monkeypatch.setenv("API_KEY", "secret")
    monkeypatch.setenv("SSH_AUTH_SOCK", "/run/agent")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus")

    names = {line.partition("=")[0] for line in sandbox.run(["env"]).stdout.splitlines()}

    assert names <= {
        "HOME",
        "LANG",
        "LANGUAGE",
        "LC_ALL",
        "LC_CTYPE",
        "PATH",
        "PWD",
        "TERM",
        "TMPDIR",
        "TZ",
    }
    assert sandbox.run(["sh", "-c", "echo $HOME"]).stdout == f"{home}\n"


def test_a_command_may_have_variables_of_its_own(sandbox):
    ran = sandbox.run(["sh", "-c", "echo $WORD"], env={"WORD": "two words; $HOME"})

    assert ran.stdout == "two words; $HOME\n"


def test_the_home_is_empty_but_for_the_workspace_and_can_be_written(sandbox, home):
    (home / "notes.txt").write_text("mine")

    ran = sandbox.run(["sh", "-c", "ls -A ~; touch ~/.cache-of-a-tool && echo written"])

    assert ran.stdout == "project\nwritten\n"
    assert not (home / ".cache-of-a-tool").exists()


def test_an_interpreter_in_the_home_runs_while_the_rest_stays_hidden(home, project, sandbox):
    del sandbox
    venv.create(home / "environments" / "one", symlinks=True)
    (home / "environments" / "two").mkdir()
    code = "import os, sys; print(sys.prefix, os.listdir(os.path.dirname(sys.prefix)))"

    with Sandbox(project) as sandbox:
        ran = sandbox.run([str(home / "environments" / "one" / "bin" / "python"), "-c", code])

    assert ran.stdout == f"{home}/environments/one ['one']\n"


def test_a_user_whose_home_is_everything_has_a_private_one(tmp_path, sandbox, monkeypatch):
    del sandbox
    monkeypatch.setenv("HOME", "/")

    with Sandbox(tmp_path) as homeless:
        ran = homeless.run(["sh", "-c", "touch ~/new && ls ~ && ls -A /"])

    assert ran.stdout.startswith("new\n")
    assert "boot" not in ran.stdout.split()
