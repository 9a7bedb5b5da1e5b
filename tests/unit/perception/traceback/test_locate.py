"""What a traceback names is found in the workspace, also where it is misread."""

import pytest

from limner_server.perception.traceback.locate import locate
from limner_server.perception.traceback.traceback import Frame, Traceback
from limner_server.perception.workspace.files import WorkspaceFiles

CART = """\
class Cart:
    def __init__(self, items):
        self.items = items

    def total(self):
        return sum(item.price for item in self.items)

    def count(self):
        return len(self.items)
"""


@pytest.fixture
def workspace(tmp_path):
    for name, text in (
        ("src/shop/cart.py", CART),
        ("src/shop/card.py", "class Card:\n    number = 0\n"),
        ("src/other/cart.py", "import os\n"),
        (".venv/lib/python3.11/site-packages/shop/cart.py", CART),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def places(workspace, *frames, texts=None):
    found = locate(Traceback(frames), WorkspaceFiles(workspace, texts))
    return [(place.path.relative_to(workspace).as_posix(), place.line) for place in found]


def test_an_absolute_path_is_taken_as_printed(workspace):
    assert places(workspace, Frame(str(workspace / "src/shop/cart.py"), 6)) == [
        ("src/shop/cart.py", 6)
    ]


def test_the_innermost_call_comes_first(workspace):
    outer, inner = Frame("src/shop/cart.py", 9), Frame("src/shop/cart.py", 6)

    assert places(workspace, outer, inner) == [("src/shop/cart.py", 6), ("src/shop/cart.py", 9)]


def test_a_path_of_another_machine_is_found_by_its_end(workspace):
    frame = Frame("/app/src/shop/cart.py", 6, code="return sum(item.price for item in self.items)")

    assert places(workspace, frame) == [("src/shop/cart.py", 6)]


def test_code_of_packages_is_left_out(workspace):
    inside = str(workspace / ".venv/lib/python3.11/site-packages/shop/cart.py")
    misread = "/usr/lib/pythan3.11/site-packages/shop/cart.py"

    assert places(workspace, Frame(inside, 6), Frame(misread, 6)) == []


def test_a_misread_path_and_a_misread_line_are_found_by_the_code(workspace):
    frame = Frame(
        "/home/dev/src/sh0p/cart .py", 8, code="return sum(itern.price for 1tem in self. items)"
    )

    assert places(workspace, frame) == [("src/shop/cart.py", 6)]


def test_a_file_that_changed_since_is_found_by_the_code(workspace):
    cart = workspace / "src/shop/cart.py"
    frame = Frame("src/shop/cart.py", 9, code="return len(self.items)")

    assert places(workspace, frame, texts={cart: "# new\n\n" + CART}) == [("src/shop/cart.py", 11)]


def test_a_line_alone_names_the_place_where_the_path_is_lost(workspace):
    frame = Frame("~~", 0, code="return sum(item.price for item in self.items)")

    assert places(workspace, frame) == [("src/shop/cart.py", 6)]


def test_a_test_without_a_line_is_found_by_its_name(workspace):
    assert places(workspace, Frame("src/shop/cart.py", 0, function="count")) == [
        ("src/shop/cart.py", 8)
    ]


def test_nothing_is_found_where_nothing_is_alike(workspace):
    assert places(workspace, Frame("/elsewhere/engine.py", 3, code="raise Overheated(now)")) == []
