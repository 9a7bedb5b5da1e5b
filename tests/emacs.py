"""An Emacs with Eglot: a daemon, which does what a test tells it as a user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from processes import wait_until

ROOT = Path(__file__).parents[1]
CONFIGURATION = ROOT / "editors/generic/emacs/limner.el"
HANDS = ROOT / "tests/e2e/hands.el"
PATIENCE = 120.0
_NAME = "limner"
_EXISTS = ["emacs", "--batch", "--load", "eglot"]


class Emacs:
    """A running Emacs."""

    def __init__(self, environment: dict[str, str], copy: Path) -> None:
        self._environment = environment
        self._copy = copy

    @property
    def runs(self) -> bool:
        """Whether it does what it is told."""
        return self._client("t").returncode == 0

    def do(self, form: str) -> str:
        """What a form evaluates to, printed; in the buffer that the user sees."""
        done = self._client(f"(with-current-buffer (window-buffer) {form})")
        assert done.returncode == 0, f"{form}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def open(self, path: Path) -> None:
        """Visit a file, with Limner."""
        self.do(f"(hands-open {quoted(path)})")

    def at(self, text: str) -> None:
        """Put point on the first such text."""
        self.do(f"(hands-at {quoted(text)})")

    def choose(self, title: str) -> None:
        """Choose a code action at point."""
        self.do(f"(hands-choose {quoted(title)})")

    def offered(self) -> str:
        """The titles of the code actions at point, as Emacs prints them."""
        return self.do("(hands-offered)")

    @property
    def text(self) -> str:
        """The text of the buffer."""
        self.do(f"(hands-copy {quoted(self._copy)})")
        return self._copy.read_text(encoding="utf-8")

    @property
    def told(self) -> str:
        """What the user was told, as Emacs prints it."""
        return self.do("(hands-log)")

    def until(self, form: str) -> None:
        """Wait until a form is true."""
        end = time.monotonic() + PATIENCE
        while self.do(f"(and {form} t)") != "t":
            assert time.monotonic() < end, f"never came: {form}\n{self.text}\n{self.told}"
            time.sleep(0.1)

    def until_text(self, part: str) -> None:
        """Wait until the buffer has a text."""
        self.until(f"(string-search {quoted(part)} (buffer-string))")

    def until_told(self, part: str) -> None:
        """Wait until the user is told something."""
        self.until(f"(string-search {quoted(part)} (hands-log))")

    def _client(self, form: str) -> subprocess.CompletedProcess[str]:
        command = ["emacsclient", f"--socket-name={_NAME}", "--eval", form]
        environment = self._environment
        return subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=PATIENCE, env=environment
        )


def quoted(text: object) -> str:
    """A string of Lisp."""
    return json.dumps(str(text), ensure_ascii=False)


def why_not() -> str:
    """Why there is no Emacs to test with, or nothing."""
    try:
        done = subprocess.run(_EXISTS, check=False, capture_output=True)
    except OSError:
        return "needs Emacs"
    return "needs Eglot, which Emacs 29 comes with" if done.returncode else ""


def compiled(file: Path) -> subprocess.CompletedProcess[str]:
    """What Emacs says of a file of Lisp."""
    command = ["emacs", "--batch", "--load", "eglot", "--funcall", "batch-byte-compile", str(file)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@contextmanager
def started(folder: Path, environment: dict[str, str]) -> Iterator[Emacs]:
    """An Emacs with the configuration that users are given, until the block is left.

    What it needs is kept in `folder`.
    """
    path = os.pathsep.join((str(Path(sys.executable).parent), environment["PATH"]))
    environment = {**environment, "PATH": path}
    command = ["emacs", "--no-init-file", f"--fg-daemon={_NAME}"]
    for file in (CONFIGURATION, HANDS):
        command += ["--load", str(file)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        emacs = Emacs(environment, folder / "buffer")
        try:
            wait_until(lambda: emacs.runs)
            yield emacs
        finally:
            process.terminate()
