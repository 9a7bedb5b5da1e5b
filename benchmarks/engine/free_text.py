"""The built-in model writes what nobody has said before: tokens per second beside `generate`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median

from section import Section

from engine.answering import Answered, ours, plain, warmed
from engine.models import home
from engine.rounds import ROUNDS, in_turns, times
from limner_model.config import BUILTIN_MODEL
from limner_model.installed import resolve
from limner_model.loader import LoadedModel
from limner_model.protocol import ChatRequest, Message

FACTOR = 1.5
_TOKENS = 200
# Each round asks about something else, so that nothing is kept from the round before.
_ASKED = (
    "A page for a bakery, with its opening hours and a form to order bread.",
    "The settings of an account: name, mail, password, a switch for the newsletter.",
    "A list of harbours with a map, and a search field above both.",
    "Three prices side by side, the one in the middle larger than the others.",
    "A blog: the last five posts, their dates, and a column with tags.",
)


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    with home():
        loaded = warmed(resolve(BUILTIN_MODEL)[0])
    # All answers are to be as long: what ends one is now a token that it never writes.
    loaded.model.generation_config.eos_token_id = loaded.processor.tokenizer.pad_token_id
    form = loaded.readers.form
    figures: dict[str, object] = {"reader": f"{form.way} on {form.threads} threads"}
    held = {}
    # What it finds likeliest repeats itself sooner or later, which a loop may make use of; what is
    # thrown by dice does not.
    for name, temperature in (("likeliest", 0.0), ("thrown", 1.0)):
        mine, theirs = in_turns(
            rounds,
            partial(_answered, ours, loaded, temperature),
            partial(_answered, plain, loaded, temperature),
        )
        speeds = [one.speed for one in mine], [one.speed for one in theirs]
        factor = times(*speeds)
        figures |= {
            f"{name}_tokens_per_second": round(median(speeds[0])),
            f"{name}_by_generate": round(median(speeds[1])),
            f"{name}_times": round(factor, 2),
            f"{name}_times_by_processor": round(_by_processor(mine, theirs), 2),
        }
        tell(f"{name}: {median(speeds[0]):.0f} | {median(speeds[1]):.0f} tokens/s")
        held[f"{name} {FACTOR} times generate"] = factor >= FACTOR
        if not temperature:
            same = [one.text for one in mine] == [one.text for one in theirs]
            held["the same texts"] = same
    return Section("free text", figures, held)


def _by_processor(mine: list[Answered], theirs: list[Answered]) -> float:
    return times(
        [one.speed_by_processor for one in mine], [one.speed_by_processor for one in theirs]
    )


def _answered(
    answer: Callable[[LoadedModel, ChatRequest], Answered],
    loaded: LoadedModel,
    temperature: float,
    number: int,
) -> Answered:
    return answer(loaded, _request(number, temperature))


def _request(number: int, temperature: float) -> ChatRequest:
    messages = (Message("user", (_ASKED[number % len(_ASKED)],)),)
    return ChatRequest(
        BUILTIN_MODEL, messages, max_tokens=_TOKENS, temperature=temperature, seed=number
    )
