"""What is kept of texts: found by all that begin alike, within a budget, changed by nobody."""

from __future__ import annotations

from random import Random

import pytest
import torch
from torch import Tensor

from dice import dice
from limner_model.decoding.keys_values import KeysValues
from limner_model.prefix.cache import PrefixCache
from limner_model.prefix.identities import Identities

LAYERS = 2
# Keys and values of one place: two heads of four numbers in each layer.
A_PLACE = 2 * LAYERS * 2 * 4 * 4


def read(places: Identities) -> KeysValues:
    """A cache in which stands, for each place, what stands there in the text."""
    cache = KeysValues()
    for layer in range(LAYERS):
        row = torch.tensor(places, dtype=torch.float32) + layer / 10
        keys = row[None, None, :, None].expand(1, 2, -1, 4)
        cache.update(keys, -keys, layer)
    return cache


def held(cache: KeysValues) -> Identities:
    """What the places of a cache were read from."""
    if not cache.layers:
        return ()
    found = [
        tensor[0, 0, :, 0] - sign * index / 10
        for index, layer in enumerate(cache.layers)
        for tensor, sign in ((layer.keys, 1), (-layer.values, 1))
    ]
    assert all(torch.equal(one.round(), found[0].round()) for one in found)
    return tuple(int(one) for one in found[0].round())


def text(seed: int, length: int = 100) -> Identities:
    random = dice(seed)
    return tuple(random.randrange(1000) for _ in range(length))


@pytest.fixture
def kept() -> PrefixCache:
    return PrefixCache(10_000 * A_PLACE)


def test_a_text_that_begins_alike_goes_on_from_there(kept: PrefixCache) -> None:
    beginning = text(0)
    kept.keep("", beginning + text(1), read(beginning + text(1)))

    assert held(kept.longest("", beginning + text(2))) == beginning


def test_the_last_place_is_read_again(kept: PrefixCache) -> None:
    kept.keep("", text(0), read(text(0)))
    assert held(kept.longest("", text(0))) == text(0)[:-1]


def test_what_begins_alike_is_kept_once(kept: PrefixCache) -> None:
    for ending in range(1, 5):
        whole = text(0, 500) + text(ending, 50)
        kept.keep("", whole, read(whole))

    assert kept.size == (500 + 4 * 50) * A_PLACE
    for ending in range(1, 5):
        whole = text(0, 500) + text(ending, 50)
        assert held(kept.longest("", (*whole, 1))) == whole


def test_another_speaker_has_not_read_it(kept: PrefixCache) -> None:
    kept.keep("a", text(0), read(text(0)))
    assert held(kept.longest("b", text(0))) == ()


def test_who_was_asked_for_longest_ago_makes_room(kept: PrefixCache) -> None:
    kept.budget = 300 * A_PLACE
    for seed in (0, 1, 2):
        kept.keep("", text(seed), read(text(seed)))
    kept.longest("", text(0))

    kept.keep("", text(3), read(text(3)))

    assert [len(held(kept.longest("", (*text(seed), 1)))) for seed in range(4)] == [
        100,
        0,
        100,
        100,
    ]


def test_of_what_is_more_than_the_budget_the_beginning_is_kept(kept: PrefixCache) -> None:
    kept.budget = 60 * A_PLACE
    kept.keep("", text(0), read(text(0)))

    assert held(kept.longest("", text(0))) == text(0)[:60]
    assert kept.size == kept.budget


def test_memory_is_given_back(kept: PrefixCache) -> None:
    for seed in range(4):
        kept.keep("", text(seed), read(text(seed)))

    kept.shrink(250 * A_PLACE)
    assert kept.size == 200 * A_PLACE
    kept.clear()
    assert kept.size == 0
    assert held(kept.longest("", text(3))) == ()


def test_what_is_kept_is_changed_neither_by_its_source_nor_by_who_goes_on(
    kept: PrefixCache,
) -> None:
    source = read(text(0))
    kept.keep("", text(0), source)
    spoil(source)
    spoil(kept.longest("", text(0), room=500))

    assert held(kept.longest("", (*text(0), 1))) == text(0)


def spoil(cache: KeysValues) -> None:
    for layer in cache.layers:
        layer.keys.fill_(0)
        layer.values.fill_(0)


def test_of_a_request_that_was_broken_off_what_all_layers_have_read_is_kept(
    kept: PrefixCache,
) -> None:
    cache = read(text(0))
    more: Tensor = torch.ones(1, 2, 30, 4)
    cache.update(more, more, 0)

    kept.keep("", text(0) + text(1), cache)

    assert held(kept.longest("", text(0) + text(1))) == text(0)


def test_a_picture_is_found_whole_or_not_at_all(kept: PrefixCache) -> None:
    picture = tuple(-1 - (7 << 24 | index) for index in range(50))
    whole = text(0, 40) + picture + text(1, 40)
    kept.keep("", whole[:70], read(whole[:70]))

    assert held(kept.longest("", whole)) == text(0, 40)


def test_where_there_is_no_memory_to_keep_it_nothing_is_kept(
    kept: PrefixCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    kept.keep("", text(0) + text(1), read(text(0) + text(1)))
    monkeypatch.setattr("limner_model.prefix.tree.part", exhausted)
    kept.keep("", text(0) + text(2), read(text(0) + text(2)))

    assert kept.size == 0
    assert held(kept.longest("", text(0) + text(1))) == ()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_asked_in_whatever_order_it_is_what_was_read(seed: int) -> None:
    random = dice(seed)
    kept = PrefixCache(random.choice([50, 200, 1000, 5000]) * A_PLACE)
    asked: dict[str, list[Identities]] = {"": [()], "a": [()]}
    reused = 0
    for _ in range(150):
        speaker = random.choice(["", "a"])
        whole = grown(random.choice(asked[speaker]), random)
        asked[speaker].append(whole)
        found = held(kept.longest(speaker, whole))
        assert found == whole[: len(found)]
        assert len(found) < len(whole)
        reused += len(found)
        if random.random() < 0.1:
            kept.shrink(random.randrange(kept.budget))
        kept.keep(speaker, whole, read(whole))
        assert kept.size <= kept.budget
        assert kept.size == sum(stretch.size for stretch in kept._used)
        most = min(len(whole), kept.budget // A_PLACE)
        assert len(held(kept.longest(speaker, (*whole, 1)))) > most - 16
    assert reused > 0


def grown(before: Identities, random: Random) -> Identities:
    """A text that begins as another one did."""
    shared = before[: random.randrange(len(before) + 1)][:300]
    # Of few different tokens, so that texts meet by chance as well.
    return (*shared, *(random.randrange(3) for _ in range(random.randrange(1, 80))))
