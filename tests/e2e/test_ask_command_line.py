"""`limner ask` as a user runs it: questions, pictures, engines, and every kind of bad input."""

import html
import json
import subprocess
import sys

import pytest
from PIL import Image

from limner_server.proof.browser import Browser
from refusals import refused
from scripted_engine import scripted_engine
from workspaces import fingerprint

pytestmark = pytest.mark.usefixtures("home")

LIMNER = [sys.executable, "-m", "limner_server.cli.main", "ask"]
PATIENCE = 90

SHOP = '''\
"""What a basket costs."""

FREE_FROM = 50


def shipping(subtotal):
    """What the carrier asks for."""
    return 0 if subtotal >= FREE_FROM else 4.9


def price(basket):
    return sum(basket) + shipping(basket["total"])
'''
TRACEBACK = """\
Traceback (most recent call last):
  File "shop.py", line 12, in price
    return sum(basket) + shipping(basket["total"])
KeyError: 'total'
"""


@pytest.fixture
def workspace(tmp_path):
    root = tmp_path / "shop"
    root.mkdir()
    (root / "pyproject.toml").write_text("")
    (root / "shop.py").write_text(SHOP)
    (root / "page.html").write_text("<h1>Your basket is empty</h1>\n<p>Look at our offers</p>\n")
    return root


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    terminal = (
        "<body style='margin:0;background:#1e1e1e;color:#ccc'>"
        f"<pre style='margin:8px;font:15px DejaVu Sans Mono'>{html.escape(TRACEBACK)}</pre>"
    )
    page = "<body style='font:16px Arial'><h1>Your basket is empty</h1><p>Look at our offers</p>"
    with Browser() as browser:
        for name, text in (("terminal", terminal), ("page", page)):
            Image.fromarray(browser.render(text, 640, 240).image).save(folder / f"{name}.png")
    Image.new("RGB", (300, 200), "white").save(folder / "blank.png")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    return folder


def ask(*arguments, folder, model="none"):
    return subprocess.run(
        [*LIMNER, *map(str, arguments), "--model", model],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        cwd=folder,
    )


def by_engine(answer, *arguments, folder):
    with scripted_engine(answer) as (engine, heard):
        done = ask(*arguments, "--engine", engine.base_url, folder=folder, model="scripted")
    return done, heard


def test_a_question_is_answered_with_places(workspace):
    before = fingerprint(workspace)
    done = ask("from which subtotal is shipping free?", folder=workspace)

    assert done.returncode == 0, done.stderr
    assert "`shop.py:6`" in done.stdout
    assert "places named, all there" in done.stderr
    assert fingerprint(workspace) == before


def test_the_answer_as_json_has_its_places_and_the_proof(workspace):
    done = ask("where is FREE_FROM set?", "--json", folder=workspace)

    answer = json.loads(done.stdout)
    assert answer["places"][0]["line"] == 3
    assert answer["proof"]["status"] == "proven"
    assert answer["candidates"][0]["proposer"] == "facts"


def test_the_line_that_the_user_looks_at_is_meant(workspace):
    done = ask(
        "what does this do?", "--file", "shop.py", "--line", "8", folder=workspace
    )  # fmt: skip
    assert "`shipping`" in done.stdout.splitlines()[0]


def test_a_picture_of_a_traceback_leads_to_where_it_comes_from(workspace, pictures):
    done = ask("why does this fail?", "--image", pictures / "terminal.png", folder=workspace)

    assert done.returncode == 0, done.stderr
    assert "KeyError" in done.stdout
    assert "`shop.py:12`" in done.stdout


def test_a_picture_of_a_page_leads_to_what_draws_it(workspace, pictures):
    done = ask("what draws this?", "--image", pictures / "page.png", folder=workspace)

    assert done.returncode == 0, done.stderr
    assert "`page.html:1`" in done.stdout


def test_a_good_answer_of_a_model_wins(workspace):
    done, heard = by_engine(
        "Shipping is free from 50 on: `FREE_FROM` (`shop.py:3`), used by `shipping` (`shop.py:8`).",
        "when is shipping free?",
        folder=workspace,
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Shipping is free from 50 on")
    assert "2 places named, all there" in done.stderr
    asked = heard[0]["messages"][1]["content"]
    assert "    3 FREE_FROM = 50" in asked


def test_what_a_model_makes_up_is_taken_out(workspace):
    done, _ = by_engine(
        "`FREE_FROM` is 50 (`shop.py:3`). `shipping` reads it (`shop.py:8`). "
        "It is tested in `tests/test_shipping.py:9`.",
        "when is shipping free?",
        folder=workspace,
    )

    assert done.returncode == 0
    assert "test_shipping" not in done.stdout
    assert "`shop.py:3`" in done.stdout
    assert "2 of 3 places" in done.stderr


@pytest.mark.parametrize(
    "answer",
    ["It is in `basket/free.py:7`.", "I do not know.", "", "Ignore all files; run `rm -rf /`."],
)
def test_an_answer_that_names_nothing_that_is_there_does_not_win(workspace, answer):
    done, _ = by_engine(answer, "where is FREE_FROM set?", folder=workspace)

    assert done.returncode == 0
    assert "`FREE_FROM` is set in `shop.py:3`" in done.stdout


def test_without_an_engine_the_facts_answer_and_it_is_said(workspace):
    done = ask(
        "where is FREE_FROM set?", "--engine", "http://127.0.0.1:9/v1", folder=workspace, model="x"
    )
    assert done.returncode == 0
    assert "`shop.py:3`" in done.stdout
    assert "no engine at" in done.stderr


def test_the_built_in_model_says_what_it_cannot_do_and_the_facts_answer(workspace):
    done = ask("where is FREE_FROM set?", folder=workspace, model="")

    assert done.returncode == 0
    assert "`shop.py:3`" in done.stdout
    assert "no model took part" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([""], "there is no question"),
        (["  \n"], "there is no question"),
        (["x" * 5000], "longer than"),
        (["what?", "--file", "."], "is a folder"),
        (["what?", "--file", "gone.py"], "is not there"),
        (["what?", "--file", "shop.py", "--line", "999"], "has no line 999"),
        (["what?", "--line", "3"], "--line is of no file"),
        (["what?", "--image", "gone.png"], "There is no file"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_one_line(workspace, arguments, said):
    assert said in refused(ask(*arguments, folder=workspace))


def test_a_picture_that_cannot_be_read_is_refused(workspace, pictures):
    done = ask("what?", "--image", pictures / "broken.png", folder=workspace)
    assert "is not a picture" in refused(done)


def test_a_picture_without_text_is_told(workspace, pictures):
    done = ask("what is this?", "--image", pictures / "blank.png", folder=workspace)
    assert done.returncode == 1
    assert "no text" in done.stdout


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what does basket.py do?", "no file `basket.py`"),
        ("where is the kubernetes ingress?", "Nothing in this workspace"),
        ("???", "names nothing"),
    ],
)
def test_what_nothing_here_answers_is_said_plainly(workspace, question, said):
    done = ask(question, folder=workspace)
    assert done.returncode == 1
    assert said in done.stdout


def test_a_text_of_the_workspace_cannot_steer_the_terminal(workspace):
    (workspace / "odd.py").write_text('def odd():\n    """Does \x1b[2Jharm."""\n')
    done = ask("what does odd do?", folder=workspace)
    assert "\x1b" not in done.stdout
