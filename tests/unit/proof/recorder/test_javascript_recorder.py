"""What comes of cases of JavaScript and TypeScript, told by a warm Node.js in the sandbox."""

import shutil

import pytest

from limner_server.errors import CancelledError
from limner_server.proof.recorder.case import Case, Ending, Outside

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")

SHOP = """\
const seen = [];

class Cart {
  constructor() {
    this.items = [];
  }
  add(item) {
    if (!item) throw new RangeError('no item');
    this.items.push(item);
    return this;
  }
  get size() {
    return this.items.length;
  }
}

class Money {
  constructor(amount) {
    this.amount = amount;
  }
}

const sign = (n) => {
  if (n < 0) return -1;
  return n > 0 ? 1 : 0;
};

function remember(item) {
  seen.push(item);
  globalThis.last = item;
  Array.prototype.odd = true;
  return seen.length;
}

async function later(value) {
  await null;
  if (value === undefined) throw new Error('nothing');
  return value;
}

function* upTo(n) {
  for (let i = 0; i < n; i++) yield i;
}

function forever() {
  while (true) {}
}

async function stuck() {
  for (;;) await null;
}

const never = () => new Promise(() => {});
const same = (value) => value;
const money = (n) => new Money(n);
const say = (text) => console.log(text);
const sort = (items) => items.sort();
const first = (items) => items[0].name;
const leave = () => process.exit(0);
const midnight = (text) => new Date(text).getHours();

module.exports = {
  Cart, sign, remember, later, upTo, forever, stuck, never, same, money, say, sort, first, leave,
  midnight,
};
"""


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("-0", "number"),
        ("NaN", "number"),
        ("10n", "bigint"),
        ("undefined", "undefined"),
        ("null", "null"),
        ("'it is \"so\"'", "string"),
        ('"it\'s"', "string"),
        ("'a\\nb\\u00a0'", "string"),
        ("[1, [2.5], []]", "Array"),
        ("{ a: 1, 'b-c': undefined, 3: [{}] }", "Object"),
        ("new Map([['a', new Set([1])]])", "Map"),
        ("new Date('2024-02-29T00:00:00.000Z')", "Date"),
        ("/a+/gi", "RegExp"),
        ("new Uint8Array([1, 2])", "Uint8Array"),
    ],
)
def test_values_are_spelled_as_they_are_written(value, kind, recorded):
    (one,) = recorded(SHOP, f"same({value})")

    assert one.ending is Ending.RETURNED
    # Numbers come first among the names of an object.
    spelled = "{ 3: [{}], a: 1, 'b-c': undefined }" if value.startswith("{") else value
    assert (one.value, one.kind) == (spelled, kind)


def test_what_has_no_short_expression_is_not_spelled(recorded):
    told = recorded(
        SHOP, "same(() => 1)", "same(Symbol('a'))", "same('x'.repeat(999))", "same([,1])"
    )

    assert [one.value for one in told] == ["", "", "", ""]


def test_an_instance_is_told_by_what_it_has(recorded):
    made, among = recorded(SHOP, "money(5)", "[money(5)]")

    assert (made.value, made.kind, made.state) == ("", "Money", (("result.amount", "5"),))
    assert (among.value, among.kind) == ("[{ amount: 5 }]", "Array<Money>")


def test_an_object_tells_what_the_act_changes(recorded):
    (told,) = recorded(SHOP, ("const cart = new Cart();", "cart.add('pear')"))
    (sorted_,) = recorded(SHOP, ("const items = [3, 1];", "sort(items)"))

    assert told.value == "cart"
    assert told.state == (("cart.items", "['pear']"), ("cart.size", "1"))
    assert sorted_.state == (("items", "[1, 3]"),)


def test_errors_are_told_by_their_class_and_message(recorded):
    thrown, rejected = recorded(
        SHOP, ("const cart = new Cart();", "cart.add('')"), "later(undefined)"
    )

    assert (thrown.ending, thrown.kind, thrown.message) == (Ending.RAISED, "RangeError", "no item")
    assert (rejected.ending, rejected.message) == (Ending.RAISED, "nothing")
    assert rejected.case.act == "await later(undefined)"


def test_an_error_of_the_engine_is_no_behaviour(recorded):
    told = recorded(SHOP, "first(undefined)", "sign(", "nowhere()")

    assert [one.ending for one in told] == [Ending.BROKEN] * 3


def test_what_comes_bit_by_bit_is_asked_for_whole(recorded):
    promised, several = recorded(SHOP, "later(3)", "upTo(3)")

    assert (promised.case.act, promised.value) == ("await later(3)", "3")
    assert (several.case.act, several.value) == ("[...upTo(3)]", "[0, 1, 2]")


def test_no_case_sees_what_another_left_behind(recorded):
    told = recorded(SHOP, "remember('a')", "remember('b')", "globalThis.last", "[].odd")

    assert [one.value for one in told] == ["1", "1", "undefined", "undefined"]


def test_what_never_ends_is_given_up_and_the_others_are_told(recorded):
    told = recorded(SHOP, "forever()", "stuck()", "never()", "leave()", "sign(3)")

    endings = [one.ending for one in told]
    assert endings == [*[Ending.TIMED_OUT] * 3, Ending.BROKEN, Ending.RETURNED]


def test_where_much_never_ends_the_rest_is_not_waited_for(recorder_of):
    recorder = recorder_of(SHOP)
    cases = [Case(f"sign({n})") for n in range(30)]
    endless = SHOP.replace("if (n < 0)", "while (n > 9) {}\n  if (n < 0)")

    told = recorder.record(cases, text=endless, check=lambda: None)

    endings = [one.ending for one in told]
    assert endings == [Ending.RETURNED] * 10 + [Ending.TIMED_OUT] * 20


def test_what_is_printed_is_told(recorded):
    (told,) = recorded(SHOP, "say('hello')")

    assert (told.printed, told.value, told.outside) == ("hello\n", "undefined", frozenset())


def test_lines_and_branches_are_those_of_the_act(recorder_of):
    recorder = recorder_of(SHOP)
    line = SHOP[: SHOP.index("if (n < 0)")].count("\n") + 1

    minus, zero, plus = recorder.record(
        [Case("sign(-1)"), Case("sign(0)"), Case("sign(1)")], check=lambda: None
    )

    assert (minus.lines, zero.lines) == ({line}, {line, line + 1})
    assert {line, line + 1} <= recorder.statements
    ways = {(start, end) for start in (line, line + 1) for end in recorder.branches[start]}
    assert ways <= minus.arcs | zero.arcs | plus.arcs
    assert not ways <= minus.arcs | plus.arcs


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("require('fs').readFileSync('/etc/passwd', 'utf8').length", Outside.FILES),
        ("require('fs').promises.readFile('x').catch(() => 1)", Outside.FILES),
        ("require('net').connect(9, '127.0.0.1').on('error', () => {}) && 1", Outside.NETWORK),
        ("fetch('http://127.0.0.1:9').catch(() => 1)", Outside.NETWORK),
        ("require('child_process').execSync('true') && 1", Outside.PROCESSES),
        ("Date.now()", Outside.CLOCK),
        ("new Date().getFullYear()", Outside.CLOCK),
        ("Math.random()", Outside.RANDOM),
        ("crypto.randomUUID().length", Outside.RANDOM),
        ("new Promise((done) => setTimeout(done, 20))", Outside.SLEEP),
        ("process.env.HOME", Outside.ENVIRONMENT),
        ("process.argv.length", Outside.ENVIRONMENT),
        ("process.stdin && 1", Outside.INPUT),
    ],
)
def test_what_is_not_the_same_everywhere_is_told(body, what, recorded):
    (told,) = recorded(f"exports.act = () => {body};\n", "act()")

    assert told.ending in (Ending.RETURNED, Ending.RAISED)
    assert what in told.outside


def test_a_temporary_file_is_no_file_of_others(recorded):
    text = (
        "const fs = require('fs'), os = require('os');\nexports.act = () => {\n"
        "  const p = os.tmpdir() + '/a';\n  fs.writeFileSync(p, 'x');\n"
        "  return fs.readFileSync(p, 'utf8');\n};\n"
    )

    (told,) = recorded(text, "act()")

    assert (told.value, told.outside) == ("'x'", frozenset())


def test_a_second_process_lives_in_another_time_zone(recorder_of):
    recorder = recorder_of(SHOP)
    cases = [Case("midnight('2024-01-01')"), Case("sign(3)")]

    told = recorder.confirm(recorder.record(cases, check=lambda: None), check=lambda: None)

    assert [one.stable for one in told] == [False, True]


def test_another_text_is_recorded_in_place_of_the_file(recorder_of):
    recorder = recorder_of(SHOP)

    def spoilt(old, new):
        return recorder.record([Case("sign(5)")], text=SHOP.replace(old, new), check=lambda: None)

    assert [one.value for one in spoilt("? 1", "? 7")] == ["7"]
    assert [one.value for one in spoilt("nothing", "nothing")] == ["1"]


def test_a_byte_order_mark_and_returns_change_nothing(tmp_path, recorded):
    (tmp_path / "shop.js").write_bytes(b"\xef\xbb\xbf" + SHOP.replace("\n", "\r\n").encode())

    (told,) = recorded(SHOP, "sign(5)")

    assert (told.value, len(told.lines)) == ("1", 2)


def test_it_can_be_cancelled(recorder_of):
    def cancel():
        raise CancelledError

    with pytest.raises(CancelledError):
        recorder_of(SHOP).record([Case("stuck()")], check=cancel)
