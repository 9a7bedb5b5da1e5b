"""`limner fix` on every kind of bad input."""

import shutil

import pytest
from PIL import Image

from fixing import SCRIPT, fix
from refusals import refused
from workspaces import SHOP, fingerprint, workspace

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
]


@pytest.fixture
def shop(tmp_path):
    return workspace(tmp_path / "shop")


class TestBadInput:
    """One clear line each, and the workspace byte for byte as it was."""

    @pytest.fixture(autouse=True)
    def untouched(self, shop):
        before = fingerprint(shop)
        yield
        assert fingerprint(shop) == before

    def test_no_tests_no_proof(self, tmp_path, shop):
        alone = tmp_path / "alone" / "alone.py"
        alone.parent.mkdir()
        alone.write_text(SHOP)

        done = fix(shop, alone)

        assert done.returncode == 1
        assert done.stdout == ""
        assert "unproven: no tests were found: name the failing test with --test" in done.stderr

    def test_tests_that_pass_leave_nothing_to_do(self, shop):
        assert "nothing to fix" in refused(fix(shop, "shop.py", "--test", "python shop.py"))

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((), "nothing to fix was named"),
            (("missing.py",), "no such file"),
            (("pyproject.toml",), "no code that can be fixed"),
            (("shop.py", "--line", "99"), "shop.py has no line 99"),
            (("--traceback", "missing.txt"), "cannot read missing.txt"),
            (("--traceback", "shop.py"), "no traceback in it"),
            (("--diagnostic", "something is wrong"), "does not say where it is"),
            (("shop.py", "--test", "'"), "not complete"),
        ],
    )
    def test_what_cannot_be_used_is_named(self, shop, arguments, says):
        assert says in refused(fix(shop, *arguments))

    def test_a_notebook_is_none_of_ours(self, tmp_path, shop):
        notebook = tmp_path / "book.ipynb"
        notebook.write_text("{}")

        assert "book.ipynb is a notebook" in refused(fix(shop, notebook))

    def test_a_file_that_python_cannot_read_is_said(self, tmp_path):
        wide = workspace(tmp_path / "wide", shop__py=SHOP.encode("utf-16"))

        done = fix(wide, "shop.py", "--test", SCRIPT, "--seconds", 2)

        assert done.returncode in (1, 2)
        assert done.stdout == ""
        assert "null bytes" in done.stderr or "non-UTF-8" in done.stderr, done.stderr

    @pytest.mark.parametrize(
        ("test", "says"),
        [("tap test_shop.py", "tap"), ("npx jest shop.test.js", "jest")],
    )
    def test_without_what_runs_the_tests_nothing_is_proven(self, shop, test, says):
        done = fix(shop, "shop.py", "--test", test)

        assert done.returncode == 1, done.stderr
        assert done.stdout == ""
        assert f"unproven: {says} is not installed" in done.stderr

    def test_a_file_of_50_000_lines_is_fixed_as_any_other(self, tmp_path):
        many = "# One of many lines.\n" * 50_000
        long = workspace(tmp_path / "long", shop__py=many + SHOP)

        done = fix(long, "shop.py", "--line", 50_011, "--test", SCRIPT)

        assert done.returncode == 0, done.stderr
        assert "+    return min(prices, default=None)" in done.stdout

    def test_a_picture_of_something_else_holds_no_traceback(self, tmp_path, shop):
        picture = tmp_path / "cat.png"
        Image.new("RGB", (200, 100), "white").save(picture)

        assert "cat.png" in refused(fix(shop, "--image", picture))

    def test_a_traceback_of_elsewhere_is_not_ours(self, shop):
        elsewhere = 'Traceback (most recent call last):\n  File "/nowhere/else.py", line 3, in f\n'
        elsewhere += "    return unheard_of(thing)\nNameError: name 'unheard_of' is not defined\n"

        assert "NameError comes from no file of" in refused(
            fix(shop, "--traceback", "-", input=elsewhere)
        )
