"""Recorded cases as tests of JavaScript, in the words of each framework."""

import pytest

from limner_server.proof.recorder.case import Case, Ending, Recorded


def returned(act, value, kind="number", arrange=(), **more):
    return Recorded(Case(act, tuple(arrange)), Ending.RETURNED, value, kind, **more)


def raised(act, kind, message, arrange=(), **more):
    return Recorded(Case(act, tuple(arrange)), Ending.RAISED, "", kind, message, **more)


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
