"""How the client side bears it when many editors share one engine.

    .venv/bin/python benchmarks/load.py [--editors 200] [--windows 4] [--only latency ...] [--json]

Many editors, each a thread with the client that the language server has, ask one scripted engine on
loopback, a process of its own: how much later than the engine says the first word arrives, how soon
the engine notices a cancel, what comes of an engine that has too much to do, and of one that dies
and comes back; and a few real language servers beside them. Exits 0 only where every target holds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from load.editors import Editor, editors, working
from load.served import Served
from load.windows import SAID, TEXT, Window
from section import Section, print_table

from limner_model.errors import EngineBusyError, EngineDiedError, EngineUnavailableError

# Seconds that a user thinks between two requests, in the mean.
THINKING = 2.0
# Milliseconds: what the client may add to the first word, and within which a cancel is noticed.
ADDED = 15.0
NOTICED = 50.0
WINDOW = 0.1


def latency(count: int) -> Section:
    """Requests at random times: what the client adds to the engine's own time."""
    with Served() as served:
        served.behave(delay=0.1, pieces=10, interval=0.01)
        asking = editors(count, served.url)

        def work(editor: Editor) -> None:
            for _ in range(4):
                editor.pause(THINKING)
                editor.ask()

        with working(asking, work):
            pass
        seen = served.seen()
    answered = [one for editor in asking for one in editor.answered]
    added = [1e3 * (one.first - one.engine) for one in answered]
    figures = {
        "requests": len(answered),
        "at_once": seen.most,
        "connections": seen.connections,
        "first_word_ms_p50_p95_p99": _percentiles([1e3 * one.first for one in answered]),
        "of_these_the_engine_ms": _percentiles([1e3 * one.engine for one in answered]),
        "added_ms": _percentiles(added),
    }
    held = {
        "every request is answered": len(answered) == 4 * count,
        f"the client adds {ADDED:g} ms at most, in the median": statistics.median(added) <= ADDED,
        "connections are used again": seen.connections < len(answered) / 2,
    }
    return Section("latency", figures, held)


def windows(count: int) -> Section:
    """Real language servers: ghost text, from the editor's request to the editor's answer."""
    script = {"delay": 0.05, "pieces": 5, "interval": 0.01}
    engine = script["delay"] + (script["pieces"] - 1) * script["interval"]
    with Served() as served, ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory())).resolve()
        (folder / "numbers.py").write_text(TEXT)
        served.behave(says=SAID, **script)
        opened = [stack.enter_context(Window(folder, served.url)) for _ in range(count)]
        for window in opened:
            window.complete()  # what is read once
        with ThreadPoolExecutor(count) as pool:
            rounds = [list(pool.map(Window.complete, opened)) for _ in range(10)]
    answers = [answer for one in rounds for answer in one]
    added = [1e3 * (seconds - engine) for seconds, _ in answers]
    figures = {
        "windows": count,
        "answers": len(answers),
        "the_engine_ms": round(1e3 * engine),
        "added_ms_p50_p95_p99": _percentiles(added),
    }
    return Section("windows", figures, {"every window is answered": all(ok for _, ok in answers)})


def cancellation(count: int) -> Section:
    """Requests taken back, half of them before the first word."""
    with Served() as served:
        served.behave(delay=0.4, pieces=1000, interval=0.02)
        asking = editors(count, served.url)

        def work(editor: Editor) -> None:
            editor.pause(THINKING)
            editor.take_back(editor.dice.uniform(0.1, 0.8))

        with working(asking, work):
            pass
        time.sleep(0.2)
        seen = served.seen()
    cancelled = {name: at for editor in asking for name, at in editor.cancelled.items()}
    noticed = [1e3 * (seen.left[name] - at) for name, at in cancelled.items() if name in seen.left]
    figures = {
        "cancels": len(cancelled),
        "noticed": len(noticed),
        "ms_p50_p95_p99": _percentiles(noticed),
        "latest_ms": round(max(noticed), 1),
    }
    held = {
        "the engine notices every cancel": len(noticed) == len(cancelled) == count,
        f"within {NOTICED:g} ms": max(noticed) <= NOTICED,
    }
    return Section("cancellation", figures, held)


def pressure(count: int, status: int, retry_after: float | None) -> Section:
    """All ask at once an engine that bears a tenth of them."""
    with Served() as served:
        behaviour = {"status": status, "retry_after": retry_after}
        served.behave(delay=0.1, pieces=3, capacity=max(count // 10, 1), **behaviour)
        asking = editors(count, served.url)
        began = time.monotonic()
        with working(asking, Editor.ask):
            pass
        seconds = time.monotonic() - began
        seen = served.seen()
    answered = sum(len(editor.answered) for editor in asking)
    # After the first rush, which is the users' own: what the clients make of the refusals.
    again = sorted(seen.asked)[count:]
    figures = {
        "answered": answered,
        "requests": len(seen.asked),
        "refused": seen.refused,
        "seconds": round(seconds, 1),
        "most_again_in_100_ms": _most_at_once(again),
        "users_told": sum(bool(editor.told) for editor in asking),
    }
    held = {
        "every request is answered": answered == count,
        "six requests for each answer at most": len(seen.asked) <= 6 * count,
        "never as many again in 100 ms as asked first": _most_at_once(again) < count,
        "users hear of every wait": sum(len(one.told) for one in asking) == seen.refused,
    }
    return Section(f"pressure, {status} {_told(retry_after)}", figures, held)


def hopeless(count: int) -> Section:
    """An engine that is always busy, and says for how long."""
    with Served() as served:
        served.behave(capacity=0, status=503, retry_after=25)
        asking = editors(count, served.url)
        began = time.monotonic()
        with working(asking, Editor.ask):
            pass
        seconds = time.monotonic() - began
        requests = len(served.seen().asked)
    errors = [error for editor in asking for error in editor.errors]
    figures = {"requests": requests, "errors": len(errors), "seconds": round(seconds, 1)}
    held = {
        "every user hears that the engine is busy": len(errors) == count
        and all(isinstance(error, EngineBusyError) and error.remedy for error in errors),
        "within a minute and what a connection takes": seconds < 65,
        "after three requests at most": requests <= 3 * count,
    }
    return Section("no end of pressure", figures, held)


def return_of_the_engine(count: int) -> Section:
    """The engine dies in mid-work, and is back two seconds later."""
    with Served() as served:
        behaviour = {"delay": 0.05, "pieces": 10, "interval": 0.02}
        served.behave(**behaviour)
        asking = editors(count, served.url)
        until = time.monotonic() + 10.0

        def work(editor: Editor) -> None:
            while time.monotonic() < until:
                editor.pause(1.0)
                editor.ask()

        with working(asking, work):
            time.sleep(3.0)
            before = served.seen().asked
            died = time.monotonic()
            served.kill()
            time.sleep(2.0)
            served.start_again()
            back = time.monotonic()
            served.behave(**behaviour)
        seen = served.seen()
    served_again = [
        any(one.at > back for one in editor.answered) for editor in asking if editor.asked
    ]
    errors = [error for editor in asking for error in editor.errors]
    typed = (EngineDiedError, EngineUnavailableError)
    calm, rush = _most_at_once(before), _most_at_once(seen.asked)
    figures = {
        "away_seconds": round(back - died, 1),
        "errors": len(errors),
        "served_again": sum(served_again),
        "most_in_100_ms_before": calm,
        "most_in_100_ms_after": rush,
    }
    held = {
        "every editor is served again": len(served_again) == count and all(served_again),
        "whoever asked meanwhile heard why not": all(isinstance(one, typed) for one in errors),
        "no herd: no more at once than twice what was before": rush <= 2 * calm,
    }
    return Section("the engine's return", figures, held)


def _percentiles(values: Sequence[float]) -> str:
    cuts = statistics.quantiles(values, n=100)
    return " / ".join(f"{cuts[at - 1]:.1f}" for at in (50, 95, 99))


def _most_at_once(times: Sequence[float]) -> int:
    """The most of `times` within a window."""
    ordered, first, most = sorted(times), 0, 0
    for last, at in enumerate(ordered):
        while at - ordered[first] > WINDOW:
            first += 1
        most = max(most, last - first + 1)
    return most


def _told(retry_after: float | None) -> str:
    return "without a word" if retry_after is None else f"with Retry-After: {retry_after:g}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--editors", type=int, default=200)
    parser.add_argument("--windows", type=int, default=4, help="language servers beside them")
    parser.add_argument("--only", nargs="*", help="sections to measure")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    count = args.editors
    sections: dict[str, Callable[[], Section]] = {
        "latency": lambda: latency(count),
        "windows": lambda: windows(args.windows),
        "cancellation": lambda: cancellation(count),
        "pressure": lambda: pressure(count, 429, 1.0),
        "silent pressure": lambda: pressure(count, 503, None),
        "no end of pressure": lambda: hopeless(count),
        "return": lambda: return_of_the_engine(count),
    }
    return print_table(sections, args.only, as_json=args.json)


if __name__ == "__main__":
    sys.exit(main())
