"""Tests of Vitest, Jest and Mocha, by the reporters in JSON that each brings along."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

from limner_server.proof.runner.command import Kind, TestCommand
from limner_server.proof.runner.interpreter import find_node
from limner_server.proof.runner.launch import Launch
from limner_server.proof.runner.outcome import Outcome
from limner_server.proof.runner.payload import frame, inside
from limner_server.proof.runner.reported import exit_outcome, reported_outcome
from limner_server.proof.runner.times import Times
from limner_server.proof.sandbox.ran import Ended, Ran

_Report = Mapping[str, Any]
# Once, with a report for programs, and nothing that waits for a person.
_OPTIONS: Final = {
    Kind.VITEST: ("--reporter=json", "--watch=false"),
    Kind.JEST: ("--json", "--ci", "--watchAll=false"),
    Kind.MOCHA: ("--reporter=json",),
}
# What keeps them warm, and the releases that it was tried with.
_WARM: Final = {
    Kind.VITEST: ("vitest.mjs", frozenset({"2", "3", "4"})),
    Kind.JEST: ("jest.cjs", frozenset({"29", "30"})),
}


class FrameworkRunner:
    """Runs a command of Vitest, Jest or Mocha; see `Runner`."""

    tells_lines = False

    def __init__(self, test: TestCommand) -> None:
        self._test = test

    def once(self, token: str, times: Times, *, lines: bool) -> Launch:
        """The command with a report on stdout."""
        del token, times, lines
        test = self._test
        return Launch((*test.argv, *_OPTIONS[test.kind]), test.cwd, self._env())

    def outcome(self, ran: Ran, token: str) -> Outcome:
        """What the report says: without one, no exit code makes the tests pass."""
        del token
        report = _last_object(ran.stdout)
        if report is None:
            return exit_outcome(ran, reported=False)
        tests = list((_mocha_tests if self._test.kind is Kind.MOCHA else _jest_tests)(report))
        told = {
            "finished": ran.exit_code == 0,
            "timed_out": False,
            "passed": [name for name, passed, _ in tests if passed],
            "failed": [name for name, passed, _ in tests if not passed],
            "broken": "" if tests else "no test ran",
        }
        said = "\n".join(f"{name}: {why}" for name, passed, why in tests if not passed)
        output = f"{_unloaded(report)}{said}\n{ran.stderr}"
        return reported_outcome(told, output, ran.seconds, timed_out=ran.ended is Ended.TIME)

    def warm(self) -> Launch | None:
        """A warm runner, of a release whose own ways are known."""
        server, releases = _WARM.get(self._test.kind, ("", frozenset()))
        if self._release() not in releases:
            return None
        kind = "module" if server.endswith(".mjs") else "commonjs"
        text = inside("exchange.js") + inside(server)
        argv = (str(find_node()), *self._test.flags, f"--input-type={kind}", "-e", text)
        job = {"argv": list(self._test.arguments)}
        return Launch(argv, self._test.cwd, self._env(), frame(job))

    def _env(self) -> dict[str, str]:
        cwd = self._test.cwd
        own = [str(folder / "node_modules" / ".bin") for folder in (cwd, *cwd.parents)]
        path = os.pathsep.join((*own, os.environ.get("PATH", os.defpath)))
        return {"PATH": path, "CI": "1", "NO_COLOR": "1", **dict(self._test.env)}

    def _release(self) -> str:
        """The major number of the framework's version, or ""."""
        for folder in (self._test.cwd, *self._test.cwd.parents):
            package = folder / "node_modules" / self._test.kind.value / "package.json"
            if package.is_file():
                try:
                    version = json.loads(package.read_text("utf-8")).get("version", "")
                except (OSError, ValueError, AttributeError):
                    return ""
                return str(version).partition(".")[0]
        return ""


def _jest_tests(report: _Report) -> Iterator[tuple[str, bool, str]]:
    """Name, whether it passed, and why not, of each test that ran (Vitest reports as Jest does)."""
    for file in report.get("testResults", ()):
        for test in file.get("assertionResults", ()):
            if test["status"] in {"passed", "failed"}:
                why = "\n".join(test.get("failureMessages") or ())
                yield test["fullName"], test["status"] == "passed", why


def _mocha_tests(report: _Report) -> Iterator[tuple[str, bool, str]]:
    failed = {test["fullTitle"] for test in report.get("failures", ())}
    for test in (*report.get("passes", ()), *report.get("failures", ())):
        name = test["fullTitle"]
        yield name, name not in failed, str((test.get("err") or {}).get("stack", ""))


def _unloaded(report: _Report) -> str:
    """What is said of test files that could not be loaded."""
    messages = (str(file.get("message") or "") for file in report.get("testResults", ()))
    return "".join(f"{message}\n" for message in messages if message)


def _last_object(text: str) -> dict[str, Any] | None:
    """The last object of JSON that begins a line; before it may stand what the tests print."""
    decoder = json.JSONDecoder()
    position = len(text)
    while position > 0:
        position = text.rfind("{", 0, position)
        if position < 0:
            return None
        if position and text[position - 1] != "\n":
            continue
        try:
            found, end = decoder.raw_decode(text, position)
        except ValueError:
            continue
        if isinstance(found, dict) and not text[end:].strip():
            return found
    return None
