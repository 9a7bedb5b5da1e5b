"""Classes of ClassEval with a bug each, mended by half of their tests and held to all of them.

Source: Du et al., "ClassEval: A Manually-Crafted Benchmark for Evaluating LLMs on Class-level Code
Generation", 2023.
"""

from __future__ import annotations

import ast
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from repair.bugs import Bug
from repair.sabotage import sabotaged

SEED = 1
_EACH = 2
_TRIES = 40
_RUN = "\n\nif __name__ == '__main__':\n    unittest.main()\n"


def broken_classes(shared: Path, count: int | None = None) -> list[Bug]:
    """Two bugs of each class whose tests run here; none where ClassEval is not at hand."""
    path = shared / "data" / "classeval" / "dev.json"
    if not path.is_file():
        return []
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [*itertools.islice((bug for row in rows for bug in _bugs(row)), count)]


def _bugs(row: dict[str, str]) -> Iterator[Bug]:
    """Bugs that half of the tests see."""
    code, tests = row["solution_code"], row["test"]
    half = _half(tests)
    if not _passes(code, tests):
        return
    found = 0
    name = row["task_id"].removeprefix("ClassEval_")
    for spoilt, kind in itertools.islice(sabotaged(code, SEED), _TRIES):
        if not _passes(spoilt, half):
            found += 1
            yield Bug(f"class {name}.{found}", kind, "python", spoilt, half + _RUN, tests + _RUN)
        if found == _EACH:
            return


def _half(tests: str) -> str:
    """Every second test of each class."""
    tree = ast.parse(tests)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = [one for one in node.body if getattr(one, "name", "").startswith("test")]
            for method in methods[1::2]:
                node.body.remove(method)
    return ast.unparse(tree)


def _passes(code: str, tests: str) -> bool:
    with tempfile.TemporaryDirectory(prefix="limner-class-") as folder:
        path = Path(folder) / "both.py"
        path.write_text(f"{code}\n\n{tests}{_RUN}", encoding="utf-8")
        try:
            ran = subprocess.run(
                [sys.executable, path.name],
                cwd=folder,
                capture_output=True,
                timeout=10,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
    return ran.returncode == 0
