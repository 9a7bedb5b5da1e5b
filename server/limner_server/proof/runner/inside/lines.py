"""Which lines of the workspace each test runs."""

from __future__ import annotations

import os
import sys
import threading
from types import CodeType, FrameType
from typing import Any


class Lines:
    """Traces the workspace's own files, test by test.

    What runs outside all tests, as modules do when they are imported, counts for every test.

    Args:
        root: as `real_root` has it.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._paths: dict[str, str | None] = {}
        self._outside: dict[CodeType, set[int]] = {}
        self._tests: dict[str, dict[CodeType, set[int]]] = {}
        self._current = self._outside

    def start(self) -> None:
        """Trace from now on, in every thread."""
        threading.settrace(self._trace)
        sys.settrace(self._trace)

    def stop(self) -> None:
        """Trace no longer."""
        sys.settrace(None)
        threading.settrace(None)

    def of(self, test: str) -> _Test:
        """A context in which lines count for the test."""
        return _Test(self, test)

    def enter(self, test: str) -> None:
        """From now on lines count for the test."""
        self._current = self._tests.setdefault(test, {})

    def leave(self) -> None:
        """From now on lines count for every test."""
        self._current = self._outside

    def found(self) -> dict[str, dict[str, list[int]]]:
        """By the name of the test, by path from the root, the lines."""
        return {test: self._by_path(codes) for test, codes in self._tests.items()}

    def _by_path(self, codes: dict[CodeType, set[int]]) -> dict[str, list[int]]:
        lines: dict[str, set[int]] = {}
        for source in (self._outside, codes):
            for code, numbers in source.items():
                lines.setdefault(self._path(code) or "", set()).update(numbers)
        return {
            os.path.relpath(path, self._root): sorted(numbers) for path, numbers in lines.items()
        }

    def _trace(self, frame: FrameType, event: str, argument: object) -> Any:
        del event, argument
        if self._path(frame.f_code) is None:
            return None
        # A frame that a test left behind, as a fixture's, goes on counting for the test it serves.
        return self._line

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        del argument
        if event == "line":
            code = frame.f_code
            numbers = self._current.get(code)
            if numbers is None:
                numbers = self._current[code] = set()
            numbers.add(frame.f_lineno)
        return self._line

    def _path(self, code: CodeType) -> str | None:
        name = code.co_filename
        if name not in self._paths:
            path = os.path.realpath(name) if not name.startswith("<") else ""
            self._paths[name] = path if own(path, self._root) else None
        return self._paths[name]


class _Test:
    def __init__(self, lines: Lines, test: str) -> None:
        self._lines, self._test = lines, test

    def __enter__(self) -> None:
        self._lines.enter(self._test)

    def __exit__(self, *_: object) -> None:
        self._lines.leave()


def real_root(root: str) -> str:
    """The workspace's folder, links followed, as its own files' paths begin with it."""
    return os.path.join(os.path.realpath(root), "")


def own(path: str, root: str) -> bool:
    """Whether a file is the workspace's, and nothing that was installed into it."""
    prefix = os.path.join(os.path.realpath(sys.prefix), "")
    return (
        path.startswith(root)
        and "site-packages" not in path
        and not (prefix.startswith(root) and path.startswith(prefix))
    )
