import json

import pytest

from limner_model.blanks import Blank, blanks_request, read_filled
from limner_model.blanks_protocol import BlanksRequest, blanks_answer
from limner_model.errors import BadAnswerError, RequestRefusedError
from limner_model.protocol import Usage

ASKED = [{"role": "user", "content": "what is it?"}]
FORM = [Blank(" [[0]]", ("a", "p")), Blank("-[[0]]", ("none", "li")), Blank(" [[1]]", ("a", "p"))]


def body(**changes):
    return json.dumps(blanks_request("m", ASKED, FORM) | changes).encode()


def test_a_request_comes_across_whole_and_shared_choices_once():
    request = BlanksRequest.parse(body())

    assert request.blanks == tuple(FORM)
    assert json.loads(body())["choices"] == [["a", "p"], ["none", "li"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"blanks": []},
        {"blanks": [{"text": "", "choices": 0}]},
        {"blanks": [{"text": "x", "choices": 9}]},
        {"blanks": ["x"]},
        {"choices": [[]]},
        {"choices": [[1]]},
        {"choices": "ap"},
        {"surprise": 1},
    ],
)
def test_what_is_no_form_is_refused(changes):
    with pytest.raises(RequestRefusedError):
        BlanksRequest.parse(body(**changes))


def test_an_answer_says_how_likely_each_choice_is():
    answer = blanks_answer([[-0.1, -2.3], [-0.2, -1.7], [-3.0, -0.05]], Usage(9, 0))

    assert read_filled(answer, FORM) == [[-0.1, -2.3], [-0.2, -1.7], [-3.0, -0.05]]


@pytest.mark.parametrize("logprobs", [None, [[-0.1]], [[-0.1, -2.3]] * 2, [["x", "y"]] * 3])
def test_an_answer_to_something_else_is_none(logprobs):
    with pytest.raises(BadAnswerError):
        read_filled({"logprobs": logprobs}, FORM)
