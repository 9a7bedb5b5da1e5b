"""What crosses between the server and its worker comes back as it was."""

import json
from pathlib import Path

from limner_server.diagnostic import Diagnostic
from limner_server.edits import Edit
from limner_server.patch import Patch
from limner_server.perception.workspace.source import Source
from limner_server.proof.sandbox.ran import Running
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.change_answer import ChangeAnswer
from limner_server.tasks.change_set import ChangeSet, digest_of
from limner_server.tasks.request import FixRequest
from limner_server.tasks.task import Candidate, Suggestion
from limner_server.wire import from_json, to_json

ROOT = Path("/w")
SOURCES = {ROOT / name: Source(ROOT / name, "x = 1\ny = 2\n") for name in ("a.py", "b/c.py")}


def answer(*paths):
    patch = Patch({path: (Edit(10, 11, "3"),) for path in paths}, "search", "`3` instead of `2`")
    proof = Proof(Status.PROVEN, "the failing test passes", {"survivors": 1.0})
    candidates = [Candidate("search", "diff", proof, 0.5)]
    fix = ChangeSet.of(patch, SOURCES, ROOT)
    return ChangeAnswer.of(Suggestion(fix, proof, candidates, {"search": 1.5}, "nobody"))


def test_an_answer_comes_back_as_it_was():
    given = answer(*SOURCES)

    assert ChangeAnswer.from_json(json.loads(json.dumps(given.to_json()))) == given


def test_the_line_for_a_person_says_where_what_and_how_well():
    assert answer(ROOT / "a.py").summary == ("a.py:2: `3` instead of `2`: the failing test passes")
    assert answer(*SOURCES).summary.startswith("a.py:2 and 1 more file: ")


def test_the_edits_are_of_the_text_with_their_digest():
    (file,) = answer(ROOT / "a.py").files.values()

    assert file.digest == digest_of("x = 1\ny = 2\n")
    assert file.edits == (Edit(10, 11, "3"),)


def test_a_request_comes_back_as_it_was():
    path = ROOT / "a.py"
    given = FixRequest(
        ROOT,
        path=path,
        line=3,
        folder=ROOT,
        diagnostic=Diagnostic(path, 1, 2, "wrong", code="F1", source="Ruff"),
        texts={path: "x\n"},
        running=Running.NEVER,
    )

    assert from_json(FixRequest, json.loads(json.dumps(to_json(given)))) == given
    assert from_json(FixRequest, json.loads(json.dumps(to_json(FixRequest(ROOT))))) == (
        FixRequest(ROOT)
    )
