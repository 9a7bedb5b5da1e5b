"""The parameters of the command and the request."""

import pytest
from lsprotocol.types import Position, Range

from limner_server.emit.code import Stack
from limner_server.errors import InputError
from limner_server.lsp.protocol import CodeParams, to_wire

SPAN = Range(Position(1, 2), Position(3, 4))


def test_all_that_may_be_said_is_understood():
    params = CodeParams.parse(
        {
            "uri": "file:///a.html",
            "range": to_wire(SPAN),
            "image": "a.png",
            "stack": "react",
            "version": 4,
            "partialResultToken": "p",
            "workDoneToken": 7,
        }
    )

    assert params == CodeParams("file:///a.html", SPAN, "a.png", Stack.REACT, 4, "p", 7)


def test_a_document_is_enough():
    assert CodeParams.parse({"uri": "untitled:1"}) == CodeParams("untitled:1")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "one object"),
        ([], "one object"),
        ({}, "'uri'"),
        ({"uri": 3}, "'uri'"),
        ({"uri": "x", "range": 3}, "'range'"),
        ({"uri": "x", "range": {"start": {"line": 0}}}, "'range'"),
        ({"uri": "x", "range": {"start": {"line": -1, "character": 0}}}, "'range'"),
        ({"uri": "x", "image": 3}, "'image'"),
        ({"uri": "x", "version": "3"}, "'version'"),
        ({"uri": "x", "version": True}, "'version'"),
        ({"uri": "x", "stack": "angular"}, "html, tailwind, react, vue"),
    ],
)
def test_anything_else_is_named_in_the_error(value, says):
    with pytest.raises(InputError, match=says):
        CodeParams.parse(value)
