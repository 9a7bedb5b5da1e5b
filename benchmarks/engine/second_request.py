"""The second request on a long context: how soon its first token is there, beside the first's."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from section import Section
from transformers import AutoTokenizer

from engine.asking import asked, something, started, until_first_token
from engine.models import SMALL, home, install
from engine.rounds import ROUNDS

# Of the time that a cold one takes.
SHARE = 0.05
_CONTEXT = 8100
_MODEL = "long"


def measure(tell: Callable[[str], None], rounds: int = ROUNDS) -> Section:
    cold, warm = [], []
    with home():
        tokenizer = AutoTokenizer.from_pretrained(install(_MODEL, SMALL))
        engine = started(_MODEL)
        # The first request of all finds nothing warm, the model's code included.
        until_first_token(engine, asked(something(200, seed=-1)))
        for number in range(rounds):
            context = something(_CONTEXT, seed=number)
            cold.append(until_first_token(engine, asked(f"{context}\nWhat is this?")))
            warm.append(until_first_token(engine, asked(f"{context}\nAnd who wrote it?")))
            tell(f"cold {1e3 * cold[-1]:.0f} ms, second {1e3 * warm[-1]:.0f} ms")
    share = median(warm) / median(cold)
    figures = {
        "context_tokens": len(tokenizer(context)["input_ids"]),
        "cold_ms": round(1e3 * median(cold)),
        "second_ms": round(1e3 * median(warm), 1),
        "percent": round(100 * share, 1),
    }
    return Section(
        "second request", figures, {f"within {100 * SHARE:g} % of a cold one": share <= SHARE}
    )
