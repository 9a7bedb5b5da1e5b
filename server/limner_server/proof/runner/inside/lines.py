"""Which lines of the workspace each test runs."""

from __future__ import annotations

import os
import sys
import threading
from types import CodeType, FrameType
from typing import Any

from .jumps import OUTSIDE, WITHIN, Jumps


class Lines:
    """Traces the workspace's own files, test by test: their lines, and the jumps between them.

    What runs outside all tests, as modules do when they are imported, counts for every test.

    Args:
        root: as `real_root` has it.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._paths: dict[str, str | None] = {}
        self._outside: dict[CodeType, set[tuple[int, int]]] = {}
        self._tests: dict[str, dict[CodeType, set[tuple[int, int]]]] = {}
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
        return {
            test: {
                path: sorted({end for _, end in arcs if end != OUTSIDE})
                for path, arcs in self._by_path(codes, within=True).items()
            }
            for test, codes in self._tests.items()
        }

    def jumps(self) -> dict[str, dict[str, list[tuple[int, int]]]]:
        """By the name of the test, by path from the root, the jumps between lines."""
        return {
            test: {path: sorted(arcs) for path, arcs in self._by_path(codes, within=False).items()}
            for test, codes in self._tests.items()
        }

    def _by_path(
        self, codes: dict[CodeType, set[tuple[int, int]]], *, within: bool
    ) -> dict[str, set[tuple[int, int]]]:
        found: dict[str, set[tuple[int, int]]] = {}
        for source in (self._outside, codes):
            for code, arcs in source.items():
                if within or code.co_name not in WITHIN:
                    path = os.path.relpath(self._path(code) or "", self._root)
                    found.setdefault(path, set()).update(arcs)
        return found

    def _trace(self, frame: FrameType, event: str, argument: object) -> Any:
        del event, argument
        code = frame.f_code
        if self._path(code) is None:
            return None
        jumps = Jumps(frame)

        def local(frame: FrameType, event: str, argument: object) -> Any:
            del argument
            jump = jumps.step(frame, event)
            if jump is not None:
                # A frame that a test left behind, as a fixture's, counts for the test it serves.
                arcs = self._current.get(code)
                if arcs is None:
                    arcs = self._current[code] = set()
                arcs.add(jump)
            return local

        return local

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
