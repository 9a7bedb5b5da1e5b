"""A worker with tasks that behave in every bad way; run as the child of the tests."""

# ruff: noqa: ARG001, T201 - tasks share one signature, and printing is one of the bad ways

import os
import sys
import time

from limner_server.errors import ImageError
from limner_server.worker.process import main
from limner_server.worker.tasks import TASKS


def echo(arguments, run):
    run.progress("echoing", 0.5, "so far")
    print("a library that prints")
    return {**arguments, "pid": os.getpid()}


def wait(arguments, run):
    run.progress("waiting")
    while not run.cancelled.wait(0.01):
        pass
    run.check()
    return {}


def hang(arguments, run):
    run.progress("hanging")
    time.sleep(60)
    return {}


def die(arguments, run):
    run.progress("dying")
    os._exit(7)


def refuse(arguments, run):
    raise ImageError("no such picture", "give another")


def fail(arguments, run):
    raise ZeroDivisionError("oh")


TASKS.update(echo=echo, wait=wait, hang=hang, die=die, refuse=refuse, fail=fail)

if __name__ == "__main__":
    sys.exit(main())
