"""How good documentation is: whether its proof holds, and how near it comes to its author's."""

from __future__ import annotations

import re
from time import perf_counter
from typing import Final

from limner_adapters.code.chrf import chrf
from limner_adapters.quality.asking import Asking
from limner_adapters.quality.case import Case
from limner_adapters.quality.measured import Measure, Outcome
from limner_server.proof.verdict import Status
from limner_server.tasks.docs import write_docs
from limner_server.tasks.request import DocRequest

# What documentation begins with, in Python and in JavaScript.
_OPENING: Final = re.compile(r'[rRuU]*(?:"{3}|\'{3}|/\*\*)')
_MARGIN: Final = re.compile(r"^[ \t]*\*?[ \t]?", re.MULTILINE)
_SENTENCE: Final = re.compile(r".+?(?:[.!?](?=\s|$)|$)", re.DOTALL)
_CLOSING: Final = re.compile(r'(?:"{3}|\'{3}|\*/).*', re.DOTALL)


def measure_documentation(case: Case, asking: Asking) -> Outcome:
    """The documentation of one function, by its proof and its first sentence.

    Raises:
        CancelledError: it was cancelled.
        LimnerError: the case is none: there is no such function.
    """
    request = DocRequest(
        case.root,
        path=case.file,
        symbol=case.symbol,
        texts=case.unsaved,
        running=asking.running,
        engine_url=asking.contender.url,
        model=asking.contender.model,
        seconds=asking.seconds,
    )
    begin = perf_counter()
    answer = write_docs(request, asking.run)
    figures = {Measure.SECONDS: perf_counter() - begin}
    files = answer.result.files
    figures[Measure.PROVEN] = float(answer.proof.status is Status.PROVEN and bool(files))
    said = first_sentence("".join(edit.text for edit in files[0].edits)) if files else ""
    if case.right:
        figures[Measure.CHRF] = chrf(said, case.right)
    alone = asking.alone(case.task, case.root, answer.engine)
    return Outcome(case.task, case.name, figures, said or answer.proof.summary, alone)


def first_sentence(text: str) -> str:
    """The first sentence of documentation, without what it stands in.

    Args:
        text: a docstring or a comment of JSDoc, with or without its quotes and stars.
    """
    text = _CLOSING.sub("", _OPENING.sub("", text.strip(), count=1))
    paragraph = re.split(r"\n\s*\n|\n\s*@", _MARGIN.sub("", text).strip(), maxsplit=1)[0]
    found = _SENTENCE.match(" ".join(paragraph.split()))
    return found[0] if found else ""
