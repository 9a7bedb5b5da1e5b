"""An answer survives its journey as JSON."""

import json

from limner_server.emit.code import Code, Region, Stack
from limner_server.perception.scene import Box
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.task import Candidate, Suggestion

PROOF = Proof(Status.PROVEN, "looks 96 % like the picture", {"block": 0.97})
CODE = Code(
    Stack.VUE,
    "<template/>",
    "<html>",
    [Region(1, 2, Box(0, 1.5, 3, 4), 7)],
    {"images/a.png": b"\x89PNG"},
)
SUGGESTION = Suggestion(
    CODE, PROOF, [Candidate("trace", "<template/>", PROOF, 0.96)], {"scene": 1.25}, "none asked"
)


def test_it_comes_out_as_it_went_in():
    answer = CodeAnswer.of(SUGGESTION)

    assert CodeAnswer.from_json(json.loads(json.dumps(answer.to_json()))) == answer


def test_its_json_holds_what_scripts_are_promised():
    values = CodeAnswer.of(SUGGESTION).to_json()

    assert {"result", "proof", "candidates", "timings", "engine"} <= set(values)
    assert values["result"] == "<template/>"
    assert values["proof"]["status"] == "proven"
