"""The answer to `initialize` before the server is there."""

import io
import json

import pytest
from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder

from limner_server.lsp.capabilities import initialize_result
from limner_server.lsp.handshake import greet
from limner_server.lsp.server import LimnerServer

REQUEST = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}


def framed(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def answers(written):
    return [json.loads(part[part.index(b"{") :]) for part in written.split(b"Content-Length")[1:]]


def test_initialize_is_answered_and_given_back():
    stream = framed(REQUEST) + b"Content-Length: 2\r\n\r\n{}"
    stdout = io.BytesIO()

    opening = greet(io.BytesIO(stream), stdout)

    assert opening.answered
    (answer,) = answers(stdout.getvalue())
    assert answer == {"jsonrpc": "2.0", "id": 1, "result": initialize_result({})}
    assert opening.readline() == stream[: stream.index(b"\n") + 1]
    assert opening.read(3) == b"\r\n{"
    assert opening.read(len(stream)) == stream[stream.index(b"{") + 1 :]


@pytest.mark.parametrize(
    "first",
    [
        {**REQUEST, "id": None},
        {**REQUEST, "id": 1.5},
        {**REQUEST, "id": True},
        {**REQUEST, "jsonrpc": "1.0"},
        {**REQUEST, "method": "shutdown"},
        {**REQUEST, "params": None},
        {**REQUEST, "params": {"capabilities": []}},
        [REQUEST],
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"",
    ],
)
def test_anything_else_is_left_to_the_server(first):
    stream, stdout = framed(first), io.BytesIO()

    opening = greet(io.BytesIO(stream), stdout)

    assert not opening.answered
    assert stdout.getvalue() == b""
    assert opening.read(2 * len(stream)) == stream


@pytest.mark.parametrize("stream", [b"", b"\r\n", b"nonsense", b"Content-Length: x\r\n\r\n{}"])
def test_a_stream_that_is_no_lsp_is_given_back_too(stream):
    opening = greet(io.BytesIO(stream), io.BytesIO())

    assert opening.read(100) == stream


@pytest.mark.parametrize(
    ("offered", "chosen"),
    [
        (None, "utf-16"),
        ([], "utf-16"),
        (["utf-7", 3], "utf-16"),
        (["utf-32", "utf-8"], "utf-32"),
        (["utf-8", "utf-16"], "utf-8"),
    ],
)
def test_the_first_encoding_that_both_know_is_chosen(offered, chosen):
    result = initialize_result({"general": {"positionEncodings": offered}})

    assert result["capabilities"]["positionEncoding"] == chosen


@pytest.mark.parametrize(
    "capabilities",
    [
        {},
        {"notebookDocument": {"synchronization": {}}},
        {"textDocument": {"inlineCompletion": {"dynamicRegistration": True}}},
    ],
)
def test_what_is_promised_is_what_is_registered(capabilities):
    """The promise is written down; the features are registered elsewhere: they must agree."""
    server = LimnerServer()
    converter = server.protocol._converter
    client = converter.structure(capabilities, types.ClientCapabilities)
    manager = server.protocol.fm
    built = ServerCapabilitiesBuilder(
        client,
        {**manager.features, **manager.builtin_features}.keys(),
        manager.feature_options,
        list(manager.commands),
        types.TextDocumentSyncKind.Incremental,
        types.NotebookDocumentSyncOptions(
            [types.NotebookDocumentFilterWithNotebook("*", [types.NotebookCellLanguage("*")])]
        ),
    ).build()
    expected = converter.unstructure(built)
    expected["textDocumentSync"].pop("save")
    expected["workspace"].pop("fileOperations")
    if "textDocument" not in capabilities:
        expected.pop("inlineCompletionProvider")

    assert initialize_result(capabilities)["capabilities"] == expected
