"""Cases without what they do not need, and what a silent call has changed: on the real recorder."""

import shutil

import pytest

from limner_server.perception.workspace.source import read_source
from limner_server.proof.recorder.case import Case
from limner_server.proof.recorder.python import PythonRecorder
from limner_server.proof.sandbox.sandbox import Sandbox
from limner_server.proposers.cases.observe import observed
from limner_server.proposers.cases.shrink import shrink

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="needs bubblewrap")

CODE = """\
import random


class Store:
    def __init__(self):
        self._names = []

    def add(self, name):
        self._names.append(name)

    def names(self):
        return list(self._names)

    def size(self):
        return 3

    def toss(self):
        random.random()
"""


def unchecked():
    """Nobody cancels."""


@pytest.fixture
def recorder(tmp_path):
    path = tmp_path / "store.py"
    path.write_text(CODE)
    with Sandbox(tmp_path) as sandbox, PythonRecorder(sandbox, read_source(path), texts={}) as one:
        yield one


def record(recorder, act, *arrange):
    (recorded,) = recorder.record([Case(act, arrange)], check=unchecked)
    return recorded


def test_statements_that_change_nothing_are_left_out(recorder):
    made = ("store = Store()", "other = 1", "store.size()", "store.add('a')")
    cases = [record(recorder, "store.names()", *made), record(recorder, "store.size()", made[0])]

    shorter, other = shrink(cases, recorder, unchecked)

    assert shorter.case.arrange == ("store = Store()", "store.add('a')")
    assert other == cases[1]


def test_the_seed_of_what_draws_lots_is_not_left_out(recorder):
    arrange = ("random.seed(0)", "store = Store()", "store.toss()")
    recorded = recorder.record([Case("store.size()", arrange, ("import random",))], check=unchecked)

    assert shrink(recorded, recorder, unchecked) == recorded


def test_what_no_other_case_runs_is_not_left_out(recorder):
    case = record(recorder, "store.names()", "store = Store()", "store.size()")

    assert shrink([case], recorder, unchecked) == [case]


def test_a_silent_call_is_seen_by_one_that_asks(recorder):
    silent = record(recorder, "store.add('a')", "store = Store()")
    asks = [record(recorder, act, "store = Store()") for act in ("store.names()", "store.size()")]

    (found,) = observed([silent], asks, recorder, unchecked)

    assert found.case == Case("store.names()", ("store = Store()", "store.add('a')"))
    assert found.value == '["a"]'
