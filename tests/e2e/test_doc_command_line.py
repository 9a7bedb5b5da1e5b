"""`limner doc` as a user runs it: good input, and every kind of bad."""

import ast
import json
import resource
import shutil
import subprocess
import sys

import pytest

from refusals import refused
from scripted_engine import scripted_engine
from workspaces import fingerprint

pytestmark = pytest.mark.usefixtures("home")

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "doc"]
PATIENCE = 120
CODE = '''\
"""A shop."""


class Cart:
    """Cart of a customer."""

    def __init__(self, owner, limit=10):
        self.owner = owner
        self.limit = limit
        self.items = []

    def add(self, item, count=1):
        if count < 1:
            raise ValueError("count")
        if len(self.items) + count > self.limit:
            raise OverflowError("full")
        self.items.extend([item] * count)
        return len(self.items)


def cheapest(prices):
    if not prices:
        return None
    return min(prices)
'''


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("")
    (folder / "shop.py").write_text(CODE)
    return folder


def doc(folder, *arguments, model="none"):
    return subprocess.run(
        [*LIMNER, *map(str, arguments), "--model", model],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def _spent():
    """Seconds that processes which have ended spent on the processor."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_a_diff_and_its_proof_and_nothing_changed(shop):
    before = fingerprint(shop)

    done = doc(shop, "shop.py")

    assert done.returncode == 0, done.stderr
    assert "+    Raises:" not in done.stdout
    assert "+        Raises:\n+            ValueError: If `count` is less than 1." in done.stdout
    assert "the code is unchanged; signatures agree (pydoclint)" in done.stderr
    assert fingerprint(shop) == before


def test_written_where_that_is_wanted_and_clean_by_pydoclint(shop):
    done = doc(shop, "shop.py", "--write", "--style", "numpy")

    assert done.returncode == 0, done.stderr
    text = (shop / "shop.py").read_text()
    assert "Parameters\n        ----------\n        item" in text
    judge = [sys.executable, "-c", "from pydoclint.main import main; main()", "--style=numpy"]
    options = [
        "--arg-type-hints-in-docstring=False",
        "--arg-type-hints-in-signature=False",
        "--check-return-types=False",
    ]
    ran = subprocess.run(
        [*judge, *options, "shop.py"], check=False, capture_output=True, text=True, cwd=shop
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    again = doc(shop, "shop.py")
    assert again.stdout == ""
    assert "nothing to document" in again.stderr


@pytest.mark.parametrize("symbol", ["Cart.add", "Cart::add"])
def test_one_method_alone(shop, symbol):
    done = doc(shop, f"shop.py::{symbol}", "--json")

    answer = json.loads(done.stdout)
    assert answer["proof"]["status"] == "proven"
    assert answer["note"] == "document Cart.add"
    assert answer["proof"]["figures"]["docstrings"] == 1
    assert "cheapest" not in answer["result"].replace("def cheapest", "")


def test_the_line_of_an_editor(shop):
    line = CODE[: CODE.index("def cheapest")].count("\n") + 1

    done = doc(shop, "shop.py", "--line", line)

    assert "Return the cheapest of `prices`." in done.stdout or "the cheapest" in done.stdout
    assert done.stdout.count('"""') <= 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["gone.py"], "'gone.py' is not there"),
        (["."], "is a folder"),
        (["shop.py::Nobody"], "shop.py defines no Nobody"),
        (["broken.py"], "broken.py:2 cannot be parsed"),
        (["broken.ts"], "broken.ts:1 cannot be parsed"),
        (["notes.txt"], "in no language that is documented here"),
        (["picture.py"], "is not"),
        (["deep.py"], "nested too deeply"),
    ],
)
def test_bad_input_is_refused_in_one_line(shop, arguments, says):
    (shop / "broken.py").write_text("x = 1\ndef f(:\n")
    (shop / "broken.ts").write_text("function (((\n")
    (shop / "notes.txt").write_text("hello\n")
    (shop / "picture.py").write_bytes(bytes(range(256)))
    (shop / "deep.py").write_text(f"def f(a):\n    return {' + '.join(['a'] * 900)}\n")
    before = fingerprint(shop)

    assert says in refused(doc(shop, *arguments))
    assert fingerprint(shop) == before


def test_fifty_thousand_lines_are_quick(shop):
    function = (
        "def f{0}(a, b={0}):\n    if a < b:\n        raise ValueError(a)\n    return a + b\n\n\n"
    )
    code = "".join(map(function.format, range(50_000 // 6)))
    (shop / "long.py").write_text(code)
    start = _spent()

    done = doc(shop, "long.py::f7000", "--write")

    assert done.returncode == 0, done.stderr
    # On the processor, since others may be at work beside.
    assert _spent() - start < 20
    tree = ast.parse((shop / "long.py").read_text())
    documented = [one.name for one in tree.body if ast.get_docstring(one)]
    assert documented == ["f7000"]


def test_javascript(shop):
    (shop / "cart.ts").write_text("export const half = (x: number): number => x / 2;\n")

    done = doc(shop, "cart.ts", "--write")

    assert done.returncode == 0, done.stderr
    text = (shop / "cart.ts").read_text()
    assert text.startswith("/**\n * Return the half of `x`.\n *\n * @param x - ")
    assert text.endswith("export const half = (x: number): number => x / 2;\n")


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")
def test_a_stronger_engine(shop):
    answer = (
        "Find the lowest price.\n\nArgs:\n    prices: What is on offer.\n    limit: None.\n\n"
        "Returns:\n    The lowest, or None where there is none.\n\n"
        "Examples:\n    >>> cheapest([3, 1])\n    1\n    >>> cheapest([])\n    0\n"
    )
    with scripted_engine(answer) as (engine, _):
        done = doc(shop, "shop.py::cheapest", "--engine", engine.base_url, model="scripted")

    assert done.returncode == 0, done.stderr
    assert '+    """Find the lowest price.' in done.stdout
    assert "+        prices: What is on offer." in done.stdout
    assert "+        >>> cheapest([3, 1])" in done.stdout or ">>> cheapest([3, 1])" in done.stdout
    assert ">>> cheapest([])" not in done.stdout
    assert "1 example runs" in done.stderr
    assert "limit is none of the parameters" in done.stderr
    assert "engine: scripted at " in done.stderr
