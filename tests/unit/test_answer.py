"""An answer survives its journey as JSON."""

import json
from dataclasses import replace

from limner_server.emit.code import Code, Region, Stack
from limner_server.perception.scene import Box
from limner_server.proof.verdict import Proof, Status
from limner_server.tasks.answer import CodeAnswer
from limner_server.tasks.exhibit import Drawing, Exhibit
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


def test_what_a_preview_shows_goes_along_where_it_is_asked_for():
    exhibit = Exhibit(Drawing(b"\x89PNG", 3, 4), CODE.regions, CODE.assets)
    shown = Candidate("trace", "<template/>", PROOF, 0.96, exhibit)
    undrawn = Candidate("model", "<b/>", PROOF, 0.5, Exhibit(None))
    suggestion = replace(SUGGESTION, candidates=[shown, undrawn])
    answer = CodeAnswer.of(suggestion, Drawing(b"\x89PNG shot", 5, 6))

    wire = json.loads(json.dumps({**answer.to_json(), **answer.preview_json()}))

    assert CodeAnswer.from_json(wire) == answer
    assert "exhibit" not in answer.to_json()["candidates"][0]
    assert "shot" not in answer.to_json()


def test_another_candidate_can_be_chosen():
    region = Region(0, 0, Box(0, 0, 1, 1), 1)
    other = Candidate("model", "<b/>", PROOF, 0.5, Exhibit(None, [region], {"b.css": b"b"}))
    answer = CodeAnswer.of(replace(SUGGESTION, candidates=[*SUGGESTION.candidates, other]))

    chosen = answer.with_candidate(1)

    assert (chosen.result, chosen.assets, chosen.regions) == ("<b/>", {"b.css": b"b"}, [region])
    assert answer.with_candidate(0) == answer


def test_its_json_holds_what_scripts_are_promised():
    values = CodeAnswer.of(SUGGESTION).to_json()

    assert {"result", "proof", "candidates", "timings", "engine"} <= set(values)
    assert values["result"] == "<template/>"
    assert values["proof"]["status"] == "proven"
