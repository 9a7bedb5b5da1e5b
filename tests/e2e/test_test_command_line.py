"""`limner test` for Python as a user runs it: good input, and every kind of bad."""

import ast
import json
import re
import shutil
import subprocess
import sys

import pytest

from workspaces import fingerprint

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "test"]
PATIENCE = 240
QUICK = ("--seconds", "6")

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")

PRICING = '''\
"""Prices."""


def total(prices, discount=0):
    """The sum of the prices, less a discount in percent.

    >>> total([10, 20])
    30.0
    """
    if discount < 0:
        raise ValueError("a discount is not negative")
    if not prices:
        return 0
    return sum(prices) * (100 - discount) / 100
'''
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


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without settings."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))


@pytest.fixture
def project(tmp_path):
    """Makes a workspace of files by their paths, texts or bytes."""

    def make(files, settings=""):
        folder = tmp_path / "project"
        for name, content in {"pyproject.toml": settings, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


def limner(folder, *arguments, model="none"):
    return subprocess.run(
        [*LIMNER, *map(str, arguments), "--model", model],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def written(folder, *arguments):
    """What a run with `--write` says; the tests that it wrote pass by themselves."""
    done = limner(folder, *arguments, "--write", *QUICK)
    assert done.returncode == 0, done.stderr
    return done


def run_pytest(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    return done.returncode, done.stdout


def names(text):
    """The tests of a file."""
    return [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test")
    ]


def refused(done):
    """The one line of a refusal."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert done.stdout == ""
    return line


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

    def test_out_names_the_file(self, project):
        folder = project({"pricing.py": PRICING})

        written(folder, "pricing.py", "--out", "test_money.py")

        assert (folder / "test_money.py").is_file()
        assert not (folder / "test_pricing.py").exists()

    def test_json_tells_all_of_it(self, project):
        folder = project({"pricing.py": PRICING})

        done = limner(folder, "pricing.py", "--json", *QUICK)

        answer = json.loads(done.stdout)
        assert answer["proof"]["status"] == "proven"
        figures = answer["proof"]["figures"]
        assert figures["branch_coverage"] == 1.0
        assert figures["branch_coverage_before"] == 0.0
        assert figures["mutants_killed"] <= figures["mutants"]
        assert {"result", "proof", "candidates", "timings", "engine"} <= set(answer)


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


class TestBadInput:
    def check(self, folder, *arguments):
        """A clear answer, and the workspace byte for byte as it was."""
        before = fingerprint(folder)
        done = limner(folder, *arguments, "--write", *QUICK)
        assert done.returncode in (1, 2), done.stdout
        assert "Traceback" not in done.stderr
        assert fingerprint(folder) == before
        return done.stderr

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            pytest.param(
                "def act():\n    with open('/tmp/x', 'w') as file:\n        file.write('x')\n",
                "files",
                id="writes files",
            ),
            pytest.param(
                "import socket\n\n\ndef act():\n"
                "    return socket.create_connection(('127.0.0.1', 9)).recv(1)\n",
                "connections",
                id="opens sockets",
            ),
            pytest.param(
                "import time\n\n\ndef act():\n    time.sleep(3600)\n    return 1\n",
                "sleep",
                id="sleeps",
            ),
            pytest.param(
                "import time\n\n\ndef act():\n    return time.time()\n",
                "clock",
                id="reads the clock",
            ),
            pytest.param(
                "import os\n\n\ndef act():\n    return os.urandom(4)\n",
                "random",
                id="draws numbers",
            ),
            pytest.param(
                "def act():\n    while True:\n        pass\n",
                "does not come to an end",
                id="endless",
            ),
            pytest.param(
                "def act(connection):\n    return connection.cursor().execute('x').fetchall()[0].y\n",
                "no test",
                id="needs what nobody can make",
            ),
        ],
    )
    def test_code_that_no_test_can_hold_is_said_to_be_so(self, project, code, said):
        folder = project({"act.py": code})

        told = self.check(folder, "act.py")

        assert "no test" in told
        assert said in told

    def test_code_that_cannot_be_imported(self, project):
        folder = project({"act.py": "import nothing_of_that_name\n\n\ndef act():\n    return 1\n"})

        told = self.check(folder, "act.py")

        assert "act.py cannot be imported" in told
        assert "nothing_of_that_name" in told

    def test_code_that_does_not_parse(self, project):
        folder = project({"act.py": "def act(:\n    return 1\n"})

        assert "act.py does not parse: line 1" in self.check(folder, "act.py")

    def test_places_that_are_not_there(self, project):
        folder = project({"pricing.py": PRICING, "test_pricing.py": "x = 1\n"})

        assert "is not there" in self.check(folder, "gone.py")
        assert "defines no gone" in self.check(folder, "pricing.py::gone")
        assert "holds tests itself" in self.check(folder, "test_pricing.py")
        assert "outside of the workspace" in self.check(folder, "pricing.py", "--out", "/tmp/t.py")

    def test_an_outcome_against_the_documentation_is_a_suspected_bug_and_no_test(self, project):
        code = (
            "def head(items: list[int]) -> int:\n"
            '    """The first item.\n\n    >>> head([4, 2])\n    4\n    """\n'
            "    return items[-1] if items else None\n"
        )
        folder = project({"act.py": code})

        done = limner(folder, "act.py", *QUICK)

        assert (
            "suspected bug: `head([4, 2])` returns 2, its docstring says 4 (act.py:1)"
            in done.stderr
        )
        assert "returns None, annotated -> int" in done.stderr
        assert "head([4, 2])" not in done.stdout
        assert "head([]) is None" not in done.stdout


class TestOddFiles:
    def test_a_class_that_a_metaclass_makes_its_own_way_is_said_to_be_so(self, project):
        code = (
            "class Meta(type):\n    def __call__(cls, *args):\n"
            "        return super().__call__(*args)\n\n\n"
            "class Thing(metaclass=Meta):\n    def __init__(self, size: int):\n"
            "        self.size = size\n\n    def double(self):\n        return self.size * 2\n"
        )
        folder = project({"thing.py": code})
        before = fingerprint(folder)

        said = refused(limner(folder, "thing.py::Thing", "--write", *QUICK))

        assert "Thing is made by the metaclass Meta" in said
        assert fingerprint(folder) == before

    def test_fifty_thousand_lines(self, project):
        code = "".join(f"def f{n}(x):\n    return x + {n}\n\n\n" for n in range(12_500))
        folder = project({"long.py": code})

        written(folder, "long.py::f9000")

        assert "f9000(" in (folder / "test_long.py").read_text()

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(PRICING.replace("\n", "\r\n").encode(), id="CRLF"),
            pytest.param(b"\xef\xbb\xbf" + PRICING.encode(), id="a mark"),
        ],
    )
    def test_code_in_other_bytes_is_left_as_it_is(self, project, content):
        folder = project({"pricing.py": content})

        written(folder, "pricing.py")

        assert (folder / "pricing.py").read_bytes() == content
        assert "total(" in (folder / "test_pricing.py").read_text()

    def test_utf_16_is_no_python_and_said_so(self, project):
        folder = project({"pricing.py": PRICING.encode("utf-16")})
        before = fingerprint(folder)

        done = limner(folder, "pricing.py", "--write", *QUICK)

        assert done.returncode in (1, 2)
        assert "pricing.py" in done.stderr
        assert "Traceback" not in done.stderr
        assert fingerprint(folder) == before
