"""A verb of the command line, run by the server."""

import asyncio
import sys
import time

import pytest

from limner_server.errors import LimnerError
from limner_server.lsp.command_line import run_verb


def program(code):
    return (sys.executable, "-c", f"import sys, time\n{code}")


def appears(path):
    until = time.monotonic() + 20
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return path.exists()


async def test_what_it_prints_is_the_answer_and_what_it_remarks_is_heard():
    heard = []
    code = (
        "print('a library: ?', file=sys.stderr); print('limner: one', file=sys.stderr)\n"
        "print('{\"words\": [\"' + sys.argv[1] + '\"]}')"
    )

    answer = await run_verb(["tune"], heard.append, program(code))

    assert answer == {"words": ["tune"]}
    assert heard == ["one"]


async def test_a_verb_that_proves_nothing_answers_too():
    code = "print('{}'); sys.exit(1)"

    assert await run_verb(["tune"], print, program(code)) == {}


async def test_a_refusal_is_its_own_last_line():
    code = (
        "print('limner: first\\nlimner: no room: make some\\nnoise', file=sys.stderr); sys.exit(2)"
    )

    with pytest.raises(LimnerError, match=r"^no room: make some$"):
        await run_verb(["tune"], lambda _: None, program(code))


async def test_what_is_no_answer_is_an_error():
    with pytest.raises(LimnerError, match="printed no answer"):
        await run_verb(["tune"], lambda _: None, program("print('?')"))


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C for one process alone")
async def test_a_cancel_interrupts_it_and_it_may_put_away_what_it_was_doing(tmp_path):
    mark = tmp_path / "put-away"
    code = (
        # As every verb does: a shell may have started us with Ctrl-C ignored.
        "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "try:\n    print('limner: at work', file=sys.stderr, flush=True); time.sleep(60)\n"
        f"except KeyboardInterrupt:\n    open({str(mark)!r}, 'w').close()"
    )
    begun = asyncio.Event()
    work = asyncio.ensure_future(run_verb(["tune"], lambda _: begun.set(), program(code)))
    await begun.wait()

    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work

    assert await asyncio.to_thread(appears, mark)
