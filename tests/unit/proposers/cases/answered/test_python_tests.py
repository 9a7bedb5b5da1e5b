"""Tests in Python that a model wrote, taken apart."""

import pytest

from limner_server.proof.runner.command import Kind
from limner_server.proposers.cases.answered.python_tests import python_pieces
from limner_server.proposers.cases.answered.tested_module import TestedModule

MODULE = TestedModule(
    "shop.cart",
    frozenset({"total", "Cart", "Decimal"}),
    frozenset({"total", "Cart"}),
    frozenset({"add", "price"}),
)
HOLDS = "    assert total([1]) == 1\n"


def apart(code, *, kind=Kind.PYTEST, cut=False, module=MODULE):
    return {one.name: one for one in python_pieces(code, module, kind, cut=cut)}


def test_each_test_comes_by_itself_with_the_names_that_it_uses():
    found = apart(
        "from cart import total, Cart\n\n"
        "def test_one():\n    assert total([1]) == 1\n\n"
        "def test_other():\n    assert Cart().items == []\n"
    )

    assert found["test_one"].names == ("total",)
    assert found["test_other"].names == ("Cart",)
    assert found["test_other"].code == "def test_other():\n    assert Cart().items == []"
    assert found["test_one"].proposer == "model"


def test_decorators_and_imports_that_it_needs_come_along():
    found = apart(
        "import json\nfrom math import inf, pi\nimport pytest\n\n"
        '@pytest.mark.parametrize("n", [1, inf])\n'
        "def test_one(n):\n    assert total([n]) == n\n"
    )

    assert found["test_one"].code.startswith("@pytest.mark.parametrize")
    assert found["test_one"].imports == ("from math import inf", "import pytest")


def test_an_import_that_the_model_forgot_is_made_up_for():
    found = apart("def test_one():\n    with pytest.raises(TypeError):\n        total(None)\n")

    assert found["test_one"].imports == ("import pytest",)
    assert found["test_one"].names == ("total",)


@pytest.mark.parametrize(
    ("imported", "line"),
    [
        ("import cart", "from shop import cart"),
        ("import shop.cart as cart", "from shop import cart"),
        ("from shop import cart", "from shop import cart"),
        ("from . import cart", "from shop import cart"),
        ("import src.shop.cart as cart", "from shop import cart"),
    ],
)
def test_the_module_under_test_is_imported_from_where_it_is(imported, line):
    found = apart(f"{imported}\n\ndef test_one():\n    assert cart.total([1]) == 1\n")

    assert found["test_one"].imports == (line,)


def test_a_module_of_the_standard_library_is_not_mistaken_for_it():
    module = TestedModule("date", frozenset({"today"}), frozenset({"today"}))
    code = "from datetime import date\n\ndef test_one():\n    assert today() == date(2020, 1, 1)\n"

    assert apart(code, module=module)["test_one"].imports == ("from datetime import date",)


def test_helpers_come_along_each_after_what_it_needs():
    found = apart(
        "PRICES = [1, 2]\nOTHER = 3\n\n"
        "def make(count):\n    return Cart(PRICES * count)\n\n"
        "@pytest.fixture\ndef full():\n    return make(3)\n\n"
        "def test_one(full):\n    assert full.total() == 9\n"
    )

    assert found["test_one"].helpers == (
        "PRICES = [1, 2]",
        "def make(count):\n    return Cart(PRICES * count)",
        "@pytest.fixture\ndef full():\n    return make(3)",
    )


def test_a_copy_of_the_code_is_no_helper_and_the_real_code_is_tested():
    found = apart(f"def total(prices):\n    return 1\n\ndef test_one():\n{HOLDS}")

    assert found["test_one"].helpers == ()
    assert found["test_one"].names == ("total",)


def test_methods_of_a_plain_class_become_functions_with_what_the_class_sets_up():
    found = apart(
        "class TestCart:\n"
        "    def setup_method(self):\n        self.cart = Cart()\n        self.cart.add(1)\n\n"
        "    def test_one(self):\n        assert self.cart.total() == 1\n\n"
        "    def test_other(self):\n        assert total([]) == 0\n"
    )

    assert found["test_one"].suite == ""
    assert found["test_one"].code == (
        "def test_one():\n    cart = Cart()\n    cart.add(1)\n    assert cart.total() == 1"
    )
    assert found["test_other"].code == "def test_other():\n    assert total([]) == 0"


def test_methods_of_unittest_keep_their_class():
    code = (
        "class CartTest(unittest.TestCase):\n"
        "    def setUp(self):\n        self.cart = Cart()\n\n"
        "    def test_one(self):\n        self.assertEqual(self.cart.total(), 0)\n"
    )

    found = apart(code, kind=Kind.UNITTEST)

    assert found["test_one"].suite == "CartTest"
    assert "    self.cart = Cart()\n    self.assertEqual" in found["test_one"].code
    assert not apart(code)


def test_of_an_answer_that_was_cut_off_what_is_whole_stays():
    code = f"def test_one():\n{HOLDS}\ndef test_other():\n    assert total([2]) == 2"

    assert [*apart(code, cut=True)] == ["test_one"]
    assert [*apart(code)] == ["test_one", "test_other"]


@pytest.mark.parametrize(
    "body",
    [
        "    assert True\n",
        "    total([1])\n",
        "    assert total([1]) == total([1])\n",
        "    assert total([1]) == 2 or True\n",
        '    assert (total([1]) == 2, "sum")\n',
        "    assert 1 == 1\n",
        "    try:\n        assert total([1]) == 2\n    except Exception:\n        pass\n",
        "    try:\n        assert total([1]) == 2\n    except:\n        pass\n",
        "    assert 1 + 1 == sum([1, 1])\n",
    ],
)
def test_what_cannot_fail_is_no_test(body):
    assert not apart(f"def test_one():\n{body}")


@pytest.mark.parametrize(
    "before",
    [
        "    import socket\n    socket.create_connection(('127.0.0.1', 80))\n",
        "    requests.get('http://127.0.0.1')\n",
        "    urllib.request.urlopen('http://127.0.0.1')\n",
        "    subprocess.run(['ls'])\n",
        "    os.system('ls')\n",
        "    os._exit(0)\n",
        "    time.sleep(1)\n",
        "    pytest.skip('later')\n",
        "    open('/etc/hostname').read()\n",
        "    Path('out.txt').write_text('x')\n",
        "    Path.home()\n",
        "    os.environ['HOME']\n",
        "    eval('1')\n",
        "    __import__('os')\n",
        "    sys.modules.clear()\n",
        "    input('now?')\n",
        "    total.__globals__['Cart'] = None\n",
        "    sys.exit(0)\n",
        "    total = len\n",
        "    setattr(cart, 'RATE', 3)\n",
        "    def total(x):\n        return 1\n",
        "    cart.total = lambda prices: 1\n",
        "    patch('shop.cart.total').start()\n",
        "    monkeypatch.setattr(Cart, 'price', 3)\n",
        "    mocker.patch.object(cart, 'total', return_value=1)\n",
    ],
)
def test_what_reaches_outside_or_replaces_the_code_is_no_test(before):
    head = (
        "import os, subprocess, sys, time, urllib.request\nfrom pathlib import Path\n"
        "from unittest.mock import patch\nimport pytest, requests\nfrom shop import cart\n\n"
    )

    assert not apart(f"{head}def test_one(monkeypatch, mocker):\n{before}{HOLDS}")
    assert apart(f"{head}def test_one(monkeypatch, mocker):\n{HOLDS}")


@pytest.mark.parametrize(
    ("imported", "call"),
    [
        ("from time import sleep", "sleep(1)"),
        ("import time as t", "t.sleep(1)"),
        ("from os import environ", "environ"),
        ("from subprocess import run as go", "go(['ls'])"),
    ],
)
def test_another_name_for_it_helps_nothing(imported, call):
    assert not apart(f"{imported}\n\ndef test_one():\n    {call}\n{HOLDS}")


@pytest.mark.parametrize("mark", ["skip", "skipif(True)", "xfail"])
def test_what_is_left_out_is_no_test(mark):
    assert not apart(f"import pytest\n\n@pytest.mark.{mark}\ndef test_one():\n{HOLDS}")


@pytest.mark.parametrize(
    "code",
    [
        "async def test_one():\n    await asyncio.sleep(0)\n" + HOLDS,
        "def test_one(tmp_path):\n    (tmp_path / 'a').write_text('1')\n" + HOLDS,
        "def test_one(monkeypatch):\n    monkeypatch.setattr(cart, 'RATE', 3)\n" + HOLDS,
        "def test_one():\n    input = [1]\n    assert total(input) == 1\n",
        "def test_one():\n    with pytest.raises(SystemExit):\n        total(None)\n",
    ],
)
def test_what_stays_inside_is_one(code):
    assert apart(f"from pathlib import Path\n{code}")


def test_a_helper_is_held_to_the_same():
    code = (
        f"import os\n\ndef make():\n    return os.environ\n\ndef test_one():\n    make()\n{HOLDS}"
    )

    assert not apart(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "I would rather talk about the weather.",
        "def test_one(:\n    assert total([1]) == 1",
        "test('one', () => { expect(total([1])).toBe(1); });",
        "from cart import subtotal\n\ndef test_one():\n    assert subtotal([1]) == 1\n",
        "def test_one():\n    assert len([1]) == 1\n",
        "from shop import cart\n\ndef test_one():\n    assert cart\n",
        "def helper():\n    assert total([1]) == 1\n",
        "\x00" * 20,
        "def test_one():\n" + "    " * 3000 + "x",
    ],
)
def test_what_is_no_test_of_the_code_is_dropped(code):
    assert not apart(code)
