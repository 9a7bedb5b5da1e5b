"""The command's main: verbs, exit codes, one line for each error."""

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from limner_server.cli import main as main_module
from limner_server.cli.main import VERBS, main
from limner_server.errors import InputError
from limner_server.version import VERSION


class Verb:
    """A verb that another package brings along."""

    HELP = "what it does"

    def __init__(self, outcome):
        self.outcome = outcome

    def add_arguments(self, parser):
        parser.add_argument("--number", type=int, default=0)

    def run(self, args):
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome + args.number


@pytest.fixture
def plugged(monkeypatch):
    """Plugs verbs in, each under its name."""

    def plug(**verbs):
        entries = {}
        for name, verb in verbs.items():
            monkeypatch.setattr(sys.modules[__name__], f"{name}_verb", verb, raising=False)
            entries[name] = EntryPoint(name, f"{__name__}:{name}_verb", "limner.commands")
        monkeypatch.setattr(main_module, "_plugins", lambda: entries)

    return plug


def test_a_verb_of_another_package_runs_like_our_own(plugged):
    plugged(tune=Verb(3))

    assert main(["tune", "--number", "4"]) == 7


def test_an_error_is_one_line_with_its_remedy_and_exit_code_2(plugged, capfd):
    plugged(tune=Verb(InputError("no such file", "give another")))

    assert main(["tune"]) == 2
    assert capfd.readouterr().err == "limner: no such file: give another\n"


def test_a_fault_of_ours_is_one_line_and_its_details_are_kept(plugged, capfd):
    plugged(tune=Verb(ZeroDivisionError("oh")))

    assert main(["tune"]) == 2
    line = capfd.readouterr().err
    assert line.startswith("limner: an unexpected ZeroDivisionError (oh): details are in ")
    log = Path(line.rsplit(" ", 1)[1].strip())
    assert "Traceback" in log.read_text()
    log.unlink()


def test_an_interrupt_is_quiet_and_130(plugged, capfd):
    plugged(tune=Verb(KeyboardInterrupt()))

    assert main(["tune"]) == 130
    assert capfd.readouterr().err == ""


def test_a_verb_that_cannot_be_loaded_says_so_and_hides_no_other(monkeypatch, capfd):
    entry = EntryPoint("tune", "not_installed.at_all:tune", "limner.commands")
    monkeypatch.setattr(main_module, "_plugins", lambda: {"tune": entry})

    assert main(["tune"]) == 2
    assert "`limner tune` cannot be loaded" in capfd.readouterr().err
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "doctor" in capfd.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_help(verb, capfd):
    with pytest.raises(SystemExit, match="0"):
        main([verb, "--help"])

    assert capfd.readouterr().out.startswith(f"usage: limner {verb}")


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["code"], ["code", "x", "--stack", "no"]])
def test_arguments_that_make_no_sense_are_2(arguments):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)


def test_the_version_is_that_of_the_package(capfd):
    from importlib.metadata import version  # noqa: PLC0415

    with pytest.raises(SystemExit, match="0"):
        main(["--version"])

    assert capfd.readouterr().out == f"limner {version('limner')}\n"
    assert version("limner") == VERSION


def test_the_language_server_waits_for_nothing_heavy():
    """What its process imports before and after the first answer."""
    first = modules_after("limner_server.cli.main, limner_server.cli.lsp")
    assert not {"pygls", "lsprotocol", "asyncio", "rich"} & first

    later = modules_after("limner_server.lsp.server")
    heavy = {"numpy", "cv2", "PIL", "playwright", "torch", "transformers", "scipy", "httpx"}
    assert not heavy & later


def modules_after(imports):
    script = f"import sys, {imports}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())
