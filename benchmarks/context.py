"""What a look at a large workspace costs, the first time and then; an edit beside a whole parse.

    .venv/bin/python benchmarks/context.py [--files 100000] [--lines 50000] [--json]

Generates a workspace in a temporary folder: packages of modules that import one another, tests,
and as many ignored files on top. Measures, in one process as the server keeps it: gathering the
context of a function for the first time, the same again, and of another function; walking all
files; finding all references in all of them; and parsing a long file whole and after one edit.
Exits 0 only where the ratios hold.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from limner_server.perception.context.gather import gather_context
from limner_server.perception.syntax.languages import PYTHON
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles

PER_PACKAGE = 100
# A second look costs at most this share of the first, a parse of an edit of a whole one.
SECOND_LOOK = 0.5
EDIT = 0.5
# Seconds that a user waits at most for a first context; by default callers are sought for one.
FIRST_LOOK = 2.0
# As long as it takes to look at every file.
WHOLE = 600.0
MODULE = '''"""Module {number} of package {package}."""

from package_{package}.module_{below} import compute_{below}


class Holder{number}:
    """Holds a value."""

    def __init__(self, value: int) -> None:
        self.value = value

    def doubled(self) -> int:
        return self.value * 2


def compute_{number}(value: int) -> int:
    """Compute something of a value."""
    holder = Holder{number}(value)
    if value > {number}:
        return compute_{below}(value - 1)
    return holder.doubled() + helper(value)


def helper(value: int) -> int:
    total = 0
    for one in range(value):
        total += one
    return total
'''
TEST = """from package_{package}.module_{number} import compute_{number}


def test_compute_{number}():
    assert compute_{number}(1) == 2
"""


def generate(root: Path, count: int) -> None:
    """Write that many source files, one in fifty a test, and ignored ones beside them."""
    (root / ".git").mkdir()
    (root / ".gitignore").write_text("/build/\n*.gen.py\n__pycache__/\n")
    for package in range(-(-count // PER_PACKAGE)):
        folder = root / f"package_{package}"
        folder.mkdir()
        tests = root / "tests" / f"package_{package}"
        tests.mkdir(parents=True)
        (folder / "__init__.py").write_text("")
        for index in range(min(PER_PACKAGE, count - package * PER_PACKAGE) - 1):
            names = {"package": package, "number": index, "below": max(index - 1, 0)}
            if index % 50 == 49:
                test = tests / f"test_module_{index - 1}.py"
                test.write_text(TEST.format(package=package, number=index - 1))
            else:
                (folder / f"module_{index}.py").write_text(MODULE.format(**names))
            if index % 10 == 0:
                (folder / f"module_{index}.gen.py").write_text(MODULE.format(**names))


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def looks(root: Path) -> dict[str, float]:
    """Seconds of each look, by what is looked at."""
    files = WorkspaceFiles(root)
    path, other = root / "package_7" / "module_48.py", root / "package_3" / "module_20.py"

    def context(of: Path, seconds: float) -> Callable[[], object]:
        text = of.read_text()
        return lambda: gather_context(files, of, text, 19, seconds=seconds).fit(4000, len)

    measured = {"context, as a user waits": timed(context(path, 1.0))}
    files = WorkspaceFiles(root)
    measured["context, first"] = timed(context(path, WHOLE))
    measured["context, again"] = timed(context(path, WHOLE))
    measured["context, other"] = timed(context(other, WHOLE))
    files = WorkspaceFiles(root)
    measured["walk, first"] = timed(lambda: sum(1 for _ in files.walk()))
    measured["walk, again"] = timed(lambda: sum(1 for _ in files.walk()))
    measured["references, first"] = timed(lambda: list(files.find_references("compute_47")))
    measured["references, again"] = timed(lambda: list(files.find_references("compute_47")))
    return measured


def parses(lines: int) -> dict[str, float]:
    """Seconds to parse a long file whole, and after one edit in its middle; medians."""
    module = MODULE.format(package=0, number=1, below=0)
    text = module * (lines // module.count("\n") + 1)
    middle = text.index("total = 0", len(text) // 2)
    edited = text[:middle] + "é" + text[middle:]
    tree = Tree.parse(text, PYTHON)
    return {
        "parse, whole": statistics.median(
            timed(lambda: Tree.parse(text, PYTHON)) for _ in range(5)
        ),
        "parse, edit": statistics.median(timed(lambda: tree.edited(edited)) for _ in range(5)),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--lines", type=int, default=50_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generate(root, options.files)
        measured = looks(root) | parses(options.lines)
    ratios = {
        "context, again / first": measured["context, again"] / measured["context, first"],
        "references, again / first": measured["references, again"] / measured["references, first"],
        "parse, edit / whole": measured["parse, edit"] / measured["parse, whole"],
    }
    limits = dict(zip(ratios, (SECOND_LOOK, SECOND_LOOK, EDIT), strict=True))
    holds = measured["context, as a user waits"] <= FIRST_LOOK and all(
        ratios[name] <= limits[name] for name in ratios
    )
    if options.json:
        print(json.dumps({"seconds": measured, "ratios": ratios, "holds": holds}))
    else:
        for name, seconds in measured.items():
            print(f"{name:28}{seconds * 1000:10.1f} ms")
        for name, ratio in ratios.items():
            print(f"{name:28}{ratio:10.3f}    (at most {limits[name]})")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
