"""What no fix may do, whatever its tests say."""

from pathlib import Path

import pytest

from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proof.conduct import Conduct

ROOT = Path("/w")
CODE = """\
import sys


def total(prices):
    assert prices is not None
    return sum(prices) + 1


def check(candidate):
    assert candidate([1]) == 1


def test_total():
    assert total([2]) == 2


check(total)
"""
SCRIPT = """\
const total = (prices) => {
  return prices.length;
};
const testTotal = () => {
  console.assert(total([2]) === 2);
};
testTotal();
"""


def offence(old, new, *, name="shop.py", text=CODE, **rules):
    """What is said of replacing `old` by `new`."""
    path = ROOT / name
    start = text.index(old)
    patch = Patch({path: (Edit(start, start + len(old), new),)}, "model", "")
    return Conduct({path: Source(path, text)}, ROOT, **rules).offence(patch)


def test_a_plain_fix_may_be():
    assert offence("sum(prices) + 1", "sum(prices)") == ""


def test_new_code_may_be():
    assert offence("def total", "def help(x):\n    return x\n\n\ndef total") == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("    assert total([2]) == 2", "    assert total([2]) == 3", "it edits a test"),
        ("    assert total([2]) == 2", "    pass", "it edits a test"),
        ("candidate([1]) == 1", "True", "it changes an assertion"),
        ("prices is not None", "prices", "it changes an assertion"),
        ("def total", "def test_total(): pass\ndef total", "second time"),
        ("\n\ncheck(total)", "\n\ndef check(f): pass\ncheck(total)", "`check` a second time"),
        ("def check", "def checked", "it removes `check`"),
        ("return sum(prices) + 1", "sys.exit(0)", "it leaves the program"),
        ("return sum(prices) + 1", "raise SystemExit", "it leaves the program"),
        ("return sum(prices) + 1", "exit(0)", "it leaves the program"),
        ("import sys", "import sys, pytest", "it knows of its tests"),
        ("return sum", "import os; print(os.environ); return sum", "it reads the environment"),
        ("return sum", "open('/etc/passwd').read(); return sum", "it opens files"),
        ("return sum", "import subprocess; return sum", "it starts programs"),
        ("return sum", "eval('1'); return sum", "it runs text as code"),
        ("return sum", "import socket; return sum", "it reaches for the network"),
        ("return sum", "sys._getframe(1); return sum", "it looks at who calls it"),
        ("sum(prices) + 1", "sum(prices", "it does not parse"),
    ],
)
def test_what_may_not_be_is_named(old, new, says):
    assert says in offence(old, new)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("total([2]) === 2", "true", "it changes an assertion"),
        ("testTotal();\n", "process.exit(0);\n", "it leaves the program"),
        ("prices.length", "fetch('x')", "it reaches for the network"),
        ("const total", "const sum", "it removes `total`"),
        ("prices.length", "prices.length - 1", ""),
    ],
)
def test_the_same_goes_for_javascript(old, new, says):
    said = offence(old, new, name="shop.js", text=SCRIPT)

    assert said == "" if not says else says in said


def test_what_the_file_does_anyway_it_may_do_again():
    text = "import os\nHOME = os.environ['HOME']\n\n\ndef f():\n    return 1\n"

    assert offence("return 1", "return os.environ.get('X')", text=text) == ""


@pytest.mark.parametrize(
    "name", ["test_shop.py", "tests/shop_test.py", "conftest.py", "shop.test.ts", "jest.config.js"]
)
def test_tests_and_their_settings_are_left_alone(name):
    assert offence("1", "2", name=name, text="x = 1\n") != ""


def test_a_test_file_that_is_to_be_fixed_keeps_its_tests():
    named = {ROOT / "test_shop.py"}

    assert offence("sum(prices) + 1", "sum(prices)", name="test_shop.py", named=named) == ""
    assert offence("== 2", "== 3", name="test_shop.py", named=named) == "it edits a test"


def test_where_no_test_judges_tests_may_be_edited():
    assert offence("== 2", "== 3", name="test_shop.py", by_tests=False) == ""


@pytest.mark.parametrize("name", ["../out.py", "/etc/x.py", "notes.txt", "Makefile"])
def test_nothing_else_is_touched(name):
    assert offence("1", "2", name=name, text="x = 1\n") != ""


def test_a_file_that_did_not_parse_may_be_mended():
    assert offence("x = (1\n", "x = (1)\n", text="def f():\n    x = (1\n    return x\n") == ""


def test_one_function_of_many_is_looked_at_and_its_name_among_all():
    text = "".join(f"def f{number}():\n    return {number}\n\n\n" for number in range(100))

    assert offence("return 7\n", "return 8\n", text=text) == ""
    assert "`f7` a second time" in offence("return 70\n", "return 7\n\ndef f7(): pass\n", text=text)
