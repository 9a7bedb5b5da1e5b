"""`limner test` for Python where there is little to test, or it is written oddly."""

import shutil

import pytest

from refusals import refused
from tests_written import PRICING, QUICK, limner, written
from workspaces import fingerprint

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
]

OUTSIDE = """\
import os
import socket
import time


def write(text):
    with open("/tmp/x", "w") as file:
        file.write(text)


def connect():
    return socket.create_connection(("127.0.0.1", 9)).recv(1)


def nap():
    time.sleep(3600)
    return 1


def look():
    return time.time()


def draw():
    return os.urandom(4)


def spin():
    while True:
        pass


def query(connection):
    return connection.cursor().execute("x").fetchall()[0].y
"""


class TestBadInput:
    def check(self, folder, *arguments):
        """A clear answer, and the workspace byte for byte as it was."""
        before = fingerprint(folder)
        done = limner(folder, *arguments, "--write", *QUICK)
        assert done.returncode in (1, 2), done.stdout
        assert "Traceback" not in done.stderr
        assert fingerprint(folder) == before
        return done.stderr

    def test_code_that_no_test_can_hold_is_said_to_be_so(self, project):
        folder = project({"act.py": OUTSIDE})

        told = self.check(folder, "act.py")

        for name, why in {
            "write": "files",
            "connect": "connections",
            "nap": "sleep",
            "look": "clock",
            "draw": "random",
            "spin": "does not come to an end",
            "query": "",
        }.items():
            (line,) = [line for line in told.splitlines() if f"no test for {name}: " in line]
            assert why in line

    def test_code_that_cannot_be_imported(self, project):
        folder = project({"act.py": "import nothing_of_that_name\n\n\ndef act():\n    return 1\n"})

        told = self.check(folder, "act.py")

        assert "act.py cannot be imported" in told
        assert "nothing_of_that_name" in told

    def test_code_that_has_the_name_of_a_module_of_the_standard_library(self, project):
        folder = project({"ipaddress.py": "def act():\n    return 1\n"})

        told = self.check(folder, "ipaddress.py")

        assert "ipaddress.py cannot be imported" in told
        assert "module 'ipaddress'" in told

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
