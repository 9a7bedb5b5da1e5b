"""`limner test` for Python as a user runs it: tests that he would have written."""

import json
import re
import shutil
import subprocess
import sys

import pytest

from tests_written import PRICING, QUICK, limner, names, run_pytest, written
from workspaces import fingerprint

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
]

CART = '''\
class Cart:
    """What somebody is about to buy."""

    def __init__(self, limit=3):
        self.limit = limit
        self.items = []

    def add(self, item):
        if len(self.items) >= self.limit:
            raise OverflowError("the cart is full")
        self.items.append(item)

    def is_empty(self):
        return not self.items
'''


class TestNewFiles:
    def test_the_tests_are_a_diff_with_their_proof_and_nothing_is_written(self, project):
        folder = project({"pricing.py": PRICING})
        before = fingerprint(folder)

        done = limner(folder, "pricing.py", *QUICK)

        assert done.returncode == 0, done.stderr
        assert "+++ b/test_pricing.py" in done.stdout
        assert "+from pricing import total" in done.stdout
        assert 'raises(ValueError, match="a discount is not negative")' in done.stdout
        assert "tests pass 5 times in changed order" in done.stderr
        assert "lines 0 % -> 100 %, branches 0 % -> 100 %" in done.stderr
        assert re.search(r"\d+ of \d+ mutants caught", done.stderr)
        assert fingerprint(folder) == before

    def test_in_a_src_layout_they_go_where_its_tests_are_and_pass_there(self, project):
        settings = '[tool.pytest.ini_options]\npythonpath = ["src"]\ntestpaths = ["tests"]\n'
        files = {
            "src/shop/__init__.py": "",
            "src/shop/pricing.py": PRICING,
            "tests/test_other.py": "def test_other():\n    assert True\n",
        }
        folder = project(files, settings)

        written(folder, "src/shop/pricing.py::total")

        text = (folder / "tests" / "test_pricing.py").read_text()
        assert "from shop.pricing import total" in text
        assert len(names(text)) == len(set(names(text))) >= 3
        assert not any(re.search(r"test_\d+$", name) for name in names(text))
        code, said = run_pytest(folder)
        assert code == 0, said

    def test_a_project_of_unittest_gets_test_cases(self, project):
        other = (
            "import unittest\n\n\nclass TestOther(unittest.TestCase):\n"
            "    def test_other(self):\n        self.assertTrue(True)\n"
        )
        folder = project({"pricing.py": PRICING, "test_other.py": other})

        written(folder, "pricing.py")

        text = (folder / "test_pricing.py").read_text()
        assert "class TestTotal(unittest.TestCase):" in text
        assert "pytest" not in text
        assert "self.assertRaisesRegex(ValueError" in text
        done = subprocess.run(
            [sys.executable, "-m", "unittest", "-q"], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def test_out_names_the_file_and_json_tells_all_of_it(self, project):
        folder = project({"pricing.py": PRICING})

        done = limner(folder, "pricing.py", "--out", "test_money.py", "--json", "--write", *QUICK)

        assert (folder / "test_money.py").is_file()
        assert not (folder / "test_pricing.py").exists()
        answer = json.loads(done.stdout)
        assert {"result", "proof", "candidates", "timings", "engine"} <= set(answer)
        assert answer["proof"]["status"] == "proven"
        figures = answer["proof"]["figures"]
        assert figures["branch_coverage"] == 1.0
        assert figures["branch_coverage_before"] == 0.0
        assert figures["mutants_killed"] <= figures["mutants"]


class TestExistingFiles:
    def test_what_was_there_stays_and_the_new_tests_look_alike(self, project):
        existing = (
            "# What matters.\r\n'''Tests of prices.'''\r\nimport math\r\n"
            "from pricing import (\r\n  total,\r\n)\r\n\r\n\r\n"
            "def test_total_of_one():\r\n  assert math.isclose(total([2]), 2)"
        )
        more = PRICING + "\n\ndef is_dear(price):\n    return price > 100\n"
        folder = project({"pricing.py": more, "test_pricing.py": existing})

        written(folder, "pricing.py::is_dear")

        content = (folder / "test_pricing.py").read_bytes()
        text = content.decode()
        assert b"\n" not in content.replace(b"\r\n", b"")
        assert text.endswith("\r\n") is existing.endswith("\r\n")
        assert "def test_total_of_one():\r\n  assert math.isclose(total([2]), 2)" in text
        assert "\r\n  assert is_dear(" in text
        assert text.startswith("# What matters.\r\n'''Tests of prices.'''\r\nimport math\r\n")
        code, said = run_pytest(folder)
        assert code == 0, said

    def test_a_mark_and_the_encoding_are_kept(self, project):
        existing = "\ufeff# coding: utf-8\ndef test_nothing():\n    assert 'ä'\n".encode()
        folder = project({"pricing.py": PRICING, "test_pricing.py": existing})

        written(folder, "pricing.py")

        content = (folder / "test_pricing.py").read_bytes()
        assert content.startswith(existing[:3])
        assert content.count(b"\xef\xbb\xbf") == 1
        assert "assert 'ä'".encode() in content

    def test_names_do_not_clash_and_what_is_tested_is_not_tested_again(self, project):
        folder = project({"pricing.py": PRICING})
        written(folder, "pricing.py")
        first = (folder / "test_pricing.py").read_text()

        done = limner(folder, "pricing.py", "--write", *QUICK)

        text = (folder / "test_pricing.py").read_text()
        assert text.startswith(first.rstrip("\n"))
        assert len(names(text)) == len(set(names(text)))
        assert done.returncode in (0, 1)

    def test_a_file_with_a_syntax_error_is_left_and_another_written_beside_it(self, project):
        broken = "def test_broken(:\n"
        folder = project({"pricing.py": PRICING, "test_pricing.py": broken})

        done = written(folder, "pricing.py")

        assert (folder / "test_pricing.py").read_text() == broken
        assert "test_pricing.py has a syntax error on line 1" in done.stderr
        assert "total" in (folder / "test_pricing_more.py").read_text()


class TestKindsOfCode:
    def test_a_class_is_tested_by_what_it_does_to_its_state(self, project):
        folder = project({"cart.py": CART})

        written(folder, "cart.py::Cart")

        text = (folder / "test_cart.py").read_text()
        assert "cart.add(" in text
        assert "raises(OverflowError" in text
        assert "is_empty() is True" in text
        assert "is_empty() is False" in text

    def test_generators_coroutines_files_and_what_is_printed(self, project):
        code = '''\
import asyncio


def countdown(start):
    while start > 0:
        yield start
        start -= 1


async def double(number: int) -> int:
    await asyncio.sleep(0)
    return number * 2


def count_lines(path: "pathlib.Path") -> int:
    """Count the lines of a file."""
    return len(path.read_text().splitlines())


def greet(name: str) -> None:
    print(f"Hello, {name}!")
'''
        folder = project({"things.py": code})

        written(folder, "things.py", "--seconds", "15")

        text = (folder / "test_things.py").read_text()
        assert "list(countdown(" in text
        assert "asyncio.run(double(" in text
        assert "capsys.readouterr().out == " in text
        code, said = run_pytest(folder)
        assert code == 0, said
