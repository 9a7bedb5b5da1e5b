"""The outside of a message, judged before anything is made of it."""

import pytest
from pygls.exceptions import JsonRpcException

from limner_server.lsp.envelope import Sort, identifier, sort_of


def message(**fields):
    return {"jsonrpc": "2.0", **fields}


@pytest.mark.parametrize(
    ("fields", "sort"),
    [
        ({"id": 1, "method": "shutdown"}, Sort.REQUEST),
        ({"id": "a", "method": "textDocument/hover", "params": {}}, Sort.REQUEST),
        ({"id": -(2**31), "method": "limner/code"}, Sort.REQUEST),
        ({"method": "exit"}, Sort.NOTIFICATION),
        ({"method": "$/made-up"}, Sort.NOTIFICATION),
        ({"id": 1, "result": None}, Sort.RESPONSE),
        ({"id": 1, "error": {"code": -32600, "message": ""}}, Sort.RESPONSE),
    ],
)
def test_a_message_is_told_by_its_fields(fields, sort):
    assert sort_of(message(**fields)) is sort


@pytest.mark.parametrize(
    "bad",
    [
        None,
        [],
        "x",
        {},
        {"jsonrpc": "1.0", "id": 1, "method": "shutdown"},
        message(),
        message(id=1),
        message(id=None, method="shutdown"),
        message(id=True, method="shutdown"),
        message(id=1.0, method="shutdown"),
        message(id=2**31, method="shutdown"),
        message(id=1, method=3),
        message(method="shutdown"),
        message(id=1, method="initialized", params={}),
        message(id=1, method="textDocument/codeLens", params={"workDoneToken": 2**31}),
        message(method="$/cancelRequest", params={"id": -(2**31) - 1}),
        message(id=1, error={"code": 2**31, "message": ""}),
        message(id=1, error="x"),
        message(id=2**31, result=None),
    ],
)
def test_what_is_none_of_them_is_refused(bad):
    with pytest.raises(JsonRpcException):
        sort_of(bad)


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"id": 3, "method": 4}, 3),
        ({"id": True, "method": "shutdown"}, None),
        # An error must not look like the answer to a request of the other side's.
        ({"id": 3, "error": "x"}, None),
    ],
)
def test_an_error_names_the_request_where_there_is_one(fields, number):
    assert identifier(message(**fields)) == number
