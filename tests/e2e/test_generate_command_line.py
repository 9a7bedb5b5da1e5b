"""`limner generate` as a user runs it: pages, code, engines of every kind, and bad input."""

import json
import shutil
import subprocess
import sys

import pytest

from scripted_engine import Dying, Refusal, scripted_engine
from workspaces import fingerprint, workspace

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "generate"]
PATIENCE = 120
FORM = "a login form with e-mail, password and a remember-me box"
PAGE = """```html
<!doctype html><title>Sign in</title><style>.go { background: #1d4ed8; color: #ffffff }</style>
<form id="by-a-model"><h1>Sign in</h1><label for="e">E-mail</label><input id="e" type="email">
<label for="p">Password</label><input id="p" type="password">
<label><input type="checkbox"> Remember me</label><button class="go">Sign in</button></form>
```"""
WORSE = "```html\n<form id='by-a-model'><label>E-mail <input type=email></label></form>\n```"
EVIL = PAGE.replace(
    "<h1>", "<script>fetch('http://evil.example')</script><img alt=x src=http://evil.example/x><h1>"
)
HTML = "<!doctype html>\n<html>\n<body>\n  <h1>Shop</h1>\n  <p>Hello</p>\n</body>\n</html>\n"
SHOP = '''"""A shop."""

import os


class Cart:
    """What is bought."""

    def __init__(self) -> None:
        self.items: list[float] = []

    # the total of all items, to the cent

    def add(self, item: float) -> None:
        """Put one more in."""
        self.items.append(item)


def system() -> str:
    """Where it runs."""
    return os.name
'''
TEST_SHOP = "from shop import Cart\n\n\ndef test_add():\n    Cart().add(1)\n"
TOTAL = '''```python
import math

def total(self) -> float:
    """The sum of the items, to the cent."""
    return round(math.fsum(self.items), 2)
```'''
COMMENT = 12

pytestmark = pytest.mark.usefixtures("home")
needs_sandbox = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")


@pytest.fixture
def site(tmp_path):
    return workspace(tmp_path / "site", index__html=HTML, shop__py=SHOP, test_shop__py=TEST_SHOP)


def generate(folder, *arguments):
    return subprocess.run(
        [*LIMNER, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def asked(folder, *arguments, answers):
    """The same with an engine that gives these answers."""
    with scripted_engine(*answers) as (engine, heard):
        engine_arguments = ("--engine", engine.base_url, "--model", engine.model)
        return generate(folder, *arguments, *engine_arguments), heard


class TestPages:
    def test_the_page_is_on_stdout_and_its_proof_on_stderr(self, site):
        before = fingerprint(site)

        done = generate(site, FORM, "--model", "none")

        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("<!doctype html>\n")
        assert "all 4 named parts are there: login form, e-mail, password" in done.stderr
        assert fingerprint(site) == before

    def test_the_built_in_model_says_what_it_cannot_do_and_what_to_configure(self, site):
        done = generate(site, FORM)

        assert done.returncode == 0
        assert "has not read code: get one that has by `limner model pull`" in done.stderr

    @pytest.mark.parametrize(
        ("stack", "mark"),
        [("react", "export default function"), ("vue", "<template>"), ("tailwind", "rounded-")],
    )
    def test_in_other_stacks(self, site, stack, mark):
        done = generate(site, FORM, "--stack", stack, "--model", "none")

        assert done.returncode == 0
        assert mark in done.stdout

    def test_out_writes_the_page_and_its_pictures(self, site):
        out = site / "card.html"

        done = generate(site, "a card with an image and a title", "--out", out, "--model", "none")

        assert done.returncode == 0
        assert done.stdout == ""
        assert (site / "images/card/picture.svg").is_file()
        assert 'src="images/card/picture.svg"' in out.read_text()

    def test_json_has_the_page_with_its_proof(self, site):
        values = json.loads(generate(site, FORM, "--json", "--model", "none").stdout)

        assert values["kind"] == "page"
        assert values["name"] == "login form"
        assert values["proof"]["figures"] == {"parts": 1.0, "sound": 1.0}
        assert values["candidates"][0]["score"] == 1

    def test_into_a_file_it_is_a_diff_that_is_written_where_that_is_asked(self, site):
        before = fingerprint(site)
        arguments = (FORM, "--file", "index.html", "--line", 4, "--model", "none")

        shown = generate(site, *arguments)
        unchanged = fingerprint(site) == before
        generate(site, *arguments, "--write")

        assert shown.returncode == 0
        assert shown.stdout.startswith("--- a/index.html\n+++ b/index.html\n")
        assert unchanged
        text = (site / "index.html").read_text()
        assert text.index("<h1>Shop</h1>") < text.index('type="email"') < text.index("<p>Hello</p>")


class TestEngines:
    def test_a_good_page_is_taken(self, site):
        done, heard = asked(site, FORM, answers=[PAGE])

        assert done.returncode == 0, done.stderr
        assert 'id="by-a-model"' in done.stdout
        assert FORM in heard[0]["messages"][1]["content"]

    @pytest.mark.parametrize(
        "answer",
        [WORSE, "I cannot do that.", "", Dying(PAGE[:150]), Refusal(500, "out of order")],
        ids=["worse", "talk", "nothing", "half", "refusal"],
    )
    def test_what_is_worse_leaves_it_to_the_analysis(self, site, answer):
        done, _ = asked(site, FORM, answers=[answer])

        assert done.returncode == 0, done.stderr
        assert "by-a-model" not in done.stdout
        assert 'type="password"' in done.stdout

    def test_nothing_of_a_malicious_page_runs_or_is_loaded(self, site):
        done, _ = asked(site, FORM, answers=[EVIL])

        assert "by-a-model" in done.stdout
        assert "evil" not in done.stdout
        assert "<script" not in done.stdout


@needs_sandbox
class TestCode:
    WORDS = ("the total of all items, to the cent", "--file", "shop.py", "--line", COMMENT)

    def test_code_stands_below_its_comment_and_its_import_at_the_top(self, site):
        done, _ = asked(site, *self.WORDS, "--write", answers=[TOTAL])

        assert done.returncode == 0, done.stderr
        text = (site / "shop.py").read_text()
        assert "import math\nimport os\n" in text
        assert "cent\n    def total(self) -> float:\n" in text
        assert "it parses" in done.stderr
        assert "1 test around it passes" in done.stderr

    @pytest.mark.parametrize(
        ("answer", "why"),
        [
            ("```python\ndef total(self:\n```", "no code of this language"),
            ("I cannot do that.", "no code of this language"),
            ("```python\nimport os\ndef total(self):\n    os.system('id')\n```", "starts programs"),
            ("```python\ndef add(self):\n    return undefined\n```", ""),
            ("```python\nimport sys\n\nsys.exit()\n```", "leaves the program"),
        ],
        ids=["broken", "talk", "malicious", "undefined", "exit"],
    )
    def test_what_does_not_hold_changes_nothing(self, site, answer, why):
        before = fingerprint(site)

        done, _ = asked(site, *self.WORDS, "--write", answers=[answer])

        assert done.returncode == 1
        assert why in done.stderr
        assert fingerprint(site) == before

    def test_half_an_answer_is_an_engine_that_failed(self, site):
        done, _ = asked(site, *self.WORDS, "--write", answers=[Dying(TOTAL[:60])])

        assert done.returncode == 2
        assert (site / "shop.py").read_text() == SHOP


class TestBadInput:
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (("",), "there are no words"),
            (("why is the sky blue",), "these words name no part of a page"),
            (("sort a list of numbers",), "these words name no part of a page"),
            (("a login form", "--file", "gone.html"), "no such file: gone.html"),
            (("a login form", "--file", "index.html", "--line", 99), "has no line 99"),
            (("a login form", "--file", "index.html", "--stack", "vue"), "cannot hold vue code"),
            (("a login form", "--file", "shop.py"), "only a model can write this"),
            (("a function that adds", "--file", "shop.py", "--line", 99), "has no line 99"),
        ],
    )
    def test_each_is_one_line_and_nothing_is_changed(self, site, arguments, line):
        before = fingerprint(site)

        done = generate(site, *arguments, "--model", "none")

        assert done.returncode == 2
        assert done.stdout == ""
        (said,) = done.stderr.splitlines()
        assert line in said
        assert fingerprint(site) == before

    def test_code_is_nothing_for_the_built_in_model(self, site):
        done = generate(site, "a function that adds two numbers", "--file", "shop.py")

        assert done.returncode == 2
        assert "'limner-builtin' has not read code" in done.stderr

    def test_a_missing_part_is_said_and_nothing_is_proven(self, site, monkeypatch):
        monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

        done = generate(site, FORM, "--model", "none")

        assert done.returncode == 1
        assert "unproven: no Chromium is installed" in done.stderr
        assert 'type="email"' in done.stdout

    def test_escapes_in_words_do_not_reach_the_terminal(self, site):
        done = generate(site, 'a badge "\x1b]0;owned\x07"', "--model", "none")

        assert "\x1b" not in done.stdout + done.stderr
