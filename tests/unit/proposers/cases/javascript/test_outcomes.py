"""How outcomes are taken: meant, by accident, or against what the code says of itself."""

import pytest

from limner_server.proof.recorder.case import Case, Ending, Recorded
from limner_server.proposers.cases.accidents import Regard
from limner_server.proposers.cases.javascript.outcomes import contradiction, is_shown, regard

DOUBLE = """\
/**
 * Twice a number.
 * @throws {RangeError} for what is negative
 * @example
 * double(2) // => 4
 * double(0.1) // 0.2
 */
export function double(n: number): number {
  if (n < 0) throw new RangeError('negative');
  return n * 2;
}
"""


def returned(act, value, kind="number", **more):
    return Recorded(Case(act), Ending.RETURNED, value, kind, **more)


@pytest.mark.parametrize(
    ("recorded", "told"),
    [
        (returned("double(2)", "4"), ""),
        (returned("double(2)", "5"), "returns 5, its comment says 4"),
        (returned("double(0.1)", "0.20000000000000001"), ""),
        (returned("double(7)", "undefined", "undefined"), "returns undefined, declared as number"),
        (returned("double(7)", "14"), ""),
    ],
)
def test_an_outcome_may_contradict_what_is_said(recorded, told, subject_of):
    assert contradiction(subject_of(DOUBLE, "double", "shop.ts"), recorded) == told


def test_examples_are_known_again(subject_of):
    subject = subject_of(DOUBLE, "double", "shop.ts")

    assert is_shown(subject, returned("double(2)", "4"))
    assert not is_shown(subject, returned("double(3)", "6"))


@pytest.mark.parametrize(
    ("recorded", "taken"),
    [
        (Recorded(Case("double(-1)"), Ending.RAISED, kind="RangeError"), Regard.MEANT),
        (Recorded(Case("double()"), Ending.RAISED, kind="TypeError"), Regard.MISUSE),
        (Recorded(Case("double()"), Ending.RAISED, kind="undefined"), Regard.MISUSE),
        (Recorded(Case("double()"), Ending.RAISED, kind="SyntaxError"), Regard.ACCIDENT),
        (returned("double('a')", "NaN"), Regard.ACCIDENT),
        (returned("double(0)", "-0"), Regard.ACCIDENT),
        (returned("double(3)", "6"), Regard.MEANT),
    ],
)
def test_errors_and_odd_values_are_seldom_meant(recorded, taken, subject_of):
    assert regard(subject_of(DOUBLE, "double", "shop.ts"), recorded) is taken


def test_nothing_from_what_gives_nothing_says_nothing(subject_of):
    subject = subject_of("export function log(a) { console.log(a); }\n", "log")

    assert regard(subject, returned("log(1)", "undefined", "undefined")) is Regard.MISUSE
    assert (
        regard(subject, returned("log(1)", "undefined", "undefined", printed="1\n")) is Regard.MEANT
    )
