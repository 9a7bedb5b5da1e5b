"""The cases that the search begins with: what a person would try first."""

import pytest

from limner_server.proof.recorder.case import Case
from small_workspace import write


def _acts(cases):
    return [one.act for one in cases]


def test_examples_of_the_docstring_come_first_as_they_are(first_cases):
    text = '''\
def scale(values, by):
    """Scale them.

    >>> scale([1.5, 2], by=2)
    [3.0, 4]
    >>> scale([], 3)
    []
    """
    return [value * by for value in values]
'''
    assert _acts(first_cases(text, "scale"))[:2] == ["scale([1.5, 2], by=2)", "scale([], 3)"]


def test_an_example_of_a_class_keeps_the_statements_it_needs(first_cases):
    text = '''\
class Cart:
    """A cart.

    >>> cart = Cart()
    >>> other = Cart()
    >>> cart.add("pear")
    1
    """

    def __init__(self):
        self.items = []

    def add(self, name):
        self.items.append(name)
        return len(self.items)
'''
    assert first_cases(text, "Cart")[0] == Case('cart.add("pear")', ("cart = Cart()",))


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("x: int", "f(0)"),
        ("x: int", "f(-1)"),
        ("x: float", "f(0.5)"),
        ("x: str", 'f("")'),
        ("x: bool", "f(False)"),
        ("x: list[int]", "f([])"),
        ("x: list[str]", 'f(["a"])'),
        ("x: 'dict[str, int]'", "f({})"),
        ("x: set[int]", "f(set())"),
        ("x: tuple[int, str]", 'f((1, ""))'),
        ("x: int | None", "f(None)"),
        ("x: Optional[str]", "f(None)"),
        ('x: Literal["low", "high"]', 'f("high")'),
        ("x: Colour", "f(Colour.BLUE)"),
        ("x: Point", "f(Point(2, 2))"),
        ("x: Row", 'f({"name": "Ann", "age": 2})'),
        ("x: Callable[[int], int]", "f(lambda value: 2)"),
        ("x: Callable[[], int]", "f(lambda: 2)"),
        ("x: Decimal", 'f(Decimal("1.50"))'),
        ("x: datetime.date", "f(datetime.date(2024, 2, 29))"),
        ("x: Alias", "f([])"),
        ("*x: int", "f(2)"),
        ("*, x: int", "f(x=2)"),
        ('x="a"', "f()"),
    ],
)
def test_arguments_are_of_the_kind_that_is_stated(first_cases, parameter, expected):
    text = f"""\
import datetime
import enum
from dataclasses import dataclass
from decimal import Decimal
from typing import Callable, Literal, Optional, TypedDict

Alias = list[int]


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


class Row(TypedDict):
    name: str
    age: int


def f({parameter}):
    return x
"""
    assert expected in _acts(first_cases(text, "f"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x.split(',')", 'f("")'),
        ("return [one + 1 for one in x]", "f([1])"),
        ("return sum(x)", "f([])"),
        ("return range(x)", "f(0)"),
        ("return x['name'].upper() + x['city']", 'f({"name": "Ann", "city": "Rome"})'),
        ("return [one['price'] for one in x]", 'f([{"price": 1.5}])'),
        ("return x.weight * 2", "f(SimpleNamespace(weight=2))"),
        ("return x()", "f(lambda: 1)"),
        ("return x if x == 'red' else None", 'f("red")'),
        ("return x > 417", "f(417)"),
        ("if isinstance(x, str):\n        return 1\n    return 2", "f(2)"),
        ("if x is None:\n        return 1\n    return x + 1", "f(None)"),
        ("return re.fullmatch(r'[A-Z]{2}-\\d{3}', x)", 'f("AA-111")'),
        ("return datetime.datetime.strptime(x, '%Y/%m/%d')", 'f("2024/01/31")'),
        ("with open(x) as file:\n        return file.read()", "f(path)"),
        ("return helper(x)", "f([])"),
        ("return [sum(one) for one in x.values()]", 'f({"a": [1, 2, 3]})'),
        ("return [key + one.upper() for key, one in x.items()]", 'f({"a": "abc"})'),
    ],
)
def test_arguments_are_of_the_kind_that_is_used(first_cases, body, expected):
    text = (
        "import datetime\nimport re\n\n\ndef helper(numbers: list[float]):\n"
        f"    return numbers\n\n\ndef f(x):\n    {body}\n"
    )
    assert expected in _acts(first_cases(text, "f"))


@pytest.mark.parametrize(
    "docstring",
    [
        ":param x: list[str], the words",
        ":type x: list of str",
        "Args:\n        x (list[str]): The words.",
        "Parameters\n    ----------\n    x : list of str\n        The words.",
    ],
)
def test_arguments_are_of_the_kind_that_a_docstring_states(first_cases, docstring):
    text = f'def f(x):\n    """Do it.\n\n    {docstring}\n    """\n    return x\n'

    assert 'f(["a", "b", "c"])' in _acts(first_cases(text, "f"))


def test_arguments_that_others_give_are_tried(tmp_path, first_cases):
    write(tmp_path, {"app.py": "from shop import price\n\nprint(price('figs', count=17))\n"})

    cases = first_cases("def price(name, count=1):\n    return name * count\n", "price")

    assert 'price("figs", 17)' in _acts(cases)


def test_what_is_changed_in_place_has_a_name(first_cases):
    cases = first_cases("def drop(items: list[int]):\n    items.pop()\n", "drop")

    assert Case("drop(items)", ("items = [1, 2, 3]",)) in cases


def test_imports_that_a_case_needs_stand_with_it(first_cases):
    text = "from datetime import date\n\n\ndef f(when: date):\n    return when.year\n"

    assert first_cases(text, "f")[0] == Case(
        "f(date(2024, 1, 31))", imports=("from datetime import date",)
    )
