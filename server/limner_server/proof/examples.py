"""Runs the examples in docstrings, in the sandbox, by the workspace's own interpreter."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

from limner_server.proof.runner.interpreter import find_python
from limner_server.proof.sandbox.sandbox import Sandbox

_SECONDS: Final = 20.0
# Runs `doctest` on single definitions of a file; what the code prints cannot be taken for a report,
# which stands behind a word that the code does not know.
_PROGRAM: Final = """
import doctest, importlib.util, json, os, sys
job = json.loads(sys.stdin.read())
out = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
for folder in job["folders"]:
    sys.path.insert(0, folder)
report = {}
try:
    spec = importlib.util.spec_from_file_location(job["module"], job["path"])
    module = importlib.util.module_from_spec(spec)
    sys.modules[job["module"]] = module
    spec.loader.exec_module(module)
    class Runner(doctest.DocTestRunner):
        def report_failure(self, out, test, example, got):
            self.wrong.append(test.examples.index(example))
        def report_unexpected_exception(self, out, test, example, exc_info):
            self.wrong.append(test.examples.index(example))
    finder = doctest.DocTestFinder(recurse=False)
    for name in job["names"]:
        thing = module
        for part in filter(None, name.split(".")):
            thing = vars(thing).get(part) or getattr(thing, part)
        thing = getattr(thing, "__func__", thing)
        count, wrong = 0, []
        names = dict(vars(module))
        for test in finder.find(thing, name or job["module"], module=False, globs=names):
            runner = Runner(verbose=False)
            runner.wrong = wrong
            runner.run(test, out=lambda text: None, clear_globs=False)
            count += len(test.examples)
        report[name] = [count, wrong]
except BaseException as error:
    report["error"] = type(error).__name__ + ": " + str(error)[:200]
os.write(out, (job["token"] + json.dumps(report)).encode())
os._exit(0)
"""


@dataclass(frozen=True, slots=True)
class RanExamples:
    """How the examples in a docstring ended.

    Attributes:
        count: how many there are.
        failed: which of them failed, counted from 0.
    """

    count: int
    failed: tuple[int, ...] = ()


def run_examples(
    sandbox: Sandbox,
    path: Path,
    text: bytes,
    names: Collection[str],
    check: Callable[[], None],
) -> dict[str, RanExamples]:
    """Run the examples in docstrings.

    Args:
        sandbox: of the workspace.
        path: of the file, absolute.
        text: the bytes of the file with the docstrings.
        names: qualified, of what the docstrings belong to; "" for the module.
        check: raises to end it.

    Returns:
        How the examples ended, by name; nothing for those that could not be run.

    Raises:
        ToolMissingError: there is no interpreter.
        SandboxError: the sandbox could not be set up.
    """
    token = token_hex(16)
    job = {
        "token": token,
        "path": str(path),
        "module": path.stem if path.stem.isidentifier() else "documented",
        "folders": [str(sandbox.root), str(path.parent)],
        "names": list(names),
    }
    python = find_python(path.parent, sandbox.root)
    ran = sandbox.run(
        [str(python), "-c", _PROGRAM],
        files={path: text},
        cwd=path.parent,
        stdin=json.dumps(job).encode(),
        seconds=_SECONDS,
        check=check,
    )
    _, found, report = ran.stdout.rpartition(token)
    if not found:
        return {}
    try:
        values = json.loads(report)
    except ValueError:
        return {}
    return {
        name: RanExamples(int(counts[0]), tuple(map(int, counts[1])))
        for name, counts in values.items()
        if name in names and isinstance(counts, list)
    }
