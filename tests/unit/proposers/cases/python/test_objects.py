"""The objects that the first cases call methods of, and give to functions."""

import pytest

from limner_server.errors import InputError
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.proof.recorder.case import Case
from limner_server.proposers.cases.python.inputs import PythonInputs
from small_workspace import write


def _acts(cases):
    return [one.act for one in cases]


CART = """\
class Cart:
    def __init__(self, limit=3):
        self._items = []

    def add(self, name: str):
        self._items.append(name)

    def remove(self, name: str):
        self._items.remove(name)

    def clear(self):
        self._reset()

    def _reset(self):
        self._items = []

    @property
    def first(self):
        return self._items[0]

    @staticmethod
    def is_name(name: str):
        return bool(name)

    def __len__(self):
        return len(self._items)

    def __contains__(self, name: str):
        return name in self._items

    def __setitem__(self, place: int, name: str):
        self._items[place] = name


class Basket(Cart):
    def lid(self):
        return True
"""


def test_methods_are_called_after_others_that_change_the_object(first_cases):
    cases = first_cases(CART, "Cart")
    added = ("cart = Cart()", 'cart.add("Ann")')

    assert Case('cart.remove("Ann")', added) in cases
    assert Case("cart.first", added) in cases
    assert Case("len(cart)", (*added, "cart.clear()")) in cases
    assert Case('"Ann" in cart', added) in cases
    assert Case('Cart.is_name("Ann")') in cases
    assert any('cart[2] = "Ann"' in one.arrange for one in cases)
    assert not any("_reset" in one.act for one in cases)


def test_what_is_inherited_is_called_too(first_cases):
    acts = _acts(first_cases(CART, "Basket"))

    assert "basket.lid()" in acts
    assert 'basket.add("Ann")' in acts


def test_a_method_is_what_is_called_where_it_is_the_subject(first_cases):
    acts = _acts(first_cases(CART, "Cart.remove"))

    assert acts
    assert all(act.startswith("cart.remove(") for act in acts)


SHAPE = """\
import abc


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...


class Square(Shape):
    def __init__(self, side: int):
        self.side = side

    def area(self):
        return self.side**2


def twice(shape: Shape):
    return shape.area() * 2
"""


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (SHAPE, "Shape", "abstract"),
        ("class Meta(type): ...\n\n\nclass Odd(metaclass=Meta): ...\n", "Odd", "metaclass Meta"),
        ("import typing\n\n\nclass Sized(typing.Protocol): ...\n", "Sized", "protocol"),
        ("def f():\n    def g():\n        return 1\n    return g\n", "f.g", "inside a function"),
        ("import typing\n\n\nclass Row(typing.TypedDict): ...\n", "Row", "nothing that can be"),
    ],
)
def test_what_nobody_can_call_is_said_to_be_so(subject_of, text, name, said):
    with pytest.raises(InputError, match=said) as told:
        PythonInputs(subject_of(text, name))
    assert told.value.remedy


def test_an_object_of_a_derived_class_stands_for_an_abstract_one(first_cases):
    assert "twice(Square(2))" in _acts(first_cases(SHAPE, "twice"))


def test_what_an_object_may_go_without_is_given_to_it_as_well(first_cases):
    text = """\
from dataclasses import dataclass

@dataclass
class Item:
    name: str
    quantity: int = 1

def weight(item: Item):
    if item.quantity <= 0:
        raise ValueError(item.quantity)
    return item.quantity * 2
"""
    acts = _acts(first_cases(text, "weight"))

    assert 'weight(Item("apple"))' in acts
    assert 'weight(Item("apple", 0))' in acts


def test_objects_of_classes_in_other_files_are_made_with_their_imports(tmp_path, subject_of):
    address = "from dataclasses import dataclass\n\n\n@dataclass\nclass Address:\n    city: str\n"
    order = (
        "from dataclasses import dataclass\n\nfrom shop.places import Address\n\n\n"
        "@dataclass\nclass Order:\n    name: str\n    to: Address\n"
    )
    write(
        tmp_path,
        {"shop/__init__.py": "", "shop/places.py": address, "shop/orders.py": order},
    )
    text = "from .orders import Order\n\n\ndef label(order: Order):\n    return order.to.city\n"
    subject = subject_of(text, "label", "shop/labels.py")

    first = next(iter(PythonInputs(subject, WorkspaceFiles(tmp_path)).first()))

    assert first.act == 'label(Order("Ann", Address("Rome")))'
    assert first.imports == (
        "from shop.places import Address",
        "from shop.orders import Order",
    )
