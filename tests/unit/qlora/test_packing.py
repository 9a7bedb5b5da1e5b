import pytest

from dice import dice
from limner_adapters.tuning.qlora.order import Order, share_of
from limner_adapters.tuning.qlora.packing import pack

LENGTHS = [dice(0).randint(1, 90) for _ in range(200)]


def test_every_example_is_in_one_row_and_rows_are_full():
    rows = pack(LENGTHS, 100)

    assert sorted(index for row in rows for index in row) == list(range(200))
    assert all(sum(LENGTHS[index] for index in row) <= 100 for row in rows)
    assert len(rows) <= 1.05 * sum(LENGTHS) / 100 + 1


def test_what_is_longer_than_a_row_has_one_for_itself():
    assert pack([30, 500, 40], 100) == [[1], [2, 0]]


def test_every_pass_has_each_example_once_in_an_order_of_its_own():
    order = Order(LENGTHS, 400, 2, seed=3)
    flat = [index for step in order for index in step]

    first, second = flat[:200], flat[200:]
    assert sorted(first) == sorted(second) == list(range(200))
    assert first != second
    assert list(order) == list(Order(LENGTHS, 400, 2, seed=3))
    assert list(order) != list(Order(LENGTHS, 400, 2, seed=4))


def test_few_examples_make_several_steps_nevertheless():
    assert len(Order([10] * 16, 8192, 1, seed=0)) == 8


@pytest.mark.parametrize("devices", [1, 2, 3, 5])
def test_devices_share_a_step_among_them(devices):
    shares = [share_of([4, 9, 2, 7], device, devices) for device in range(devices)]

    assert sorted(index for share in shares for index in share) == [2, 4, 7, 9]
