"""A plain script as a test: it passes by reaching its end."""

from __future__ import annotations

import ast
import sys
import traceback
import types
from collections.abc import Callable
from typing import Any

from .limit import TimedOut
from .lines import Lines
from .report import Report


def run_script(job: dict[str, Any], report: Report, lines: Lines | None) -> None:
    """Run `job["argv"]`, a file and its arguments, or `-m`, a module and its arguments."""
    argv: list[str] = job["argv"]
    with _named(lines, "script"):
        try:
            run = _module(argv[1:]) if argv[0] == "-m" else _file(argv)
        except (OSError, SyntaxError, ValueError) as error:
            report.broken = f"{type(error).__name__}: {error}"
            traceback.print_exception(type(error), error, None)
            return
        except ImportError as error:
            report.broken = str(error)
            return
        try:
            run()
        except SystemExit as exit_:
            report.finished = not exit_.code and _tests_were_over(exit_)
            if isinstance(exit_.code, str):
                sys.stderr.write(exit_.code + "\n")
            elif not report.finished:
                sys.stderr.write(f"the program ended with exit code {exit_.code or 0}\n")
        except TimedOut as error:
            _print_own(error)
            raise
        except BaseException as error:
            if isinstance(error, SyntaxError):
                report.broken = f"{type(error).__name__}: {error}"
            _print_own(error)
        else:
            report.finished = True


def _named(lines: Lines | None, name: str) -> Any:
    return lines.of(name) if lines else _Nothing()


class _Nothing:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


def _file(argv: list[str]) -> Callable[[], None]:
    import os

    path = argv[0]
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    sys.argv[:] = argv
    sys.path.insert(0, os.path.dirname(os.path.realpath(path)))
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=path, __builtins__=__builtins__, __cached__=None)
    sys.modules["__main__"] = module

    def run() -> None:
        exec(code, module.__dict__)

    return run


def _module(argv: list[str]) -> Callable[[], None]:
    import os
    import runpy

    sys.argv[:] = argv
    sys.path.insert(0, os.getcwd())

    def run() -> None:
        runpy.run_module(argv[0], run_name="__main__", alter_sys=True)

    return run


def _print_own(error: BaseException) -> None:
    """The traceback without the frames of this runner."""
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename.startswith("<limner "):
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)


def _tests_were_over(exit_: SystemExit) -> bool:
    """Whether an exit with code 0 came after all tests of the script.

    Code under test that exits must not count as a pass. So either unittest exits, after tests that
    passed, or all that led to the exit are last statements that call one thing: none was skipped.
    """
    trace = exit_.__traceback__
    frames = []
    while trace:
        if not trace.tb_frame.f_code.co_filename.startswith("<limner "):
            frames.append((trace.tb_frame, trace.tb_lineno))
        trace = trace.tb_next
    if not frames:
        return False
    innermost = frames[-1][0]
    if innermost.f_globals.get("__name__") == "unittest.main":
        result = getattr(innermost.f_locals.get("self"), "result", None)
        return bool(result and result.testsRun and result.wasSuccessful())
    script = sys.modules["__main__"].__dict__.get("__file__")
    if any(frame.f_code.co_filename != script for frame, _ in frames):
        return False
    with open(str(script), "rb") as file:
        last = _last_statements(ast.parse(file.read()))
    return all(line in last for _, line in frames) and all(
        _calls(last[line]) == 1 for _, line in frames[:-1]
    )


def _last_statements(tree: ast.Module) -> dict[int, ast.stmt]:
    """What ends the module or a function and does no more than call or raise, by line."""
    bodies: list[list[ast.stmt]] = [tree.body]
    bodies += [
        node.body
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    found: dict[int, ast.stmt] = {}
    while bodies:
        last = bodies.pop()[-1]
        if isinstance(last, ast.If):
            bodies += [body for body in (last.body, last.orelse) if body]
        elif isinstance(last, ast.With):
            bodies.append(last.body)
        elif isinstance(last, ast.Raise) or (
            isinstance(last, ast.Expr) and isinstance(last.value, ast.Call)
        ):
            end = last.end_lineno or last.lineno
            found.update((line, last) for line in range(last.lineno, end + 1))
    return found


def _calls(statement: ast.stmt) -> int:
    return sum(isinstance(node, ast.Call) for node in ast.walk(statement))
