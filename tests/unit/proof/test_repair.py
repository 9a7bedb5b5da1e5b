"""What a patch does to tests, and what is said of it."""

from pathlib import Path

import pytest

from limner_server.patch import Patch
from limner_server.proof.conduct import Conduct
from limner_server.proof.repair import Effect, RepairProver, Suite
from limner_server.proof.runner.outcome import Outcome, Result
from limner_server.proof.verdict import Status


def outcome(result, passed="", failed=""):
    return Outcome(Result(result), 0.1, frozenset(passed.split()), frozenset(failed.split()))


class Told:
    """Tests whose outcomes are known beforehand, by the note of the patch."""

    def __init__(self, **outcomes):
        self.outcomes = outcomes

    def screen(self, patches, check):
        for patch in patches:
            check()
            yield patch, self.outcomes[patch.note]

    def prove(self, patch, check):
        check()
        return self.outcomes[patch.note]


class Quiet:
    """Hears of candidates and says nothing."""

    awaited = False

    def heard(self, patch, outcome):
        pass

    def counted(self, tried, held):
        pass


CONDUCT = Conduct({}, Path("/w"))


def patch(note, cost=0.0):
    return Patch({}, "search", note, cost)


def survivors(prover, *notes):
    return [one.note for one in prover.survivors(map(patch, notes), Quiet(), 60, lambda: None)]


BEFORE = outcome("failed", "a b", "c")


def test_a_patch_that_mends_the_test_and_breaks_another_does_not_survive():
    told = Told(
        breaks=outcome("failed", "a c", "b"),
        nothing=BEFORE,
        mends=outcome("passed", "a b c"),
    )
    prover = RepairProver(Suite(told, BEFORE), CONDUCT)

    assert survivors(prover, "breaks", "nothing", "mends") == ["mends"]
    assert prover.tried == 3


def test_the_first_that_holds_is_run_from_cold_meanwhile_and_only_once():
    runs = []

    class Counted(Told):
        def prove(self, patch, check):
            runs.append(patch.note)
            return super().prove(patch, check)

    told = Counted(one=outcome("passed", "a b c"), other=outcome("passed", "a b c"))
    prover = RepairProver(Suite(told, BEFORE), CONDUCT)

    held = prover.survivors(map(patch, ("one", "other")), Quiet(), 60, lambda: None)
    prover.close()
    early = [*runs]
    proofs = [prover.prove(one, lambda: None) for one in held]

    assert early == ["one"]
    assert runs == ["one", "other"]
    assert [proof.status for proof in proofs] == [Status.PROVEN, Status.PROVEN]


def test_a_script_that_names_no_tests_counts_as_one():
    before = outcome("failed")
    told = Told(mends=outcome("passed"), hangs=outcome("timed out"), breaks=outcome("broken"))

    assert survivors(RepairProver(Suite(told, before), CONDUCT), "hangs", "breaks", "mends") == [
        "mends"
    ]


def test_a_test_that_is_skipped_or_deselected_has_not_passed():
    told = Told(skips=outcome("passed", "a b"))
    prover = RepairProver(Suite(told, BEFORE), CONDUCT)

    effect = Effect.between(BEFORE, told.outcomes["skips"])

    assert effect.failing == {"c"}
    assert survivors(prover, "skips") == []


def test_of_several_failing_tests_those_that_mend_the_most_survive():
    before = outcome("failed", "a", "b c")
    told = Told(
        one=outcome("failed", "a b", "c"),
        both=outcome("passed", "a b c"),
    )

    assert survivors(RepairProver(Suite(told, before), CONDUCT), "one", "both") == ["both"]
    assert survivors(RepairProver(Suite(told, before), CONDUCT), "one") == ["one"]


def test_what_prints_as_before_survives_what_does_not():
    before = Outcome(Result.FAILED, 0.1, output="b\nTraceback ...")
    told = Told(
        other=Outcome(Result.PASSED, 0.1, output="a\nb\n"),
        same=Outcome(Result.PASSED, 0.1, output="b\na\n"),
    )
    suite = Suite(told, before, printed="b\n")

    assert survivors(RepairProver(suite, CONDUCT), "other", "same") == ["same"]
    assert survivors(RepairProver(suite, CONDUCT), "other") == ["other"]


def test_one_case_of_a_test_is_not_the_test():
    before = outcome("failed", "", "t[1] t[2]")
    told = Told(special=outcome("failed", "t[1]", "t[2]"))

    assert survivors(RepairProver(Suite(told, before), CONDUCT), "special") == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (BEFORE, outcome("passed", "a b c"), "the failing test passes, 2 others still pass"),
        (
            outcome("failed", "a", "c"),
            outcome("passed", "a c"),
            "the failing test passes, 1 other still passes",
        ),
        (outcome("failed"), outcome("passed"), "the failing test passes"),
        (
            outcome("failed", "", "a b"),
            outcome("passed", "a b"),
            "the 2 failing tests pass",
        ),
        (
            outcome("failed", "x", "a b"),
            outcome("failed", "x a", "b"),
            "1 of 2 failing tests passes, 1 other still passes",
        ),
        (outcome("broken"), outcome("passed", "a b"), "the 2 tests run and pass"),
    ],
)
def test_the_proof_is_said_as_a_person_would(before, after, says):
    proof = RepairProver(Suite(Told(it=after), before), CONDUCT).prove(patch("it"), lambda: None)

    assert proof.status is Status.PROVEN
    assert proof.summary == says


def test_what_does_not_hold_a_second_time_is_refuted():
    proof = RepairProver(Suite(Told(it=BEFORE), BEFORE), CONDUCT).prove(patch("it"), lambda: None)

    assert proof.status is Status.REFUTED


def test_what_breaks_a_test_nearby_is_refuted_and_the_test_is_named():
    asked = Suite(Told(it=outcome("passed", "c")), outcome("failed", "", "c"))
    other = Suite(Told(it=outcome("failed", "x", "y")), outcome("passed", "x y"))

    proof = RepairProver(asked, CONDUCT, [other]).prove(patch("it"), lambda: None)

    assert proof.status is Status.REFUTED
    assert proof.summary == "it breaks y"


def test_what_mends_a_test_nearby_as_well_is_told():
    asked = Suite(Told(it=outcome("passed", "c")), outcome("failed", "", "c"))
    other = Suite(Told(it=outcome("failed", "c d k", "e")), outcome("failed", "k", "c d e"))

    proof = RepairProver(asked, CONDUCT, [other]).prove(patch("it"), lambda: None)

    assert proof.summary == "the failing test passes, and 1 more that failed, 1 other still passes"
    assert proof.figures["others mended"] == 1
    assert proof.figures["others still failing"] == 1
