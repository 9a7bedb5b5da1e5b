"""`limner fix` as a user runs it."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from fixing import SCRIPT, fix
from limner_server.proof.browser import Browser
from workspaces import MENDED, SHOP, TEST_SHOP, fingerprint, workspace

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap"),
]


@pytest.fixture
def shop(tmp_path):
    return workspace(tmp_path / "shop")


def screenshot_terminal(printed, path):
    page = "<body style='margin:0;background:#1e1e1e;color:#ccc'>"
    page += f'<pre style="margin:8px;font:15px DejaVu Sans Mono">{html.escape(printed)}</pre>'
    with Browser() as browser:
        Image.fromarray(browser.render(page, 720, 240).image).save(path)


class TestGoodInput:
    def test_the_fix_is_a_diff_that_applies_and_the_proof_is_on_stderr(self, shop):
        before = fingerprint(shop)

        done = fix(shop, "shop.py", "--test", SCRIPT)

        assert done.returncode == 0, done.stderr
        assert "the failing test passes" in done.stderr
        assert fingerprint(shop) == before
        subprocess.run(["patch", "-p1"], input=done.stdout, text=True, cwd=shop, check=True)
        assert (shop / "shop.py").read_text() == MENDED

    def test_write_changes_the_file_and_json_tells_all_of_it(self, shop):
        done = fix(shop, "shop.py", "--test", SCRIPT, "--write", "--json")

        answer = json.loads(done.stdout)
        assert {"result", "proof", "candidates", "timings", "engine"} <= set(answer)
        assert answer["proof"]["status"] == "proven"
        assert answer["candidates"][0]["code"] == answer["result"]
        assert answer["engine"] == "no model was asked"
        assert (shop / "shop.py").read_text() == MENDED
        assert sorted(path.name for path in shop.iterdir()) == [
            "pyproject.toml",
            "shop.py",
            "test_shop.py",
        ]

    def test_tests_are_found_where_none_are_named(self, tmp_path):
        shop = workspace(tmp_path / "shop", test_shop__py=TEST_SHOP)

        done = fix(shop, "shop.py", "--line", 11)

        assert done.returncode == 0, done.stderr
        assert "2 others still pass" in done.stderr

    def test_a_traceback_on_stdin_is_enough(self, tmp_path):
        app = "names = ['b', 'a']\nfor index in range(len(names) + 1):\n    print(names[index])\n"
        shop = workspace(tmp_path / "shop", app__py=app)
        failed = subprocess.run(
            [sys.executable, "app.py"], cwd=shop, capture_output=True, text=True, check=False
        )

        done = fix(shop, "--traceback", "-", input=failed.stderr)

        assert done.returncode == 0, done.stderr
        assert "`python app.py` runs to its end" in done.stderr
        assert "+++ b/app.py" in done.stdout

    @pytest.mark.usefixtures("needs_chromium")
    def test_a_screenshot_of_a_traceback_is_enough(self, tmp_path):
        code = "names = ['basil', 'anise']\n\nfor index in range(3):\n    print(names[index])\n"
        shop = workspace(tmp_path / "shop", greet__py=code)
        printed = (
            "$ python greet.py\nbasil\nanise\nTraceback (most recent call last):\n"
            '  File "greet.py", line 4, in <module>\n    print(names[index])\n'
            "IndexError: list index out of range\n"
        )
        picture = tmp_path / "screenshot.png"
        screenshot_terminal(printed, picture)

        done = fix(shop, "--image", picture)

        assert done.returncode == 0, done.stderr
        assert "greet.py:3: " in done.stderr
        assert "`python greet.py` runs to its end" in done.stderr

    def test_a_diagnostic_is_fixed_and_its_checker_asked(self, tmp_path):
        shop = workspace(tmp_path / "shop", old__py="import os\n\nx = 1\n")
        env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}

        said = "old.py:1:8: F401 [*] `os` imported but unused"
        done = fix(shop, "--diagnostic", said, env=env)

        assert done.returncode == 0, done.stderr
        assert "ruff says it is gone, and nothing new" in done.stderr
        assert "-import os" in done.stdout

    def test_javascript_is_fixed_too(self, tmp_path):
        if shutil.which("node") is None:
            pytest.skip("needs Node.js")
        code = (
            "exports.total = (prices) => {\n  let sum = 1;\n  for (const p of prices) sum += p;\n"
        )
        code += "  return sum;\n};\n"
        test = "const { total } = require('./shop');\nconst assert = require('assert');\n"
        test += "assert.equal(total([1, 2]), 3);\nassert.equal(total([]), 0);\n"
        shop = workspace(tmp_path / "shop", shop__js=code, shop__test__js=test)

        done = fix(shop, "shop.js", "--test", "node shop.test.js")

        assert done.returncode == 0, done.stderr
        assert "+  let sum = 0;" in done.stdout


class TestCodeThatDoesNotParse:
    def test_it_is_mended_where_little_is_missing(self, tmp_path):
        shop = workspace(tmp_path / "shop", shop__py=MENDED.replace("prices):", "prices)", 1))

        done = fix(shop, "shop.py", "--test", SCRIPT)

        assert done.returncode == 0, done.stderr

    def test_it_is_said_where_it_is_beyond_repair(self, tmp_path):
        shop = workspace(tmp_path / "shop", shop__py="def total(:\n    return ((1\n")
        before = fingerprint(shop)

        done = fix(shop, "shop.py", "--test", SCRIPT, "--seconds", 2)

        assert done.returncode == 1
        assert done.stdout == ""
        assert "shop.py does not parse: line 1" in done.stderr
        assert fingerprint(shop) == before


class TestBytesStayAsTheyAre:
    @pytest.mark.parametrize(
        "spelled",
        [
            pytest.param(
                lambda text: b"\xef\xbb\xbf" + text.strip().replace("\n", "\r\n").encode(),
                id="CRLF, a mark, no last line ending",
            ),
            pytest.param(
                lambda text: re.sub(
                    r"    (\"\"\"The low|return m)", r"\t\1", f"# coding: latin-1\n# \xe9\n{text}"
                ).encode("latin-1"),
                id="Latin-1, mixed tabs",
            ),
        ],
    )
    def test_only_what_is_fixed_changes(self, tmp_path, spelled):
        shop = workspace(tmp_path / "shop", shop__py=spelled(SHOP))

        done = fix(shop, "shop.py", "--test", SCRIPT, "--write")

        assert done.returncode == 0, done.stderr
        assert (shop / "shop.py").read_bytes() == spelled(MENDED)


class TestHostileTests:
    """What a test does, it does to a view of the workspace."""

    def test_a_test_that_deletes_files_deletes_none(self, tmp_path):
        wild = "import pathlib, shutil\nfrom shop import cheapest\n"
        wild += "shutil.rmtree(pathlib.Path(__file__).parent, ignore_errors=True)\n"
        wild += "assert cheapest([3, 1, 2]) == 1\n"
        shop = workspace(tmp_path / "shop", test_shop__py=wild)
        before = fingerprint(shop)

        done = fix(shop, "shop.py", "--test", SCRIPT)

        assert done.returncode == 0, done.stderr
        assert fingerprint(shop) == before

    def test_a_test_that_never_ends_is_given_up(self, tmp_path):
        shop = workspace(tmp_path / "shop", test_shop__py="import shop\nwhile True: pass\n")
        before = fingerprint(shop)

        done = fix(shop, "shop.py", "--test", SCRIPT, "--seconds", 3)

        assert done.returncode == 1
        assert "no fix found" in done.stderr
        assert "does not end" in done.stderr
        assert fingerprint(shop) == before

    def test_tests_that_failed_before_may_go_on_failing(self, tmp_path):
        failing = TEST_SHOP + "\n    def test_of_another_day(self):\n        self.fail('later')\n"
        shop = workspace(tmp_path / "shop", test_shop__py=failing)

        done = fix(shop, "shop.py", "--line", 11)

        assert done.returncode == 0, done.stderr
        assert "1 of 2 failing tests passes, 2 others still pass" in done.stderr
