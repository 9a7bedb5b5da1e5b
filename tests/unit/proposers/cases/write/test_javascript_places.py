"""Where tests of JavaScript go: files that are there, and new ones."""

import pytest

from limner_server.errors import InputError
from limner_server.proof.recorder.case import Case, Ending, Recorded

SIZE = Recorded(
    Case("cart.size", ("const cart = new Cart();", "cart.add('pear');")),
    Ending.RETURNED,
    "1",
    "number",
)
TOTAL = Recorded(Case("total([1, 2])"), Ending.RETURNED, "3", "number")
THERE = """\
import { expect, test } from "vitest"
import { total } from "../src/shop.js"

test("it adds",   () => { expect(total([1])).toBe(1) })
"""


def test_an_existing_file_stays_as_it_is_but_for_what_is_added(written):
    files = {"tests/shop.test.js": THERE}
    told = written("Cart", [SIZE], files=files)

    # The names that are missing go where the others are; all else stands as it stood.
    assert told.startswith('import { expect, test } from "vitest"\nimport { total, Cart } from')
    assert 'test("it adds",   () => { expect(total([1])).toBe(1) })\n' in told
    assert told.endswith(
        "test('Cart size is 1 after add(\"pear\")', () => {\n  const cart = new Cart()\n"
        '  cart.add("pear")\n\n  expect(cart.size).toBe(1)\n})\n'
    )


def test_a_suite_that_is_there_is_added_to(written):
    there = (
        "describe('Cart', () => {\r\n  it('is there', () => {});\r\n});\r\n\r\n"
        "it('ends', () => {});\r\n"
    )
    told = written("Cart", [SIZE], files={"src/shop.test.js": there})

    before, _, after = told.partition("  it('is there', () => {});\r\n\r\n  it('size is 1 after")
    assert before.endswith("describe('Cart', () => {\r\n")
    assert after.endswith("  });\r\n});\r\n\r\nit('ends', () => {});\r\n")
    assert "\n" not in told.replace("\r\n", "")


def test_titles_that_are_taken_are_not_taken_again(written):
    there = "import { it } from 'vitest';\nit('total returns 3 for [1, 2]', () => {});\n"
    written("total", [TOTAL], files={"src/shop.test.js": there})

    assert [one.name for one in written.pieces] != ["total returns 3 for [1, 2]"]


@pytest.mark.parametrize(
    ("files", "place", "module"),
    [
        ({}, "src/shop.test.js", "./shop.js"),
        ({"src/other.spec.js": ""}, "src/shop.spec.js", "./shop.js"),
        ({"src/__tests__/a.test.js": ""}, "src/__tests__/shop.test.js", "../shop.js"),
        ({"test/a.test.js": ""}, "test/shop.test.js", "../src/shop.js"),
        ({"tests/unit/src/a.test.js": ""}, "tests/unit/src/shop.test.js", "../../../src/shop.js"),
        ({"test/shop.test.js": THERE}, "test/shop.test.js", "../src/shop.js"),
    ],
)
def test_tests_go_where_the_project_has_them(files, place, module, written, tmp_path):
    written("total", [TOTAL], files=files)

    assert written.placed.place.path == tmp_path / place
    assert written.placed.place.module in (module, "./shop")


def test_a_file_with_a_syntax_error_is_left_alone(written, tmp_path):
    broken = "it('x', () => {\n"
    written("total", [TOTAL], files={"src/shop.test.js": broken})

    assert written.placed.place.path == tmp_path / "src" / "shop-more.test.js"
    assert "shop.test.js has a syntax error" in written.placed.remarks[0]
    with pytest.raises(InputError, match="syntax error"):
        written("total", [], files={"src/shop.test.js": broken}, out="src/shop.test.js")


def test_a_module_that_exports_nothing_says_so(written):
    with pytest.raises(InputError, match="exports nothing"):
        written("total", [], text="const total = () => 1;\n")
