"""Questions are answered by what a workspace says, with the places where it says so."""

import pytest

from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proposers.answering.answer import View, answer_by_facts
from limner_server.proposers.answering.question import Asked, parse_question

CART = '''\
"""A cart and what it costs."""

from .rates import rate_of

# Above this a parcel goes by freight.
HEAVIEST_PARCEL = 30_000


class Cart:
    """What a customer is about to buy.

    Attributes:
        currency: that all prices are in.
    """

    currency: str = "EUR"

    def total(self, country):
        """The sum of all items with value added tax."""
        return sum(item.price for item in self.items) * rate_of(country)


def ship(cart):
    """Hand a cart over to the carrier.

    Raises:
        ValueError: it is too heavy.
    """
    if cart.weight > HEAVIEST_PARCEL:
        raise ValueError("too heavy")
    return cart.total("DE")
'''
RATES = '''\
def rate_of(country):
    """The rate of value added tax in a country."""
    return {"DE": 1.19}.get(country, 1.0)
'''
TESTS = """\
from shop.rates import rate_of


def test_germany_has_its_rate():
    assert rate_of("DE") == 1.19
"""
README = """\
# The shop

Sells things.

## Returns and refunds

- A customer pays the postage of a return.
- Refunds reach the account of the customer within fourteen days.
"""


def unchecked():
    pass


@pytest.fixture
def workspace(tmp_path):
    for name, text in {
        "shop/__init__.py": "",
        "shop/cart.py": CART,
        "shop/rates.py": RATES,
        "tests/test_rates.py": TESTS,
        "README.md": README,
        "settings.toml": "[mail]\n# Who hears of orders.\nnotified = 'desk@shop.example'\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def asked(workspace, question, view=View(), texts=None):  # noqa: B008 - it does not change
    texts = texts or {}
    files = WorkspaceFiles(workspace, texts)
    return answer_by_facts(parse_question(question), view, files, texts, unchecked)


def cited(answered):
    root = answered.reply.root
    return [f"{one.path.relative_to(root).as_posix()}:{one.line}" for one in answered.reply.places]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("where is the weight of the heaviest parcel set?", "shop/cart.py:6"),
        ("where is HEAVIEST_PARCEL?", "shop/cart.py:6"),
        ("which currency does a cart have?", "shop/cart.py:16"),
        ("what does rate_of do?", "shop/rates.py:1"),
        ("what does `Cart.total` do?", "shop/cart.py:18"),
        ("how is the value added tax rate found?", "shop/rates.py:1"),
        ("when do refunds reach a customer?", "README.md:8"),
        ("who is notified of orders by mail?", "settings.toml:3"),
        ("what is a Cart?", "shop/cart.py:9"),
    ],
)
def test_the_place_that_answers_comes_first(workspace, question, place):
    assert cited(asked(workspace, question))[0] == place


def test_every_place_is_in_the_text_and_there(workspace):
    answered = asked(workspace, "what does ship do?")

    for place in cited(answered):
        assert f"`{place}`" in answered.reply.text
    for one in answered.reply.places:
        assert one.line <= len(one.path.read_text().splitlines())


def test_a_definition_is_told_with_its_signature_what_it_uses_and_who_uses_it(workspace):
    text = asked(workspace, "what does rate_of do?").reply.text

    assert "def rate_of(country):" in text
    assert "The rate of value added tax in a country." in text
    assert "`Cart.total` (`shop/cart.py:20`)" in text
    assert "1 test covers it: `test_germany_has_its_rate` (`tests/test_rates.py:5`)" in text


def test_callers_are_listed_with_their_lines(workspace):
    text = asked(workspace, "who calls rate_of?").reply.text
    assert "It is used in 1 place:" in text
    assert "`shop/cart.py:20` in `Cart.total`" in text


def test_tests_are_listed(workspace):
    text = asked(workspace, "which tests cover rate_of?").reply.text
    assert "1 test uses it:" in text
    assert "tests/test_rates.py:5" in text


def test_a_name_that_stands_for_several_things_is_told_of_each(workspace):
    (workspace / "shop/other.py").write_text("HEAVIEST_PARCEL = 5\n")
    answered = asked(workspace, "where is HEAVIEST_PARCEL set?")
    assert set(cited(answered)) == {"shop/cart.py:6", "shop/other.py:1"}


def test_a_file_is_told_by_what_it_has(workspace):
    text = asked(workspace, "what does shop/cart.py do?").reply.text
    assert "A cart and what it costs." in text
    assert "`shop/cart.py:9` `Cart`" in text
    assert "`shop/cart.py:23` `ship`" in text


def test_what_the_user_looks_at_is_meant(workspace):
    view = View(workspace / "shop/cart.py", 30)
    assert cited(asked(workspace, "what does this do?", view))[0] == "shop/cart.py:23"
    assert cited(asked(workspace, "who calls it?", view))[0] == "shop/cart.py:23"


def test_what_is_not_saved_yet_is_asked_about(workspace):
    path = workspace / "shop/rates.py"
    answered = asked(workspace, "where is the borderline?", texts={path: "\n\nborderline = 7\n"})
    assert cited(answered) == ["shop/rates.py:3"]


@pytest.mark.parametrize(
    "question",
    ["where is the kubernetes ingress deployed?", "???", "why?", "xyzzy", "\N{SNOWMAN}"],
)
def test_what_nothing_speaks_of_is_not_answered(workspace, question):
    answered = asked(workspace, question)
    assert not answered.is_found
    assert answered.why_not


def test_a_file_that_is_not_there_is_said_to_be_so_with_what_is_nearest(workspace):
    answered = asked(workspace, "what does shop/carts.py do?")

    assert not answered.is_found
    assert "no file `shop/carts.py`" in answered.reply.text
    assert "`shop/cart.py`" in answered.reply.text


def test_nothing_outside_the_workspace_is_looked_at(workspace, tmp_path_factory):
    secret = tmp_path_factory.mktemp("home") / "secret.py"
    secret.write_text("KEY = 1\n")
    answered = asked(workspace, f"what does {secret} do?")
    assert not answered.is_found
    assert "KEY" not in answered.reply.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("where is X set?", Asked.WHERE),
        ("who calls load?", Asked.CALLERS),
        ("what uses Cart?", Asked.CALLERS),
        ("which tests cover load?", Asked.TESTS),
        ("how is the port configured?", Asked.SETTINGS),
        ("why does this crash?", Asked.FAILURE),
        ("what does load do?", Asked.WHAT),
    ],
)
def test_what_is_asked_is_understood(text, kind):
    assert parse_question(text).asked is kind


def test_names_and_files_of_a_question_are_taken_apart_from_its_words():
    question = parse_question("does `loadAll` in src/a/b.ts:12 call Cart.total() or max_size?")
    assert set(question.names) >= {"loadAll", "Cart.total", "max_size"}
    assert (question.files[0].path, question.files[0].line) == ("src/a/b.ts", 12)
