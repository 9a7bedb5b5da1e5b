from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proposers.search.behaviour import behaviours

pytestmark = pytest.mark.skipif(
    shutil.which("bwrap") is None or shutil.which("node") is None,
    reason="bubblewrap or Node.js is not installed",
)
PYTHON = (
    "code.py",
    "def work(values, n):\n    print('noise')\n    return values[n]\n",
    "from code import work\n\nassert work([1, 2, 3], 0) == 1\n",
)
JAVASCRIPT = (
    "code.js",
    "const work = (values, n) => {\n  console.log('noise');\n  return values[n].x;\n};\n",
    "console.assert(work([1, 2, 3], 0) === undefined);\n",
)


def _answers(root: Path, name: str, text: str, test: str, *spots: tuple[str, str]):
    source = Source(root / name, text)
    (root / ".git").mkdir()
    source.path.write_text(text, encoding="utf-8")
    patches = [
        Patch(
            {source.path: (Edit(text.index(old), text.index(old) + len(old), new),)}, "search", new
        )
        for old, new in spots
    ]
    with Sandbox(root) as sandbox:
        tests = [Source(root / f"test_{name}", test)]
        return behaviours(patches, source, tests, sandbox, lambda: None)


def test_fixes_that_do_the_same_answer_the_same(tmp_path: Path) -> None:
    spots = [("values[n]", "values[0]"), ("values[n]", "list(values)[0]"), ("[n]", "[-1]")]

    one, same, other = _answers(tmp_path, *PYTHON, *spots)

    assert one == same != other
    assert any(one)


def test_a_fix_that_raises_says_so(tmp_path: Path) -> None:
    fails, _ = _answers(tmp_path, *PYTHON, ("values[n]", "values.n"), ("[n]", "[0]"))

    assert {*fails} == {"!AttributeError"}


def test_a_fix_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    endless = ("return values[n]", "while True: pass")

    late, _ = _answers(tmp_path, *PYTHON, endless, ("[n]", "[0]"))

    assert {*late} == {"!late"}


def test_functions_of_javascript_are_asked_too(tmp_path: Path) -> None:
    spots = [("values[n].x", "values[0]"), ("values[n].x", "values.at(0)"), ("[n]", "[99]")]

    one, same, fails = _answers(tmp_path, *JAVASCRIPT, *spots)

    assert one == same
    assert any(text.startswith("number") for text in one)
    assert any(text.startswith("!TypeError") for text in fails)


def test_nothing_is_asked_where_the_tests_give_no_values(tmp_path: Path) -> None:
    name, text, _ = PYTHON
    spots = [("[n]", "[0]"), ("[n]", "[1]")]

    assert _answers(tmp_path, name, text, "assert work(given(), 1)\n", *spots) == []
