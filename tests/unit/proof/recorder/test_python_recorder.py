"""What comes of cases, told by a warm interpreter in the sandbox."""

import pytest

from limner_server.proof.recorder.case import Case, Ending, Outside
from limner_server.proof.sandbox.available import Isolation
from limner_server.proof.sandbox.ran import Running

SHOP = """\
import dataclasses
import datetime
import enum
import random
import time
from collections import Counter, deque, namedtuple
from decimal import Decimal
from pathlib import Path

SEEN = []
MISSING = object()
Point = namedtuple("Point", "x y")


class Colour(enum.Enum):
    RED = 1


@dataclasses.dataclass
class Order:
    name: str
    items: list = dataclasses.field(default_factory=list)


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __eq__(self, other):
        return self.amount == other.amount


class Cart:
    def __init__(self):
        self.items = {}
        self._count = 0

    def add(self, name, count=1):
        if count < 0:
            raise ValueError(f"{count} is less than none")
        self.items[name] = self.items.get(name, 0) + count
        return self.items[name]


def remember(name, seen=[]):
    seen.append(name)
    SEEN.append(name)
    return len(seen)


def forever():
    while True:
        pass


def deaf():
    while True:
        try:
            forever()
        except BaseException:
            pass


def upward():
    number = 0
    while True:
        yield number
        number += 1


async def later(x):
    return x + 1


def letters():
    return list({"a", "b", "c", "dd", "ee"})


def in_2020():
    return datetime.datetime.now() > datetime.datetime(2020, 1, 1)


def dice():
    return random.randint(1, 10**9)


def read(path):
    with open(path) as file:
        return file.read()


def deeper(n):
    return deeper(n + 1)
"""


@pytest.fixture(scope="module")
def record(lasting_recorder):
    recorder = lasting_recorder(SHOP)

    def recorded(act, *arrange, imports=()):
        case = Case(act, arrange, imports)
        return recorder.confirm(recorder.record([case], check=_never), check=_never)[0]

    return recorded


def _never():
    """Nobody cancels."""


@pytest.mark.parametrize(
    ("act", "value", "imports"),
    [
        ("1 + 1", "2", ()),
        ("'it' + '\"s'", "'it\"s'", ()),
        ("['a', {'b': (1,)}]", '["a", {"b": (1,)}]', ()),
        ("{3, 1, 2}", "{1, 2, 3}", ()),
        ("frozenset()", "frozenset()", ()),
        ("float('nan')", 'float("nan")', ()),
        ("-float('inf')", 'float("-inf")', ()),
        ("Colour.RED", "Colour.RED", ()),
        ("Order('x')", 'Order(name="x")', ()),
        ("Point(1, 2)", "Point(x=1, y=2)", ()),
        ("Money(3)", "Money(amount=3)", ()),
        ("Decimal('1.50')", 'Decimal("1.50")', ("from decimal import Decimal",)),
        ("datetime.date(2024, 1, 31)", "datetime.date(2024, 1, 31)", ("import datetime",)),
        (
            "datetime.timedelta(days=1, seconds=2)",
            "datetime.timedelta(days=1, seconds=2)",
            ("import datetime",),
        ),
        ("Path('a') / 'b'", 'Path("a/b")', ("from pathlib import Path",)),
        ("tmp_path / 'a'", 'tmp_path / "a"', ()),
        ("Counter('aab')", '{"a": 2, "b": 1}', ()),
        ("deque([1])", "deque([1])", ("from collections import deque",)),
        ("MISSING", "MISSING", ()),
        ("Cart", "Cart", ()),
        ("list(range(1000))", "", ()),
        ("[float('nan')]", "", ()),
        ("lambda: 1", "", ()),
    ],
)
def test_what_is_returned_is_an_expression_that_equals_it(record, act, value, imports):
    recorded = record(act)

    assert recorded.ending is Ending.RETURNED
    assert (recorded.value, recorded.imports) == (value, imports)
    assert recorded.stable


def test_an_error_is_told_by_its_kind_and_message(record):
    recorded = record("cart.add('pear', -1)", "cart = Cart()")

    assert recorded.ending is Ending.RAISED
    assert (recorded.kind, recorded.message) == ("ValueError", "-1 is less than none")


def test_what_the_act_changed_is_told_and_what_is_private_is_not(record):
    recorded = record("cart.add('pear')", "cart = Cart()", "cart.add('fig')")

    assert recorded.state == (("cart.items", '{"fig": 1, "pear": 1}'),)
    assert recorded.value == "1"


def test_arguments_and_globals_that_change_in_place_are_told(record):
    assert record("values.sort()", "values = [2, 1]").state == (("values", "[1, 2]"),)
    assert record("remember('a')").state == (("SEEN", '["a"]'),)


def test_an_object_without_an_expression_is_told_by_its_attributes(record):
    recorded = record("Cart()")

    assert (recorded.value, recorded.kind) == ("", "shop.Cart")
    assert recorded.state == (("result.items", "{}"),)


def test_what_is_told_bit_by_bit_is_asked_for_whole(record):
    assert record("iter([1, 2])").case.act == "list(iter([1, 2]))"
    endless = record("upward()")
    assert endless.case.act == "list(itertools.islice(upward(), 5))"
    assert endless.case.imports == ("import itertools",)
    assert endless.value == "[0, 1, 2, 3, 4]"
    assert record("later(1)").case == Case("asyncio.run(later(1))", imports=("import asyncio",))


def test_what_never_ends_is_ended(record):
    assert record("forever()").ending is Ending.TIMED_OUT
    assert record("deaf()").ending is Ending.TIMED_OUT


def test_a_case_that_does_not_get_to_its_act_is_broken(record):
    recorded = record("1", "Cart().none()")

    assert recorded.ending is Ending.BROKEN
    assert recorded.kind == "AttributeError"
    assert record("__import__('os')._exit(0)").ending is Ending.BROKEN


def test_what_is_printed_by_the_act_alone_is_told(record):
    assert record("print('b')", "print('a')").printed == "b\n"


def test_no_case_sees_what_another_left_behind(python_recorder):
    recorder = python_recorder(SHOP)
    cases = [Case(f"remember({number})") for number in range(9)]
    cases += [Case("1", ("Cart.shelf = 1",)), Case("hasattr(Cart, 'shelf')")]
    cases += [Case("(tmp_path / 'a').write_text('a')"), Case("[*tmp_path.iterdir()]")]

    recorded = recorder.record(cases, check=_never)

    assert [one.value for one in recorded[:9]] == ["1"] * 9
    assert recorded[-3].value == "False"
    assert recorded[-1].value == "[]"


@pytest.mark.parametrize(
    ("act", "outside"),
    [
        ("read('a.txt')", Outside.FILES),
        ("open('/tmp/there', 'w')", Outside.FILES),
        ("__import__('socket').create_connection(('127.0.0.1', 9))", Outside.NETWORK),
        ("__import__('subprocess').run(['true'])", Outside.PROCESSES),
        ("time.time()", Outside.CLOCK),
        ("dice()", Outside.RANDOM),
        ("__import__('uuid').uuid4()", Outside.RANDOM),
        ("time.sleep(60)", Outside.SLEEP),
        ("input('? ')", Outside.INPUT),
        ("__import__('os').environ.get('HOME')", Outside.ENVIRONMENT),
        ("__import__('os').getcwd()", Outside.ENVIRONMENT),
    ],
)
def test_what_is_not_the_same_everywhere_is_told(record, act, outside):
    assert outside in record(act).outside


@pytest.mark.parametrize(
    ("act", "arrange"),
    [
        ("read(path)", ("path = tmp_path / 'a'", "path.write_text('a')")),
        ("dice()", ("import random", "random.seed(0)")),
        ("__import__('json').dumps({})", ()),
        # Whatever the clock says, this is true.
        ("in_2020()", ()),
    ],
)
def test_what_is_the_same_everywhere_reaches_nothing(record, act, arrange):
    recorded = record(act, *arrange)

    assert not recorded.outside
    assert recorded.stable


@pytest.mark.parametrize("act", ["letters()", "datetime.datetime.now()", "dice()", "id(SEEN)"])
def test_what_differs_in_a_second_process_is_not_stable(record, act):
    assert not record(act).stable


@pytest.mark.parametrize(
    ("act", "value"),
    [("later(date(2024, 1, 31))", "date(2024, 2, 1)"), ("noon()", "datetime(2024, 1, 31, 12, 0)")],
)
def test_days_are_stable_whatever_the_module_calls_their_classes(python_recorder, act, value):
    recorder = python_recorder(
        "from datetime import date, datetime, timedelta\n\n"
        "def later(day):\n    return day + timedelta(days=1)\n\n"
        "def noon():\n    return datetime(2024, 1, 31, 12)\n",
        "days.py",
    )

    (recorded,) = recorder.record([Case(act, (), ("from datetime import date",))], check=_never)
    (confirmed,) = recorder.confirm([recorded], check=_never)

    assert confirmed.stable
    assert confirmed.value == value


def test_without_a_sandbox_the_same_is_told(python_recorder, monkeypatch):
    recorder = python_recorder(SHOP)
    cases = [Case("Cart().add('a')"), Case("remember(1)"), Case("forever()")]
    in_sandbox = recorder.record(cases, check=_never)
    none = Isolation.NONE, None
    monkeypatch.setattr("limner_server.proof.sandbox.sandbox.isolation", lambda *_: none)

    plain = python_recorder(SHOP, running=Running.PLAIN).record(cases, check=_never)

    assert plain == in_sandbox
