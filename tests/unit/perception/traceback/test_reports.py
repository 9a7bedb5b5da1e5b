"""The failures that test runners report are read as tracebacks."""

import subprocess
import sys

import pytest

from limner_server.perception.traceback.parse import parse_traceback

SHOP = "def total(items):\n    return sum(item['price'] for item in items)\n"
TESTS = (
    "import unittest\nfrom shop import total\n\n"
    "def test_total():\n    assert total([{'cost': 1}]) == 1\n\n"
    "def test_nothing():\n    assert total([]) == 1\n\n"
    "class TestShop(unittest.TestCase):\n"
    "    def test_unit(self):\n        self.assertEqual(total([]), 1)\n"
)


@pytest.fixture
def shop(tmp_path):
    (tmp_path / "shop.py").write_text(SHOP, encoding="utf-8")
    (tmp_path / "test_shop.py").write_text(TESTS, encoding="utf-8")
    return tmp_path


def run(folder, *command):
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    return ran.stdout + ran.stderr


def run_pytest(folder, *options):
    return run(folder, "pytest", "-q", "-p", "no:cacheprovider", *options)


@pytest.mark.parametrize("style", ["long", "short", "native", "auto"])
def test_pytest_reports_the_calls_of_its_first_failure(shop, style):
    traceback = parse_traceback(run_pytest(shop, f"--tb={style}"))

    assert (traceback.error, traceback.message) == ("KeyError", "'price'")
    innermost = traceback.frames[-1]
    assert innermost.path.endswith("shop.py")
    assert innermost.line == 2
    assert innermost.code == "return sum(item['price'] for item in items)"


def test_pytests_line_style_has_one_place_a_failure(shop):
    traceback = parse_traceback(run_pytest(shop, "--tb=line"))

    assert [frame.line for frame in traceback.frames] == [2]
    assert traceback.error == "KeyError"


def test_a_summary_alone_names_the_test(shop):
    traceback = parse_traceback(run_pytest(shop, "--tb=no"))

    assert (traceback.frames[0].path, traceback.frames[0].function) == (
        "test_shop.py",
        "test_total",
    )


def test_what_pytest_cannot_import_is_the_place_of_the_syntax_error(shop):
    (shop / "shop.py").write_text("def total(items)\n    pass\n", encoding="utf-8")

    traceback = parse_traceback(run_pytest(shop))

    assert traceback.error == "SyntaxError"
    assert traceback.frames[-1].path.endswith("shop.py")
    assert traceback.frames[-1].code == "def total(items)"


def test_pytest_reports_chained_errors(shop):
    (shop / "test_shop.py").write_text(
        "def test_it():\n    try:\n        {}['x']\n"
        "    except KeyError as error:\n        raise ValueError('no') from error\n",
        encoding="utf-8",
    )

    traceback = parse_traceback(run_pytest(shop))

    assert traceback.error == "ValueError"
    assert [other.error for other in traceback.others] == ["KeyError"]


def test_unittest_reports_its_first_failure(shop):
    traceback = parse_traceback(run(shop, "unittest", "test_shop"))

    assert (traceback.error, traceback.message) == ("AssertionError", "0 != 1")
    assert traceback.frames[-1].function == "test_unit"
