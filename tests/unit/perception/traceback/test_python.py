"""Tracebacks of the Python interpreter are read as it prints them."""

import subprocess
import sys

import pytest

from limner_server.errors import InputError
from limner_server.perception.traceback.parse import parse_traceback
from limner_server.perception.traceback.traceback import Frame


@pytest.fixture
def failing(tmp_path):
    """Runs a program that fails, and gives what it printed."""

    def run(source, name="program.py"):
        (tmp_path / name).write_text(source, encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, name], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert ran.returncode
        return ran.stderr

    return run


def test_the_frames_are_read_outermost_first_with_their_code(failing):
    printed = failing("def area(side):\n    return side ** undefined\n\n\narea(2)\n")

    traceback = parse_traceback(printed)

    assert (traceback.error, traceback.message) == ("NameError", "name 'undefined' is not defined")
    assert [(frame.line, frame.function, frame.code) for frame in traceback.frames] == [
        (5, "<module>", "area(2)"),
        (2, "area", "return side ** undefined"),
    ]


def test_a_syntax_error_has_its_place_though_it_has_no_header(failing):
    traceback = parse_traceback(failing("def area(side)\n    return side\n"))

    assert traceback.error == "SyntaxError"
    assert traceback.frames[-1].line == 1
    assert traceback.frames[-1].code == "def area(side)"


def test_an_error_in_the_handling_of_another_brings_that_along(failing):
    printed = failing(
        "try:\n    {}['x']\nexcept KeyError as error:\n    raise ValueError from error\n"
    )

    traceback = parse_traceback(printed)

    assert traceback.error == "ValueError"
    assert [other.error for other in traceback.others] == ["KeyError"]
    assert traceback.others[0].frames[0].line == 2


def test_the_members_of_a_group_come_before_the_group(failing):
    printed = failing(
        "import asyncio\n\n"
        "async def one():\n    raise ValueError('one')\n\n"
        "async def two():\n    return {}['two']\n\n"
        "async def main():\n"
        "    async with asyncio.TaskGroup() as group:\n"
        "        group.create_task(one())\n"
        "        group.create_task(two())\n\n"
        "asyncio.run(main())\n"
    )

    errors = [one.error for one in parse_traceback(printed).likeliest_first()]

    assert errors == ["ValueError", "KeyError", "ExceptionGroup"]


def test_repeated_frames_and_marks_below_the_code_are_no_code(failing):
    traceback = parse_traceback(failing("def deep(n):\n    return deep(n - 1) + 1\n\n\ndeep(3)\n"))

    assert traceback.error == "RecursionError"
    assert {frame.code for frame in traceback.frames[1:]} == {"return deep(n - 1) + 1"}


def test_colours_and_the_margin_of_a_log_are_left_out():
    printed = (
        "web-1  | \x1b[31mTraceback (most recent call last):\x1b[0m\n"
        'web-1  |   File "/app/shop.py", line 3, in total\n'
        "web-1  |     return price\n"
        "web-1  | NameError: name 'price' is not defined\n"
    )

    traceback = parse_traceback(printed)

    assert traceback.frames == (Frame("/app/shop.py", 3, function="total", code="return price"),)
    assert traceback.error == "NameError"


def test_of_several_tracebacks_in_a_terminal_the_last_counts():
    printed = (
        'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nOSError\n'
        'Traceback (most recent call last):\n  File "b.py", line 2, in <module>\nKeyError: 3\n'
    )

    assert parse_traceback(printed).frames[0].path == "b.py"


def test_a_traceback_that_is_cut_off_still_has_its_frames():
    printed = 'Traceback (most recent call last):\n  File "a.py", line 7, in run\n    go()\n'

    assert parse_traceback(printed).frames == (Frame("a.py", 7, function="run", code="go()"),)


def test_text_without_a_traceback_is_refused():
    with pytest.raises(InputError, match="no traceback"):
        parse_traceback("all is well\n")
