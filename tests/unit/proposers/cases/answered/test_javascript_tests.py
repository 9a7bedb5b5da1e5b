"""Tests in JavaScript that a model wrote, taken apart."""

import pytest

from limner_server.perception.syntax.languages import JAVASCRIPT, TYPESCRIPT
from limner_server.proof.runner.command import Kind
from limner_server.proposers.cases.answered.javascript_tests import javascript_pieces
from limner_server.proposers.cases.answered.tested_module import TestedModule

MODULE = TestedModule(
    "../src/cart.js",
    frozenset({"total", "Cart"}),
    frozenset({"total", "Cart"}),
    frozenset({"add"}),
)
HOLDS = "expect(total([1])).toBe(1);"


def apart(code, *, kind=Kind.VITEST, cut=False, language=JAVASCRIPT):
    found = javascript_pieces(code, MODULE, language, kind, cut=cut)
    return {one.name: one for one in found}


def test_each_test_comes_by_itself_with_the_names_that_it_uses():
    found = apart(
        'import { test, expect } from "vitest";\nimport { total, Cart } from "./cart";\n\n'
        f'test("one", () => {{\n  {HOLDS}\n}});\n'
        "it('other', () => {\n  expect(new Cart().items).toEqual([]);\n});\n"
    )

    assert found["one"].names == ("total",)
    assert found["one"].imports == ()
    assert found["one"].code == f'test("one", () => {{\n  {HOLDS}\n}});'
    assert found["other"].names == ("Cart",)
    assert found["other"].code.startswith("test('other', ")


def test_tests_of_mocha_are_called_as_it_calls_them():
    code = 'test("one", () => { assert.strictEqual(total([1]), 1); });'

    assert apart(code, kind=Kind.MOCHA)["one"].code.startswith('it("one"')


def test_what_a_suite_sets_up_stands_in_the_test_that_needs_it():
    found = apart(
        'describe("Cart", () => {\n  let cart;\n  const tax = 2;\n'
        "  beforeEach(() => {\n    cart = new Cart();\n    cart.add(1);\n  });\n"
        '  it("adds", () => {\n    expect(cart.total(tax)).toBe(1);\n  });\n'
        f'  it("is plain", () => {{\n    {HOLDS}\n  }});\n'
        '  describe("when empty", () => {\n'
        '    it("is zero", () => expect(total([])).toBe(0));\n  });\n});\n'
    )

    assert found["adds"].suite == "Cart"
    assert found["adds"].code == (
        'test("adds", () => {\n  const tax = 2;\n  const cart = new Cart();\n  cart.add(1);\n'
        "  expect(cart.total(tax)).toBe(1);\n});"
    )
    assert found["is plain"].code == f'test("is plain", () => {{\n  {HOLDS}\n}});'
    assert found["when empty is zero"].suite == "Cart"


def test_helpers_and_imports_come_along():
    found = apart(
        'import { vi } from "vitest";\nconst path = require("node:path");\n'
        "const PRICES = [1, 2];\nfunction full() {\n  return new Cart(PRICES);\n}\n"
        'test("one", () => {\n  expect(full().total(vi.fn(), path.sep)).toBe(3);\n});\n'
    )

    assert found["one"].helpers == (
        "const PRICES = [1, 2];",
        "function full() {\n  return new Cart(PRICES);\n}",
    )
    assert found["one"].imports == (
        'import { vi } from "vitest";',
        'import path from "node:path";',
    )


def test_tables_stay_where_the_framework_has_them():
    code = 'test.each([[1], [2]])("of %i", (n) => { expect(total([n])).toBe(n); });'

    assert apart(code)["of %i"].code.startswith("test.each([[1], [2]])(")
    assert not apart(code, kind=Kind.NODE_TEST)


def test_types_are_read():
    code = 'test("one", () => { const n: number = total([1] as number[]); expect(n).toBe(1); });'

    assert apart(code, language=TYPESCRIPT)


def test_of_an_answer_that_was_cut_off_what_is_whole_stays():
    code = f'test("one", () => {{ {HOLDS} }});\ntest("other", () => {{ {HOLDS}'

    assert [*apart(code, cut=True)] == ["one"]


@pytest.mark.parametrize(
    "body",
    [
        "expect(true).toBe(true);",
        "total([1]);",
        "expect(total([1]));",
        "expect(total([1])).toBe(total([1]));",
        "assert.ok(true);",
        "try { expect(total([1])).toBe(2); } catch (error) {}",
        "expect([1].length).toBe(1);",
    ],
)
def test_what_cannot_fail_is_no_test(body):
    assert not apart(f'test("one", () => {{ {body} }});')


@pytest.mark.parametrize(
    "before",
    [
        'await fetch("http://127.0.0.1");',
        'require("node:http").get("http://127.0.0.1");',
        'require("child_process").execSync("ls");',
        "process.exit(0);",
        "process.env.HOME;",
        'eval("1");',
        'new Function("return 1")();',
        "await new Promise((done) => setTimeout(done, 500));",
        "globalThis.Cart = null;",
        'fs.readFileSync("/etc/hostname");',
        "const total = () => 1;",
        'vi.spyOn(cart, "add");',
        'vi.mock("./cart");',
        'await import("node:http");',
    ],
)
def test_what_reaches_outside_or_replaces_the_code_is_no_test(before):
    head = 'import fs from "node:fs";\n'

    assert not apart(f'{head}test("one", async () => {{ {before} {HOLDS} }});')
    assert apart(f'{head}test("one", async () => {{ {HOLDS} }});')


@pytest.mark.parametrize("left_out", ["test.skip", "it.todo", "xit", "test.fails"])
def test_what_is_left_out_is_no_test(left_out):
    assert not apart(f'{left_out}("one", () => {{ {HOLDS} }});')


def test_suites_that_clean_up_are_left_alone():
    code = (
        f'describe("a", () => {{ afterEach(() => {{ drop(); }}); it("b", () => {{ {HOLDS} }}); }});'
    )

    assert not apart(code)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "No idea.",
        "def test_one():\n    assert total([1]) == 1\n",
        'test("one", () => { expect(total([1])',
        'import { subtotal } from "./cart";\ntest("a", () => { expect(subtotal(1)).toBe(1); });',
        'test(`of ${total}`, "no function");',
        "\x00" * 20,
    ],
)
def test_what_is_no_test_of_the_code_is_dropped(code):
    assert not apart(code)
