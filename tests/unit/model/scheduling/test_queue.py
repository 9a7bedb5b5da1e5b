"""Who is served next: the most urgent, windows in turn, and nobody waits for ever."""

from __future__ import annotations

import threading

import pytest

from limner_model.scheduling.priority import Place, Priority
from limner_model.scheduling.queue import Queue

A, B = Place(window="a"), Place(window="b")
GHOST = Priority.SUGGESTED


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(clock: Clock) -> Queue[str]:
    return Queue(clock)


def taken(queue: Queue[str]) -> list[str]:
    """All that waits, in the order in which it is served."""
    served = []
    while (ticket := queue.take(timeout=0)) is not None:
        served.append(ticket.item)
    return served


def test_equals_are_served_as_they_come(queue: Queue[str]) -> None:
    for item in "xyz":
        queue.put(item, A)

    assert taken(queue) == ["x", "y", "z"]


def test_what_somebody_waits_for_comes_before_ghost_text_and_that_before_measurements(
    queue: Queue[str],
) -> None:
    queue.put("measurement", Place(Priority.BACKGROUND))
    queue.put("ghost", Place(Priority.SUGGESTED))
    queue.put("fix", Place(Priority.WAITED_FOR))

    assert taken(queue) == ["fix", "ghost", "measurement"]


def test_a_window_with_one_request_is_not_behind_one_with_fifty(queue: Queue[str]) -> None:
    for number in range(50):
        queue.put(f"a{number}", A)
    queue.put("b", B)

    assert taken(queue)[:3] == ["a0", "b", "a1"]


def test_windows_are_served_in_turn_whoever_asks_the_faster(queue: Queue[str]) -> None:
    for number in range(3):
        queue.put(f"a{number}", A)
        queue.put(f"b{number}", B)
    served = [queue.take().item]  # type: ignore[union-attr]  # there are six
    for _ in range(3):
        queue.put("a, again", A)
        served.append(queue.take().item)  # type: ignore[union-attr]

    assert served == ["a0", "b0", "a1", "b1"]


def test_of_a_windows_own_the_most_urgent_comes_first(queue: Queue[str]) -> None:
    queue.put("ghost", Place(GHOST, "a"))
    queue.put("fix", A)

    assert taken(queue) == ["fix", "ghost"]


def test_nobody_waits_for_ever(queue: Queue[str], clock: Clock) -> None:
    """A measurement beside a user who asks without end, each time as the last answer ends."""
    queue.put("measurement", Place(Priority.BACKGROUND))
    served = []
    while "measurement" not in served:
        queue.put("fix", A)
        ticket = queue.take(timeout=0)
        assert ticket is not None
        served.append(ticket.item)
        clock.now += 1.0

    assert 10 < len(served) < 60


def test_who_has_waited_long_does_not_come_before_other_windows_for_it(
    queue: Queue[str], clock: Clock
) -> None:
    for number in range(50):
        queue.put(f"a{number}", A)
    queue.take()
    clock.now += 1000.0
    queue.put("b", B)

    assert taken(queue)[0] == "b"


def test_newer_ghost_text_takes_the_place_of_older_of_its_window(queue: Queue[str]) -> None:
    assert queue.put("older", Place(GHOST, "a")) == []
    queue.put("elsewhere", Place(GHOST, "b"))

    assert queue.put("newer", Place(GHOST, "a")) == ["older"]
    assert taken(queue) == ["elsewhere", "newer"]


@pytest.mark.parametrize("place", [A, Place(GHOST), Place(Priority.BACKGROUND, "a")])
def test_nothing_else_is_replaced(queue: Queue[str], place: Place) -> None:
    queue.put("first", place)

    assert queue.put("second", place) == []
    assert taken(queue) == ["first", "second"]


def test_what_is_discarded_waits_no_longer(queue: Queue[str]) -> None:
    queue.put("gone", A)
    queue.put("stays", A)

    assert queue.discard("gone")
    assert not queue.discard("gone")
    assert taken(queue) == ["stays"]


def test_what_is_put_back_has_lost_nothing(queue: Queue[str], clock: Clock) -> None:
    queue.put("first", A)
    ticket = queue.take()
    assert ticket is not None
    clock.now = 1.0
    queue.put("second", A)

    queue.put_back(ticket)

    assert taken(queue) == ["first", "second"]


def test_the_more_urgent_alone_come_before_what_is_being_served(queue: Queue[str]) -> None:
    queue.put("ghost", Place(GHOST, "a"))
    served = queue.take()
    assert served is not None
    queue.put("more ghost", Place(GHOST, "b"))
    assert not queue.has_before(served)

    queue.put("fix", B)
    queue.put("fix of another model", A)

    assert queue.has_before(served)
    before = queue.take_before(served, lambda item: item != "fix of another model")
    assert before is not None
    assert before.item == "fix"
    assert queue.take_before(served, lambda item: item != "fix of another model") is None


def test_what_has_waited_long_is_not_put_aside_for_others(queue: Queue[str], clock: Clock) -> None:
    queue.put("measurement", Place(Priority.BACKGROUND))
    clock.now += 1000.0
    served = queue.take()
    assert served is not None

    queue.put("fix", A)

    assert not queue.has_before(served)


def test_who_waits_for_work_hears_of_it(queue: Queue[str]) -> None:
    served = []
    taker = threading.Thread(target=lambda: served.append(queue.take(timeout=30)))
    taker.start()

    queue.put("fix", A)

    taker.join(30)
    assert served[0] is not None
    assert served[0].item == "fix"
