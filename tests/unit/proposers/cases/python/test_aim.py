"""Cases that are aimed at mutants, with the real recorder."""

import time

import pytest

from limner_server.errors import LimnerError
from limner_server.proof.recorder.case import Case
from limner_server.proof.recorder.python import PythonRecorder
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proposers.cases.aim import Survivor, aim
from limner_server.proposers.cases.python.inputs import PythonInputs

PRICE = """\
def price(total):
    if total >= 417:
        return total - 40
    return total
"""


@pytest.fixture
def aimed(subject_of):
    """Aims at mutants of a file from the cases that were found."""

    def made(text, name, acts, *spoilt, seconds=20.0):
        subject = subject_of(text, name)
        survivors = [
            Survivor(number, other, line) for number, (other, line) in enumerate(spoilt, 5)
        ]
        try:
            with (
                Sandbox(subject.root) as sandbox,
                PythonRecorder(sandbox, subject.source, texts={}) as recorder,
            ):
                return list(
                    aim(
                        survivors,
                        recorder.record([Case(act) for act in acts], check=lambda: None),
                        PythonInputs(subject),
                        recorder,
                        is_usable=lambda one: bool(one.value),
                        deadline=time.monotonic() + seconds,
                        check=lambda: None,
                    )
                )
        except LimnerError as error:
            pytest.skip(str(error))

    return made


def test_the_border_is_found_that_tells_a_comparison_from_another(aimed):
    found = aimed(PRICE, "price", ["price(1)", "price(500)"], (PRICE.replace(">=", ">"), 2))

    assert [(one.case.act, one.value, number) for one, number in found] == [
        ("price(417)", "377", 5)
    ]


def test_a_mutant_that_does_the_same_is_given_up(aimed):
    same = PRICE.replace("total - 40", "-40 + total")

    assert not aimed(PRICE, "price", ["price(500)"], (same, 3))


def test_a_mutant_that_no_case_comes_to_is_not_aimed_at(aimed):
    assert not aimed(PRICE, "price", ["price(1)"], (PRICE.replace("40", "41"), 3))


def test_it_ends_when_there_is_no_more_time(aimed):
    begin = time.monotonic()

    found = aimed(PRICE, "price", ["price(500)"], (PRICE.replace(">=", ">"), 2), seconds=0.0)

    assert not found
    assert time.monotonic() - begin < 20
