"""Recorded cases as tests of JavaScript, in the words of each framework."""

import json

import pytest

from limner_server.errors import InputError
from limner_server.perception.syntax.functions import definitions
from limner_server.perception.syntax.languages import language_of
from limner_server.perception.syntax.tree import Tree
from limner_server.perception.workspace.files import WorkspaceFiles
from limner_server.perception.workspace.source import read_source
from limner_server.proof.recorder.case import Case, Ending, Recorded
from limner_server.proposers.cases.subject import Subject
from limner_server.tasks.javascript_kit import JavaScriptKit
from small_workspace import write

SHOP = """\
export function total(prices, discount = 0) {
  if (discount < 0) throw new RangeError('negative discount');
  return prices.reduce((sum, price) => sum + price, 0) * (1 - discount);
}

export const isFree = (price) => price === 0;

export class EmptyError extends Error {}

export class Cart {
  items = [];
  add(name) {
    this.items.push(name);
  }
  get size() {
    return this.items.length;
  }
  pop() {
    if (!this.items.length) throw new EmptyError('empty');
    return this.items.pop();
  }
}

export const load = async (name) => name;

export function say(text) {
  console.log(text);
}
"""
SIZE = Recorded(
    Case("cart.size", ("const cart = new Cart();", "cart.add('pear');")),
    Ending.RETURNED,
    "1",
    "number",
)


def returned(act, value, kind="number", arrange=(), **more):
    return Recorded(Case(act, tuple(arrange)), Ending.RETURNED, value, kind, **more)


def raised(act, kind, message, arrange=(), **more):
    return Recorded(Case(act, tuple(arrange)), Ending.RAISED, "", kind, message, **more)


@pytest.fixture
def written(tmp_path):
    """Writes tests of a symbol of `src/shop.js`, in a project that has these files."""

    def make(
        symbol, recorded, framework="vitest", *, files=None, out=None, text=SHOP, name="shop.js"
    ):
        package = {"scripts": {"test": framework}}
        if framework != "jest":
            package["type"] = "module"
        write(
            tmp_path,
            {"package.json": json.dumps(package), f"src/{name}": text, **(files or {})},
        )
        source = read_source(tmp_path / "src" / name)
        tree = Tree.parse(source.text, language_of(source.path))
        found = next(one for one in definitions(tree) if one.qualified == symbol)
        placed = JavaScriptKit().place(
            None,
            WorkspaceFiles(tmp_path),
            source,
            out=out and tmp_path / out,
            texts={},
            check=lambda: None,
        )
        subject = Subject(tmp_path, source, tree, found)
        pieces = placed.writer.pieces(subject, recorded)
        make.placed = placed
        make.pieces = pieces
        return placed.writer.text(pieces)

    return make


def test_rows_of_one_behaviour_are_one_test(written):
    text = written(
        "total",
        [returned("total([1, 2])", "3"), returned("total([5])", "5"), returned("total([])", "0")],
    )

    assert (
        text
        == """\
import { describe, expect, it } from 'vitest';
import { total } from './shop.js';

describe('total', () => {
  it.each([
    [[1, 2], 3],
    [[5], 5],
  ])('given %j, returns %j', (prices, expected) => {
    expect(total(prices)).toBe(expected);
  });

  it('returns 0 for an empty array', () => {
    expect(total([])).toBe(0);
  });
});
"""
    )


def test_truths_are_told_apart_and_arrays_alone_stand_in_brackets(written):
    cases = [returned(f"isFree({n})", "false", "boolean") for n in (1, 2)]
    text = written("isFree", [*cases, returned("isFree(0)", "true", "boolean")])

    assert "it.each([1, 2])('returns false for %j', (price) => {" in text
    assert "it('returns true for 0', () => {" in text


def test_an_error_is_named_after_its_condition(written):
    one = raised("total([1], -1)", "RangeError", "negative discount", lines=frozenset({2}))
    text = written("total", [one])

    assert "it('throws a RangeError when discount is below 0', () => {" in text
    thrown = "toThrow(new RangeError('negative discount'));"
    assert f"expect(() => total([1], -1)).{thrown}" in text


def test_a_class_of_its_own_is_what_is_thrown(written):
    text = written(
        "Cart", [raised("cart.pop()", "EmptyError", "empty", ["const cart = new Cart();"])]
    )

    assert "import { Cart, EmptyError } from './shop.js';" in text
    assert "expect(() => cart.pop()).toThrow(EmptyError);" in text


def test_what_is_changed_is_looked_at_after_the_act(written):
    one = returned(
        "cart.add('pear')",
        "undefined",
        "undefined",
        ["const cart = new Cart();"],
        state=(("cart.items", "['pear']"), ("cart.size", "1")),
    )

    assert """\
  it('add changes items to ["pear"] and size to 1 for "pear"', () => {
    const cart = new Cart();

    cart.add('pear');

    expect(cart.items).toEqual(['pear']);
    expect(cart.size).toBe(1);
  });
""" in written("Cart", [one])


def test_an_instance_is_looked_at_part_by_part(written):
    one = returned("new Cart()", "", "Cart", state=(("result.items", "[]"), ("result.size", "0")))

    assert """\
    const cart = new Cart();

    expect(cart).toMatchObject({ items: [], size: 0 });
""" in written("Cart", [one])


def test_promises_are_awaited(written):
    text = written(
        "load",
        [returned("await load('a')", "'a'", "string"), raised("await load()", "Error", "nothing")],
    )

    assert "async () => {\n    expect(await load('a')).toBe('a');" in text
    assert "await expect(load()).rejects.toThrow('nothing');" in text


def test_what_is_printed_is_caught(written):
    one = returned("say('hi')", "undefined", "undefined", printed="hi\n")
    text = written("say", [one])

    assert "import { describe, expect, it, vi } from 'vitest';" in text
    assert "const log = vi.spyOn(console, 'log').mockImplementation(() => {});" in text
    assert "expect(log.mock.calls).toEqual([['hi']]);" in text


def test_mocha_has_no_words_for_what_is_printed(written):
    one = returned("say('hi')", "undefined", "undefined", printed="hi\n")

    written("say", [one], "mocha")

    assert written.pieces == []


@pytest.mark.parametrize(
    ("value", "assertion"),
    [
        ("undefined", "expect(total([1])).toBeUndefined();"),
        ("null", "expect(total([1])).toBeNull();"),
        ("NaN", "expect(total([1])).toBeNaN();"),
        ("0.30000000000000004", "expect(total([1])).toBeCloseTo(0.3, 9);"),
        ("[0.1]", "expect(total([1])).toEqual([0.1]);"),
        ("'a'", "expect(total([1])).toBe('a');"),
    ],
)
def test_each_value_has_its_assertion(value, assertion, written):
    assert assertion in written("total", [returned("total([1])", value)])


@pytest.mark.parametrize(
    ("value", "kind", "assertion"),
    [
        ("undefined", "undefined", "assert.strictEqual(total([1]), undefined);"),
        ("0.30000000000000004", "number", "assert.ok(Math.abs(total([1]) - 0.3) < 1e-9);"),
        ("[1]", "Array", "assert.deepStrictEqual(total([1]), [1]);"),
        ("[{ a: 1 }]", "Array<Point>", "assert.deepStrictEqual(structuredClone(total([1])), ["),
    ],
)
def test_node_asserts_strictly(value, kind, assertion, written):
    text = written("total", [returned("total([1])", value, kind)], "node --test")

    assert assertion in text
    assert (
        "import assert from 'node:assert/strict';\nimport { describe, it } from 'node:test';"
        in text
    )


def test_without_each_rows_are_a_loop(written):
    cases = [returned("total([1, 2])", "3"), returned("total([5])", "5")]

    assert """\
  for (const [prices, expected] of [
    [[1, 2], 3],
    [[5], 5],
  ]) {
    it(`returns ${JSON.stringify(expected)} for ${JSON.stringify(prices)}`, () => {
      assert.strictEqual(total(prices), expected);
    });
  }
""" in written("total", cases, "mocha")


def test_commonjs_is_required(written):
    text = "const total = (prices) => 1;\nmodule.exports = total;\n"
    told = written("total", [returned("total([])", "1")], "jest", text=text)

    assert told.startswith("const total = require('./shop');\n\ndescribe('total', () => {")


def test_typescript_gets_typescript(written):
    text = "export default function total(prices: number[]): number {\n  return 1;\n}\n"
    told = written("total", [returned("total([])", "1")], text=text, name="shop.ts")

    assert written.placed.place.path.name == "shop.test.ts"
    assert "import total from './shop';" in told


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
    written("total", [returned("total([1, 2])", "3")], files={"src/shop.test.js": there})

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
    written("total", [returned("total([1, 2])", "3")], files=files)

    assert written.placed.place.path == tmp_path / place
    assert written.placed.place.module in (module, "./shop")


def test_a_file_with_a_syntax_error_is_left_alone(written, tmp_path):
    broken = "it('x', () => {\n"
    written("total", [returned("total([1])", "1")], files={"src/shop.test.js": broken})

    assert written.placed.place.path == tmp_path / "src" / "shop-more.test.js"
    assert "shop.test.js has a syntax error" in written.placed.remarks[0]
    with pytest.raises(InputError, match="syntax error"):
        written("total", [], files={"src/shop.test.js": broken}, out="src/shop.test.js")


def test_a_module_that_exports_nothing_says_so(written):
    with pytest.raises(InputError, match="exports nothing"):
        written("total", [], text="const total = () => 1;\n")
