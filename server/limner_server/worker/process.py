"""The worker: the child process that holds what a task needs, warm (`python -m` this module).

The main thread does one task after the other; a second thread hears what the server says, so that
a cancel reaches the task that runs. The worker ends when the server does.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import traceback
import warnings
from typing import BinaryIO, Final

from limner_server.errors import LimnerError
from limner_server.tasks.task import Run
from limner_server.worker.messages import Cancel, Done, Failed, Message, Report, Start, encode, read
from limner_server.worker.tasks import TASKS

# Seconds that a running task has to notice that the server is gone.
GRACE: Final = 5.0


class Worker:
    """One worker's end of the pipes, and the requests that it knows of."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        """Listen to nothing yet.

        Args:
            requests: where the server's messages come from.
            answers: where ours go; written to by several threads.
        """
        self._requests = requests
        self._answers = answers
        self._writing = threading.Lock()
        self._waiting: queue.Queue[Start | None] = queue.Queue()
        self._runs: dict[int, Run] = {}

    def serve(self) -> None:
        """Do one task after the other until the server goes away."""
        threading.Thread(target=self._listen, name="limner-requests", daemon=True).start()
        while (start := self._waiting.get()) is not None:
            self._answer(start)

    def _listen(self) -> None:
        while (message := read(self._requests)) is not None:
            if isinstance(message, Start):
                self._runs[message.id] = self._run(message.id)
                self._waiting.put(message)
            elif isinstance(message, Cancel) and message.id in self._runs:
                self._runs[message.id].cancelled.set()
        self._leave()

    def _leave(self) -> None:
        self._waiting.put(None)
        for run in list(self._runs.values()):
            run.cancelled.set()
        # Native code may not look at the flag; nobody is left who would wait for it.
        timer = threading.Timer(GRACE, os._exit, args=(0,))
        timer.daemon = True
        timer.start()

    def _run(self, request: int) -> Run:
        def report(message: str, fraction: float | None = None, partial: str = "") -> None:
            self._send(Report(request, message, fraction, partial))

        return Run(progress=report)

    def _answer(self, start: Start) -> None:
        run = self._runs[start.id]
        try:
            run.check()
            answer: Message = Done(start.id, TASKS[start.task](start.arguments, run))
        except LimnerError as error:
            answer = Failed(start.id, type(error).__name__, error.message, error.remedy)
        except Exception as error:  # noqa: BLE001 - told to the server, which logs and shows it
            message = f"an unexpected {type(error).__name__} ({error})"
            answer = Failed(start.id, "LimnerError", message, "", traceback.format_exc())
        del self._runs[start.id]
        self._send(answer)

    def _send(self, message: Message) -> None:
        with self._writing:
            self._answers.write(encode(message))
            self._answers.flush()


def main() -> None:
    """Serve on stdin and stdout; whatever else prints goes to stderr."""
    # Ctrl-C in a terminal reaches the whole group; the server decides when its worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        Worker(sys.stdin.buffer, answers).serve()
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
