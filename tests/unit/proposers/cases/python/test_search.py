"""The search for cases, with the real recorder: what it covers, and what it leaves out."""

import random

import pytest

from limner_server.proof.recorder.case import Case, Ending, Outside, Recorded
from limner_server.proposers.cases.corpus import Corpus
from limner_server.proposers.cases.obstacles import Obstacles

GRADE = """\
def grade(score, scale="letter"):
    if not isinstance(score, (int, float)):
        raise TypeError("a score is a number")
    if score < 0 or score > 100:
        raise ValueError("out of range")
    if scale == "letter":
        for limit, letter in ((90, "A"), (80, "B"), (70, "C")):
            if score >= limit:
                return letter
        return "F"
    if scale == "pass":
        return score >= 50
    return score / 100
"""

GAME = """\
class Game:
    def __init__(self, size=3):
        self.size = size
        self.moves = []

    def move(self, row, col):
        if not (0 <= row < self.size and 0 <= col < self.size):
            raise ValueError("outside")
        if (row, col) in self.moves:
            return False
        self.moves.append((row, col))
        return True

    def is_over(self):
        return len(self.moves) >= 2
"""


def _all_branches(recorder):
    return {(line, end) for line, ends in recorder.branches.items() for end in ends}


@pytest.mark.parametrize(("text", "name"), [(GRADE, "grade"), (GAME, "Game")])
def test_all_branches_are_found(found, text, name):
    cases, recorder, _ = found(text, name)

    assert _all_branches(recorder) <= set().union(*(one.arcs for one in cases))


def test_what_is_found_is_the_same_each_time(found):
    assert found(GRADE, "grade")[0] == found(GRADE, "grade")[0]


def test_boundaries_tell_a_comparison_that_is_one_off(found):
    cases, _, _ = found("def is_adult(age: int):\n    return age >= 18\n", "is_adult")

    answers = {one.case.act: one.value for one in cases}

    assert "False" in answers.values()
    assert answers.get("is_adult(18)") == "True"


def test_what_is_random_is_seeded(found):
    text = "import random\n\n\ndef roll(sides: int):\n    return random.randint(1, sides)\n"
    cases, _, _ = found(text, "roll")

    returned = [one for one in cases if one.ending is Ending.RETURNED]

    assert returned
    assert all("random.seed(0)" in one.case.arrange for one in returned)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("while True:\n        pass", "does not come to an end"),
        ("return time.time()", "answers by the clock"),
        ("time.sleep(x)", "sleeps"),
        ("return input()", "waits for somebody to type"),
        ("return open('there.txt').read()", "works on files"),
        ("return socket.create_connection(('127.0.0.1', x))", "opens connections"),
        ("return os.getcwd()", "answers by the environment"),
        ("return subprocess.run(['true'])", "starts other programs"),
    ],
)
def test_what_cannot_be_a_test_is_left_out_and_why_is_told(found, body, said):
    text = (
        f"import os\nimport socket\nimport subprocess\nimport time\n\n\ndef f(x=1):\n    {body}\n"
    )
    cases, _, obstacles = found(text, "f", seconds=1.0)

    assert not cases
    assert said in obstacles.told()


def test_a_class_that_cannot_be_made_is_said_to_be_so(found):
    text = "class Key:\n    def __init__(self, lock):\n        raise lock.none\n"
    text += "\n    def turn(self):\n        return 1\n"
    cases, _, obstacles = found(text, "Key.turn", seconds=1.0)

    assert not cases
    assert "cannot be called (" in obstacles.told()


def _recorded(act, arcs, value="1", **more):
    return Recorded(Case(act), Ending.RETURNED, value, arcs=frozenset(arcs), **more)


def test_what_covers_most_for_the_least_to_read_is_ranked_first():
    corpus = Corpus({1: frozenset({2, 3})}, range(1, 9))
    long = _recorded("f([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])", {(1, 2)})
    short, other = _recorded("f([1])", {(1, 2)}, "2"), _recorded("f([])", {(1, 3)})

    assert [corpus.add(one) for one in (long, short, other, other)] == [True, True, True, False]
    assert corpus.ranked(3)[-1] is long
    assert not corpus.wanted


def test_what_cannot_be_a_test_covers_nothing():
    corpus = Corpus({1: frozenset({2, 3})}, range(1, 9))
    corpus.add(_recorded("f(1)", {(1, 3)}))
    corpus.add(_recorded("f(2)", {(1, 2)}, outside=frozenset({Outside.SLEEP})))
    corpus.add(_recorded("f(3)", {(1, 2)}), is_misuse=True)

    assert corpus.wanted == {1}
    assert [one.case.act for one in corpus.ranked(9)] == ["f(1)"]


def test_what_reads_the_clock_does_not_stand_in_for_what_does_not():
    corpus = Corpus({}, range(1, 9))
    assert corpus.add(_recorded("f()", {(1, 2)}, outside=frozenset({Outside.CLOCK})))
    assert corpus.add(_recorded("f(1)", {(1, 2)}))


def test_nothing_is_chosen_of_nothing():
    assert Corpus({}, range(1, 2)).choose(random.Random(0)) is None  # noqa: S311 - no secret
    assert not Obstacles().told()


def test_what_calls_share_is_emptied_first_and_what_they_leave_is_found(found):
    text = """\
KNOWN = {}


def length(word: str):
    if word in KNOWN:
        return KNOWN[word]
    KNOWN[word] = len(word)
    return KNOWN[word]
"""
    cases, recorder, _ = found(text, "length")

    assert all(one.case.arrange[0] == "KNOWN.clear()" for one in cases)
    assert _all_branches(recorder) <= set().union(*(one.arcs for one in cases))


def test_what_raises_where_it_is_called_is_caught(found):
    text = """\
def retry(times: int, action):
    for attempt in range(times):
        try:
            return action()
        except ValueError:
            if attempt == times - 1:
                raise
    return None
"""
    cases, recorder, _ = found(text, "retry")

    assert _all_branches(recorder) <= set().union(*(one.arcs for one in cases))


def test_what_a_method_does_to_a_database_is_seen_by_another(found):
    text = """\
import sqlite3


class Notes:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.connection.execute("CREATE TABLE notes (body TEXT)")

    def write(self, body: str):
        self.connection.execute("INSERT INTO notes VALUES (?)", (body,))

    def bodies(self):
        return [body for (body,) in self.connection.execute("SELECT body FROM notes")]
"""
    cases, _, _ = found(text, "Notes")

    acts = {one.case.act: one for one in cases if "notes.write" in str(one.case.arrange)}
    assert acts["notes.bodies()"].value not in ("", "[]")
    assert acts["notes.bodies()"].case.arrange[0] == 'notes = Notes(":memory:")'
