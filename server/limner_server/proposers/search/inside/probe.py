"""Calls functions of variants of a file, and tells what each answers.

Reads of stdin, as JSON, `{"path", "texts", "calls", "seconds", "token"}`: `texts` are the variants
of the file at `path`, each of `calls` is a function's name and the literal of its arguments.
Prints the token and, as JSON, for each variant the list of its answers: a literal; "!" and the
name of an error; "" for nothing. Standard library only, Python 3.8 or newer.
"""

from __future__ import annotations

import ast
import json
import os
import signal
import sys
import types
from collections.abc import Callable
from typing import Any


class Late(BaseException):
    """A call took longer than it may."""


def late(*_: object) -> None:
    """Ends a call."""
    raise Late


def answer(function: Callable[..., object], literal: str, seconds: float) -> str:
    """What a call answers, as text."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        result = function(*ast.literal_eval(literal))
        text = "" if result is None else repr(result)[:2000]
    except Late:
        text = "!late"
    except BaseException as error:  # noqa: BLE001 - whatever the code under repair raises
        text = "!" + type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return text


def answers(asked: dict[str, Any], text: str) -> list[str]:
    """What all calls of a variant answer; nothing where it cannot even be loaded."""
    module = types.ModuleType("under_repair")
    module.__file__ = asked["path"]
    try:
        signal.setitimer(signal.ITIMER_REAL, 2.0)
        exec(compile(text, asked["path"], "exec"), module.__dict__)  # noqa: S102
    except BaseException:  # noqa: BLE001 - as above
        return []
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    found = []
    for name, literal in asked["calls"]:
        function = getattr(module, name, None)
        found.append("!" if function is None else answer(function, literal, asked["seconds"]))
    return found


def main() -> None:
    """Answer what is asked."""
    asked = json.load(sys.stdin)
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    signal.signal(signal.SIGALRM, late)
    sys.path.insert(0, os.path.dirname(asked["path"]))  # noqa: PTH120 - Python 3.8, no pathlib
    found = [answers(asked, text) for text in asked["texts"]]
    out.write(asked["token"] + json.dumps(found))
    out.flush()
    os._exit(0)


main()
