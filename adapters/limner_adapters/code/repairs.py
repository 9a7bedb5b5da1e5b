"""Lessons in repair: functions with a bug put in, and the line as it was."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Final

from limner_adapters.code.bugs import with_bug
from limner_adapters.code.fluency import usual_code
from limner_adapters.code.functions import CodeFunction
from limner_adapters.examples import Example, Task
from limner_server.proposers.rewrite.faulty_line import Numbered

# So many of the functions are read without their comments, which cost much and tell little.
_UNCOMMENTED: Final = 0.75
_COMMENT: Final = re.compile(r"^[ \t]*(?:#|//).*\n", re.MULTILINE)


def repair_examples(functions: Iterable[CodeFunction], seed: int) -> Iterator[Example]:
    """One lesson for each function in which a bug could be put.

    Args:
        functions: right ones; the first of them tell what code usually looks like.
        seed: of the bugs: the same functions give the same lessons.
    """
    fluency, functions = usual_code(functions)
    for function in functions:
        order = random.Random(f"{seed} {function.text}")
        text = function.text
        if order.random() < _UNCOMMENTED:
            text = _COMMENT.sub("", text)
        bug = with_bug(text, function.language, order, fluency)
        if bug is None:
            continue
        numbered = Numbered.of(bug.wrong.split("\n"))
        if numbered is not None:
            answer = numbered.answer(bug.right.split("\n"))
            yield Example(Task.FIX, numbered.messages, answer, f"{function.origin} ({bug.kind})")
