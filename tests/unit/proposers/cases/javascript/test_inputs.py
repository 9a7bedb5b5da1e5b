"""Cases for JavaScript and TypeScript: what is called with what."""

import random

import pytest

from limner_server.errors import InputError
from limner_server.proof.recorder.case import Case, Ending, Recorded
from limner_server.proposers.cases.javascript.inputs import JavaScriptInputs
from small_workspace import write


def dice():
    return random.Random(1)  # noqa: S311 - the same each time


def test_examples_of_a_comment_come_first(acts):
    text = "/* Sum.\n  >>> sum([1, 2], 'a')\n  3\n*/\nexport const sum = (a, b) => a;\n"

    assert acts(text, "sum")[0] == "sum([1, 2], 'a')"


def test_calls_elsewhere_in_the_workspace_are_made_too(tmp_path, acts):
    write(tmp_path, {"main.js": "import { pay } from './shop.js';\npay(1234, { by: 'card' });\n"})

    found = acts("export function pay(amount, how) {}\n", "pay")

    assert found[0] == "pay(1234, { by: 'card' })"


@pytest.mark.parametrize(
    ("signature", "wanted"),
    [
        ("(n: number)", "act(0)"),
        ("(s: string)", "act('')"),
        ("(items: readonly string[])", "act([])"),
        ("(mode: 'fast' | 'slow')", "act('slow')"),
        ("(size: Size)", "act(Size.Large)"),
        ("(box: Box)", "act({ width: 3 })"),
        ("(box: Box)", "act({ width: 3, name: 'Ann' })"),
        ("(when: Date)", "act(new Date('2024-02-29'))"),
        ("(prices: Map<string, number>)", "act(new Map())"),
        ("(f: (a: number) => number)", "act((x) => x * 2)"),
        ("(...numbers: number[])", "act(3, 0)"),
        ("(n?: number)", "act()"),
        ("(pair: [string, number])", "act(['abc', 3])"),
    ],
)
def test_types_say_what_is_passed(signature, wanted, acts):
    text = (
        "export enum Size { Small, Large }\n"
        "export interface Box { width: number; name?: string }\n"
        f"export function act{signature}: void {{}}\n"
    )

    assert wanted in acts(text, "act", "shop.ts")


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("/** @param {number[]} xs */\nexport const act = (xs) => xs;", "act([])"),
        ("export const act = (a, limit = 10) => a;", "act(1, 3)"),
        ("export const act = (x) => x.toUpperCase();", "act('abc')"),
        ("export const act = (x) => x.map((y) => y.trim());", "act(['a', 'b', 'c'])"),
        ("export const act = (x) => x.reduce((a, b) => a + b.price, 0);", "act([{ price: 9.99 }])"),
        (
            "export const act = ({ width, height }) => width * height;",
            "act({ width: 3, height: 3 })",
        ),
        ("export const act = (x) => (x === 'red' ? 1 : 2);", "act('red')"),
        ("export const act = (x) => { if (x >= 40) return 1; };", "act(40)"),
        ("export const act = (x) => { if (x >= 40) return 1; };", "act(39)"),
        ("export const act = (c) => { switch (c) { case '+': return 1; } };", "act('+')"),
        ("export const act = (f, n) => f(n);", "act((x) => x * 2, 3)"),
        ("export const act = (x) => typeof x === 'string' ? x : -x;", "act('abc')"),
        ("export const act = (x) => [...x.keys()].concat(x.get('a'));", "act(new Map())"),
    ],
)
def test_uses_say_what_is_passed(code, wanted, acts):
    assert wanted in acts(f"{code}\n", "act")


def test_numbers_as_large_as_something_is_long_are_tried(acts):
    found = acts("export const cut = (text, most) => text.length <= most;\n", "cut")

    assert {"cut('abc', 3)", "cut('abc', 4)", "cut('abc', 2)"} <= set(found)


def test_what_is_changed_gets_a_name(acts):
    found = acts("export function add(items) { items.push(1); }\n", "add")

    assert found[0].split("\n")[1] == "add(items)"
    assert found[0].startswith("const items = [")


CART = """\
export class Cart {
  #items = [];
  static of(...names) { return new Cart(); }
  constructor(limit = 3) { this.limit = limit; }
  add(name, price) { this.#items.push({ name, price }); }
  get size() { return this.#items.length; }
  _hidden() {}
  #secret() {}
}
"""


def test_members_of_a_class_are_used_fresh_and_after_others(acts):
    found = acts(CART, "Cart")

    assert "new Cart()" in found
    assert "const cart = new Cart();\ncart.size" in found
    assert any(one.count("cart.add(") > 1 and one.endswith("cart.size") for one in found)
    assert any(one.startswith("Cart.of(") for one in found)
    assert not any("idden" in one or "secret" in one for one in found)


def test_steps_before_an_act_can_be_told_apart(acts):
    before = [one.split("\n")[1:-1] for one in acts(CART, "Cart") if one.count("cart.add(") == 2]

    assert any(len(set(one)) == 2 for one in before if len(one) == 2)


def test_a_method_alone_is_what_is_called(acts):
    found = acts(CART, "Cart.add")

    assert found
    assert all(one.split("\n")[-1].startswith("cart.add(") for one in found)


def test_what_a_function_makes_or_returns_is_called(acts):
    text = (
        "export function createCounter(start) {\n"
        "  let n = start;\n  return { up() { n += 1; return n; } };\n}\n"
        "export const add = (a) => (b) => a + b;\n"
    )

    assert "const counter = createCounter(3);\ncounter.up()" in acts(text, "createCounter")
    assert "add(3)(0)" in acts(text, "add")


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("const f = () => 1;\nexport const g = 2;\n", "f", "does not export f"),
        ("export interface Box { a: number }\n", "Box", "is a type"),
    ],
)
def test_what_no_test_can_call_is_said(text, name, said, subject_of):
    with pytest.raises(InputError, match=said):
        JavaScriptInputs(subject_of(text, name, "shop.ts"), lambda: None)


def test_cases_like_one_differ_from_it_and_stay_of_the_form_of_examples(subject_of):
    text = "/*\n  >>> nested('(()) ()')\n  2\n*/\nexport const nested = (text) => text.length;\n"
    inputs = JavaScriptInputs(subject_of(text, "nested"), lambda: None)
    first = next(iter(inputs.first()))
    recorded = Recorded(first, Ending.RETURNED, "7", "number")

    found = list(inputs.like(recorded, frozenset(), dice()))

    assert len({one.act for one in found}) > 5
    assert all(set(one.act) <= set("nested('()')  ") for one in found)


def test_nothing_is_like_a_case_of_others(subject_of):
    inputs = JavaScriptInputs(subject_of("export const f = (a) => a;\n", "f"), lambda: None)
    recorded = Recorded(Case("g(1)"), Ending.RETURNED)

    assert list(inputs.like(recorded, frozenset(), dice())) == []
