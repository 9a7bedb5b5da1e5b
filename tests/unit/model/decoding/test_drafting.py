"""Drafts from the prompt: what they hold, how long they are, and that they change no answer."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from limner_model.decoding.drafting import PromptLookup, ReadingCosts


@dataclass
class Told:
    """How an answer was written: the tokens of each reading, and what they cost by the script."""

    readings: list[int]
    seconds: float


def written(
    prompt: Sequence[int],
    answer: Sequence[int],
    cost: Callable[[int], float],
    costs: ReadingCosts | None = None,
) -> Told:
    """Write `answer` as the loop does, by a model that would choose nothing else."""
    drafter = PromptLookup(costs or ReadingCosts())
    tokens, end = [*prompt, answer[0]], len(prompt) + len(answer)
    whole = [*prompt, *answer]
    told = Told([], 0.0)
    while len(tokens) < end:
        draft = drafter.propose(tokens)[: end - len(tokens) - 1]
        before = len(tokens)
        accepted = 0
        while accepted < len(draft) and draft[accepted] == whole[before + accepted]:
            accepted += 1
        tokens += whole[before : before + accepted + 1]
        seconds = cost(len(draft) + 1)
        drafter.told(accepted, len(draft), seconds)
        told.readings.append(len(draft) + 1)
        told.seconds += seconds
    return told


def cheap(tokens: int) -> float:
    """A device on which reading a token more costs little, as a GPU."""
    return 1 + 0.02 * (tokens - 1)


def dear(tokens: int) -> float:
    """A device on which every token costs the same."""
    return float(tokens)


def prose(count: int, *, words: int = 3000, seed: int = 0) -> list[int]:
    dice = random.Random(seed)  # noqa: S311  # no secrets
    return [dice.randrange(words) for _ in range(count)]


def drafter_where_all_costs_the_same() -> PromptLookup:
    costs = ReadingCosts()
    for size in (1, 4, 8, 16, 32):
        for _ in range(2):
            costs.add(size, 1.0)
    return PromptLookup(costs)


def test_a_draft_is_what_followed_the_last_tokens_earlier() -> None:
    drafter = PromptLookup(ReadingCosts())
    assert drafter.propose([1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3])[:3] == [4, 5, 6]


def test_the_last_occurrence_counts() -> None:
    drafter = PromptLookup(ReadingCosts())
    assert drafter.propose([1, 2, 7, 7, 7, 1, 2, 8, 8, 8, 1, 2])[:3] == [8, 8, 8]


def test_three_tokens_that_agree_tell_more_than_two() -> None:
    drafter = PromptLookup(ReadingCosts())
    tokens = [5, 1, 2, 7, 7, 7, 6, 1, 2, 8, 8, 8, 5, 1, 2]
    assert drafter.propose(tokens)[:3] == [7, 7, 7]


def test_what_repeats_is_drafted_beyond_its_end() -> None:
    drafter = drafter_where_all_costs_the_same()
    draft = drafter.propose([9, 1, 2, 1, 2])
    assert len(draft) > 2
    assert draft == ([1, 2] * 16)[: len(draft)]


def test_where_nothing_was_said_before_there_is_no_draft() -> None:
    drafter = PromptLookup(ReadingCosts())
    assert drafter.propose([]) == []
    assert drafter.propose([1]) == []
    assert drafter.propose([1, 2, 3, 4]) == []


def test_a_draft_ends_before_a_token_that_it_must_not_hold() -> None:
    picture = 4
    drafter = PromptLookup(ReadingCosts(), never={picture})
    assert drafter.propose([1, 2, 3, picture, picture, 5, 1, 2]) == [3]


def test_a_draft_goes_on_where_the_last_one_was_right() -> None:
    text = prose(200)
    drafter = PromptLookup(ReadingCosts())
    tokens = [*text, *text[40:43]]
    draft = drafter.propose(tokens)
    drafter.told(len(draft), len(draft), 1.0)
    tokens += text[43 : 43 + len(draft) + 1]
    following = drafter.propose(tokens)
    begin = 43 + len(draft) + 1
    assert following == text[begin : begin + len(following)]
    assert following


def test_an_answer_that_repeats_its_prompt_takes_few_readings() -> None:
    function = prose(400)
    edited = [*function[:180], 1, 2, 3, *function[184:]]
    told = written([*function, 7, 8, 9], edited, cheap)
    assert len(told.readings) < len(edited) / 12


def test_drafts_grow_as_long_as_their_costs_allow() -> None:
    function, costs = prose(2000), ReadingCosts()

    def jumps(tokens: int) -> float:
        """Up to eight tokens cost what one does, more cost dearly."""
        return 1.0 if tokens <= 8 else 2.0 * tokens

    written(function, function, jumps, costs)
    told = written(function, function, jumps, costs)
    assert statistics.median(told.readings) == 8
    assert max(written(function, function, cheap).readings) == 32


def test_where_every_token_costs_the_same_drafts_stop() -> None:
    function, costs = prose(2000), ReadingCosts()
    written(function, function, dear, costs)
    drafted = [size for size in written(function, function, dear, costs).readings if size > 1]
    assert len(drafted) < 30
    assert set(drafted) <= {4}


def test_they_are_tried_again_and_find_that_it_pays_now() -> None:
    function, costs = prose(2000), ReadingCosts()
    written(function, function, dear, costs)
    later = written(function, function, cheap, costs)
    assert later.seconds < len(function) / 4


def test_words_that_recur_by_chance_cost_next_to_nothing() -> None:
    prompt, answer = prose(500, words=12), prose(1000, words=12, seed=1)
    for each in (0.05, 0.2, 1.0):
        told = written(prompt, answer, lambda tokens, each=each: 1 + each * (tokens - 1))
        assert told.seconds < 1.05 * len(answer)


def test_drafts_that_fail_are_given_up_and_those_that_hold_come_back() -> None:
    noise, page = prose(600, words=12), prose(300)
    told = written([*noise, *page], [*prose(600, words=12, seed=1), *page], cheap)
    at_the_end = told.readings[-12:]
    assert sum(at_the_end) > 200


def test_the_first_reading_of_a_size_does_not_count_since_it_warms_up() -> None:
    costs = ReadingCosts()
    for seconds in (60.0, 1.0, 1.1):
        costs.add(1, seconds)
    assert costs.of(1) == 1.0


def test_a_size_that_was_never_read_is_guessed_from_a_smaller_one() -> None:
    costs = ReadingCosts()
    for _ in range(2):
        costs.add(4, 2.0)
    assert 2.0 < costs.of(8) < 4.0
