"""The context of a place: what tells something about it, ranked, made to fit by rank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from limner_server.diagnostic import Diagnostic
from limner_server.errors import CancelledError, InputError
from limner_server.perception.context.asked_tests import asked_tests
from limner_server.perception.context.gather import gather_context
from limner_server.perception.context.piece import Kind
from limner_server.perception.workspace.files import WorkspaceFiles

PRICE = '''"""Prices."""

from __future__ import annotations

from shop.tax import rate
from shop.money import Money

DISCOUNTS = {"summer": 0.1}


def price(amount: Money, season: str) -> Money:
    """The price of something.

    Args:
        amount: before tax.
        season: of the year.
    """
    reduced = apply(amount, DISCOUNTS.get(season, 0))
    return reduced.times(rate(season))


def apply(amount, discount):
    """Take a discount off."""
    if discount:
        return amount.times(1 - discount)
    return amount


def unrelated(a, b):
    total = 0
    for one in a:
        total += one * b
    return total
'''
FILES = {
    "shop/__init__.py": "",
    "shop/price.py": PRICE,
    "shop/tax.py": 'def rate(season):\n    """How much is added."""\n    return 1.2\n',
    "shop/money.py": (
        "class Money:\n    def __init__(self, value):\n        self.value = value\n\n"
        "    def times(self, factor):\n        return Money(self.value * factor)\n\n"
        "    def unused(self):\n        return 1\n"
    ),
    "shop/cart.py": (
        "from shop.price import price\n\n\ndef total(items, season):\n"
        "    return sum(price(item, season) for item in items)\n"
    ),
    "shop/other.py": "def price():\n    return 3\n\n\ndef misleading():\n    return price()\n",
    "tests/test_price.py": (
        "from shop.money import Money\nfrom shop.price import price\n\n\n"
        "def test_summer_is_cheap():\n    assert price(Money(10), 'summer').value < 12\n\n\n"
        "def test_nothing():\n    assert True\n"
    ),
    ".git/HEAD": "",
}
LINE = PRICE[: PRICE.index("reduced =")].count("\n") + 1


@pytest.fixture
def workspace(tmp_path):
    """A shop with prices, taxes, a cart and tests."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return WorkspaceFiles(tmp_path)


def test_the_context_has_what_the_place_calls_and_who_calls_it(workspace):
    shown = whole(gather(workspace))

    for text in ("def price", "def apply", "def rate", "def total", "test_summer_is_cheap"):
        assert text in shown
    for text in ("DISCOUNTS =", "from shop.tax import rate", "class Money", "def times"):
        assert text in shown


def test_what_only_has_the_same_name_is_left_out(workspace):
    assert "misleading" not in whole(gather(workspace))


def test_the_place_itself_comes_last_and_unchanged(workspace):
    *_, last = sections(whole(gather(workspace)))

    assert last[0] == "shop/price.py"
    assert last[1].strip() == PRICE.strip()


def test_the_diagnostic_and_the_traceback_are_told(workspace):
    diagnostic = Diagnostic(workspace.root / "shop/price.py", LINE, 5, "bad", code="F821")

    shown = whole(gather(workspace, diagnostic=diagnostic, traceback="TypeError: no\n"))

    assert f"shop/price.py:{LINE}:5: bad [F821]" in shown
    assert "TypeError: no" in shown


def test_the_test_that_is_asked_for_is_told_first(workspace):
    command = "python -m pytest tests/test_price.py::test_nothing"

    context = gather(workspace, test=command)

    first = next(piece for piece in context.pieces if piece.kind is Kind.TEST)
    assert "def test_nothing" in first.text


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("pytest tests/test_price.py::test_nothing", {"test_nothing"}),
        ("pytest -q tests/test_price.py -k nothing", {"test_nothing"}),
        ("python -m pytest ./tests/test_price.py::test_nothing[a-1]", {"test_nothing"}),
        ("python -m unittest tests.test_price.test_nothing", {"test_nothing"}),
        ("pytest tests/test_price.py", {"test_summer_is_cheap", "test_nothing"}),
        ("pytest tests/gone.py::test_x", set()),
        ("make 'unclosed", set()),
        ("python -c " + "x" * 5000 + ".py", set()),
        ("", set()),
    ],
)
def test_a_command_names_its_tests(workspace, command, told):
    found = asked_tests(workspace, command, workspace.root)

    assert {test.name for _, _, tests in found for test in tests} == told


def test_a_command_is_typed_in_a_folder(workspace):
    found = list(asked_tests(workspace, "pytest test_price.py", workspace.root / "tests"))

    assert [path.name for path, _, _ in found] == ["test_price.py"]


@pytest.mark.parametrize("budget", [3000, 1500, 1000, 700, 500])
def test_a_smaller_context_fits_and_is_never_cut_off(workspace, budget):
    shown = gather(workspace).fit(budget, len)

    assert len(shown) <= budget
    for _, body in sections(shown):
        for line in body.splitlines():
            assert line.strip() in ("# ...", "") or any(line in text for text in FILES.values())


def test_what_tells_least_goes_first(workspace):
    context = gather(workspace)
    full = len(whole(context))

    shown = context.fit(full - 1, len)

    assert "total += one * b" not in shown
    assert "def price(amount" in shown
    assert "def rate(season)" in shown


def test_bodies_are_folded_before_signatures_are_dropped(workspace):
    shown = gather(workspace).fit(1400, len)

    assert "return reduced.times(rate(season))" in shown
    assert "def apply(amount, discount):" in shown


def test_a_budget_too_small_leaves_the_place(workspace):
    shown = gather(workspace).fit(10, len)

    assert "reduced = apply(amount" in shown
    assert "def total" not in shown


def test_a_long_function_is_folded_around_the_line(tmp_path):
    body = "".join(f"    if x == {n}:\n        y = {n}\n        z = {n}\n" for n in range(2000))
    text = f"def long(x):\n{body}    return y\n"
    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 3000)

    shown = context.fit(1000, len)

    assert len(shown) <= 1000
    assert "def long(x):" in shown
    assert text.split("\n")[2999] in shown


def test_the_place_may_be_at_the_top_of_a_file(workspace):
    line = PRICE[: PRICE.index("DISCOUNTS")].count("\n") + 1

    context = gather_context(workspace, workspace.root / "shop/price.py", PRICE, line)

    assert "DISCOUNTS" in context.pieces[0].text


def test_methods_are_told_with_their_class_and_by_annotations(tmp_path):
    text = (
        "class Base:\n    def save(self):\n        return 1\n\n\n"
        "class Till(Base):\n    open = True\n\n    def __init__(self):\n        self.sum = 0\n\n"
        "    def add(self, other: 'Till'):\n        self.check()\n        other.take()\n"
        "        self.save()\n\n"
        "    def check(self): ...\n\n    def take(self): ...\n"
    )
    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 13)

    called = {piece.text.split("(")[0].split()[-1] for piece in kinds(context, Kind.CALLEE)}
    assert called == {"check", "take", "save"}
    assert kinds(context, Kind.OWNER)


def test_the_fixtures_of_a_test_are_told(workspace):
    write(
        workspace.root / "tests/conftest.py",
        "import pytest\n\n@pytest.fixture\ndef money():\n    return Money(10)\n",
    )
    write(
        workspace.root / "tests/test_more.py",
        "from shop.price import price\n\ndef test_more(money):\n    assert price(money, '')\n",
    )

    shown = whole(gather(workspace, test="pytest tests/test_more.py"))

    assert "return Money(10)" in shown


def test_what_is_called_by_what_is_called_is_told_last(workspace):
    text = "from shop.price import price\n\n\ndef pay(items):\n    return price(items, '')\n"

    context = gather_context(workspace, workspace.root / "shop/pay.py", text, 5)

    names = [re.search(r"def (\w+)", piece.text)[1] for piece in kinds(context, Kind.CALLEE)]
    assert names[0] == "price"
    assert {"apply", "rate"} <= set(names[1:])


def test_functions_that_a_traceback_goes_through_are_told(workspace):
    place = workspace.root / "shop/other.py", 6

    shown = whole(gather(workspace, places=[place, (workspace.root / "gone.py", 3)]))

    assert "def misleading" in shown


def test_the_calls_of_a_traceback_give_way_to_the_place_itself(workspace):
    place = workspace.root / "shop/other.py", 6

    shown = gather(workspace, places=[place], traceback="TypeError: no").fit(300, len)

    assert "misleading" not in shown
    assert "reduced = apply" in shown
    assert "TypeError: no" in shown


def test_the_comment_that_documents_a_function_stays_with_it(tmp_path):
    text = "/**\n * Adds.\n */\nexport function add(a, b) {\n  return a - b;\n}\n"

    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.js", text, 5)

    assert context.pieces[0].text == text.rstrip()


def test_code_with_errors_has_a_context_all_the_same(workspace):
    broken = PRICE.replace("return amount\n", "return amount (\n")

    shown = whole(gather_context(workspace, workspace.root / "shop/price.py", broken, LINE))

    assert "reduced = apply" in shown


@pytest.mark.parametrize("text", ["", "\n", "# only a comment", "x = (", "\r\n\tx\r\n"])
def test_the_smallest_files_have_a_context(tmp_path, text):
    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 1)

    assert context.fit(1000, len) is not None


def test_other_line_endings_are_kept_apart_from_what_is_shown(tmp_path):
    text = PRICE.replace("\n", "\r\n")
    context = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, LINE)

    shown = context.fit(10_000, len)

    assert "\r" not in shown
    assert "reduced = apply(amount" in shown


def test_a_file_that_is_no_code_is_bad_input(tmp_path):
    with pytest.raises(InputError, match="no language"):
        gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.ipynb", "{}", 1)


def test_gathering_stops_where_it_is_not_wanted_any_more(workspace):
    def check():
        raise CancelledError

    with pytest.raises(CancelledError):
        gather(workspace, check=check)


def test_a_fence_in_the_code_does_not_end_the_section(tmp_path):
    text = 'def f():\n    """\n    ```\n    f()\n    ```\n    """\n    return 1\n'

    shown = gather_context(WorkspaceFiles(tmp_path), tmp_path / "a.py", text, 7).fit(900, len)

    assert shown.startswith("a.py:\n````python")


def gather(workspace, **asked):
    return gather_context(workspace, workspace.root / "shop/price.py", PRICE, LINE, **asked)


def whole(context) -> str:
    return context.fit(10**6, len)


def kinds(context, kind):
    return [piece for piece in context.pieces if piece.kind is kind]


def sections(shown: str) -> list[tuple[str, str]]:
    return re.findall(r"^(\S+):\n```\w*\n(.*?)\n```$", shown, re.DOTALL | re.MULTILINE)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
