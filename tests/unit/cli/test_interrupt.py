"""Ctrl-C, also where a library swallows it."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from limner_server.cli.interrupt import INTERRUPT, interruptible
from limner_server.errors import CancelledError
from limner_server.tasks.task import Run, silent


def press():
    os.kill(os.getpid(), signal.SIGINT)


def test_it_raises_as_python_does():
    with pytest.raises(KeyboardInterrupt), interruptible():
        press()


def test_what_a_library_swallows_cancels_the_run_at_its_next_step():
    with interruptible():
        with suppress(KeyboardInterrupt):
            press()

        with pytest.raises(CancelledError):
            Run(silent, INTERRUPT).check()


def test_it_is_forgotten_by_the_next_verb_and_the_handler_there_was_is_back():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), interruptible():
        press()

    with interruptible():
        Run(silent, INTERRUPT).check()

    assert signal.getsignal(signal.SIGINT) is before


def test_the_exit_code_is_that_of_the_verb_wherever_it_was_interrupted(tmp_path):
    (tmp_path / "verb.py").write_text(
        "import sys\n"
        "from limner_server.cli.interrupt import interruptible\n"
        "try:\n"
        "    with interruptible():\n"
        "        exec('raise KeyboardInterrupt')\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n"
    )

    done = subprocess.run([sys.executable, "-m", "verb"], check=False, cwd=tmp_path)

    assert done.returncode == 130
