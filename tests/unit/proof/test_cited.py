"""Places that an answer names are looked up."""

import pytest

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.cited import Standing, check_citations
from limner_server.proof.verdict import Status
from limner_server.proposers.answering.checked import checked

CART = "import os\n" + "\n" * 30 + "def total(cart):\n    return sum(cart)\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/cart.py").write_text(CART)
    (tmp_path / "shop/rates.py").write_text("RATE = 1.19\n")
    return WorkspaceFiles(tmp_path)


@pytest.mark.parametrize(
    ("answer", "standing", "line"),
    [
        ("`total` stands in `shop/cart.py:32`.", Standing.THERE, 32),
        ("`total` is in shop/cart.py, line 33.", Standing.THERE, 33),
        ("See `cart.py:32-33`.", Standing.THERE, 32),
        ("See shop/cart.py#L32.", Standing.THERE, 32),
        ("See `shop/cart.py`.", Standing.THERE, 0),
        ("The sum is made in `shop/cart.py:33`.", Standing.THERE, 33),
        ("`total` stands in `shop/cart.py:2`.", Standing.MOVED, 32),
        ("`total` stands in `shop/cart.py:999`.", Standing.MOVED, 32),
        ("`RATE` stands in `shop/cart.py:32`.", Standing.NOT_SAID, 32),
        ("See `shop/cart.py:999`.", Standing.NO_LINE, 999),
        ("See `shop/basket.py:3`.", Standing.NO_FILE, 3),
        ("See `../secret.py:3`.", Standing.NO_FILE, 3),
    ],
)
def test_each_place_is_looked_up(files, answer, standing, line):
    (one,) = check_citations(answer, files)
    assert (one.standing, one.line) == (standing, line)


@pytest.mark.parametrize(
    "answer",
    [
        "It is e.g. slow.",
        "Use `os.path` or self.total.",
        "```\nsee nowhere.py:3\n```",
        "",
        "3.5 or v1.2",
    ],
)
def test_what_is_no_place_is_not_looked_up(files, answer):
    assert check_citations(answer, files) == []


def test_what_is_there_is_proven(files):
    found = checked("`total` (`shop/cart.py:32`) uses `RATE` (`shop/rates.py:1`).", files)

    assert found.proof.status is Status.PROVEN
    assert found.proof.summary == "2 places named, all there"
    assert [(one.path.name, one.line) for one in found.reply.places] == [
        ("cart.py", 32),
        ("rates.py", 1),
    ]


def test_what_is_not_there_is_taken_out_with_its_sentence(files):
    answer = (
        "`total` stands in `shop/cart.py:32`. The rate is `RATE` in `shop/rates.py:1`.\n\n"
        "- It is called in `shop/nowhere.py:7`.\n- It takes a `cart` (`shop/cart.py:32`)."
    )
    found = checked(answer, files)

    assert found.proof.status is Status.PROVEN
    assert "nowhere" not in found.reply.text
    assert "`shop/rates.py:1`" in found.reply.text
    assert "It takes a `cart`" in found.reply.text


def test_a_line_that_moved_is_put_right(files):
    found = checked("`total` stands in `shop/cart.py:3`.", files)
    assert found.proof.status is Status.PROVEN
    assert found.reply.text == "`total` stands in `shop/cart.py:32`."


def test_an_answer_that_is_mostly_made_up_is_refuted(files):
    found = checked("See `a.py:1`. See `b.py:2`. See `shop/cart.py:32`.", files)
    assert found.proof.status is Status.REFUTED
    assert "2 of 3" in found.proof.summary


def test_an_answer_of_which_nothing_is_left_is_refuted(files):
    found = checked("`total` (`shop/cart.py:32`) is as `rate` (`shop/nowhere.py:2`) says.", files)
    assert found.proof.status is Status.REFUTED
    assert found.reply.places == ()


def test_an_answer_without_places_is_unproven(files):
    assert checked("It just works.", files).proof.status is Status.UNPROVEN
